package import WringerExecution
package import WringerModel
package import WringerRecording
internal import WringerSystem
internal import WringerTriage

/// Runs a recording again, on the recorded build or another one, and says what that shows.
package struct Replayer {
    private let examiner: Examiner
    private let resolver: TargetResolver

    /// How a recording is to be replayed.
    package struct Options: Sendable {
        /// How often it is run, 1 or more.
        package var times = 3
        /// The command to replay against; nil for the recorded one.
        package var command: [String]?
        /// Whether standard input is fed at its recorded pace.
        package var paces = false

        package init() {}
    }

    /// What the runs of a replay show.
    package struct Result: Sendable {
        package var conclusion: Conclusion
        package var reproduction = Reproduction()
        /// Why, in one sentence for a person.
        package var text: String
        /// The judgements of the runs, in order.
        package var judgements: [Judgement] = []
        /// The last observation; nil where nothing was run.
        package var observation: Observation?
        package var identity: TargetIdentity?
        /// Whether the recorded build ran; nil where that is not known.
        package var isSameBuild: Bool?
        /// In how many runs standard output was what was recorded, after the noise patterns.
        package var sameOutputCount = 0
    }

    package init(examiner: Examiner, resolver: TargetResolver) {
        self.examiner = examiner
        self.resolver = resolver
    }

    /// Replays a recording.
    ///
    /// - Throws: failures of the harness. A target that cannot be run is a conclusion.
    package func replay(
        _ recording: Recording, _ options: Options
    ) throws(ExecutionError) -> Result {
        var setup = recording.trial.setup
        if let command = options.command { setup.target.command = command }
        do throws(TargetUnavailable) {
            setup.executable = try executable(for: setup, options)
        } catch { return Self.untestable(error.description) }

        if let name = Self.unattainableLimit(of: setup) {
            return Self.untestable(
                "the recorded \(name.rawValue) limit is above the hard limit here; see ulimit -H")
        }
        var identifier = TargetIdentifier()
        let probe = ProbeCheck(examiner: examiner)
        let answer = try probe.check(setup, &identifier)
        if let problem = answer.problem {
            return Self.untestable("this is not the target: \(problem)")
        }
        if setup.target.probe == nil, let calibration = recording.calibration,
            try probe.calibrate(setup) != calibration
        {
            return Self.untestable(
                "this is not the target: a program that is none in any language "
                    + (calibration.endedWell
                        ? "was accepted then, and is not now"
                        : "was refused "
                            + "then, and is accepted now"))
        }
        // A live session had no deadline; a replay has nobody who would end it.
        let longest = recording.observation.usage.wall * 5
        setup.timeout = setup.timeout ?? max(.seconds(10), longest)
        var result = Result(conclusion: .untestable, text: "")
        result.identity = answer.identity
        if let then = recording.identity, let now = answer.identity {
            result.isSameBuild = then.isSameBuild(as: now)
        }
        if let proof = recording.growth {
            try measure(proof, setup, repeats: options.times, examiner, into: &result)
        } else {
            try run(recording, setup, options, into: &result)
        }
        return result
    }

    private func executable(
        for setup: Setup, _ options: Options
    ) throws(TargetUnavailable) -> String {
        guard options.command == nil else {
            // What is to be installed for the recorded command says nothing of another one.
            var given = setup.target
            given.install = []
            return try resolver.executable(of: given)
        }
        // The recorded file first; where it is gone the command is looked up again.
        var recorded = setup.target
        recorded.command[0] = setup.executable
        do throws(TargetUnavailable) {
            return try resolver.executable(of: recorded)
        } catch { return try resolver.executable(of: setup.target) }
    }

    /// A recorded limit of memory that was inherited then and cannot be had now. Under another one
    /// a failure could be absent for no merit of the build.
    private static func unattainableLimit(of setup: Setup) -> LimitName? {
        let own = OwnLimits.current()
        return [LimitName.stack, .addressSpace, .data].first { name in
            guard setup.limits[name] == nil, let recorded = setup.inheritedLimits[name],
                let present = own[name]
            else { return false }
            return recorded.soft > present.hard
        }
    }

    private static func untestable(_ text: String) -> Result {
        Result(conclusion: .untestable, text: text)
    }

    private func run(
        _ recording: Recording, _ setup: Setup, _ options: Options, into result: inout Result
    ) throws(ExecutionError) {
        var trialCase = recording.trial.trialCase
        if case .bytes(let bytes, _) = trialCase.standardInput {
            // What a person typed at a terminal makes sense only at its pace.
            let isPaced = options.paces || setup.terminal != nil
            trialCase.standardInput = .bytes(
                bytes, pace: isPaced ? recording.observation.inputChunks : nil)
        }
        let trial = Trial(setup: setup, trialCase: trialCase)
        let comparison = OutputComparison(
            rules: TextRules(setup.target), scratch: examiner.worker.scratchPath)
        for _ in 0..<options.times {
            let repeats = recording.judgement.verdict == .diverged ? 3 : 0
            // What failed as recorded is explained in the recording.
            let examination = try examiner.examine(
                trial, repeats: repeats, explains: { $0 != recording.judgement.signature })
            let isSameOutput =
                recording.observation.outcome.isCutShort
                || comparison.compare(
                    examination.observation.standardOutput,
                    with: [recording.observation.standardOutput]) == .same
            if isSameOutput { result.sameOutputCount += 1 }
            result.judgements.append(examination.judgement)
            result.observation = examination.observation
            count(
                examination, recording, isSameOutput: isSameOutput, isSameBuild: result.isSameBuild,
                &result.reproduction)
            if examination.judgement.verdict == .invalid { break }
            if examiner.worker.interruption != nil { break }
        }
        conclude(recording, &result)
    }

    private func count(
        _ run: Examiner.Examination, _ recording: Recording, isSameOutput: Bool,
        isSameBuild: Bool?, _ reproduction: inout Reproduction
    ) {
        reproduction.runs += 1
        guard recording.observation.outcome != .unfinished else {
            reproduction.unclear += 1
            return
        }
        let recorded = recording.judgement
        let isSame =
            recorded.isFinding
            ? isSameFinding(run, recording, isSameBuild: isSameBuild)
            : run.judgement.verdict == recorded.verdict
                && run.observation.outcome == recording.observation.outcome && isSameOutput
        guard !isSame else {
            reproduction.same += 1
            return
        }
        switch run.judgement.verdict {
        case .rejected where Self.isNoAnswer(run.observation.outcome): reproduction.unclear += 1
        case .passed, .rejected, .exhausted:
            // A clean end; for a recording without a finding it is another end.
            if recorded.isFinding { reproduction.none += 1 } else { reproduction.other += 1 }
        case .endless, .killed, .invalid: reproduction.unclear += 1
        case .crashed, .panicked, .hung, .degraded, .leaked, .diverged, .slow:
            reproduction.other += 1
        }
    }

    /// Whether a run failed as recorded. Another build has the same functions in other places, and
    /// a recording without a stack says nothing of stacks.
    private func isSameFinding(
        _ run: Examiner.Examination, _ recording: Recording, isSameBuild: Bool?
    ) -> Bool {
        guard let recorded = recording.judgement.signature, let found = run.judgement.signature
        else { return run.judgement.signature == recording.judgement.signature }
        if found == recorded { return true }
        if recording.observation.crash == nil, run.plainSignature == recorded { return true }
        return isSameBuild != true && found.acrossBuilds == recorded.acrossBuilds
    }

    /// Exit statuses by which a loader or a wrapper says that the target never came to its program:
    /// 126 and 127 as in a shell, and those above, which many wrappers make of a signal.
    private static func isNoAnswer(_ outcome: Outcome) -> Bool {
        if case .exited(let code) = outcome { return code > 125 }
        return false
    }

    private func conclude(_ recording: Recording, _ result: inout Result) {
        let count = result.reproduction
        if let invalid = result.judgements.first(where: { $0.verdict == .invalid }) {
            result.conclusion = .untestable
            result.text = invalid.cause?.text ?? "the trial says nothing here"
        } else if count.same == count.runs {
            result.conclusion = .same
            result.text =
                recording.judgement.isFinding ? "fails as recorded" : "ends exactly as recorded"
        } else if count.same > 0 {
            result.conclusion = .flaky
            result.text = "only \(count.same) of \(count.runs) runs went as recorded"
        } else if count.other > 0 {
            let others = result.judgements.filter { $0 != recording.judgement }
            let isMasked =
                recording.judgement.verdict != .degraded
                && others.allSatisfy { $0.verdict == .degraded || !$0.isFinding }
                && others.contains { $0.verdict == .degraded }
            result.conclusion = isMasked ? .masked : .moved
            let last = result.judgements.last { $0.isFinding } ?? result.judgements.last
            result.text =
                isMasked
                ? "it ends with exit 0 now, but its output is missing or differs"
                : "it ends in another way than recorded: "
                    + (last?.signature?.text ?? last?.verdict.rawValue ?? "unknown")
        } else if count.unclear > 0 {
            result.conclusion = .unclear
            let ending = result.observation.map { "\($0.outcome)" } ?? "no end"
            result.text =
                "\(count.unclear) of \(count.runs) runs say nothing: "
                + (result.judgements.last?.cause?.text ?? ending)
        } else if result.isSameBuild == true {
            result.conclusion = .notReproduced
            result.text = "the recorded build does not fail either, in \(count.runs) runs"
        } else {
            result.conclusion = .fixed
            result.text = "does not fail any more, in \(count.runs) runs of another build"
        }
    }
}
