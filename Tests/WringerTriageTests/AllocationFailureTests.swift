import Testing
import WringerModel

@testable import WringerTriage

@Suite struct AllocationFailureTests {
    private let null = Samples.crash(Samples.fatal(.segmentation, address: 16))
    private let limited = Samples.trial(limits: [.addressSpace: Samples.both(24 << 20)])

    private func trace(_ calls: [TracedCall], _ outcome: Outcome = .signalled(.segmentation))
        -> CallTrace
    {
        var trace = CallTrace(outcome: outcome)
        trace.calls = calls
        trace.callCount = calls.count
        trace.fatalTime = .milliseconds(10)
        return trace
    }

    private func cause(_ trial: Trial, _ observation: Observation, _ trace: CallTrace) -> Cause? {
        Samples.judge(trial, observation) { $0.calls = trace }.cause
    }

    private func failed(_ name: String = "mmap", rule: Int? = nil) -> TracedCall {
        Samples.call(name, at: 9.8, error: "ENOMEM", rule: rule)
    }

    @Test func `a null access after an injected failure is an unchecked allocation`() {
        let trial = Samples.faulty([Samples.failing("mmap", "ENOMEM", when: 4)])
        var observation = null
        observation.faults = Samples.report(
            [(4, 1)], [Samples.fired(0, "mmap", "ENOMEM", occurrence: 4)])
        let found = cause(trial, observation, trace([failed(rule: 0)]))
        #expect(found?.kind == .allocationFailure)
        #expect(
            found?.text
                == "null access 0.2 ms after mmap failed with ENOMEM (injected, rule 1, 4th call): "
                + "unchecked allocation failure")
        #expect(
            found?.evidence.contains("rule 1: mmap:error=ENOMEM:when=4+ matched 4, fired 1") == true
        )
    }

    @Test func `one under a limit is as well`() {
        let found = cause(limited, null, trace([failed()]))
        #expect(
            found?.text
                == "null access 0.2 ms after mmap failed with ENOMEM (under as=24M): unchecked "
                + "allocation failure")
    }

    @Test func `brk fails by giving the old end`() {
        let call = Samples.call("brk", at: 9.8, result: 0x1000, arguments: [0x2000])
        #expect(cause(limited, null, trace([call]))?.kind == .allocationFailure)
        let grown = Samples.call("brk", at: 9.8, result: 0x2000, arguments: [0x2000])
        #expect(cause(limited, null, trace([call, grown]))?.kind == .nullAccess)
        let asked = Samples.call("brk", at: 9.8, result: 0x2000, arguments: [0])
        #expect(cause(limited, null, trace([asked]))?.kind == .nullAccess)
    }

    @Test func `MAP_FAILED that is used is an unchecked failure`() {
        let observation = Samples.crash(
            Samples.fatal(.segmentation, address: UInt64.max - 15))
        let found = cause(limited, observation, trace([failed()]))
        #expect(found?.kind == .allocationFailure)
        #expect(
            found?.text.hasPrefix("access to 0xfffffffffffffff0, which is -1 or MAP_FAILED") == true
        )
        // What brittle's memcpy did: it began at the far end.
        let copied = Samples.crash(Samples.fatal(.segmentation, address: 0xff_ffff))
        let wanted = Samples.call(
            "mmap", at: 9.8, error: "ENOMEM", arguments: [0, 0x100_0000, 3, 34])
        #expect(cause(limited, copied, trace([wanted]))?.kind == .allocationFailure)
        let beyond = Samples.crash(Samples.fatal(.segmentation, address: 0x100_0000))
        #expect(cause(limited, beyond, trace([wanted]))?.kind == .wildAccess)
        let far = Samples.crash(Samples.fatal(.segmentation, address: 0x1234_5678))
        #expect(cause(limited, far, trace([failed()]))?.kind == .wildAccess)
    }

    @Test func `an abort after it names it and an assertion stays one`() {
        let fatal = Samples.fatal(.abort, code: -6, sender: .itself)
        let end = [
            failed(), Samples.call("write", at: 9.9), Samples.call("tgkill", at: 9.95),
        ]
        let found = cause(
            limited, Samples.crash(fatal, err: "no memory\n"), trace(end, .signalled(.abort)))
        #expect(found?.kind == .allocationFailure)
        #expect(
            found?.text
                == "aborted: no memory, 0.2 ms after mmap failed with ENOMEM (under as=24M): "
                + "allocation failure ends in abort")
        let assertion = cause(
            limited, Samples.crash(fatal, err: "Assertion `p' failed\n"),
            trace(end, .signalled(.abort)))
        #expect(assertion?.kind == .assertion)
    }

    @Test func `what does not decide stays a null access with the call as evidence`() {
        let later = (0..<9).map { Samples.call("read", at: 9.9 + Double($0) / 100) }
        let busy = cause(limited, null, trace([failed()] + later))
        #expect(busy?.kind == .nullAccess)
        #expect(
            busy?.evidence.contains(
                "in a traced run it ended 0.2 ms after mmap failed with ENOMEM (under as=24M), "
                    + "with 9 calls between") == true)
        // Another ending, and memory that was got in the end, say nothing.
        let other = cause(limited, null, trace([failed()], .exited(code: 1)))
        #expect(other?.kind == .nullAccess)
        #expect(other?.evidence.contains { $0.contains("mmap") } == false)
        let got = cause(limited, null, trace([failed(), Samples.call("mmap", at: 9.9)]))
        #expect(got?.kind == .nullAccess)
        #expect(got?.evidence.contains("in a traced run: mmap failed with ENOMEM") == true)
    }

    @Test func `the signature is the same whether the calls were traced`() {
        let stack = Samples.stack("fill+0x3/64 make+0x9 run+0x2 main+0x1 start+0x1")
        var observation = null
        observation.crash = Samples.detail(Samples.fatal(.segmentation, address: 16), stack)
        let untraced = Samples.judge(limited, observation).signature
        let traced = Samples.judge(limited, observation) { $0.calls = trace([failed()]) }
        #expect(traced.cause?.kind == .allocationFailure)
        #expect(traced.signature == untraced)
    }

    @Test func `the stack at the fault is in the signature and its occurrence is not`() {
        func signature(_ occurrence: Int, _ caller: String) -> String? {
            var observation = null
            observation.faults = Samples.report(
                [(9, 1)], [Samples.fired(0, "mmap", "ENOMEM", occurrence: occurrence)])
            var trace = trace([failed(rule: 0)])
            trace.stackAtFault = Samples.stack(
                "libc.so.6:mmap64+9 \(caller)+0x5 run+0x2 main+0x1 start+0x1 go+0x1")
            let rule = Samples.failing("mmap", "ENOMEM", when: UInt32(occurrence))
            return Samples.judge(Samples.faulty([rule]), observation) { $0.calls = trace }
                .signature?.text
        }
        #expect(
            signature(4, "map_buffer")
                == "crashed · SIGSEGV · nullAccess · after mmap in map_buffer+0x5 < run+0x2")
        #expect(signature(4, "map_buffer") == signature(9, "map_buffer"))
        #expect(signature(4, "map_buffer") != signature(4, "grow_list"))
    }
}
