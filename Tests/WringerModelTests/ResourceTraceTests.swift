import Testing
import WringerModel

@Suite struct ResourceTraceTests {
    private func both(_ value: UInt64) -> Limit {
        Limit(soft: .finite(value), hard: .finite(value))
    }

    /// A second with a point each 10 ms.
    private func trace(
        processes: Int = 1, _ values: (Double) -> [ResourceSeries: Int]
    ) -> ResourceTrace {
        ResourceTrace(
            points: (0...100).map { index in
                var point = ResourcePoint(time: .milliseconds(index * 10))
                point[.processes] = processes
                for (series, value) in values(Double(index) / 100) { point[series] = value }
                return point
            })
    }

    @Test func `a value is what was set, and absent before`() {
        for series in ResourceSeries.allCases {
            var point = ResourcePoint(time: .nanoseconds(1_999))
            #expect(point[series] == nil)
            point[series] = 5
            point.add(7, to: series)
            #expect(point[series] == 12)
            #expect(ResourceSeries.allCases.filter { point[$0] != nil } == [series])
            #expect(point.time == .microseconds(1), "whole microseconds, cut")
            point[series] = nil
            #expect(point == ResourcePoint(time: .microseconds(1)))
        }
    }

    @Test func `the names of the series differ`() {
        #expect(Set(ResourceSeries.allCases.map(\.name)).count == ResourceSeries.allCases.count)
    }

    @Test func `a summary has the series that were read and no others`() {
        let summary = trace { [.residentSet: 4_000_000 + Int($0 * 50e6), .cpu: Int($0 * 5e5)] }
            .summary(under: Limits())
        #expect(Set(summary.series.keys) == [.residentSet, .cpu, .processes])
        #expect(summary.pointCount == 101)
        #expect(summary.series[.residentSet]?.shape == .linear)
        #expect(summary.series[.residentSet]?.peak == 54_000_000)
        #expect(summary.series[.cpu]?.peak == 0.5, "in seconds")
        #expect(((summary.series[.cpu]?.slope ?? 0) - 0.5).magnitude < 0.001)
        #expect(summary.series[.processes]?.shape == .flat)
    }

    @Test func `a plateau names the limit that it is at`() {
        let full = trace { time in
            let mapped = Int(min(time, 0.5) * 60e6)
            return [
                .addressSpace: 3_000_000 + mapped, .residentSet: 1_000_000 + mapped,
                .descriptors: 3 + Int(min(time, 0.5) * 58),
            ]
        }
        let limits = Limits([.addressSpace: both(32 << 20), .openFiles: both(32)])
        let summary = full.summary(under: limits)
        #expect(summary.series[.addressSpace]?.shape == .plateau)
        #expect(summary.series[.addressSpace]?.limit == .addressSpace)
        #expect(summary.series[.residentSet]?.limit == .addressSpace)
        #expect(summary.series[.descriptors]?.shape == .plateau)
        #expect(summary.series[.descriptors]?.limit == .openFiles)
        let roomy = Limits([.addressSpace: both(64 << 20), .openFiles: both(1024)])
        #expect(full.summary(under: roomy).series.values.allSatisfy { $0.limit == nil })
        #expect(full.summary(under: Limits()).series.values.allSatisfy { $0.limit == nil })
    }

    @Test func `limits of each process say nothing of the sum of several`() {
        let limits = Limits([.openFiles: both(32)])
        let summary = trace(processes: 2) { _ in [.descriptors: 40] }.summary(under: limits)
        #expect(summary.series[.descriptors]?.limit == nil)
    }

    @Test func `a summary is written with names, and an unknown shape as such`() throws {
        var point = ResourcePoint(time: .zero)
        point[.residentSet] = 4096
        let summary = ResourceTrace(points: [point]).summary(under: Limits())
        #expect(
            try JSON.text(summary)
                == #"{"points":1,"series":{"rss":{"mean":4096,"peak":4096,"shape":"unknown","#
                + #""slope":null}}}"#)
    }

    @Test func `the limits in force are those of the trial over the inherited ones`() {
        let target = Target(name: "t", command: ["t"], fileExtension: "t", input: .file)
        var setup = Setup(
            target: target, executable: "/t", environment: [:],
            inheritedLimits: Limits([.stack: both(1), .openFiles: both(2)]))
        setup.limits = Limits([.stack: both(3)])
        #expect(setup.limitsInForce == Limits([.stack: both(3), .openFiles: both(2)]))
    }
}
