package import Logging
package import WringerExecution
package import WringerModel
internal import WringerSystem
internal import WringerTriage

/// Runs a trial with all further runs that its verdict needs, and judges it.
package final class Examiner {
    package let worker: Worker
    private let resolver: TargetResolver
    private let log: Logger
    private var runners: [Setup: Runner] = [:]
    /// Trials come in rows of one setup: comparing is much cheaper than hashing.
    private var lastRunner: Runner?
    private var judges: [Target: Judge] = [:]
    private var lastJudge: (target: Target, judge: Judge)?
    private var idlePrograms: [Target: Program?] = [:]
    private var floors: [Setup: [LimitName: UInt64]] = [:]
    private var idleRuns: [Setup: Observation] = [:]

    /// The most prepared runners and cached runs; a hunt has a handful of setups.
    private static let maximumCacheCount = 64

    /// The most repeats that differ which are kept as evidence.
    private static let maximumRepeatCount = 4

    /// What an examination found out.
    package struct Examination: Sendable {
        package let observation: Observation
        package let judgement: Judgement
        /// The signature that the finding would have without stacks; nil for no finding.
        package let plainSignature: Signature?
    }

    package init(worker: Worker, resolver: TargetResolver, log: Logger) {
        self.worker = worker
        self.resolver = resolver
        self.log = log
    }

    /// Runs and judges a trial.
    ///
    /// - Parameters:
    ///   - repeats: how many more times the same trial is run, to see whether it differs.
    ///   - explains: whether a finding of this signature is worth a further run that only explains
    ///     it; one that is known already is not.
    /// - Throws: failures of the harness.
    package func examine(
        _ trial: Trial, options: Runner.Options = Runner.Options(), repeats: Int = 0,
        explains: (Signature) -> Bool = { _ in true }
    ) throws(ExecutionError) -> Examination {
        let observation = try run(trial, options: options)
        return try judge(trial, observation, repeats: repeats, explains: explains)
    }

    /// Runs a trial once, without a verdict.
    package func run(
        _ trial: Trial, options: Runner.Options = Runner.Options()
    ) throws(ExecutionError) -> Observation {
        let observation = try runner(for: trial.setup).run(trial.trialCase, options: options)
        log.debug(
            "trial",
            metadata: [
                "program": "\(trial.trialCase.program.provenance)",
                "limits": "\(trial.setup.limits)", "outcome": "\(observation.outcome)",
                "wall": "\(observation.usage.wall.text)",
            ])
        return observation
    }

    /// Judges a trial that was run already, with all further runs that its verdict needs.
    ///
    /// - Parameters:
    ///   - comparesOutput: whether an exit 0 under hostile conditions is compared with that of two
    ///     twins; else it passes.
    ///   - repeats, explains: as of `examine`.
    /// - Throws: failures of the harness.
    package func judge(
        _ trial: Trial, _ observation: Observation, comparesOutput: Bool = true, repeats: Int = 0,
        explains: (Signature) -> Bool = { _ in true }
    ) throws(ExecutionError) -> Examination {
        let judge = judge(for: trial.setup.target)
        var evidence = Evidence(observation)
        // In rounds: what explains a finding is asked for when it is one.
        var needs = judge.needs(for: trial, evidence)
        while !needs.isEmpty {
            for need in needs {
                evidence.met.insert(need)
                if case .twins = need, observation.outcome == .exited(code: 0), !comparesOutput {
                    continue
                }
                if need == .calls {
                    let signature = judge.judge(trial, evidence).signature
                    guard worker.interruption == nil, signature.map(explains) == true else {
                        continue
                    }
                }
                try meet(need, of: trial, &evidence)
            }
            needs = judge.needs(for: trial, evidence)
        }
        for _ in 0..<repeats where worker.interruption == nil {
            let again = try run(trial)
            // Only what differs is evidence, and is kept.
            let isSame =
                again.outcome == observation.outcome
                && again.standardOutput == observation.standardOutput
            if !isSame, evidence.repeats.count < Self.maximumRepeatCount {
                evidence.repeats.append(again)
            }
        }
        let judgement = judge.judge(trial, evidence)
        var observation = observation
        observation.calls = evidence.calls
        log.debug("judged", metadata: ["verdict": "\(judgement.verdict.rawValue)"])
        return Examination(
            observation: observation, judgement: judgement,
            plainSignature: judge.plainSignature(trial, evidence))
    }

    /// Makes a further run that a verdict needs.
    private func meet(
        _ need: Need, of trial: Trial, _ evidence: inout Evidence
    ) throws(ExecutionError) {
        log.debug("the verdict needs a further run", metadata: ["need": "\(need)"])
        switch need {
        case .twins(let count):
            let twin = trial.faultFreeTwin
            for _ in 0..<count { evidence.twins.append(try run(twin)) }
        case .idle:
            evidence.idle = try idleRun(of: trial)
            if let idle = evidence.idle, idle.outcome != .exited(code: 0) {
                evidence.floors = try idleFloors(of: trial)
            }
        case .parseOnly:
            evidence.parseOnly = try parse(trial)
            if evidence.parseOnly?.outcome == .timedOut {
                evidence.moreTime = try runWithMoreTime(trial)
            }
        case .moreTime: evidence.moreTime = try runWithMoreTime(trial)
        case .calls:
            var traced = Runner.Options()
            traced.tracesCalls = true
            evidence.calls = try run(trial, options: traced).calls
        }
    }

    private func judge(for target: Target) -> Judge {
        if let lastJudge, lastJudge.target == target { return lastJudge.judge }
        let judge = judges[target] ?? Judge(target, scratch: worker.scratchPath)
        judges[target] = judge
        lastJudge = (target, judge)
        return judge
    }

    private func runner(for setup: Setup) throws(ExecutionError) -> Runner {
        if let lastRunner, lastRunner.setup == setup { return lastRunner }
        if runners.count >= Self.maximumCacheCount { runners.removeAll() }
        if runners[setup] == nil { runners[setup] = try worker.prepare(setup) }
        lastRunner = runners[setup]
        guard let lastRunner else { preconditionFailure("a runner was just prepared") }
        return lastRunner
    }

    /// The line by which the target said why it did not do as it was told, normalised; nil for
    /// none.
    package func diagnostic(of trial: Trial, _ observation: Observation) -> String? {
        judge(for: trial.setup.target).diagnostic(of: observation, trial.trialCase.program)
    }

    // MARK: - The idle floor

    /// Why no program can say anything under the limits of a setup: one of them cannot be set, or
    /// even a program that does nothing fails. Nil where one ends well, or there is none.
    package func idleProblem(of setup: Setup) throws(ExecutionError) -> String? {
        let nothing = Program(
            bytes: [], fileExtension: setup.target.fileExtension, provenance: .check(name: "none"))
        let trial = Trial(setup: setup, trialCase: Case(program: nothing))
        guard let idle = try idleRun(of: trial), idle.outcome != .exited(code: 0) else {
            return nil
        }
        var evidence = Evidence(idle)
        evidence.idle = idle
        evidence.floors = try idleFloors(of: trial)
        let judgement = judge(for: setup.target).judge(trial, evidence)
        return judgement.cause?.text ?? "\(idle.outcome)"
    }

    /// A program that does nothing, run under the conditions of a trial; nil where the target has
    /// no such program that ends well.
    private func idleRun(of trial: Trial) throws(ExecutionError) -> Observation? {
        if let known = idleRuns[trial.setup] { return known }
        guard let program = try idleProgram(for: trial) else { return nil }
        let idle = Trial(setup: trial.setup, trialCase: Case(program: program))
        if idleRuns.count >= Self.maximumCacheCount { idleRuns.removeAll() }
        let observation = try run(idle)
        idleRuns[trial.setup] = observation
        return observation
    }

    private func idleProgram(for trial: Trial) throws(ExecutionError) -> Program? {
        let target = trial.setup.target
        if let known = idlePrograms[target] { return known }
        var candidates = [(name: "empty program", text: "")]
        if let probe = target.probe { candidates.append(("probe", probe.program)) }
        for candidate in candidates {
            let program = Program(
                bytes: Array(candidate.text.utf8), fileExtension: target.fileExtension,
                provenance: .check(name: candidate.name))
            let twin = Trial(setup: trial.setup, trialCase: Case(program: program)).faultFreeTwin
            if try run(twin).outcome == .exited(code: 0) {
                idlePrograms[target] = program
                return program
            }
        }
        idlePrograms[target] = .some(nil)
        return nil
    }

    /// The smallest value of each limit of the trial, taken alone, under which a program that does
    /// nothing ends well, to a sixteenth of the value; counts exactly.
    private func idleFloors(of trial: Trial) throws(ExecutionError) -> [LimitName: UInt64] {
        if let known = floors[trial.setup] { return known }
        guard let program = try idleProgram(for: trial) else { return [:] }
        var found: [LimitName: UInt64] = [:]
        for name in [LimitName.addressSpace, .data, .stack, .openFiles] {
            guard case .finite(let value) = trial.setup.limits[name]?.soft else { continue }
            var search = FloorSearch(from: value, isCount: name.unit == .count)
            while let candidate = search.next, worker.interruption == nil {
                var setup = trial.faultFreeTwin.setup
                setup.limits[name] = Limit(soft: .finite(candidate), hard: .finite(candidate))
                let idle = try worker.prepare(setup).run(Case(program: program))
                log.debug(
                    "idle floor",
                    metadata: ["\(name.rawValue)": "\(candidate)", "outcome": "\(idle.outcome)"])
                search.note(candidate, isEnough: idle.outcome == .exited(code: 0))
            }
            if let floor = search.floor, floor > value { found[name] = floor }
        }
        floors[trial.setup] = found
        return found
    }

    // MARK: - Slow or hung

    private func parse(_ trial: Trial) throws(ExecutionError) -> Observation? {
        guard let parsing = parsing(trial) else { return nil }
        return try run(parsing)
    }

    /// The trial that only parses the program of another one; nil where the target has no command
    /// for that, or it is not there.
    package func parsing(_ trial: Trial) -> Trial? {
        guard let command = trial.setup.target.parseOnly else { return nil }
        var setup = trial.setup
        setup.target.command = command
        setup.target.input = .file
        do throws(TargetUnavailable) {
            setup.executable = try resolver.executable(of: setup.target)
        } catch { return nil }
        return Trial(setup: setup, trialCase: trial.trialCase)
    }

    private func runWithMoreTime(_ trial: Trial) throws(ExecutionError) -> Observation {
        var setup = trial.setup
        setup.timeout = setup.timeout.map { $0 * Need.moreTimeFactor }
        return try run(Trial(setup: setup, trialCase: trial.trialCase))
    }
}
