import Testing
import WringerModel

@testable import WringerTriage

@Suite struct JudgeSignalTests {
    private func judge(_ fatal: FatalSignal, err: String = "") -> Judgement {
        Samples.judge(Samples.trial(), Samples.crash(fatal, err: err))
    }

    // MARK: - Crashed

    @Test func `a signal that was not seen is a crash of unknown cause`() {
        let found = Samples.judge(
            Samples.trial(), Samples.observation(.signalled(.segmentation), err: "line 7\n"))
        #expect(found.verdict == .crashed)
        #expect(found.cause?.kind == .unknown)
        #expect(found.cause?.text == "died of SIGSEGV")
        #expect(
            found.cause?.evidence
                == ["the signal was not seen: who sent it is not known"])
        #expect(found.signature?.text == "crashed · SIGSEGV · \"line N\"")
    }

    @Test func `a fault near the stack pointer below the stack is an exhausted stack`() {
        let low: UInt64 = 0x7fff_ff80_0000
        for (address, pointer) in [
            (low - 8, low + 16), (low - 4096, low - 4096), (low - 300_000, low + 100),
            (low - 8, low + (1 << 20) - 8), (low - 1, low - 65_537),
        ] {
            let found = judge(
                Samples.fatal(.segmentation, address: address, stackPointer: pointer))
            #expect(found.verdict == .crashed)
            #expect(found.cause?.kind == .stackExhausted)
            #expect(found.cause?.text == "stack exhausted: it had grown to 8188K")
        }
    }

    @Test func `the limit of the stack is named with it`() {
        let fatal = Samples.fatal(
            .segmentation, address: 0x7fff_ff7f_fff8, stackPointer: 0x7fff_ff80_0000)
        let trial = Samples.trial(limits: [.stack: Samples.both(8 << 20)])
        let found = Samples.judge(trial, Samples.crash(fatal))
        #expect(
            found.cause?.text == "stack exhausted: it had grown to 8188K under a limit of 8M")
        #expect(
            found.cause?.evidence == [
                "SIGSEGV, si_code 1",
                "fault address 0x7fffff7ffff8, stack pointer 0x7fffff800000",
            ])
    }

    @Test func `a fault below the stack but far from the stack pointer is wild`() {
        let low: UInt64 = 0x7fff_ff80_0000
        for (address, pointer) in [
            (low - 8, low + (2 << 20)), (low - 8, low - (1 << 20)), (low, low), (low + 8, low),
        ] {
            let found = judge(
                Samples.fatal(.segmentation, address: address, stackPointer: pointer))
            #expect(found.cause?.kind == .wildAccess)
        }
    }

    @Test(arguments: [0, 8, 4096, 65_535] as [UInt64])
    func `a fault in the first 64 KiB is a null access`(_ address: UInt64) {
        for signal in [Signal.segmentation, .bus] {
            let found = judge(Samples.fatal(signal, address: address))
            #expect(found.verdict == .crashed)
            #expect(found.cause?.kind == .nullAccess)
            #expect(
                found.cause?.text == "null access: address 0x\(String(address, radix: 16))")
        }
    }

    @Test func `any other fault is a wild access`() {
        let found = judge(Samples.fatal(.segmentation, address: 65_536))
        #expect(found.cause?.kind == .wildAccess)
        #expect(found.cause?.text == "access to 0x10000, which is not its own")
        let odd = judge(Samples.fatal(.segmentation, code: 128, address: 0))
        #expect(odd.cause?.kind == .wildAccess)
        #expect(odd.cause?.text == "access to an address that cannot exist")
    }

    @Test func `a null access under a memory limit is a crash`() {
        var target = Samples.target
        target.outOfMemory = [Samples.rule(exit: "1", "memory")]
        let trial = Samples.trial(target, limits: [.addressSpace: Samples.both(1 << 28)])
        let found = Samples.judge(
            trial, Samples.crash(Samples.fatal(.segmentation, address: 16), err: "out of memory"))
        #expect(found.verdict == .crashed)
        #expect(found.cause?.kind == .nullAccess)
    }

    @Test func `a fault without an address is of unknown cause`() {
        let found = judge(Samples.fatal(.segmentation))
        #expect(found.verdict == .crashed)
        #expect(found.cause?.kind == .unknown)
    }

    @Test func `abort is a crash with its last line`() {
        let found = judge(
            Samples.fatal(.abort, code: -6, sender: .itself), err: "first\nfree(): invalid\n\n")
        #expect(found.verdict == .crashed)
        #expect(found.cause?.kind == .abort)
        #expect(found.cause?.text == "aborted: free(): invalid")
        #expect(found.signature?.text == "crashed · SIGABRT · \"free(): invalid\"")
        let silent = judge(Samples.fatal(.abort, code: -6, sender: .itself))
        #expect(silent.cause?.text == "aborted without a word")
        #expect(silent.signature?.text == "crashed · SIGABRT")
    }

    @Test func `abort after an assertion is an assertion`() {
        let found = judge(
            Samples.fatal(.abort, code: -6, sender: .itself),
            err: "t: eval.c:7: eval: Assertion `n > 0' failed.\n")
        #expect(found.verdict == .crashed)
        #expect(found.cause?.kind == .assertion)
    }

    @Test(
        arguments: [
            (.floatingPoint, .arithmetic), (.illegalInstruction, .illegalInstruction),
            (.trap, .unknown), (.badSystemCall, .unknown),
        ] as [(Signal, CauseKind)])
    func `the other faults are crashes with their causes`(_ signal: Signal, _ kind: CauseKind) {
        let found = judge(Samples.fatal(signal))
        #expect(found.verdict == .crashed)
        #expect(found.cause?.kind == kind)
        #expect(found.signature?.text == "crashed · \(signal.name)")
    }

    @Test func `a shape is part of the signature`() {
        let trial = Samples.trial(provenance: .nest(shape: "parens", depth: 100_000))
        let found = Samples.judge(trial, Samples.observation(.signalled(.segmentation)))
        #expect(found.signature?.text == "crashed · SIGSEGV · shape parens")
    }

    // MARK: - Wrappers

    @Test func `a wrapper that reports the crash of its child is a crash`() {
        var observation = Samples.observation(.exited(code: 139), err: "Segmentation fault\n")
        observation.fatalSignal = Samples.fatal(.segmentation, address: 8, isMain: false)
        let found = Samples.judge(Samples.trial(), observation)
        #expect(found.verdict == .crashed)
        #expect(found.cause?.kind == .nullAccess)
        #expect(found.cause?.evidence.contains("in a descendant of the command") == true)
        #expect(found.signature?.text == "crashed · exit 139 · nullAccess · \"Segmentation fault\"")
    }

    @Test func `a wrapper that reports the abort of its child is a crash`() {
        var observation = Samples.observation(.exited(code: 134), err: "Aborted\n")
        observation.fatalSignal = Samples.fatal(
            .abort, code: -6, sender: .itself, isMain: false)
        let found = Samples.judge(Samples.trial(), observation)
        #expect(found.verdict == .crashed)
        #expect(found.cause?.kind == .abort)
    }

    @Test func `a child that was sent a signal is no crash of the wrapper`() {
        var observation = Samples.observation(.exited(code: 139), err: "Segmentation fault\n")
        observation.fatalSignal = Samples.fatal(
            .segmentation, code: 0, sender: .itself, isMain: false)
        #expect(Samples.judge(Samples.trial(), observation).verdict == .rejected)
    }

    @Test func `exit 139 alone is no crash`() {
        let found = Samples.judge(
            Samples.trial(), Samples.observation(.exited(code: 139), err: "x"))
        #expect(found.verdict == .rejected)
    }

    // MARK: - Killed

    @Test func `a fault signal that the program sent to itself is killed`() {
        let found = judge(Samples.fatal(.segmentation, code: 0, sender: .itself))
        #expect(found.verdict == .killed)
        #expect(found.cause?.kind == .selfInflicted)
        #expect(found.cause?.text == "the program sent SIGSEGV to its own process")
        #expect(found.cause?.evidence == ["si_code 0"])
        #expect(found.signature == nil)
    }

    @Test func `an abort signal by kill is killed and not a crash`() {
        let found = judge(Samples.fatal(.abort, code: 0, sender: .itself))
        #expect(found.verdict == .killed)
        #expect(found.cause?.kind == .selfInflicted)
    }

    @Test func `a fault signal by tgkill other than abort is killed`() {
        #expect(
            judge(Samples.fatal(.segmentation, code: -6, sender: .itself)).verdict == .killed)
    }

    @Test func `a fault signal of another process is killed`() {
        let found = judge(Samples.fatal(.segmentation, code: 0, sender: .another))
        #expect(found.verdict == .killed)
        #expect(found.cause?.kind == .unknown)
        #expect(found.cause?.text == "another process sent SIGSEGV")
    }

    @Test(
        arguments: [
            (.pipe, "wrote to a pipe that nobody reads"),
            (.terminate, "ended by SIGTERM, which it was sent"),
            (.kill, "ended by SIGKILL, which it was sent"),
            (.hangup, "ended by SIGHUP, which it was sent"),
            (Signal(40), "ended by SIG40, which it was sent"),
        ] as [(Signal, String)])
    func `any other signal is killed`(_ signal: Signal, _ text: String) {
        let found = Samples.judge(Samples.trial(), Samples.observation(.signalled(signal)))
        #expect(found.verdict == .killed)
        #expect(found.cause?.kind == .unknown)
        #expect(found.cause?.text == text)
    }

    // MARK: - Exhausted

    private func used(_ outcome: Outcome, user: Int, system: Int) -> Observation {
        var observation = Samples.observation(outcome)
        observation.usage.user = .milliseconds(user)
        observation.usage.system = .milliseconds(system)
        return observation
    }

    private let cpuLimit: [LimitName: Limit] = [
        .cpu: Limit(soft: .finite(1), hard: .finite(2))
    ]

    @Test func `the signal of the processor limit is exhausted`() {
        let found = Samples.judge(
            Samples.trial(limits: cpuLimit), used(.signalled(.cpuLimit), user: 900, system: 100))
        #expect(found.verdict == .exhausted)
        #expect(found.cause?.kind == .cpuLimit)
        #expect(found.cause?.text == "used 1.00 s of processor time, its limit")
        #expect(found.signature == nil)
    }

    @Test func `a kill at the hard processor limit is exhausted and earlier it is not`() {
        let trial = Samples.trial(limits: cpuLimit)
        let late = Samples.judge(trial, used(.signalled(.kill), user: 1500, system: 300))
        #expect(late.verdict == .exhausted)
        #expect(late.cause?.kind == .cpuLimit)
        let early = Samples.judge(trial, used(.signalled(.kill), user: 1500, system: 299))
        #expect(early.verdict == .killed)
        let unlimited = Samples.judge(
            Samples.trial(), used(.signalled(.kill), user: 9000, system: 0))
        #expect(unlimited.verdict == .killed)
    }

    @Test func `the signal of the file size limit is exhausted`() {
        let found = Samples.judge(
            Samples.trial(limits: [.fileSize: Samples.both(4096)]),
            Samples.observation(.signalled(.fileSizeLimit)))
        #expect(found.verdict == .exhausted)
        #expect(found.cause?.kind == .fileSizeLimit)
        #expect(found.cause?.text == "wrote a file up to the limit fsize")
    }

    /// DESIGN.md: exhausted is what was ended by the limit that the trial set.
    @Test(arguments: [.cpuLimit, .fileSizeLimit] as [Signal])
    func `the signal of a limit that was not set is killed`(_ signal: Signal) {
        let found = Samples.judge(Samples.trial(), Samples.observation(.signalled(signal)))
        #expect(found.verdict == .killed)
    }
}
