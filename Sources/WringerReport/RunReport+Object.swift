internal import WringerModel

extension RunReport {
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
        let faults: [RuleObject]
        /// The first faults that fired; `rule` is an index into `faults`.
        let fired: [FiredFault]
        let crash: CrashObject?
        let calls: CallsObject?
        let usage: Usage
        let resources: ResourceSummary?
        let notes: [String]
        let recording: String?

        enum CodingKeys: String, CodingKey {
            case trial, outcome, verdict, finding, realism, cause, signature, faults
            case fired, crash, calls, usage, resources, notes, recording
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
            try container.encode(fired, forKey: .fired)
            try container.encode(crash, forKey: .crash)
            try container.encode(calls, forKey: .calls)
            try container.encode(usage, forKey: .usage)
            try container.encode(resources, forKey: .resources)
            try container.encode(notes, forKey: .notes)
            try container.encode(recording, forKey: .recording)
        }
    }

    /// The most faults that are listed with their coordinates; a recording has more.
    private static let maximumFiredCount = 16

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
            signature: judgement.signature,
            faults: RuleObject.all(trial.trialCase.faults, observation.faults),
            fired: Array(observation.faults.fired.prefix(Self.maximumFiredCount)),
            crash: CrashObject(observation), calls: observation.calls.map(CallsObject.init),
            usage: observation.usage,
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
