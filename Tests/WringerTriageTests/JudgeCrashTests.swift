import Testing
import WringerModel

@testable import WringerTriage

@Suite struct JudgeCrashTests {
    private let stack = Samples.stack("take+0x3/8 run+0x9 main+0x4/0")

    private func cause(
        _ fatal: FatalSignal, _ mappings: [Mapping] = [], _ stack: StackTrace? = nil
    ) -> Cause? {
        Samples.judge(
            Samples.trial(), Samples.crash(fatal, stack ?? self.stack, mappings: mappings)
        ).cause
    }

    private func segmentation(
        _ address: UInt64, stackPointer: UInt64 = 0x7fff_ffff_0000, ip: UInt64 = 0x40_0000,
        code: Int32 = 1
    ) -> FatalSignal {
        FatalSignal(
            signal: .segmentation, code: code, sender: .kernel, faultAddress: address,
            stackPointer: stackPointer, instructionPointer: ip, stackLow: 0x7fff_ff80_0000,
            stackHigh: 0x7fff_ffff_f000, isMainProcess: true)
    }

    // MARK: - Where the address is

    @Test func `a fault in the guard page of a thread is the end of its stack`() {
        let found = cause(
            segmentation(0x7000_0000_0ff8, stackPointer: 0x7000_0000_1008),
            [
                Samples.mapping(0x7000_0000_0000, 0x7000_0000_1000, "---p"),
                Samples.mapping(0x7000_0000_1000, 0x7000_0080_1000, "rw-p"),
            ])
        #expect(found?.kind == .stackExhausted)
        #expect(
            found?.text == "the stack of a thread is exhausted: the fault is next to its end")
        #expect(
            found?.evidence.contains(
                "the address is in the guard page below the stack of thread 7, 16 bytes below the "
                    + "stack pointer") == true)
    }

    @Test func `the stack of a coroutine can be exhausted as well`() {
        let level = String(repeating: "step+0x9/96 ", count: 60)
        let found = cause(
            segmentation(0x7000_0000_0ff4, stackPointer: 0x7000_0000_1000),
            [Samples.mapping(0x7000_0000_1000, 0x7000_0002_1000, "rw-p")], Samples.stack(level))
        #expect(found?.kind == .stackExhausted)
        #expect(
            found?.text
                == "a stack that the program made for itself is exhausted: about 1,365 frames of "
                + "a 1-frame cycle, 96 bytes a level, 128 KiB used")
    }

    @Test func `memory that may not be written is no exhausted stack`() {
        let found = cause(
            segmentation(0x5555_0000_0010),
            [Samples.mapping(0x5555_0000_0000, 0x5555_0000_1000, "r-xp", "/usr/bin/t")])
        #expect(found?.kind == .wildAccess)
        #expect(
            found?.evidence.contains(
                "the address is in the read-only mapping of /usr/bin/t") == true)
        #expect(found?.evidence.contains("stack: take+0x3 < run+0x9 < main+0x4") == true)
    }

    @Test func `a call through a null pointer says so`() {
        #expect(cause(segmentation(0, ip: 0))?.text == "call through a null pointer")
        #expect(cause(segmentation(0, ip: 0))?.kind == .nullAccess)
        let wild = cause(segmentation(0x1234_5678, ip: 0x1234_5678))
        #expect(wild?.kind == .wildAccess)
        #expect(wild?.text == "jump to 0x12345678, where no code is")
    }

    @Test func `what is sent is not explained by its address`() {
        let sent = FatalSignal(
            signal: .segmentation, code: -6, sender: .itself, faultAddress: 0x7fff_ff7f_fff8,
            stackPointer: 0x7fff_ff80_0000, instructionPointer: 0, stackLow: 0x7fff_ff80_0000,
            stackHigh: 0x7fff_ffff_f000, isMainProcess: true)
        let found = Samples.judge(Samples.trial(), Samples.crash(sent, stack))
        #expect(found.verdict == .killed)
        #expect(found.cause?.kind == .selfInflicted)
    }

    @Test(
        arguments: [
            (1, "integer division by zero, or one that overflows"), (2, "integer overflow"),
            (3, "arithmetic fault, such as a division that overflows or by zero"),
        ] as [(Int32, String)])
    func `an arithmetic fault says what the kernel says`(_ code: Int32, _ text: String) {
        let found = cause(Samples.fatal(.floatingPoint, code: code, address: 0x40_0000))
        #expect(found?.kind == .arithmetic)
        #expect(found?.text == text)
    }

    @Test func `a limit that is nearly used up is evidence`() {
        let fatal = segmentation(0)
        var observation = Samples.crash(fatal, stack)
        observation.crash?.headroom = [
            Headroom(name: .openFiles, used: 12, limit: 12),
            Headroom(name: .addressSpace, used: 1 << 20, limit: 1 << 30),
            Headroom(name: .data, used: 1 << 20, limit: nil),
        ]
        let facts = Samples.judge(Samples.trial(), observation).cause?.evidence ?? []
        #expect(facts.contains("12 of nofile=12 used"))
        #expect(facts.count { $0.hasSuffix("used") } == 1)
    }

    // MARK: - Signatures

    @Test func `a stack takes the place of kind and shape`() {
        let trial = Samples.trial(provenance: .nest(shape: "parens", depth: 9))
        let found = Samples.judge(trial, Samples.crash(segmentation(8), stack))
        #expect(found.signature?.text == "crashed · SIGSEGV · take+0x3 < run+0x9")
        let plain = Judge(trial.setup.target, scratch: "").plainSignature(
            trial, Evidence(Samples.crash(segmentation(8), stack)))
        #expect(plain?.text == "crashed · SIGSEGV · nullAccess · shape parens")
    }
}
