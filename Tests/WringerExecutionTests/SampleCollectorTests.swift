import Testing
import WringerModel

@testable import WringerExecution

@Suite struct SampleCollectorTests {
    /// The times of the points of a run that lasts so long, read exactly when they are due.
    private func times(
        of duration: Duration, cost: Duration = .microseconds(10)
    ) -> [Duration] {
        var collector = SampleCollector()
        while collector.nextTime < duration {
            collector.add(ResourcePoint(time: collector.nextTime), cost: cost)
        }
        collector.add(ResourcePoint(time: duration), cost: cost)
        return collector.points.map(\.time)
    }

    @Test func `the first points are at the start and five milliseconds later`() {
        #expect(SampleCollector().nextTime == .zero)
        #expect(times(of: .milliseconds(1)) == [.zero, .milliseconds(1)])
        #expect(Array(times(of: .milliseconds(9)).prefix(2)) == [.zero, .milliseconds(5)])
        #expect(times(of: .microseconds(6900)).count == 4)
    }

    @Test func `the pause grows to a tenth of the time, up to the cap`() {
        let pauses = zip(times(of: .seconds(2)).dropFirst(), times(of: .seconds(2))).map { $0 - $1 }
        #expect(pauses.prefix(6).dropFirst().allSatisfy { $0 == .milliseconds(1) })
        #expect(pauses.max() == SampleCollector.firstCap)
        let later = pauses.dropFirst().dropLast()
        #expect(Array(later) == later.sorted())
    }

    @Test(arguments: [3, 50, 1000, 10_000, 60_000, 3_600_000, 3 * 3_600_000])
    func `a run of any length has enough points and never too many`(milliseconds: Int) {
        let all = times(of: .milliseconds(milliseconds))
        #expect(all.count <= ResourceTrace.maximumPointCount)
        #expect(all.count >= (milliseconds <= 5 ? 2 : 10))
        if milliseconds > 20_000 { #expect(all.count >= ResourceTrace.maximumPointCount / 2) }
        #expect(all.first == .zero)
        #expect(all.last == .milliseconds(milliseconds))
        #expect(all == all.sorted())
    }

    @Test func `in a long run no stretch is left out`() {
        let all = times(of: .seconds(3 * 3600))
        let longest = zip(all.dropFirst(), all).map { $0 - $1 }.max()
        #expect(longest ?? .zero <= .seconds(22))
    }

    @Test func `points that are dear to read are farther apart`() {
        let dear = times(of: .seconds(1), cost: .milliseconds(1))
        let pauses = zip(dear.dropFirst(), dear).map { $0 - $1 }
        #expect(pauses.first == .milliseconds(5), "one alone may have been held up")
        #expect(pauses.dropFirst().dropLast().allSatisfy { $0 == .milliseconds(40) })
    }

    @Test func `a moment without a point is tried again soon`() {
        var collector = SampleCollector()
        collector.skip(at: .milliseconds(7))
        #expect(collector.nextTime == .milliseconds(8))
        #expect(collector.points.isEmpty)
    }
}
