import Foundation
import Testing
import WringerModel
import WringerRecording
import WringerSystem

/// Faults, crash and traced calls in a recording.
@Suite struct RecordingDetailTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ recording: Recording) throws -> String {
        try RecordingWriter(folder: folder.path).write(recording, name: "r")
    }

    private func message() -> String {
        let path = folder.path + "/r"
        do throws(RecordingError) {
            _ = try RecordingReader.read(path)
            return "it was read"
        } catch { return String(error.description.dropFirst("recording \(path)/".count)) }
    }

    /// A recording with everything in it.
    private func full() -> Recording {
        var values = RandomValues(3)
        var observation = Samples.observation
        let plan = values.plan(2)
        observation.faults = values.report(on: plan)
        observation.faults.fired = [
            FiredFault(
                rule: 1, time: .milliseconds(7), thread: 77, call: "mmap",
                arguments: [0, 0xabc_def0_1234, 3], occurrence: 4444, effect: "ENOMEM",
                error: ErrorNumber(12))
        ]
        observation.crash = values.crash()
        observation.crash?.registers = [Register(name: "rip", value: 0xfeed_beef)]
        observation.crash?.mappings = [
            Mapping(start: 0x1000, end: 0x2000, permissions: "r--p", offset: 0, name: "/bin/x")
        ]
        observation.fatalSignal = observation.crash?.signal
        observation.calls = CallTrace(outcome: .timedOut)
        observation.calls?.callCount = 5
        observation.calls?.calls = [
            TracedCall(
                time: .milliseconds(1), thread: 77, name: "mmap", arguments: [0, 0x7fff_0000_0001],
                result: -12, error: ErrorNumber(12), rule: 1, path: nil)
        ]
        observation.calls?.failures = [
            CallFailures(
                call: "mmap", error: ErrorNumber(12), descriptor: nil, count: 9, injected: 8)
        ]
        return Samples.recording(observation: observation, faults: plan)
    }

    /// Edits a sealed file and seals it again, as anybody can.
    private func editSealed(_ file: String, _ old: String, _ new: String) throws {
        let before = try folder.read("r/\(file)")
        try folder.edit("r/\(file)", old, new)
        try reseal(file, before)
    }

    private func reseal(_ file: String, _ before: [UInt8]) throws {
        let after = try folder.read("r/\(file)")
        try folder.edit("r/recording.json", Digest.of(before), Digest.of(after))
        let document = String(decoding: try folder.read("r/recording.json"), as: UTF8.self)
        let resealed = document.replacingOccurrences(
            of: "\"bytes\" : [0-9]+,(\\s+\"file\" : \"\(file)\")",
            with: "\"bytes\" : \(after.count),$1", options: .regularExpression)
        try folder.write("r/recording.json", Array(resealed.utf8))
    }

    @Test(arguments: 0..<60)
    func `whatever it holds is read back`(_ number: Int) throws {
        var values = RandomValues(number)
        let recording = values.recording()
        let read = try RecordingReader.read(try write(recording))
        #expect(read.trial == recording.trial)
        #expect(read.observation == recording.observation)
    }

    @Test func `files are there where there is something to tell`() throws {
        _ = try write(full())
        #expect(
            try folder.names("r") == [
                "crash.json", "program.lua", "recording.json", "session.cast", "stderr", "stdout",
                "syscalls.jsonl",
            ])
        _ = try write(Samples.recording())
        let document = String(
            decoding: try folder.read("r/recording.json"), as: UTF8.self)
        for key in ["faults", "crash", "calls"] { #expect(!document.contains("\"\(key)\" : ")) }
        #expect(try !folder.names("r").contains { $0.contains("crash") || $0.contains("calls") })
    }

    @Test func `rules are texts, and addresses are hexadecimal`() throws {
        _ = try write(full())
        let document = String(decoding: try folder.read("r/recording.json"), as: UTF8.self)
        let data = Data(try folder.read("r/recording.json"))
        let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let trial = try #require(object["trial"] as? [String: Any])
        let plan = try #require((trial["case"] as? [String: Any])?["faults"] as? [String: Any])
        #expect((plan["rules"] as? [String])?.count == 2)
        #expect(plan["seed"] is NSNumber)
        #expect(document.contains("\"0xabcdef01234\""))
        let crash = String(decoding: try folder.read("r/crash.json"), as: UTF8.self)
        #expect(crash.contains("\"value\" : \"0xfeedbeef\""))
        let lines = String(decoding: try folder.read("r/syscalls.jsonl"), as: UTF8.self)
            .split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines[1] == """
                {"arguments":["0x0","0x7fff00000001"],"error":"ENOMEM","name":"mmap",\
                "result":-12,"rule":1,"thread":77,"time":0.001}
                """)
    }

    @Test func `the fatal signal is written down once`() throws {
        var recording = full()
        _ = try write(recording)
        let document = String(decoding: try folder.read("r/recording.json"), as: UTF8.self)
        #expect(!document.contains("\"fatalSignal\""))
        #expect(document.contains("\"holdsFatalSignal\" : true"))
        recording.observation.fatalSignal = nil
        let read = try RecordingReader.read(try write(recording))
        #expect(read.observation.fatalSignal == nil)
        #expect(read.observation.crash == recording.observation.crash)
    }

    @Test(arguments: ["crash.json", "syscalls.jsonl"])
    func `a file that was edited, cut or taken away is named`(_ file: String) throws {
        _ = try write(full())
        let bytes = try folder.read("r/\(file)")
        var flipped = bytes
        flipped[bytes.count / 2] ^= 1
        for hostile in [flipped, Array(bytes.dropLast()), bytes + [0x0a], []] {
            try folder.write("r/\(file)", hostile)
            #expect(message().hasPrefix("\(file): it is not what was recorded"))
        }
        try FileManager.default.removeItem(atPath: "\(folder.path)/r/\(file)")
        #expect(message().hasPrefix("\(file): cannot open"))
    }

    @Test(arguments: [
        ("0xfeedbeef", "0xfeedbeeg"), ("0xfeedbeef", "feedbeef"), ("0xfeedbeef", "0x"),
        ("0xfeedbeef", "0x10000000000000000"), ("\"0xfeedbeef\"", "-1"),
        ("\"0xfeedbeef\"", "1e300"), ("\"0xfeedbeef\"", "null"), ("\"0xfeedbeef\"", "0.5"),
        ("\"start\" : \"0x1000\"", "\"start\" : \"0x3000\""), ("\"rip\"", "7"),
    ])
    func `a crash that makes no sense is refused by its name`(_ old: String, _ new: String) throws {
        _ = try write(full())
        try editSealed("crash.json", old, new)
        #expect(message().hasPrefix("crash.json: "), "\(message())")
        #expect(!message().contains("another SHA-256"))
    }

    @Test func `a crash with too much of anything is refused`() throws {
        let mapping = Mapping(start: 0, end: 1, permissions: "", offset: 0, name: "")
        let thread = ThreadState(
            thread: 1, state: "R", name: "", call: nil, used: nil, stack: nil)
        let changes: [(inout CrashDetail) -> Void] = [
            { $0.mappings = Array(repeating: mapping, count: 4097) },
            { $0.threads = Array(repeating: thread, count: 65) },
            {
                $0.descriptors = Array(
                    repeating: OpenDescriptor(number: 1, target: ""), count: 257)
            },
        ]
        for (change, noun) in zip(changes, ["4096 mappings", "64 threads", "256 descriptors"]) {
            var recording = full()
            var crash = try #require(recording.observation.crash)
            change(&crash)
            recording.observation.crash = crash
            _ = try write(recording)
            #expect(message() == "crash.json: more than \(noun)")
        }
    }

    @Test(arguments: [
        ("\"rule\":1", "\"rule\":-1", "a call under rule -1, and it has 2"),
        ("\"rule\":1", "\"rule\":2", "a call under rule 2, and it has 2"),
        ("\"rule\":1", "\"rule\":9223372036854775808", "line 2: "),
        ("\"callCount\":5", "\"callCount\":0", "1 calls of 0"),
        ("\"callCount\":5", "\"callCount\":1e400", "line 1: "),
        ("\"injected\":8", "\"injected\":10", "more failures were injected than there were"),
        ("\"injected\":8", "\"injected\":-1", "more failures were injected than there were"),
        ("\"time\":0.001", "\"time\":-1", "line 2: a value makes no sense at time"),
        ("\"result\":-12", "\"result\":\"x\"", "line 2: a value has the wrong type at result"),
        ("\"name\":\"mmap\"", "\"nam\":\"mmap\"", "line 2: a key is missing at name"),
        ("0x7fff00000001", "0xzz", "line 2: a value makes no sense at arguments"),
        (
            "[\"0x0\"", "[\"0x0\",\"0x0\",\"0x0\",\"0x0\",\"0x0\",\"0x0\"",
            "a call with more than 6 arguments"
        ),
    ])
    func `calls that make no sense are refused by their line`(
        _ old: String, _ new: String, _ reason: String
    ) throws {
        _ = try write(full())
        try editSealed("syscalls.jsonl", old, new)
        #expect(message().hasPrefix("syscalls.jsonl: " + reason), "\(message())")
    }

    @Test func `more calls than are kept, or none at all, are refused`() throws {
        _ = try write(full())
        let before = try folder.read("r/syscalls.jsonl")
        let lines = before.split(separator: 0x0a)
        let many = Array(repeating: Array(lines[1]) + [0x0a], count: 513).flatMap(\.self)
        try folder.write("r/syscalls.jsonl", Array(lines[0]) + [0x0a] + many)
        try reseal("syscalls.jsonl", before)
        #expect(message() == "syscalls.jsonl: line 514: more than 512 calls")
        let full = try folder.read("r/syscalls.jsonl")
        try folder.write("r/syscalls.jsonl", [])
        try reseal("syscalls.jsonl", full)
        #expect(message() == "syscalls.jsonl: line 1: it is empty")
    }

    @Test(arguments: [
        ("\"rule\" : 1,", "\"rule\" : -1,", "a fault of rule -1, and it has 2"),
        ("\"rule\" : 1,", "\"rule\" : 2,", "a fault of rule 2, and it has 2"),
        ("\"rule\" : 1,", "\"rule\" : 9223372036854775807,", "a fault of rule 9223372036854775807"),
        ("\"rule\" : 1,", "\"rule\" : 9223372036854775808,", "it is no JSON"),
        ("\"occurrence\" : 4444", "\"occurrence\" : 0", "a fault at call 0"),
        ("0xabcdef01234", "0x", "a value makes no sense at observation.faults.fired.0.arguments"),
        ("\"time\" : 0.007", "\"time\" : 1e10", "a value makes no sense at"),
        ("\"error\" : \"ENOMEM\"", "\"error\" : \"ENOPE\"", "a value makes no sense at"),
    ])
    func `faults that make no sense are refused`(
        _ old: String, _ new: String, _ reason: String
    ) throws {
        _ = try write(full())
        try folder.edit("r/recording.json", old, new)
        #expect(message().hasPrefix("recording.json: " + reason), "\(message())")
    }

    @Test func `counts that fit no plan are refused`() throws {
        var recording = full()
        recording.observation.faults.counts.append(FaultCount())
        _ = try write(recording)
        #expect(
            message() == "recording.json: its faults are counted for 3 rules, and it has 2")
        recording.observation.faults.counts = [FaultCount(), FaultCount(matched: 1, fired: 2)]
        _ = try write(recording)
        #expect(message() == "recording.json: more faults fired than calls matched")
    }

    @Test func `a rule that is none is refused`() throws {
        _ = try write(full())
        let plan = full().trial.trialCase.faults
        try folder.edit("r/recording.json", plan.rules[0].text, "mmap:error=ENOPE")
        #expect(
            message().hasPrefix(
                "recording.json: a value makes no sense at trial.case.faults.rules"),
            "\(message())")
    }

    @Test func `a plan makes another trial`() throws {
        func key(_ faults: FaultPlan) -> String {
            RecordingWriter.trialKey(Samples.recording(faults: faults).trial)
        }
        let rule = try FaultRule(parsing: "mmap:error=ENOMEM")
        let plan = FaultPlan(rules: [rule], seed: 1)
        #expect(!plan.isEmpty)
        #expect(key(plan) != key(FaultPlan()))
        #expect(key(plan) != key(FaultPlan(rules: plan.rules, seed: 2)))
    }
}
