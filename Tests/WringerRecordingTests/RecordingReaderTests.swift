import Foundation
import Testing
import WringerModel
import WringerRecording

/// A recording is evidence: what is not whole is an error that says where.
@Suite struct RecordingReaderTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = try RecordingWriter(folder: folder.path).write(
            Samples.recording(input: .bytes(Array("in\n".utf8), pace: nil)), name: "r")
    }

    /// Why the recording cannot be read.
    private func message(_ path: String? = nil) -> String {
        do throws(RecordingError) {
            _ = try RecordingReader.read(path ?? self.path)
            return "it was read"
        } catch { return error.description }
    }

    @Test func `an untouched recording is read`() { #expect(message() == "it was read") }

    @Test func `no recording at all is said`() {
        #expect(
            message(folder.path + "/none")
                == "recording \(folder.path)/none: there is no such folder"
        )
        #expect(
            message(folder.path + "/a\u{1b}b")
                == "recording \(folder.path)/a\\x1bb: there is no such folder")
    }

    @Test(arguments: ["recording.json", "program.lua", "stdin", "stdout", "stderr"])
    func `a file that is missing is named`(_ file: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(file)")
        #expect(
            message()
                == "recording \(path)/\(file): cannot open \(path)/\(file): "
                + "No such file or directory (ENOENT)")
    }

    @Test(arguments: ["program.lua", "stdin", "stdout", "stderr"])
    func `a file that was edited or cut is named`(_ file: String) throws {
        let bytes = try folder.read("r/\(file)")
        var flipped = bytes
        flipped[0] ^= 1
        for hostile in [flipped, Array(bytes.dropLast()), bytes + [0], []] {
            try folder.write("r/\(file)", hostile)
            #expect(
                message()
                    == "recording \(path)/\(file): it is not what was recorded (\(bytes.count) "
                    + "bytes, another SHA-256): it was cut short or edited")
        }
    }

    @Test func `a cast that is missing is no loss`() throws {
        try FileManager.default.removeItem(atPath: "\(path)/session.cast")
        #expect(message() == "it was read")
    }

    @Test func `a document cut anywhere is an error that names it`() throws {
        let bytes = try folder.read("r/recording.json")
        for count in stride(from: 0, to: bytes.count - 2, by: 37) {
            try folder.write("r/recording.json", Array(bytes.prefix(count)))
            #expect(
                message()
                    == "recording \(path)/recording.json: it is no JSON; it was cut short or edited"
            )
        }
    }

    @Test func `a document that is no JSON or of another shape is an error`() throws {
        for text in ["not json", "[]", "null", "{}", "\u{0}"] {
            try folder.write("r/recording.json", Array(text.utf8))
            #expect(message().hasPrefix("recording \(path)/recording.json: "))
        }
        try folder.write("r/recording.json", Array("{}".utf8))
        #expect(message() == "recording \(path)/recording.json: a key is missing at format")
    }

    @Test func `another format is refused`() throws {
        try folder.edit("r/recording.json", "\"wringer-recording\"", "\"har\\u001b\"")
        #expect(
            message()
                == "recording \(path)/recording.json: its format is 'har\\x1b', not ours")
    }

    @Test func `a newer format is refused with advice`() throws {
        try folder.edit("r/recording.json", "\"version\" : 2", "\"version\" : 3")
        #expect(
            message()
                == "recording \(path)/recording.json: made by a newer Wringer: format 3, and this "
                + "one reads up to 2; update Wringer")
    }

    @Test func `a newer format is refused before the rest is understood`() throws {
        try folder.write(
            "r/recording.json",
            Array(#"{"format": {"name": "wringer-recording", "version": 99}, "new": []}"#.utf8))
        #expect(message().contains("made by a newer Wringer: format 99"))
    }

    @Test func `a format version that never existed is refused`() throws {
        try folder.edit("r/recording.json", "\"version\" : 2", "\"version\" : 0")
        #expect(
            message() == "recording \(path)/recording.json: format version 0 never existed")
    }

    @Test(arguments: [
        ("\"kind\" : \"signalled\"", "\"kind\" : \"vanished\"", "observation.outcome.kind"),
        ("\"signal\" : \"SIGSEGV\"", "\"signal\" : \"SIGFOO\"", "signal"),
        ("\"verdict\" : \"crashed\"", "\"verdict\" : \"great\"", "judgement.verdict"),
        (
            "\"nofile\" : \"1024:4096\"", "\"nofile\" : \"4096:1024\"",
            "trial.setup.inheritedLimits.nofile"
        ),
        ("\"stack\" : \"256K\"", "\"stakc\" : \"256K\"", "trial.setup.limits.stakc"),
        (
            "\"standardOutput\" : \"captured\"", "\"standardOutput\" : \"lost\"",
            "trial.setup.standardOutput"
        ),
    ])
    func `a value that makes no sense is named by its place`(
        _ old: String, _ new: String, _ place: String
    ) throws {
        try folder.edit("r/recording.json", old, new)
        #expect(message().hasPrefix("recording \(path)/recording.json: a value makes no sense at "))
        #expect(message().contains(place))
    }

    @Test(arguments: [
        ("\"reachedStart\"", "observation.reachedStart"), ("\"outcome\"", "observation.outcome"),
        ("\"executable\"", "trial.setup.executable"), ("\"created\"", "created"),
        ("\"realism\"", "judgement.realism"), ("\"sha256\" : \"11\"", "identity.binary.sha256"),
        ("\"kernel\"", "host.kernel"), ("\"inheritedLimits\"", "trial.setup.inheritedLimits"),
    ])
    func `a key that is missing is named by its place`(_ key: String, _ place: String) throws {
        try folder.edit("r/recording.json", key, "\"x" + key.dropFirst())
        #expect(message() == "recording \(path)/recording.json: a key is missing at \(place)")
    }

    @Test func `a value of another type is named by its place`() throws {
        try folder.edit("r/recording.json", "\"reachedStart\" : true", "\"reachedStart\" : 1")
        #expect(
            message()
                == "recording \(path)/recording.json: a value has the wrong type at "
                + "observation.reachedStart")
    }

    @Test(arguments: ["../stdout", "/etc/passwd", "..", ".", ".hidden", "a/b"])
    func `a file name that leaves the folder is refused`(_ name: String) throws {
        try folder.write("stdout", Array("1\n".utf8))
        try folder.edit(
            "r/recording.json", "\"file\" : \"stdout\"",
            "\"file\" : \"\(name)\"")
        #expect(message() == "recording \(path): a file name leaves the folder: \(name)")
    }

    @Test func `a program of another name is refused`() throws {
        try folder.edit(
            "r/recording.json", "\"fileExtension\" : \"lua\",\n        \"provenance\"",
            "\"fileExtension\" : \"py\",\n        \"provenance\"")
        #expect(
            message() == "recording \(path)/recording.json: the name of its program makes no sense")
    }

    @Test func `an unknown standard input is refused`() throws {
        let other = try RecordingWriter(folder: folder.path).write(
            Samples.recording(input: .closed), name: "closed")
        try folder.edit("closed/recording.json", "\"state\" : \"closed\"", "\"state\" : \"open\"")
        #expect(
            message(other) == "recording \(other)/recording.json: unknown standard input 'open'")
        try folder.edit(
            "closed/recording.json", "\"state\" : \"open\"", "\"state\" : \"failing:ENOPE\"")
        #expect(message(other).contains("unknown error 'ENOPE'"))
    }

    @Test func `a target without a command is refused`() throws {
        try folder.edit(
            "r/recording.json", "\"executable\" : \"/usr/bin/lua5.4\"", "\"executable\" : \"lua\"")
        #expect(message() == "recording \(path)/recording.json: its target has no command")
    }

    @Test func `input that came in negative pieces is refused`() throws {
        var observation = Samples.observation
        observation.inputChunks = [InputChunk(time: .zero, byteCount: 7777)]
        let other = try RecordingWriter(folder: folder.path).write(
            Samples.recording(observation: observation), name: "input")
        try folder.edit("input/recording.json", "7777", "-7777")
        #expect(
            message(other).hasPrefix(
                "recording \(other)/recording.json: a value makes no sense at "))
    }
}
