import Testing
import WringerModel

@testable import WringerReport

@Suite struct RunReportTests {
    private let plain = Style(isColored: false)

    private func text(_ finding: Finding, recording: String? = nil) -> String {
        RunReport(finding, recording: recording).text(plain)
    }

    private var observation: Observation {
        var observation = Observation(outcome: .signalled(.segmentation))
        observation.usage.wall = .milliseconds(12)
        observation.usage.peakResidentSet = ByteCount(3_250_586)
        observation.standardOutput = [1, 2]
        observation.standardError = [3]
        observation.notes = ["a note"]
        return observation
    }

    @Test func `a finding is told with its cause and two commands`() {
        var setup = Samples.setup
        setup.limits = Limits([.stack: Samples.both(262_144)])
        let finding = Samples.finding(
            "crashed · SIGSEGV", realism: .plausible, trial: Samples.trial(setup: setup),
            observation: observation)
        #expect(
            text(finding, recording: "recordings/r") == """
                crashed  SIGSEGV after 12 ms, 3.1 MiB
                  cause      null access: address 0x8 (nullAccess)
                             a fact
                  note       a note
                  limits     stack=256K
                  output     2 bytes on standard output, 1 on standard error
                  realism    plausible
                  signature  crashed · SIGSEGV
                  recording  recordings/r
                  replay     wringer replay recordings/r
                  without    env -i PATH=/bin setarch -R prlimit --stack=262144:262144 \
                /usr/bin/lua5.4 recordings/r/program.lua </dev/null
                """)
    }

    @Test func `a passed trial is told in two lines`() {
        let finding = Samples.finding(
            verdict: .passed, cause: nil, observation: Observation(outcome: .exited(code: 0)))
        #expect(
            text(finding) == """
                passed  exit 0 after 0.00 ms, 0.0 MiB
                  output     0 bytes on standard output, 0 on standard error
                """)
    }

    @Test func `a target that did not start used nothing`() {
        let outcome = Outcome.notStarted(LaunchFailure(step: .execute, error: ErrorNumber(2)))
        let finding = Samples.finding(
            verdict: .invalid, cause: nil, observation: Observation(outcome: outcome))
        #expect(text(finding).hasPrefix("invalid  not started (execute: ENOENT)\n"))
    }

    @Test func `a refusal is told with the first and the last line`() {
        func said(_ out: String, _ err: String) -> String {
            var observation = Observation(outcome: .exited(code: 1))
            observation.standardOutput = Array(out.utf8)
            observation.standardError = Array(err.utf8)
            return text(
                Samples.finding(verdict: .rejected, cause: nil, observation: observation))
        }
        #expect(said("", "one\n").contains("\n  said       one\n"))
        #expect(said("", "one\ntwo\nthree\n").contains("\n  said       one … three\n"))
        #expect(said("out\n", "").contains("\n  said       out\n"))
        #expect(said("out\n", "err\n").contains("\n  said       err\n"))
        #expect(said("", "").contains("\n  said       nothing\n"))
    }

    @Test func `nothing that a target says gets to the terminal raw`() {
        let hostile = Array("\u{1b}]0;x\u{7}\u{9b}31m\u{0}\r\u{202e}".utf8) + [0xff, 0xfe]
        var observation = Observation(outcome: .exited(code: 1))
        observation.standardError = hostile + [0x0a] + hostile
        observation.standardOutput = hostile
        observation.notes = [String(decoding: hostile, as: UTF8.self)]
        let shown = text(
            Samples.finding(verdict: .rejected, cause: nil, observation: observation),
            recording: "r\u{1b}[2J")
        #expect(
            !shown.unicodeScalars.contains {
                ($0.properties.generalCategory == .control && $0 != "\n") || $0.value == 0x202e
            })
        #expect(shown.contains(#"said       \x1b]0;x\x07\x9b31m\x00\r\u{202e}"#))
    }

    @Test func `the commands of a finding show no raw control character`() {
        var setup = Samples.setup
        setup.environment["X"] = "\u{1b}[2J"
        let shown = text(
            Samples.finding(trial: Samples.trial(setup: setup)), recording: "r\u{1b}[2J")
        #expect(
            !shown.unicodeScalars.contains {
                $0.properties.generalCategory == .control && $0 != "\n"
            })
    }

    @Test func `the object has every key of the contract`() throws {
        var setup = Samples.setup
        setup.limits = Limits([.stack: Samples.both(262_144)])
        let finding = Samples.finding(
            "crashed · SIGSEGV", trial: Samples.trial(setup: setup), observation: observation)
        let object = RunReport(finding, recording: "recordings/r").object(programDigest: "ab")
        #expect(
            try JSON.text(object)
                == #"{"calls":null,"cause":{"evidence":["a fact"],"kind":"nullAccess","#
                + #""text":"null access: address 0x8"},"crash":null,"faults":[],"finding":true,"#
                + #""fired":[],"#
                + #""notes":["a note"],"outcome":{"kind":"signalled","signal":"SIGSEGV"},"#
                + #""realism":"default","recording":"recordings/r","resources":null,"#
                + #""signature":"crashed · SIGSEGV","trial":{"command":["lua5.4","@@"],"#
                + #""limits":{"stack":262144},"program":{"bytes":4,"path":"x.lua","sha256":"ab"},"#
                + #""target":"lua"},"usage":{"majorFaults":0,"minorFaults":0,"peakRSS":3250586,"#
                + #""system":0,"user":0,"wall":0.012},"verdict":"crashed"}"#)
    }

    @Test func `what is absent is null in the object`() throws {
        let finding = Samples.finding(
            verdict: .passed, cause: nil, trial: Samples.trial(provenance: .check(name: "probe")),
            observation: Observation(outcome: .exited(code: 0)))
        let json = try JSON.text(RunReport(finding, recording: nil).object(programDigest: "ab"))
        for part in [
            #""cause":null"#, #""signature":null"#, #""recording":null"#, #""finding":false"#,
            #""path":"""#, #""limits":{}"#,
        ] {
            #expect(json.contains(part))
        }
    }
}

@Suite struct LimitNumberTests {
    @Test(arguments: [
        (Samples.both(262_144), "262144"), (Samples.both(0), "0"),
        (Limit(soft: .unlimited, hard: .unlimited), #""unlimited""#),
        (Limit(soft: .finite(2), hard: .finite(3)), #"{"hard":3,"soft":2}"#),
        (Limit(soft: .finite(2), hard: .unlimited), #"{"hard":"unlimited","soft":2}"#),
    ])
    func `a limit is a number where its sides are equal`(_ limit: Limit, _ json: String) throws {
        #expect(try JSON.text([LimitNumber(limit)]) == "[\(json)]")
    }
}
