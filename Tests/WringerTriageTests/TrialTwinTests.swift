import Testing
import WringerModel

@testable import WringerTriage

@Suite struct TrialTwinTests {
    private var limitedTarget: Target {
        var target = Samples.target
        target.limits = Limits([.stack: Samples.both(8 << 20)])
        return target
    }

    @Test func `the twin has the target's limits and captured streams`() {
        let trial = Samples.trial(
            limitedTarget, limits: [.stack: Samples.both(4096), .data: Samples.both(1 << 20)],
            input: .closed, output: .full, error: .brokenPipe)
        let twin = trial.faultFreeTwin
        #expect(twin.setup.limits == limitedTarget.limits)
        #expect(twin.setup.standardOutput == .captured)
        #expect(twin.setup.standardError == .captured)
        #expect(twin.trialCase.standardInput == .empty)
        #expect(twin.trialCase.program == trial.trialCase.program)
        #expect(twin.hostileConditions.isEmpty)
        #expect(twin.faultFreeTwin == twin)
    }

    @Test(arguments: [.closed, .endless, .failing(.io), .empty] as [StandardInput])
    func `a hostile input is empty in the twin`(_ input: StandardInput) {
        #expect(Samples.trial(input: input).faultFreeTwin.trialCase.standardInput == .empty)
    }

    @Test func `a given input stays in the twin`() {
        let input = StandardInput.bytes([1, 2], pace: [InputChunk(time: .zero, byteCount: 2)])
        #expect(Samples.trial(input: input).faultFreeTwin.trialCase.standardInput == input)
    }

    @Test func `all else stays in the twin`() {
        var setup = Samples.trial().setup
        setup.timeout = .seconds(3)
        setup.maximumOutput = ByteCount(5)
        setup.tracing = .off
        setup.environment = ["A": "b"]
        let trial = Trial(setup: setup, trialCase: Samples.trial().trialCase)
        #expect(trial.faultFreeTwin == trial)
    }

    @Test func `the conditions are named in a fixed order`() {
        let trial = Samples.trial(
            limits: [.stack: Samples.both(1 << 20), .addressSpace: Samples.both(1 << 28)],
            input: .failing(.io), output: .full, error: .closed)
        #expect(
            trial.hostileConditions == [
                "as=256M", "stack=1M", "standard output full", "standard error closed",
                "standard input failing:EIO",
            ])
        #expect(trial.setup.hostileLimits.map(\.name) == [.addressSpace, .stack])
    }
}
