import WringerModel

@testable import WringerTriage

/// Hand-made trials and observations.
enum Samples {
    static func pattern(_ source: String) -> Pattern {
        do { return try Pattern(source) } catch { fatalError("\(error)") }
    }

    static func rule(
        exit: String? = nil, signal: Signal? = nil, stream: OutputStream = .standardError,
        _ source: String?
    ) -> EndingRule {
        EndingRule(
            exit: exit.flatMap { ExitCodes(text: $0) }, signal: signal, stream: stream,
            pattern: source.map(pattern))
    }

    static var target: Target {
        Target(name: "t", command: ["t", "@@"], fileExtension: "x", input: .file)
    }

    static func both(_ value: UInt64) -> Limit {
        Limit(soft: .finite(value), hard: .finite(value))
    }

    static func trial(
        _ target: Target = Samples.target, program: String = "print(1)",
        provenance: Provenance = .file(path: "x"), limits: [LimitName: Limit] = [:],
        input: StandardInput = .empty, output: OutputSink = .captured,
        error: OutputSink = .captured
    ) -> Trial {
        var setup = Setup(
            target: target, executable: "/bin/t", environment: [:], inheritedLimits: Limits())
        setup.limits = setup.limits.overlaid(by: Limits(limits))
        setup.standardOutput = output
        setup.standardError = error
        return Trial(
            setup: setup,
            trialCase: Case(
                program: Program(
                    bytes: Array(program.utf8), fileExtension: "x", provenance: provenance),
                standardInput: input))
    }

    static func observation(
        _ outcome: Outcome, out: String = "", err: String = ""
    ) -> Observation {
        var observation = Observation(outcome: outcome)
        observation.standardOutput = Array(out.utf8)
        observation.standardError = Array(err.utf8)
        return observation
    }

    /// A fatal signal of the kernel: a wild access of a main process with a normal stack.
    static func fatal(
        _ signal: Signal, code: Int32 = 1, sender: FatalSignal.Sender = .kernel,
        address: UInt64? = nil, stackPointer: UInt64 = 0x7fff_ffff_0000, isMain: Bool = true
    ) -> FatalSignal {
        FatalSignal(
            signal: signal, code: code, sender: sender, faultAddress: address,
            stackPointer: stackPointer, instructionPointer: 0x40_0000,
            stackLow: 0x7fff_ff80_0000, stackHigh: 0x7fff_ffff_f000, isMainProcess: isMain)
    }

    static func crash(_ fatal: FatalSignal, err: String = "") -> Observation {
        var observation = observation(.signalled(fatal.signal), err: err)
        observation.fatalSignal = fatal
        return observation
    }

    static func stall(_ threads: [(String, Bool)], share: Double) -> Stall {
        Stall(
            threads: threads.map { StalledThread(state: $0.0, waitsOnFutex: $0.1) },
            processorShare: share)
    }

    static func judge(
        _ trial: Trial, _ observation: Observation, scratch: String = "/scratch",
        _ add: (inout Evidence) -> Void = { _ in }
    ) -> Judgement {
        var evidence = Evidence(observation)
        add(&evidence)
        return Judge(trial.setup.target, scratch: scratch).judge(trial, evidence)
    }

    static func needs(_ trial: Trial, _ observation: Observation) -> [Need] {
        Judge(trial.setup.target, scratch: "").needs(for: trial, Evidence(observation))
    }
}
