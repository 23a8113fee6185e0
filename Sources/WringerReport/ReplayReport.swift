package import WringerCampaign
internal import WringerModel
package import WringerRecording

/// What `wringer replay` says of one recording.
package struct ReplayReport {
    private let path: String
    private let recording: Recording
    private let result: Replayer.Result

    package init(path: String, recording: Recording, result: Replayer.Result) {
        self.path = path
        self.recording = recording
        self.result = result
    }

    /// The conclusion and what it rests on.
    package func text(_ style: Style) -> String {
        let count = result.reproduction
        var lines = ["\(style.conclusion(result.conclusion))  \(visible(path)): \(result.text)"]
        lines.append("  recorded   \(recorded)")
        if count.runs > 0, recording.growth == nil {
            lines.append(
                "  runs       \(count.same) of \(count.runs) as recorded, "
                    + "\(count.other) otherwise, \(count.none) without failure"
                    + (count.unclear > 0 ? ", \(count.unclear) that say nothing" : "")
                    + "; standard output equal in \(result.sameOutputCount)")
        }
        let plan = recording.trial.trialCase.faults
        if let observation = result.observation {
            let faults = FaultText(plan, observation.faults).lines(isVerbose: false)
            for (number, line) in faults.enumerated() {
                lines.append((number == 0 ? "  faults     " : "             ") + line)
            }
        }
        if let identity = result.identity {
            let build: String
            switch result.isSameBuild {
            case true?: build = "the recorded build"
            case false?: build = "another build than recorded"
            case nil: build = "build not known at recording"
            }
            lines.append("  target     \(visible(identity.binary.path)) (\(build))")
        }
        if result.conclusion != .same, let observation = result.observation,
            let last = result.judgements.last
        {
            lines.append("  now        \(style.verdict(last.verdict))  \(observation.outcome)")
            if let cause = last.cause { lines.append("             \(cause.text)") }
        }
        return lines.joined(separator: "\n")
    }

    private var recorded: String {
        (recording.judgement.signature?.text).map { visible($0) }
            ?? "\(recording.judgement.verdict.rawValue), \(recording.observation.outcome)"
    }

    /// The object of `replay --json` for one recording.
    package struct Object: Encodable {
        let recording: String
        let conclusion: Conclusion
        let text: String
        let reproduced: Reproduction
        let sameOutput: Int
        let sameBuild: Bool?
        let identity: TargetIdentity?
        let recorded: Judgement
        let outcome: Outcome?
        let verdict: Verdict?
        let cause: Cause?
        let signature: Signature?
        /// The rules of the recording, as often as the last run met them.
        let faults: [RuleObject]
        let usage: Usage?
    }

    package var object: Object {
        let last = result.judgements.last
        return Object(
            recording: path, conclusion: result.conclusion, text: result.text,
            reproduced: result.reproduction, sameOutput: result.sameOutputCount,
            sameBuild: result.isSameBuild, identity: result.identity,
            recorded: recording.judgement, outcome: result.observation?.outcome,
            verdict: last?.verdict, cause: last?.cause, signature: last?.signature,
            faults: RuleObject.all(
                recording.trial.trialCase.faults, result.observation?.faults ?? FaultReport()),
            usage: result.observation?.usage)
    }
}
