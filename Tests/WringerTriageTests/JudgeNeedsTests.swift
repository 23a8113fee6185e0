import Testing
import WringerModel

@testable import WringerTriage

@Suite struct JudgeNeedsTests {
    private let limits: [LimitName: Limit] = [.stack: Samples.both(1 << 20)]

    private var parsing: Target {
        var target = Samples.target
        target.parseOnly = ["t", "-p", "@@"]
        return target
    }

    @Test func `an ordinary ending under ordinary conditions needs nothing`() {
        for outcome in [
            Outcome.exited(code: 0), .exited(code: 1), .signalled(.segmentation), .outputLimit,
            .timedOut,
        ] {
            #expect(Samples.needs(Samples.trial(), Samples.observation(outcome)) == [])
        }
    }

    @Test(arguments: [
        Samples.trial(output: .full), Samples.trial(output: .closed),
        Samples.trial(output: .brokenPipe), Samples.trial(error: .full),
        Samples.trial(input: .closed), Samples.trial(input: .failing(.io)),
        Samples.trial(input: .endless), Samples.trial(limits: [.data: Samples.both(1 << 28)]),
    ])
    func `exit 0 under a hostile condition needs two twins`(_ trial: Trial) {
        #expect(Samples.needs(trial, Samples.observation(.exited(code: 0))) == [.twins(2)])
    }

    @Test func `a given input is no hostile condition`() {
        let trial = Samples.trial(input: .bytes([1], pace: nil))
        #expect(Samples.needs(trial, Samples.observation(.exited(code: 0))) == [])
    }

    @Test func `a failure under a limit needs an idle program`() {
        for outcome in [Outcome.exited(code: 1), .signalled(.segmentation), .outputLimit] {
            let needs = Samples.needs(
                Samples.trial(limits: limits), Samples.observation(outcome))
            #expect(needs == [.idle])
        }
        #expect(
            Samples.needs(Samples.trial(output: .full), Samples.observation(.exited(code: 1))) == []
        )
    }

    @Test func `no end under a hostile condition needs a twin`() {
        let trial = Samples.trial(parsing, output: .full)
        #expect(Samples.needs(trial, Samples.observation(.timedOut)) == [.twins(1)])
        #expect(
            Samples.needs(Samples.trial(limits: limits), Samples.observation(.timedOut))
                == [.twins(1), .idle])
    }

    @Test func `no end of a program that surely ends needs more time`() {
        let sure = Provenance.template(name: "churn", values: [:], endsSoon: true)
        let timedOut = Samples.observation(.timedOut)
        #expect(Samples.needs(Samples.trial(provenance: sure), timedOut) == [.moreTime])
        #expect(Samples.needs(Samples.trial(parsing, provenance: sure), timedOut) == [.moreTime])
        let open = Provenance.template(name: "churn", values: [:], endsSoon: false)
        #expect(Samples.needs(Samples.trial(provenance: open), timedOut) == [])
    }

    @Test func `no end under ordinary conditions needs parsing where the target can`() {
        #expect(
            Samples.needs(Samples.trial(parsing), Samples.observation(.timedOut)) == [.parseOnly])
        #expect(Samples.needs(Samples.trial(parsing), Samples.observation(.exited(code: 0))) == [])
    }

    @Test func `a large program that does not end is not parsed only`() {
        let small = Samples.trial(parsing, program: String(repeating: "x", count: 65_536))
        let large = Samples.trial(parsing, program: String(repeating: "x", count: 65_537))
        #expect(Samples.needs(small, Samples.observation(.timedOut)) == [.parseOnly])
        #expect(Samples.needs(large, Samples.observation(.timedOut)) == [])
    }

    @Test func `the target's own limits are no hostile condition`() {
        var target = Samples.target
        target.limits = Limits(limits)
        #expect(Samples.needs(Samples.trial(target), Samples.observation(.exited(code: 0))) == [])
        #expect(
            Samples.needs(Samples.trial(target), Samples.observation(.signalled(.abort))) == [])
    }

    // MARK: - Calls

    private func needs(
        _ trial: Trial, _ observation: Observation, met: Set<Need> = [],
        _ add: (inout Evidence) -> Void = { _ in }
    ) -> [Need] {
        var evidence = Evidence(observation)
        evidence.met = met
        add(&evidence)
        return Judge(trial.setup.target, scratch: "").needs(for: trial, evidence)
    }

    @Test func `a null access is explained by its calls and an exhausted stack is not`() {
        let null = Samples.crash(Samples.fatal(.segmentation, address: 8))
        #expect(needs(Samples.trial(), null) == [.calls])
        #expect(needs(Samples.trial(), null, met: [.calls]) == [])
        let abort = Samples.crash(Samples.fatal(.abort, code: -6, sender: .itself))
        #expect(needs(Samples.trial(), abort) == [.calls])
        let exhausted = Samples.crash(
            Samples.fatal(
                .segmentation, address: 0x7fff_ff7f_fff8, stackPointer: 0x7fff_ff80_0000))
        #expect(needs(Samples.trial(), exhausted) == [])
        #expect(needs(Samples.trial(), Samples.crash(Samples.fatal(.floatingPoint))) == [])
    }

    @Test func `calls are asked for when it is a finding and not before`() {
        let trial = Samples.trial(output: .full)
        let silent = Samples.observation(.exited(code: 0))
        #expect(needs(trial, silent) == [.twins(2)])
        let twin = Samples.observation(.exited(code: 0), out: "1\n")
        #expect(needs(trial, silent, met: [.twins(2)]) { $0.twins = [twin, twin] } == [.calls])
        #expect(needs(trial, silent, met: [.twins(2)]) { $0.twins = [silent, silent] } == [])
        // An idle program that cannot be run leaves the need met.
        let limited = Samples.trial(limits: limits)
        let null = Samples.crash(Samples.fatal(.segmentation, address: 8))
        #expect(needs(limited, null) == [.idle])
        #expect(needs(limited, null, met: [.idle]) == [.calls])
    }

    @Test func `nothing is traced where tracing is off or a person types`() {
        let null = Samples.crash(Samples.fatal(.segmentation, address: 8))
        var setup = Samples.trial().setup
        setup.tracing = .off
        let trialCase = Samples.trial().trialCase
        #expect(needs(Trial(setup: setup, trialCase: trialCase), null) == [])
        setup.tracing = .on
        setup.terminal = TerminalSize(columns: 80, rows: 25)
        #expect(needs(Trial(setup: setup, trialCase: trialCase), null) == [])
    }

    @Test func `a crash without any fault that fired is not explained`() {
        var observation = Samples.crash(Samples.fatal(.segmentation, address: 8))
        let trial = Samples.faulty([Samples.failing("mmap", "ENOMEM", when: 9)])
        observation.faults = Samples.report([(3, 0)])
        #expect(needs(trial, observation, met: [.idle]) == [])
        observation.faults = Samples.report([(9, 1)])
        #expect(needs(trial, observation, met: [.idle]) == [.twins(1)])
        #expect(needs(trial, observation, met: [.idle, .twins(1)]) == [.calls])
    }
}
