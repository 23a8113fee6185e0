package import WringerModel

/// What happens in a campaign, one event a line in `events.jsonl` and under `--json`; status
/// lines, hooks and reports read the same events.
package enum CampaignEvent: Sendable {
    case started(CampaignStart)
    /// A failure with a signature that was not seen before.
    case found(FindingSummary)
    /// A known finding has now a smaller or more realistic program; its recording was replaced.
    case improved(FindingSummary)
    case progress(CampaignCounters)
    /// Something that a person should know, such as a recording that could not be written.
    case note(String)
    case ended(CampaignEnd)

    /// Raised when the meaning of a field changes.
    package static let version = 1
}

/// How a campaign began.
package struct CampaignStart: Sendable, Encodable {
    package let target: String
    package let seed: UInt64
    /// The most time, in seconds; nil without a bound.
    package let time: Double?
    package let folder: String?
    package let identity: TargetIdentity
    package let seedProgramCount: Int
    package let shapeCount: Int
}

/// One distinct finding of a campaign.
package struct FindingSummary: Sendable, Encodable {
    /// Counted from 1, in the order of discovery.
    package let number: Int
    package let signature: Signature
    package let verdict: Verdict
    package let outcome: Outcome
    package let realism: Realism
    package let cause: Cause?
    package let program: String
    package let programBytes: Int
    package let limits: String
    /// How many trials of the campaign had this signature.
    package let trialCount: Int
    package let reproduction: Reproduction
    /// What made the program of the trial that showed it first; nil outside of hunts.
    package let source: String?
    /// Nil where it is not kept, by request or because it could not be written.
    package let recording: String?
}

/// What a campaign has done so far.
package struct CampaignCounters: Sendable, Encodable {
    package var trials = 0
    package var findings = 0
    /// In seconds.
    package var elapsed = 0.0
    /// Trials by their verdict.
    package var verdicts: [String: Int] = [:]
    /// Trials and findings by what made their programs.
    package var sources: [String: SourceCounters] = [:]
    /// Seconds that making programs took; the rest of the time belongs to the target.
    package var generation = 0.0
    /// Programs that showed something new and are mutated from then on.
    package var corpusEntries = 0
    /// Different messages of the target, without what varies from program to program.
    package var messages = 0

    package init() {}

    /// Trials that said nothing of the target.
    package var invalidCount: Int { verdicts[Verdict.invalid.rawValue] ?? 0 }
}

/// What one source of programs has given.
package struct SourceCounters: Sendable, Encodable {
    package var trials = 0
    /// Signatures that a program of this source showed first.
    package var findings = 0

    package init() {}
}

/// How a campaign ended.
package struct CampaignEnd: Sendable, Encodable {
    /// Why it ended.
    package enum Reason: String, Sendable, Encodable {
        case time, trials, interrupted
        /// Nobody reads what is told.
        case unread
    }

    package let reason: Reason
    package let counters: CampaignCounters
    /// SHA-256 over all programs and limits in their order: equal for equal seeds and counts.
    package let trialsDigest: String
    /// Recordings that could not be written.
    package let unrecordedCount: Int
}

extension CampaignEvent: Encodable {
    private enum Keys: String, CodingKey { case version, event, data }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(Self.version, forKey: .version)
        switch self {
        case .started(let start): try put("started", start, into: &container)
        case .found(let finding): try put("found", finding, into: &container)
        case .improved(let finding): try put("improved", finding, into: &container)
        case .progress(let counters): try put("progress", counters, into: &container)
        case .note(let text): try put("note", text, into: &container)
        case .ended(let end): try put("ended", end, into: &container)
        }
    }

    private func put(
        _ name: String, _ data: some Encodable, into container: inout KeyedEncodingContainer<Keys>
    ) throws {
        try container.encode(name, forKey: .event)
        try container.encode(data, forKey: .data)
    }
}
