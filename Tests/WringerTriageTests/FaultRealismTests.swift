import Testing
import WringerModel

@testable import WringerTriage

@Suite struct FaultRealismTests {
    private func realism(_ rule: FaultRule, _ observation: Observation? = nil) -> Realism {
        Realism(of: Samples.faulty([rule]), observation)
    }

    @Test(arguments: [
        ("mmap,brk", "ENOMEM"), ("write", "ENOSPC"), ("read", "EIO"), ("openat", "EMFILE"),
        ("read", "EINTR"), ("read", "EAGAIN"),
    ])
    func `these happen in life`(_ calls: String, _ error: String) {
        #expect(realism(Samples.failing(calls, error)) == .plausible)
    }

    @Test(arguments: [("brk", "EIO"), ("mmap", "EINTR"), ("read", "ENOSPC"), ("mmap,brk", "EPERM")])
    func `these the call cannot give`(_ calls: String, _ error: String) {
        #expect(realism(Samples.failing(calls, error)) == .absurd)
    }

    @Test func `made-up results and bytes are absurd and short transfers are not`() {
        let effects: [(FaultEffect, Realism)] = [
            (.flip(1), .absurd), (.returnValue(0), .absurd), (.short(1), .plausible),
            (.anyError, .plausible),
        ]
        for (effect, expected) in effects {
            #expect(realism(Samples.rule("read") { $0.effect = effect }) == expected)
        }
        #expect(realism(Samples.rule("read") { $0.delayOnEntry = .seconds(1) }) == .plausible)
    }

    private func hit(
        _ target: String, _ call: String = "read", _ error: String = "EINTR", number: Int32 = 3
    ) -> Observation {
        let fatal = Samples.fatal(.segmentation, address: 8)
        var observation = Samples.crash(fatal)
        observation.faults = Samples.report(
            [(1, 1)], [Samples.fired(0, call, error, arguments: [UInt64(number), 0, 10])])
        observation.crash = Samples.detail(
            fatal, descriptors: [OpenDescriptor(number: number, target: target)])
        return observation
    }

    @Test(
        arguments: [
            ("EPIPE", "/scratch/out", 3, .absurd), ("EPIPE", "pipe:[1]", 3, .plausible),
            ("EPIPE", "/scratch/out", 1, .plausible), ("ENOSPC", "pipe:[1]", 3, .absurd),
            ("ENOSPC", "pipe:[1]", 1, .plausible), ("ENOSPC", "/scratch/out", 3, .plausible),
        ] as [(String, String, Int32, Realism)])
    func `a write fails as what it writes to can fail`(
        _ error: String, _ target: String, _ number: Int32, _ expected: Realism
    ) {
        let observation = hit(target, "write", error, number: number)
        #expect(realism(Samples.failing("write", error), observation) == expected)
    }

    @Test(
        arguments: [
            ("/scratch/program.x", .absurd), ("pipe:[123]", .plausible),
            ("/dev/pts/3", .plausible), ("socket:[9]", .plausible),
        ] as [(String, Realism)])
    func `an interrupted read depends on what is read`(_ target: String, _ expected: Realism) {
        #expect(realism(Samples.failing("read", "EINTR"), hit(target)) == expected)
    }

    @Test func `the path of the traced call and that of the rule tell as well`() {
        var observation = hit("pipe:[1]")
        var trace = CallTrace(outcome: observation.outcome)
        trace.calls = [
            Samples.call(
                "read", at: 1, error: "EINTR", arguments: [3, 0, 10], rule: 0, path: "/data/x")
        ]
        observation.crash = nil
        observation.calls = trace
        #expect(realism(Samples.failing("read", "EINTR"), observation) == .absurd)
        var rule = Samples.failing("read", "EAGAIN")
        rule.predicates = [.path("*.lua")]
        #expect(realism(rule) == .absurd)
        rule.predicates = [.path("/dev/tty")]
        #expect(realism(rule) == .plausible)
    }

    @Test func `a rule that did nothing does not count`() {
        let rules = [
            Samples.failing("write", "ENOSPC"), Samples.rule("read") { $0.effect = .flip(1) },
        ]
        var observation = Samples.observation(.exited(code: 0))
        observation.faults = Samples.report([(1, 1), (5, 0)])
        #expect(Realism(of: Samples.faulty(rules), observation) == .plausible)
        observation.faults = Samples.report([(1, 1), (5, 1)])
        #expect(Realism(of: Samples.faulty(rules), observation) == .absurd)
    }

    @Test func `what is legal can be given`() {
        let rule = Samples.failing("read", "EIO")
        #expect(Realism(of: rule, fired: [], nil) == .plausible)
        #expect(Realism(of: rule, fired: [], nil, isLegal: { _, _ in false }) == .absurd)
    }
}
