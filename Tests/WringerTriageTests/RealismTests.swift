import Testing
import WringerModel

@testable import WringerTriage

@Suite struct RealismTests {
    @Test func `a trial without hostile conditions is of default realism`() {
        #expect(Realism(of: Samples.trial()) == .default)
        #expect(Realism(of: Samples.trial(input: .bytes([1], pace: nil))) == .default)
        var target = Samples.target
        target.limits = Limits([.stack: Samples.both(1)])
        #expect(Realism(of: Samples.trial(target)) == .default)
    }

    @Test(
        arguments: [
            (.addressSpace, 64 << 20), (.data, 64 << 20), (.stack, 128 << 10), (.openFiles, 16),
            (.cpu, 1), (.processes, 16), (.pendingSignals, 16),
        ] as [(LimitName, UInt64)])
    func `a limit below what people use is absurd`(_ name: LimitName, _ smallest: UInt64) {
        #expect(Realism(of: Samples.trial(limits: [name: Samples.both(smallest)])) == .plausible)
        #expect(Realism(of: Samples.trial(limits: [name: Samples.both(smallest - 1)])) == .absurd)
    }

    @Test(arguments: [.fileSize, .core, .lockedMemory] as [LimitName])
    func `a limit that people set to nothing is plausible at nothing`(_ name: LimitName) {
        #expect(Realism(of: Samples.trial(limits: [name: Samples.both(0)])) == .plausible)
    }

    @Test(arguments: [
        Samples.trial(output: .full), Samples.trial(output: .closed),
        Samples.trial(output: .brokenPipe), Samples.trial(output: .slow(bytesPerSecond: 1)),
        Samples.trial(error: .full), Samples.trial(input: .closed), Samples.trial(input: .endless),
        Samples.trial(input: .failing(.io)),
    ])
    func `a hostile stream is plausible`(_ trial: Trial) {
        #expect(Realism(of: trial) == .plausible)
    }

    @Test func `an input that fails with an odd error is absurd`() {
        #expect(Realism(of: Samples.trial(input: .failing(ErrorNumber(22)))) == .absurd)
    }

    @Test func `the worst condition counts`() {
        let trial = Samples.trial(
            limits: [.addressSpace: Samples.both(1 << 30), .stack: Samples.both(4096)],
            output: .full)
        #expect(Realism(of: trial) == .absurd)
    }
}
