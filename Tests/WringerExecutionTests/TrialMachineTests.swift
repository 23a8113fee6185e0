import Testing
import WringerModel
import WringerSystem

@testable import WringerExecution

@Suite struct TrialMachineTests {
    private static let start = Instant(nanoseconds: 1_000_000_000)

    /// The instant so many milliseconds after the start.
    private static func at(_ milliseconds: Int) -> Instant { start + .milliseconds(milliseconds) }

    private func machine(timeout: Int? = 1000) -> TrialMachine {
        TrialMachine(start: Self.start, timeout: timeout.map { .milliseconds($0) })
    }

    @Test func `a target that ends in time finishes when all is gone and read`() {
        var machine = machine()
        #expect(machine.nextDeadline == Self.at(1000))
        #expect(machine.handle(.ended(.exited(code: 3)), at: Self.at(10)) == [])
        #expect(machine.outcome == nil)
        #expect(machine.nextDeadline == Self.at(110))
        #expect(machine.handle(.allGone, at: Self.at(11)) == [])
        #expect(machine.outcome == nil)
        #expect(machine.handle(.streamsClosed, at: Self.at(12)) == [])
        #expect(machine.outcome == .exited(code: 3))
        #expect(machine.nextDeadline == nil)
    }

    @Test func `streams that close before the end wait for the processes`() {
        var machine = machine()
        #expect(machine.handle(.streamsClosed, at: Self.at(1)) == [])
        #expect(machine.outcome == nil)
        #expect(machine.nextDeadline == Self.at(1000))
        #expect(machine.handle(.ended(.signalled(.abort)), at: Self.at(5)) == [])
        #expect(machine.outcome == nil)
        #expect(machine.handle(.allGone, at: Self.at(6)) == [])
        #expect(machine.outcome == .signalled(.abort))
    }

    @Test func `all gone and closed before the end is told finishes at the end`() {
        var machine = machine()
        #expect(machine.handle(.allGone, at: Self.at(1)) == [])
        #expect(machine.handle(.streamsClosed, at: Self.at(1)) == [])
        #expect(machine.outcome == nil)
        #expect(machine.handle(.ended(.exited(code: 0)), at: Self.at(2)) == [])
        #expect(machine.outcome == .exited(code: 0))
    }

    @Test func `a target that does not end is examined twice and then killed and swept`() {
        var machine = machine()
        #expect(machine.handle(.deadline, at: Self.at(1000)) == .examine)
        #expect(machine.nextDeadline == Self.at(1100))
        #expect(machine.handle(.deadline, at: Self.at(1100)) == [.kill, .examine])
        #expect(machine.nextDeadline == Self.at(21_100))
        #expect(machine.handle(.ended(.signalled(.kill)), at: Self.at(1102)) == .sweep)
        #expect(machine.nextDeadline == Self.at(1103))
        #expect(machine.outcome == nil)
        #expect(machine.handle(.deadline, at: Self.at(1103)) == .sweep)
        #expect(machine.nextDeadline == Self.at(1104))
        #expect(machine.handle(.allGone, at: Self.at(1104)) == [])
        #expect(machine.outcome == .timedOut)
    }

    @Test func `a child that was killed and is alone finishes without a second sweep`() {
        var machine = machine()
        _ = machine.handle(.deadline, at: Self.at(1000))
        _ = machine.handle(.deadline, at: Self.at(1100))
        #expect(machine.handle(.allGone, at: Self.at(1101)) == [])
        #expect(machine.outcome == nil)
        #expect(machine.handle(.ended(.signalled(.kill)), at: Self.at(1101)) == .sweep)
        #expect(machine.outcome == .timedOut)
    }

    @Test func `a target that ends while it is examined keeps its own ending`() {
        var machine = machine()
        #expect(machine.handle(.deadline, at: Self.at(1000)) == .examine)
        #expect(machine.handle(.ended(.exited(code: 7)), at: Self.at(1050)) == [])
        #expect(machine.nextDeadline == Self.at(1150))
        _ = machine.handle(.streamsClosed, at: Self.at(1051))
        _ = machine.handle(.allGone, at: Self.at(1051))
        #expect(machine.outcome == .exited(code: 7))
    }

    @Test func `too much output kills at once`() {
        var machine = machine()
        #expect(machine.handle(.outputLimit, at: Self.at(5)) == .kill)
        #expect(machine.nextDeadline == Self.at(20_005))
        #expect(machine.handle(.outputLimit, at: Self.at(6)) == [])
        #expect(machine.handle(.ended(.signalled(.kill)), at: Self.at(7)) == .sweep)
        _ = machine.handle(.allGone, at: Self.at(7))
        #expect(machine.outcome == .outputLimit)
    }

    @Test func `too much output during an examination counts as too much output`() {
        var machine = machine()
        _ = machine.handle(.deadline, at: Self.at(1000))
        #expect(machine.handle(.outputLimit, at: Self.at(1010)) == .kill)
        _ = machine.handle(.ended(.signalled(.kill)), at: Self.at(1011))
        _ = machine.handle(.allGone, at: Self.at(1011))
        #expect(machine.outcome == .outputLimit)
    }

