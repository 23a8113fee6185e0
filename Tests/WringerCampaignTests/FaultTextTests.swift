import Testing
import WringerModel

@testable import WringerReport

@Suite struct FaultTextTests {
    private func fired(
        _ rule: Int, _ microseconds: Int, _ call: String = "mmap",
        _ arguments: [UInt64] = [0, 1_048_576, 3, 34, .max, 0]
    ) -> FiredFault {
        FiredFault(
            rule: rule, time: .microseconds(microseconds), thread: 1, call: call,
            arguments: arguments, occurrence: 3, effect: "ENOMEM", error: ErrorNumber(12))
    }

    private func observation(
        _ counts: [(matched: Int, fired: Int)], _ fired: [FiredFault] = []
    ) -> Observation {
        var observation = Observation(outcome: .signalled(.segmentation))
        observation.faults.counts = counts.map { FaultCount(matched: $0.matched, fired: $0.fired) }
        observation.faults.fired = fired
        return observation
    }

    private func lines(_ rules: [String], _ observation: Observation, verbose: Bool = false)
        -> [String]
    {
        FaultText(Samples.trial(rules: rules).trialCase.faults, observation.faults)
            .lines(isVerbose: verbose)
    }

    @Test func `a rule is told with its counts and its first fault`() {
        #expect(
            lines(
                ["mmap:error=ENOMEM:when=3+", "read:error=EIO", "write:error=EIO:when=9"],
                observation(
                    [(12, 10), (0, 0), (4, 0)], [fired(0, 1200), fired(0, 1300)])) == [
                    "rule 1  mmap:error=ENOMEM:when=3+  matched 12, fired 10; "
                        + "first mmap(0, 1048576, 3, …) after 1.20 ms",
                    "rule 2  read:error=EIO  never matched",
                    "rule 3  write:error=EIO:when=9  matched 4, never fired",
                ])
    }

    @Test func `a plan of which nothing fired is told as such`() {
        let text = "no fault fired: this says nothing about faults"
        #expect(lines(["read:error=EIO"], observation([(0, 0)])).last == text)
        #expect(lines(["read:error=EIO"], observation([(7, 0)])).last == text)
        #expect(
            lines(["read:error=EIO:uncounted"], observation([(0, 0)])) == [
                "rule 1  read:error=EIO:uncounted  not counted"
            ])
        #expect(lines(["read:error=EIO"], observation([])) == ["rule 1  read:error=EIO  not known"])
        #expect(lines([], observation([])) == [])
    }

    @Test func `a trial that Wringer did not see the end of has faults and no counts`() {
        #expect(
            lines(["mmap:error=ENOMEM"], observation([], [fired(0, 1200)])) == [
                "rule 1  mmap:error=ENOMEM  not counted to the end; "
                    + "first mmap(0, 1048576, 3, …) after 1.20 ms"
            ])
    }

    @Test func `many rules are cut, but not where all is asked for`() {
        let rules = Array(repeating: "read:error=EIO", count: 20)
        let seen = observation(Array(repeating: (1, 1), count: 20), [fired(19, 1)])
        #expect(lines(rules, seen).count == 9)
        #expect(lines(rules, seen).last == "and 12 more rules, see --verbose")
        #expect(lines(rules, seen, verbose: true).count == 20)
    }

    @Test func `a fault of a rule that is not there does no harm`() {
        let seen = observation([(1, 1)], [fired(-1, 1), fired(.max, 2), fired(7, 3)])
        #expect(lines(["read:error=EIO"], seen) == ["rule 1  read:error=EIO  matched 1, fired 1"])
        #expect(fired(.max, 1).text.hasPrefix("rule 9223372036854775807: "))
    }

    @Test(
        arguments: [
            ([], "f()"), ([3], "f(3)"), ([0xffff_ff9c, 0xffff_ffff], "f(-100, -1)"),
            ([.max, 0xffff_ffff_ffff_f001], "f(-1, -4095)"),
            ([0x8000_0000, 0xffff_f000], "f(2147483648, 4294963200)"),
            ([0x1_0000_0000, 1, 2, 3], "f(0x100000000, 1, 2, …)"),
        ] as [([UInt64], String)])
    func `arguments are told as a person reads them`(_ arguments: [UInt64], _ text: String) {
        #expect(fired(0, 0, "f", arguments).callText == text)
    }

    @Test func `the report of a run and its object have the faults`() throws {
        let trial = Samples.trial(rules: ["mmap:error=ENOMEM:when=3+", "read:error=EIO:uncounted"])
        let finding = Samples.finding(
            trial: trial, observation: observation([(12, 10), (0, 0)], [fired(0, 1200)]))
        let report = RunReport(finding, recording: nil)
        #expect(
            report.text(Style(isColored: false)).contains(
                """
                  faults     rule 1  mmap:error=ENOMEM:when=3+  matched 12, fired 10; \
                first mmap(0, 1048576, 3, …) after 1.20 ms
                             rule 2  read:error=EIO:uncounted  not counted
                """))
        let json = try JSON.text(report.object(programDigest: ""))
        #expect(
            json.contains(
                #""faults":[{"fired":10,"matched":12,"rule":"mmap:error=ENOMEM:when=3+"},"#
                    + #"{"fired":null,"matched":null,"rule":"read:error=EIO:uncounted"}]"#))
        #expect(
            json.contains(
                #""fired":[{"arguments":["0x0","0x100000","0x3","0x22","0xffffffffffffffff","#
                    + #""0x0"],"call":"mmap","effect":"ENOMEM","error":"ENOMEM","occurrence":3,"#
                    + #""rule":0,"thread":1,"time":0.0012}]"#), "\(json)")
    }

    @Test func `at most sixteen faults are in the object`() throws {
        let finding = Samples.finding(
            trial: Samples.trial(rules: ["mmap:error=ENOMEM"]),
            observation: observation([(99, 99)], (0..<99).map { fired(0, $0) }))
        let json = try JSON.text(RunReport(finding, recording: nil).object(programDigest: ""))
        #expect(json.split(separator: #""call":"mmap""#).count == 17)
    }

    @Test func `what was resident at the first fault and at the end is told`() {
        var seen = observation([(2, 2)], [fired(0, 30_000), fired(0, 13_000)])
        seen.usage.wall = .milliseconds(40)
        seen.resources.points = [(0, 4), (10, 12), (20, 13), (40, 14)].map { time, resident in
            var point = ResourcePoint(time: .milliseconds(time))
            point[.residentSet] = resident << 20
            return point
        }
        let trial = Samples.trial(rules: ["mmap:error=ENOMEM"])
        #expect(
            ResourceReport(trial, seen).lines(isVerbose: false) == [
                "12.0 MiB resident when rule 1 fired first (0.013 s), 14.0 MiB at the end"
            ])
        seen.resources.points.removeFirst(2)
        #expect(ResourceReport(trial, seen).lines(isVerbose: false) == [])
    }
}
