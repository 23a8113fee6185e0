import Testing
import WringerModel

@testable import WringerTriage

@Suite struct JudgeFaultTests {
    private let late = Samples.failing("mmap", "ENOMEM", when: 400)
    private let write = Samples.failing("write", "ENOSPC")

    private func judge(
        _ rules: [FaultRule], _ counts: [(Int, Int)], _ observation: Observation,
        _ add: (inout Evidence) -> Void = { _ in }
    ) -> Judgement {
        var observation = observation
        observation.faults = Samples.report(counts)
        return Samples.judge(Samples.faulty(rules), observation, add)
    }

    private func judge(
        _ rules: [FaultRule], _ counts: [(Int, Int)], _ outcome: Outcome
    ) -> Judgement {
        judge(rules, counts, Samples.observation(outcome, err: "no\n"))
    }

    // MARK: - Faults that did not fire

    @Test func `a fault that never fired says what to do`() {
        let found = judge([late], [(12, 0)], .exited(code: 0))
        #expect(found.verdict == .invalid)
        #expect(found.cause?.kind == .faultNotFired)
        #expect(
            found.cause?.text == "rule 1 mmap:error=ENOMEM:when=400+ matched 12 calls: lower when=")
        #expect(
            found.cause?.evidence == ["rule 1: mmap:error=ENOMEM:when=400+ matched 12, fired 0"])
        #expect(
            judge([write], [(0, 0)], .exited(code: 1)).cause?.text
                == "rule 1 write:error=ENOSPC matched no call: choose calls that the target makes, "
                + "or an earlier after=")
        // Nothing that was counted is nothing that fired.
        #expect(judge([write], [], .exited(code: 1)).verdict == .invalid)
    }

    @Test func `a crash without a fault is no finding of the fault`() {
        let found = judge(
            [late], [(12, 0)], Samples.crash(Samples.fatal(.segmentation, address: 8)))
        #expect(found.verdict == .invalid)
        #expect(found.signature == nil)
        #expect(
            found.cause?.text.hasPrefix(
                "died of SIGSEGV, but no fault had fired: run it without --inject (") == true)
    }

    @Test func `one rule of two that fired lets a finding stand and no other verdict`() {
        let crash = Samples.crash(Samples.fatal(.segmentation, address: 8))
        let found = judge([write, late], [(3, 3), (12, 0)], crash)
        #expect(found.verdict == .crashed)
        #expect(
            found.cause?.evidence.suffix(2) == [
                "rule 1: write:error=ENOSPC matched 3, fired 3",
                "rule 2: mmap:error=ENOMEM:when=400+ matched 12, fired 0",
            ])
        let clean = judge([write, late], [(3, 3), (12, 0)], .exited(code: 1))
        #expect(clean.verdict == .invalid)
        #expect(clean.cause?.text.hasPrefix("rule 2 mmap") == true)
    }

    @Test func `what the kernel does alone is not known to have done nothing`() {
        let alone = Samples.rule("write") {
            $0.effect = .error(.io)
            $0.isUncounted = true
        }
        #expect(judge([alone], [(0, 0)], .exited(code: 1)).verdict == .rejected)
        let mixed = judge([alone, late], [(0, 0), (3, 0)], .exited(code: 1))
        #expect(mixed.verdict == .invalid)
    }

    // MARK: - The four answers

    @Test func `there are four answers to a fault`() {
        var twin = Samples.observation(.exited(code: 0), out: "1\n2\n")
        twin.usage.wall = .milliseconds(5)
        func verdict(_ observation: Observation) -> Verdict {
            judge([write], [(1, 1)], observation) { $0.twins = [twin, twin] }.verdict
        }
        let same = Samples.observation(.exited(code: 0), out: "1\n2\n")
        #expect(FaultAnswer(verdict(same)) == .unaffected)
        let refused = Samples.observation(.exited(code: 1), err: "disk full\n")
        #expect(FaultAnswer(verdict(refused)) == .cleanFailure)
        let less = Samples.observation(.exited(code: 0), out: "1\n")
        #expect(FaultAnswer(verdict(less)) == .degraded)
        let dead = Samples.crash(Samples.fatal(.segmentation, address: 8))
        #expect(FaultAnswer(verdict(dead)) == .unclean)
        #expect(FaultAnswer(.invalid) == nil)
    }

    @Test func `lost output names the error that nobody looked at`() {
        let twin = Samples.observation(
            .exited(code: 0), out: String(repeating: "x", count: 119) + "\n")
        var trace = CallTrace(outcome: .exited(code: 0))
        trace.failures = [
            CallFailures(
                call: "write", error: ErrorNumber(28), descriptor: 2, count: 9, injected: 0),
            CallFailures(
                call: "write", error: ErrorNumber(28), descriptor: 1, count: 1, injected: 1),
        ]
        let found = judge([write], [(1, 1)], Samples.observation(.exited(code: 0))) {
            $0.twins = [twin, twin]
            $0.calls = trace
        }
        #expect(found.verdict == .degraded)
        #expect(
            found.cause?.text
                == "exit 0, but write to standard output failed with ENOSPC and 120 of 120 bytes "
                + "are missing")
        #expect(
            found.cause?.evidence.contains(
                "in a traced run: write to descriptor 1 failed 1 time, 1 of them injected") == true)
    }

    // MARK: - Endings

    @Test func `a signal that a rule sent is no fault of the target`() {
        let term = Samples.rule("read") { $0.signal = .terminate }
        let found = judge([term], [(1, 1)], .signalled(.terminate))
        #expect(found.verdict == .killed)
        #expect(found.cause?.text == "ended by SIGTERM, which rule 1 (read:signal=SIGTERM) sent")
        let segmentation = Samples.rule("read") { $0.signal = .segmentation }
        let sent = Samples.crash(
            Samples.fatal(.segmentation, code: 0, sender: .another, address: nil))
        #expect(judge([segmentation], [(1, 1)], sent).verdict == .killed)
        let own = Samples.crash(Samples.fatal(.segmentation, address: 8))
        #expect(judge([segmentation], [(1, 1)], own).verdict == .crashed)
    }

    @Test func `a death in the loader is before the start`() {
        var observation = Samples.observation(.exited(code: 127))
        observation.reachedStart = false
        let found = judge([late], [(1, 1)], observation)
        #expect(found.verdict == .invalid)
        #expect(found.cause?.kind == .beforeStart)
        #expect(
            found.cause?.text
                == "ended (exit 127) inside exec or its dynamic loader, before the program "
                + "started; faults that begin there hit the loader: use after=start")
    }

    @Test func `a target that spins on a failing call says on which`() {
        var trace = CallTrace(outcome: .timedOut)
        trace.callCount = 1_250_000
        trace.failures = [
            CallFailures(
                call: "read", error: ErrorNumber(11), descriptor: 0, count: 1_234_567, injected: 0)
        ]
        var observation = Samples.observation(.timedOut)
        observation.stall = Samples.stall([("R", false)], share: 1)
        let trial = Samples.trial(input: .failing(ErrorNumber(11)))
        let twin = Samples.observation(.exited(code: 0))
        let found = Samples.judge(trial, observation) {
            $0.twins = [twin]
            $0.calls = trace
        }
        #expect(found.cause?.text == "spinning: read returned EAGAIN 1.2 million times")
        #expect(found.cause?.kind == .busyLoop)
        #expect(found.signature?.text == "hung · \"spinning read EAGAIN\"")
        #expect(found.cause?.evidence.contains("counted in a traced run, which is slower") == true)
    }

    // MARK: - The twin

    @Test func `the twin has no rules and the same seed`() {
        let trial = Samples.faulty([write])
        #expect(trial.hostileConditions == ["write:error=ENOSPC"])
        #expect(trial.faultFreeTwin.trialCase.faults == FaultPlan(rules: [], seed: 5))
        let slow = Samples.rule("read") { $0.delayOnEntry = .milliseconds(20) }
        #expect(!Samples.faulty([slow]).shouldEndLikeItsTwin)
        #expect(trial.shouldEndLikeItsTwin)
    }

    @Test(arguments: [
        (Occurrences(first: 3, last: 3, step: 1), "3"),
        (Occurrences(first: 3, last: nil, step: 1), "3+"),
        (Occurrences(first: 3, last: nil, step: 2), "3+2"),
        (Occurrences(first: 2, last: 5, step: 1), "2..5"),
        (Occurrences(first: 2, last: 9, step: 3), "2..9+3"),
    ])
    func `a rule is shown as it is written`(_ occurrences: Occurrences, _ text: String) {
        let rule = Samples.rule("read") {
            $0.effect = .short(1)
            $0.occurrences = occurrences
        }
        #expect(rule.shown == "read:short=1:when=\(text)")
    }
}
