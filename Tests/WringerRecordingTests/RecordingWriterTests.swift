import Foundation
import Testing
import WringerModel
import WringerRecording

@Suite struct RecordingWriterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var writer: RecordingWriter { RecordingWriter(folder: folder.path + "/recordings") }

    @Test func `the files are those of the design`() throws {
        let path = try writer.write(Samples.recording(), name: "r")
        #expect(path == folder.path + "/recordings/r")
        #expect(
            try folder.names("recordings/r") == [
                "program.lua", "recording.json", "session.cast", "stderr", "stdout",
            ])
        #expect(try folder.read("recordings/r/program.lua") == Array("print(1)\n".utf8))
        #expect(try folder.read("recordings/r/stdout") == Array("1\n".utf8))
        #expect(try folder.read("recordings/r/stderr") == [0, 0xff, 0x1b])
    }

    @Test func `a given input is a file`() throws {
        _ = try writer.write(
            Samples.recording(input: .bytes([0, 1, 0xff], pace: nil)), name: "r")
        #expect(try folder.read("recordings/r/stdin") == [0, 1, 0xff])
        #expect(try folder.names("recordings/r").contains("stdin"))
    }

    @Test func `the document says its format and is readable by anyone`() throws {
        _ = try writer.write(Samples.recording(), name: "r")
        let data = Data(try folder.read("recordings/r/recording.json"))
        let object = try #require(
            JSONSerialization.jsonObject(with: data) as? [String: any Sendable])
        #expect(
            object.keys.sorted() == [
                "calibration", "created", "format", "host", "identity", "judgement", "observation",
                "trial",
            ])
        let format = try #require(object["format"] as? [String: any Sendable])
        #expect(format["name"] as? String == "wringer-recording")
        #expect(format["version"] as? Int == 2)
        #expect(object["created"] as? Int == 1_700_000_000)
        let trial = try #require(object["trial"] as? [String: any Sendable])
        let setup = try #require(trial["setup"] as? [String: any Sendable])
        #expect(setup["limits"] as? [String: String] == ["stack": "256K"])
        #expect(setup["inheritedLimits"] as? [String: String] == ["nofile": "1024:4096"])
        #expect(data.last == 0x0a)
    }

    /// As usage and the times of input have it; a pair of numbers beyond 64 bits is for nobody.
    @Test func `a time in the document is a number of seconds`() throws {
        var setup = Samples.setup
        setup.timeout = .milliseconds(2500)
        _ = try writer.write(Samples.recording(setup: setup), name: "r")
        let data = Data(try folder.read("recordings/r/recording.json"))
        let object = try #require(
            JSONSerialization.jsonObject(with: data) as? [String: any Sendable])
        let trial = try #require(object["trial"] as? [String: any Sendable])
        let written = try #require(trial["setup"] as? [String: any Sendable])
        let target = try #require(written["target"] as? [String: any Sendable])
        #expect(written["timeout"] as? Double == 2.5)
        #expect(target["timeout"] as? Double == 10)
    }

    @Test func `every file is sealed by its length and digest`() throws {
        _ = try writer.write(Samples.recording(program: Samples.program([])), name: "r")
        let text = String(decoding: try folder.read("recordings/r/recording.json"), as: UTF8.self)
        #expect(text.contains("\"file\" : \"program.lua\""))
        // SHA-256 of nothing (FIPS 180-4).
        #expect(
            text.contains("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
    }

    @Test func `the same recording gives the same bytes`() throws {
        let recording = Samples.recording(input: .bytes([1, 2], pace: nil))
        _ = try writer.write(recording, name: "a")
        _ = try writer.write(recording, name: "b")
        for file in try folder.names("recordings/a") {
            #expect(try folder.read("recordings/a/\(file)") == folder.read("recordings/b/\(file)"))
        }
    }

    @Test func `a recording of the same name is replaced whole`() throws {
        _ = try writer.write(
            Samples.recording(
                program: Samples.program([1], "old"), input: .bytes([1], pace: nil)), name: "r")
        _ = try writer.write(Samples.recording(), name: "r")
        #expect(
            try folder.names("recordings/r") == [
                "program.lua", "recording.json", "session.cast", "stderr", "stdout",
            ])
        #expect(try folder.names("recordings") == ["r"])
        #expect(
            try RecordingReader.read(folder.path + "/recordings/r").trial
                == Samples.recording().trial)
    }

    @Test func `a folder below a file cannot be made and nothing is left`() throws {
        try folder.write("file", [1])
        let writer = RecordingWriter(folder: folder.path + "/file/recordings")
        let error = #expect(throws: RecordingError.self) {
            try writer.write(Samples.recording(), name: "r")
        }
        #expect(
            error?.description
                == "recording \(folder.path)/file/recordings/r: not written: cannot create folder "
                + "\(folder.path)/file: File exists (EEXIST)")
        #expect(try folder.names() == ["file"])
        #expect(try folder.read("file") == [1])
    }

    @Test func `a name that a file has is not written and no temporary folder stays`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/recordings", withIntermediateDirectories: true)
        try folder.write("recordings/r", [7])
        let error = #expect(throws: RecordingError.self) {
            try writer.write(Samples.recording(), name: "r")
        }
        #expect(error?.path == folder.path + "/recordings/r")
        #expect(try folder.names("recordings") == ["r"])
        #expect(try folder.read("recordings/r") == [7])
    }

    @Test func `a program whose name is no file name is not written and leaves nothing`() throws {
        _ = try writer.write(Samples.recording(), name: "r")
        #expect(throws: RecordingError.self) {
            try writer.write(
                Samples.recording(program: Samples.program([1], "a/b")), name: "r")
        }
        #expect(try folder.names("recordings") == ["r"])
        #expect(
            try RecordingReader.read(folder.path + "/recordings/r").trial
                == Samples.recording().trial)
    }

    @Test func `a folder that can be written is made and left empty by the check`() throws {
        try writer.checkFolder()
        #expect(try folder.names("recordings") == [])
    }

    @Test func `a folder that cannot be written fails the check`() throws {
        try folder.write("file", [1])
        let error = #expect(throws: RecordingError.self) {
            try RecordingWriter(folder: folder.path + "/file").checkFolder()
        }
        #expect(error?.description.hasPrefix("recording ") == true)
    }

    @Test func `a name has the target, the verdict and eight digits`() {
        let recording = Samples.recording()
        let name = RecordingWriter.name(of: recording, key: "k")
        // The first digits of SHA-256 of "k".
        #expect(name == "lua-crashed-8254c329")
        #expect(RecordingWriter.name(of: recording, key: "l") != name)
    }

    @Test(arguments: [
        ("../x", "---x"), ("a b/c", "a-b-c"), ("größe", "gr--e"), ("\u{1b}", "-"),
    ])
    func `a name holds only letters and digits of ASCII`(_ target: String, _ start: String) {
        var setup = Samples.setup
        setup.target.name = target
        let name = RecordingWriter.name(of: Samples.recording(setup: setup), key: "k")
        #expect(name == "\(start)-crashed-8254c329")
    }

    @Test func `a name is not long`() {
        var setup = Samples.setup
        setup.target.name = String(repeating: "x", count: 300)
        let name = RecordingWriter.name(of: Samples.recording(setup: setup), key: "k")
        #expect(name == String(repeating: "x", count: 40) + "-crashed-8254c329")
    }

    @Test func `the key of a trial is that of its conditions and bytes`() {
        func key(
            _ change: (inout Setup) -> Void = { _ in }, program: [UInt8] = [1],
            input: StandardInput = .empty
        ) -> String {
            var setup = Samples.setup
            change(&setup)
            return RecordingWriter.trialKey(
                Samples.recording(setup: setup, program: Samples.program(program), input: input)
                    .trial)
        }
        let keys = [
            key(), key(program: [2]), key(input: .closed), key(input: .bytes([1], pace: nil)),
            key(input: .bytes([2], pace: nil)), key({ $0.limits[.data] = $0.limits[.stack] }),
            key({ $0.standardOutput = .full }), key({ $0.standardError = .full }),
            key({ $0.terminal = TerminalSize(columns: 1, rows: 1) }),
            key({ $0.target.command = ["lua5.4", "-x", "@@"] }),
        ]
        #expect(Set(keys).count == keys.count)
        #expect(key() != key({ $0.timeout = .seconds(99) }))
        #expect(key() != key({ $0.environment["A"] = "1" }))
        #expect(key() == key({ $0.inheritedLimits = Limits() }))
    }
}
