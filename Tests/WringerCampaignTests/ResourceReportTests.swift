import Testing
import WringerModel

@testable import WringerReport

@Suite struct ResourceReportTests {
    private func observation(
        wall: Duration = .seconds(1), _ values: (Double) -> [ResourceSeries: Int]
    ) -> Observation {
        var observation = Observation(outcome: .exited(code: 0))
        observation.usage.wall = wall
        observation.resources.points = (0...100).map { index in
            var point = ResourcePoint(time: wall / 100 * index)
            for (series, value) in values(Double(index) / 100) { point[series] = value }
            return point
        }
        return observation
    }

    private func lines(_ observation: Observation, isVerbose: Bool = false) -> [String] {
        ResourceReport(Samples.trial(), observation).lines(isVerbose: isVerbose)
    }

    private func leak(_ time: Double) -> [ResourceSeries: Int] {
        [
            .residentSet: Int(time * 50 * 1_048_576), .addressSpace: Int(time * 60 * 1_048_576),
            .cpu: Int(time * 1e6), .descriptors: 3,
        ]
    }

    @Test func `growth is told with its pace and its peak`() {
        #expect(
            lines(observation { leak($0) }) == [
                "resident memory grew linearly, 50.0 MiB a second, to a peak of 50.0 MiB"
            ])
        #expect(
            lines(observation { [.residentSet: Int($0 * $0 * 50 * 1_048_576)] }) == [
                "resident memory grew quadratically, to a peak of 50.0 MiB"
            ])
        #expect(
            lines(observation { [.descriptors: 3 + Int($0 * 200)] }) == [
                "open descriptors grew linearly, 200 a second, to a peak of 203"
            ])
    }

    @Test func `at most two lines are told`() {
        let busy = observation { time in
            [
                .residentSet: Int(time * 5e7), .descriptors: Int(time * 500),
                .processes: Int(time * 50), .threads: Int(time * 500),
            ]
        }
        #expect(lines(busy).count == 2)
        #expect(lines(busy).first?.hasPrefix("resident memory") == true)
        #expect(lines(busy).last?.hasPrefix("open descriptors") == true)
    }

    @Test func `mapped memory is told where resident memory has no shape of its own`() {
        let mapped = observation { [.residentSet: 4_000_000, .addressSpace: Int($0 * 9e8)] }
        #expect(lines(mapped).first?.hasPrefix("mapped memory grew linearly") == true)
    }

    @Test func `what stays level, counts use or is short is not told`() {
        #expect(lines(observation { [.residentSet: 4_000_000, .cpu: Int($0 * 1e6)] }) == [])
        #expect(lines(observation(wall: .milliseconds(50)) { leak($0) }) == [])
        #expect(lines(Observation(outcome: .exited(code: 0)), isVerbose: true) == [])
    }

    @Test func `under verbose something is told always`() {
        #expect(
            lines(observation { _ in [.residentSet: 4_194_304] }, isVerbose: true) == [
                "resident memory stayed level, with a peak of 4.0 MiB"
            ])
        #expect(lines(observation(wall: .milliseconds(5)) { leak($0) }, isVerbose: true).count == 1)
    }

    @Test func `a plateau names its limit`() {
        var setup = Samples.setup
        setup.limits = Limits([.openFiles: Samples.both(32)])
        var full = observation { [.descriptors: 3 + Int(min($0, 0.5) * 58)] }
        for index in full.resources.points.indices { full.resources.points[index][.processes] = 1 }
        let lines = ResourceReport(Samples.trial(setup: setup), full).lines(isVerbose: false)
        #expect(lines.count == 1)
        #expect(lines.first?.hasSuffix("and stayed at 32, near its limit nofile") == true)
    }

    @Test func `the line stands in the report, and the numbers in the object`() throws {
        let finding = Samples.finding(
            verdict: .passed, cause: nil, observation: observation { leak($0) })
        let report = RunReport(finding, recording: nil)
        let text = report.text(Style(isColored: false))
        #expect(text.contains("\n  resources  resident memory grew linearly, 50.0 MiB a second"))
        let json = try JSON.text(report.object(programDigest: "ab"))
        #expect(json.contains(#""resources":{"points":101,"series":{"cpu":{"mean":"#))
        #expect(json.contains(#""rss":{"mean":"#) && json.contains(#""shape":"linear""#))
    }
}
