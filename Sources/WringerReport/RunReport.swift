package import WringerModel

/// What `wringer run` says of one trial: text for a person, one object for a program.
package struct RunReport {
    private let trial: Trial
    private let observation: Observation
    private let judgement: Judgement
    /// Where the recording is; nil where none was kept.
    private let recording: String?

    package init(_ finding: Finding, recording: String?) {
        trial = finding.trial
        observation = finding.observation
        judgement = finding.judgement
        self.recording = recording
    }

    // MARK: - Text

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
        lines.append("  output     \(counts)")
        let resources = ResourceReport(trial, observation).lines(isVerbose: isVerbose)
        for (number, line) in resources.enumerated() {
            lines.append((number == 0 ? "  resources  " : "             ") + line)
        }
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
            if let plain = ShellCommand.plain(trial, recording: recording) {
                lines.append("  without    \(plain)")
            }
        }
        return lines.joined(separator: "\n")
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

    // MARK: - JSON

    /// The object of `run --json`, as CLI.md has it.
    package struct Object: Encodable {
        struct TrialPart: Encodable {
            struct ProgramPart: Encodable {
                let path: String
                let bytes: Int
                let sha256: String
            }

            let target: String
            let command: [String]
            let program: ProgramPart
            let limits: [String: LimitNumber]
        }

        let trial: TrialPart
        let outcome: Outcome
        let verdict: Verdict
        let finding: Bool
        let realism: Realism
        let cause: Cause?
        let signature: Signature?
        let faults: [String]
        let usage: Usage
        let resources: ResourceSummary?
        let notes: [String]
        let recording: String?

        enum CodingKeys: String, CodingKey {
            case trial, outcome, verdict, finding, realism, cause, signature, faults, usage
            case resources, notes, recording
        }

        /// Absent values are null and not left out, so that readers find every key.
        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(trial, forKey: .trial)
            try container.encode(outcome, forKey: .outcome)
            try container.encode(verdict, forKey: .verdict)
            try container.encode(finding, forKey: .finding)
            try container.encode(realism, forKey: .realism)
            try container.encode(cause, forKey: .cause)
            try container.encode(signature, forKey: .signature)
            try container.encode(faults, forKey: .faults)
            try container.encode(usage, forKey: .usage)
            try container.encode(resources, forKey: .resources)
            try container.encode(notes, forKey: .notes)
            try container.encode(recording, forKey: .recording)
        }
    }

    /// - Parameter programDigest: the SHA-256 of the program.
    package func object(programDigest: String) -> Object {
        let program = trial.trialCase.program
        let path: String
        if case .file(let given) = program.provenance { path = given } else { path = "" }
        let limits = trial.setup.limits.sorted.map { ($0.name.rawValue, LimitNumber($0.limit)) }
        return Object(
            trial: .init(
                target: trial.setup.target.name, command: trial.setup.target.command,
                program: .init(path: path, bytes: program.bytes.count, sha256: programDigest),
                limits: Dictionary(uniqueKeysWithValues: limits)),
            outcome: observation.outcome, verdict: judgement.verdict,
            finding: judgement.isFinding, realism: judgement.realism, cause: judgement.cause,
            signature: judgement.signature, faults: [], usage: observation.usage,
            resources: ResourceReport(trial, observation).summary,
            notes: observation.notes.map { visible($0) }, recording: recording)
    }
}

/// A limit as a number where both sides are equal, else as `{"soft": …, "hard": …}`; no limit is
/// the text `unlimited`.
package struct LimitNumber: Encodable {
    private let limit: Limit

    init(_ limit: Limit) { self.limit = limit }

    private enum Keys: String, CodingKey { case soft, hard }

    private struct Side: Encodable {
        let value: LimitValue

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch value {
            case .finite(let count): try container.encode(count)
            case .unlimited: try container.encode("unlimited")
            }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        if limit.soft == limit.hard {
            try Side(value: limit.soft).encode(to: encoder)
            return
        }
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(Side(value: limit.soft), forKey: .soft)
        try container.encode(Side(value: limit.hard), forKey: .hard)
    }
}
