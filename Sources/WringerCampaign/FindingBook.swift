package import WringerModel

/// The distinct findings of a campaign: one entry for each signature, with the most telling trial
/// that showed it.
package struct FindingBook {
    /// One distinct finding.
    package struct Entry: Sendable {
        /// Counted from 1, in the order of discovery.
        package let number: Int
        package var finding: Finding
        /// What made the program that showed it first; nil outside of hunts.
        package let source: String?
        package var trialCount = 1
        package var reproduction = Reproduction()
        /// Where its recording is.
        package var recording: String?

        /// Whether another trial with the same signature shows the bug better: under conditions
        /// that are more likely, or with a program of less than half the size.
        package func isWorse(than other: Finding) -> Bool {
            let (own, new) = (finding.judgement.realism, other.judgement.realism)
            if own != new { return new < own }
            let size = finding.trial.trialCase.program.bytes.count
            return other.trial.trialCase.program.bytes.count * 2 < size
        }

        package var summary: FindingSummary {
            let program = finding.trial.trialCase.program
            return FindingSummary(
                number: number, signature: finding.judgement.signature ?? Signature("none"),
                verdict: finding.judgement.verdict, outcome: finding.observation.outcome,
                realism: finding.judgement.realism, cause: finding.judgement.cause,
                program: visible(program.provenance.description, limit: 200),
                programBytes: program.bytes.count, limits: "\(finding.trial.setup.limits)",
                trialCount: trialCount, reproduction: reproduction, source: source,
                recording: recording)
        }
    }

    private var entries: [Signature: Entry] = [:]

    package init() {}

    package var count: Int { entries.count }

    /// What a finding is to the book.
    package enum Note: Sendable {
        case new, better, known
    }

    /// Notes a finding under its signature. A better one takes the place of the known one only
    /// when it is `replace`d, after its recording was written.
    package mutating func note(
        _ finding: Finding, _ signature: Signature, source: String? = nil
    ) -> Note {
        guard var entry = entries[signature] else {
            entries[signature] = Entry(
                number: entries.count + 1, finding: finding, source: source)
            return .new
        }
        entry.trialCount += 1
        entries[signature] = entry
        return entry.isWorse(than: finding) ? .better : .known
    }

    package subscript(signature: Signature) -> Entry? {
        get { entries[signature] }
        set { entries[signature] = newValue }
    }

    /// All findings, the most realistic first, then in the order of discovery.
    package var ranked: [Entry] {
        entries.values.sorted {
            ($0.finding.judgement.realism, $0.number) < ($1.finding.judgement.realism, $1.number)
        }
    }
}