    @Test func `too much output of a descendant counts after the target has ended`() {
        var machine = machine()
        _ = machine.handle(.ended(.exited(code: 0)), at: Self.at(5))
        #expect(machine.handle(.outputLimit, at: Self.at(6)) == .sweep)
        #expect(machine.nextDeadline == Self.at(7))
        _ = machine.handle(.allGone, at: Self.at(8))
        #expect(machine.outcome == .outputLimit)
    }

    @Test func `an interrupt kills a running target`() {
        var machine = machine(timeout: nil)
        #expect(machine.nextDeadline == nil)
        #expect(machine.handle(.interrupt, at: Self.at(50)) == .kill)
        #expect(machine.handle(.interrupt, at: Self.at(51)) == [])
        #expect(machine.handle(.ended(.signalled(.kill)), at: Self.at(52)) == .sweep)
        _ = machine.handle(.allGone, at: Self.at(52))
        #expect(machine.outcome == .timedOut)
    }

    @Test func `an interrupt after the end sweeps and keeps the ending`() {
        var machine = machine()
        _ = machine.handle(.ended(.exited(code: 4)), at: Self.at(5))
        #expect(machine.handle(.interrupt, at: Self.at(6)) == .sweep)
        _ = machine.handle(.allGone, at: Self.at(6))
        #expect(machine.outcome == .exited(code: 4))
    }

    @Test func `a descendant that outlives the grace is noted and swept`() {
        var machine = machine()
        _ = machine.handle(.ended(.exited(code: 0)), at: Self.at(10))
        #expect(machine.handle(.deadline, at: Self.at(109)) == [])
        #expect(machine.handle(.deadline, at: Self.at(110)) == [.sweep, .noteSurvivors])
        #expect(machine.nextDeadline == Self.at(111))
        #expect(machine.handle(.deadline, at: Self.at(111)) == .sweep)
        #expect(machine.handle(.streamsClosed, at: Self.at(112)) == [])
        #expect(machine.outcome == nil)
        #expect(machine.handle(.allGone, at: Self.at(113)) == [])
        #expect(machine.outcome == .exited(code: 0))
    }

    @Test func `a stream that stays open with nobody left is not waited for`() {
        var machine = machine()
        _ = machine.handle(.ended(.exited(code: 0)), at: Self.at(10))
        _ = machine.handle(.allGone, at: Self.at(11))
        #expect(machine.outcome == nil)
        #expect(machine.handle(.deadline, at: Self.at(110)) == [])
        #expect(machine.outcome == .exited(code: 0))
    }

    @Test func `a swept trial does not wait for its streams`() {
        var machine = machine()
        _ = machine.handle(.ended(.exited(code: 0)), at: Self.at(10))
        _ = machine.handle(.deadline, at: Self.at(110))
        _ = machine.handle(.allGone, at: Self.at(111))
        #expect(machine.outcome == .exited(code: 0))
    }

    @Test func `a killed target that does not end is given up after patience`() {
        var machine = machine()
        _ = machine.handle(.outputLimit, at: Self.at(0))
        #expect(machine.handle(.deadline, at: Self.at(19_999)) == [])
        #expect(machine.handle(.deadline, at: Self.at(20_000)) == .giveUp)
    }

    @Test func `descendants that do not go are given up after patience`() {
        var machine = machine()
        _ = machine.handle(.ended(.exited(code: 0)), at: Self.at(0))
        #expect(machine.handle(.deadline, at: Self.at(100)).contains(.sweep))
        #expect(machine.handle(.deadline, at: Self.at(20_099)) == .sweep)
        #expect(machine.handle(.deadline, at: Self.at(20_100)) == .giveUp)
    }

    @Test func `a deadline that comes early means nothing`() {
        var machine = machine()
        #expect(machine.handle(.deadline, at: Self.at(999)) == [])
        #expect(machine.nextDeadline == Self.at(1000))
        #expect(machine.handle(.deadline, at: Self.at(1000)) == .examine)
        #expect(machine.handle(.deadline, at: Self.at(1099)) == [])
        #expect(machine.nextDeadline == Self.at(1100))
    }

    @Test func `a deadline that comes late counts from when it came`() {
        var machine = machine()
        #expect(machine.handle(.deadline, at: Self.at(5000)) == .examine)
        #expect(machine.nextDeadline == Self.at(5100))
        #expect(machine.handle(.deadline, at: Self.at(9000)) == [.kill, .examine])
        #expect(machine.nextDeadline == Self.at(29_000))
    }

    @Test func `a deadline without a timeout or after the finish means nothing`() {
        var machine = machine(timeout: nil)
        #expect(machine.handle(.deadline, at: Self.at(1_000_000)) == [])
        _ = machine.handle(.ended(.exited(code: 0)), at: Self.at(1_000_000))
        _ = machine.handle(.allGone, at: Self.at(1_000_000))
        _ = machine.handle(.streamsClosed, at: Self.at(1_000_000))
        #expect(machine.outcome == .exited(code: 0))
        #expect(machine.handle(.deadline, at: Self.at(2_000_000)) == [])
        #expect(machine.handle(.outputLimit, at: Self.at(2_000_000)) == [])
        #expect(machine.handle(.interrupt, at: Self.at(2_000_000)) == [])
        #expect(machine.outcome == .exited(code: 0))
    }
}
