import Testing
import WringerModel

@testable import WringerTriage

@Suite struct JudgeInvalidTests {
    private func notStarted(_ step: LaunchStep, _ error: Int32) -> Judgement {
        let failure = LaunchFailure(step: step, error: ErrorNumber(error))
        return Samples.judge(Samples.trial(), Samples.observation(.notStarted(failure)))
    }

    @Test func `a death inside exec is before the start`() {
        var observation = Samples.observation(.signalled(.kill))
        observation.reachedStart = false
        let found = Samples.judge(Samples.trial(), observation)
        #expect(found.verdict == .invalid)
        #expect(found.cause?.kind == .beforeStart)
        #expect(found.cause?.text == "died of SIGKILL inside exec, before the target started")
        #expect(found.signature == nil)
    }

    @Test func `a limit that was not applied makes the trial invalid`() {
        let stack = notStarted(.limit(.stack), 1)
        #expect(stack.verdict == .invalid)
        #expect(stack.cause?.kind == .limitNotApplied)
        #expect(
            stack.cause?.text
                == "limit stack was not applied: EPERM; it is above the hard limit of this "
                + "process: see ulimit -H")
        #expect(notStarted(.limit(.data), 22).cause?.text == "limit data was not applied: EINVAL")
        let processes = notStarted(.limit(.processes), 1)
        #expect(processes.cause?.kind == .limitNotApplied)
        #expect(
            processes.cause?.text
                == "limit nproc was not applied (EPERM): it does not bind for root; leave out "
                + "--as-root, make the target readable for all, or run as an ordinary user")
    }

    @Test func `a filter that was not installed is a fault that did not fire`() {
        let found = notStarted(.filter, 22)
        #expect(found.verdict == .invalid)
        #expect(found.cause?.kind == .faultNotFired)
        #expect(found.cause?.text == "the seccomp filter was not installed: EINVAL")
    }

    @Test(
        arguments: [
            .session, .personality, .workingFolder, .privileges, .containment, .descriptors,
            .terminal, .parentDeath, .execute,
        ] as [LaunchStep])
    func `any other step of the launch is before the start`(_ step: LaunchStep) {
        let found = notStarted(step, 2)
        #expect(found.verdict == .invalid)
        #expect(found.cause?.kind == .beforeStart)
        #expect(found.cause?.text == "the target did not start: step \(step) gave ENOENT")
    }

    @Test func `limits that even an idle program cannot bear make the trial invalid`() {
        let trial = Samples.trial(limits: [
            .addressSpace: Samples.both(4 << 20), .stack: Samples.both(4096),
        ])
        let crash = Samples.crash(Samples.fatal(.segmentation, address: 0))
        let found = Samples.judge(trial, crash) {
            $0.idle = Samples.observation(.exited(code: 127), err: "x\ncannot map\n")
            $0.floors = [.stack: 16_384, .addressSpace: 8 << 20]
        }
        #expect(found.verdict == .invalid)
        #expect(found.cause?.kind == .belowIdleFloor)
        #expect(
            found.cause?.text
                == "under these limits (as, stack) even a program that does nothing fails; it "
                + "needs as=8M stack=16K")
        #expect(found.cause?.evidence == ["a program that does nothing: exit 127: cannot map"])
        #expect(found.signature == nil)
    }

    @Test func `an idle program that ends well does not excuse a crash`() {
        let trial = Samples.trial(limits: [.addressSpace: Samples.both(4 << 20)])
        let crash = Samples.crash(Samples.fatal(.segmentation, address: 0))
        let found = Samples.judge(trial, crash) { $0.idle = Samples.observation(.exited(code: 0)) }
        #expect(found.verdict == .crashed)
    }

    @Test func `an idle program that cannot get the limit says that it was not applied`() {
        let trial = Samples.trial(limits: [.stack: Samples.both(1 << 40)])
        let failure = Outcome.notStarted(LaunchFailure(step: .limit(.stack), error: ErrorNumber(1)))
        let found = Samples.judge(trial, Samples.observation(failure)) {
            $0.idle = Samples.observation(failure)
        }
        #expect(found.cause?.kind == .limitNotApplied)
    }
}
