package import WringerModel

/// What `wringer run` says of one trial: text for a person, one object for a program.
package struct RunReport {
    let trial: Trial
    let observation: Observation
    let judgement: Judgement
    /// Where the recording is; nil where none was kept.
    let recording: String?

    package init(_ finding: Finding, recording: String?) {
        trial = finding.trial
        observation = finding.observation
        judgement = finding.judgement
        self.recording = recording
    }

    /// The verdict, its cause, and for a finding the commands that show it again.
    ///
    /// - Parameter isVerbose: tells of the resources, even where nothing about them stands out.
    package func text(_ style: Style, isVerbose: Bool = false) -> String {
        var lines = ["\(style.verdict(judgement.verdict))  \(ending)"]
        if let cause = judgement.cause {
            lines.append("  cause      \(cause.text) (\(cause.kind.rawValue))")
            lines += cause.evidence.map { "             \($0)" }
        } else if judgement.verdict == .rejected {
            lines.append("  said       \(message ?? "nothing")")
        }
        lines += observation.notes.map { "  note       \(visible($0))" }
        if !trial.setup.limits.isEmpty { lines.append("  limits     \(trial.setup.limits)") }
        let faults = FaultText(trial.trialCase.faults, observation.faults)
        lines += block("faults", faults.lines(isVerbose: isVerbose))
        if let stack = observation.crash?.stack {
            lines += block("stack", StackText(stack).lines(isVerbose: isVerbose))
        }
        if let stall = observation.stall {
            lines += block("threads", ThreadText(stall).lines(isVerbose: isVerbose))
        }
        lines.append("  output     \(counts)")
        let resources = ResourceReport(trial, observation).lines(isVerbose: isVerbose)
        lines += block("resources", resources)
        guard judgement.isFinding else {
            if let recording { lines.append("  recording  \(visible(recording))") }
            return lines.joined(separator: "\n")
        }
        lines.append("  realism    \(judgement.realism.rawValue)")
        if let signature = judgement.signature { lines.append("  signature  \(signature)") }
        if let recording {
            lines.append("  recording  \(visible(recording))")
            let replay = ShellCommand.replay(recording: recording)
            lines.append("  replay     \(visible(replay, limit: .max))")
            lines += block("without", ShellCommand.plainLines(trial, recording: recording))
        }
        return lines.joined(separator: "\n")
    }

    /// Lines under a word; none for no lines.
    private func block(_ word: String, _ lines: [String]) -> [String] {
        let label = "  " + word + String(repeating: " ", count: 11 - word.count)
        return lines.enumerated().map { number, line in
            (number == 0 ? label : "             ") + line
        }
    }

    private var ending: String {
        let usage = observation.usage
        guard case .notStarted = observation.outcome else {
            return "\(observation.outcome) after \(usage.wall.text), "
                + "\(mebibytes(usage.peakResidentSet)) MiB"
        }
        return "\(observation.outcome)"
    }

    private func mebibytes(_ count: ByteCount) -> String {
        decimal(Double(count.bytes) / Double(1 << 20), places: 1)
    }

    private var counts: String {
        "\(observation.standardOutput.count) bytes on standard output, "
            + "\(observation.standardError.count) on standard error"
    }

    /// What a target said when it refused: the first line, and the last where there are more.
    /// Lua's first line names the error, Python's last one does.
    private var message: String? {
        let said =
            observation.standardError.isEmpty
            ? observation.standardOutput : observation.standardError
        // By scalars: as a character, CR LF would be no line end.
        let lines = String(decoding: said.prefix(1 << 16), as: UTF8.self).unicodeScalars
            .split(separator: "\n").map(String.init)
        guard let first = lines.first, let last = lines.last else { return nil }
        let end = lines.count > 1 ? " … \(visible(last, limit: 160))" : ""
        return visible(first, limit: 160) + end
    }
}
