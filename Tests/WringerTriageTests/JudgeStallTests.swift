import Testing
import WringerModel

@testable import WringerTriage

@Suite struct JudgeStallTests {
    private let spinning = Samples.stall([("R", false)], share: 0.99)
    private let sleeping = Samples.stall([("S", false)], share: 0.01)
    private let hostile: [LimitName: Limit] = [.openFiles: Samples.both(16)]

    private func timedOut(_ stall: Stall?) -> Observation {
        var observation = Samples.observation(.timedOut)
        observation.stall = stall
        return observation
    }

    private func twin(_ outcome: Outcome) -> Observation {
        var observation = Samples.observation(outcome)
        observation.usage.wall = .milliseconds(20)
        return observation
    }

    @Test func `what ends without its limit hangs`() {
        let trial = Samples.trial(limits: hostile)
        let found = Samples.judge(trial, timedOut(spinning)) { $0.twins = [twin(.exited(code: 0))] }
        #expect(found.verdict == .hung)
        #expect(found.cause?.kind == .busyLoop)
        #expect(found.cause?.text == "spinning: without nofile=16 it ends after 20 ms")
        #expect(
            found.cause?.evidence == [
                "threads at the deadline: 1 in state R",
                "share of a core in the last moments: 99 %",
            ])
        #expect(found.signature?.text == "hung · \"spinning\"")
        #expect(found.realism == .plausible)
    }

    @Test func `what ends without its limit and does not spin is blocked`() {
        let trial = Samples.trial(limits: hostile)
        let found = Samples.judge(trial, timedOut(sleeping)) { $0.twins = [twin(.exited(code: 1))] }
        #expect(found.verdict == .hung)
        #expect(found.cause?.kind == .unknown)
        #expect(found.cause?.text == "blocked: without nofile=16 it ends after 20 ms")
        #expect(found.signature?.text == "hung · \"blocked\"")
    }

    @Test func `what does not end without its limit either is endless`() {
        let trial = Samples.trial(limits: hostile)
        let found = Samples.judge(trial, timedOut(spinning)) { $0.twins = [twin(.timedOut)] }
        #expect(found.verdict == .endless)
        #expect(found.cause?.kind == .busyLoop)
        #expect(found.signature == nil)
    }

    @Test func `what surely ends and does not end with more time either hangs`() {
        let sure = Provenance.template(name: "churn", values: [:], endsSoon: true)
        let found = Samples.judge(Samples.trial(provenance: sure), timedOut(spinning)) {
            $0.moreTime = Samples.observation(.timedOut)
        }
        #expect(found.verdict == .hung)
        #expect(
            found.cause?.text == "spinning: programs of the template churn end, and this one did "
                + "not with 5 times the time either")
        #expect(found.signature?.text == "hung · \"spinning in churn\"")
    }

    @Test func `what surely ends and ends with more time is slow, and what need not is endless`() {
        let sure = Provenance.template(name: "churn", values: [:], endsSoon: true)
        let slow = Samples.judge(Samples.trial(provenance: sure), timedOut(spinning)) {
            $0.moreTime = twin(.exited(code: 0))
        }
        #expect(slow.verdict == .endless && slow.cause?.text.hasPrefix("slow: ") == true)
        let open = Provenance.template(name: "churn", values: [:], endsSoon: false)
        let endless = Samples.judge(Samples.trial(provenance: open), timedOut(spinning)) {
            $0.moreTime = Samples.observation(.timedOut)
        }
        #expect(endless.verdict == .endless)
    }

    @Test func `what does not end when it is only parsed hangs`() {
        let found = Samples.judge(Samples.trial(), timedOut(spinning)) {
            $0.parseOnly = Samples.observation(.timedOut)
        }
        #expect(found.verdict == .hung)
        #expect(found.cause?.kind == .busyLoop)
        #expect(
            found.cause?.text == "spinning: the command that only parses does not end either")
    }

    @Test func `what ends when it is only parsed is endless`() {
        let found = Samples.judge(Samples.trial(), timedOut(spinning)) {
            $0.parseOnly = Samples.observation(.exited(code: 0))
        }
        #expect(found.verdict == .endless)
        #expect(
            found.cause?.text == "did not end in time, and nothing says that it should have")
    }

    @Test func `a sleeping target of which nothing is known is endless of unknown cause`() {
        let found = Samples.judge(Samples.trial(), timedOut(sleeping))
        #expect(found.verdict == .endless)
        #expect(found.cause?.kind == .unknown)
        #expect(Samples.judge(Samples.trial(), timedOut(nil)).verdict == .endless)
    }

    @Test func `threads that all wait for each other are a deadlock`() {
        let stall = Samples.stall([("S", true), ("S", true), ("S", true)], share: 0)
        let found = Samples.judge(Samples.trial(), timedOut(stall))
        #expect(found.verdict == .hung)
        #expect(found.cause?.kind == .deadlock)
        #expect(found.cause?.text == "blocked: all 3 threads wait for each other's futex")
        #expect(found.signature?.text == "hung · \"blocked\"")
    }

    @Test func `a single thread that waits for its own futex is one too`() {
        let found = Samples.judge(
            Samples.trial(), timedOut(Samples.stall([("S", true)], share: 0)))
        #expect(found.verdict == .hung)
        #expect(found.cause?.kind == .deadlock)
    }

    @Test func `no thread or one that does not wait is no deadlock`() {
        for stall in [
            Samples.stall([("S", true), ("S", false)], share: 0),
            Samples.stall([], share: 0),
        ] {
            #expect(Samples.judge(Samples.trial(), timedOut(stall)).verdict == .endless)
        }
    }

    @Test(arguments: [
        Samples.trial(output: .slow(bytesPerSecond: 10)),
        Samples.trial(error: .slow(bytesPerSecond: 10)),
        Samples.trial(input: .endless),
        Samples.trial(limits: [.openFiles: Samples.both(16)], input: .endless),
    ])
    func `a slow reader or an endless input never makes a target hang`(_ trial: Trial) {
        let needs = Samples.needs(trial, timedOut(spinning))
        #expect(!needs.contains { if case .twins = $0 { true } else { false } })
        #expect(Samples.judge(trial, timedOut(spinning)).verdict == .endless)
    }

    @Test func `a deadlock is told by where its threads wait`() {
        func thread(_ number: Int32, _ stack: String) -> StalledThread {
            StalledThread(
                state: "S", waitsOnFutex: true,
                detail: ThreadState(
                    thread: number, state: "S", name: "t", call: "futex(0x10)", used: nil,
                    stack: Samples.stack(stack)))
        }
        let waiting = "libc.so.6:__futex_wait+9 lock_mutex+0x7 run_lock+0x3 evaluate+0x1 m+1 n+1"
        let found = Samples.judge(
            Samples.trial(),
            timedOut(
                Stall(
                    threads: [
                        thread(1, "libc.so.6:__pthread_clockjoin_ex+3 join_all+0x2 main+0x1"),
                        thread(2, waiting), thread(3, waiting),
                    ], processorShare: 0)))
        #expect(found.cause?.text == "blocked: 2 threads wait for each other's futex")
        #expect(found.cause?.evidence.contains("thread 2 (t) is in futex(0x10)") == true)
        #expect(
            found.signature?.text
                == "hung · join_all+0x2 | lock_mutex+0x7 < run_lock+0x3 · "
                + "\"blocked\"")
    }
}
