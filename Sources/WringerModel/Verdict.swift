/// What the oracles say of an observation. DESIGN.md's table, in its order.
package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    case passed, rejected, crashed, panicked, hung, endless, exhausted, degraded, leaked
    case diverged, slow, killed, invalid

    /// Whether a verdict is worth keeping as a bug.
    package var isFinding: Bool {
        switch self {
        case .crashed, .panicked, .hung, .degraded, .leaked, .diverged, .slow: true
        case .passed, .rejected, .endless, .exhausted, .killed, .invalid: false
        }
    }
}

/// Why a trial ended as it did.
package struct Cause: Hashable, Sendable, Codable {
    package let kind: CauseKind
    /// One sentence that a person can act on. Text of the target in it is escaped.
    package let text: String
    /// The facts that it rests on, a line each, escaped.
    package let evidence: [String]

    package init(_ kind: CauseKind, _ text: String, evidence: [String] = []) {
        self.kind = kind
        self.text = text
        self.evidence = evidence
    }
}

/// The kinds of causes, as CLI.md lists them, and `growth`: a cost that grows too fast.
package enum CauseKind: String, Hashable, Sendable, Codable, CaseIterable {
    case stackExhausted, nullAccess, wildAccess, abort, assertion, panic, allocationFailure
    case arithmetic, illegalInstruction, outOfMemory, cpuLimit, fileSizeLimit, outputLimit
    case busyLoop, deadlock, outputLost, childLeft, selfInflicted, belowIdleFloor, beforeStart
    case limitNotApplied, faultNotFired, growth, unknown
}

/// How likely the conditions of a finding are to be met in use; findings are ranked by it.
package enum Realism: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case `default`, plausible, absurd

    package static func < (left: Realism, right: Realism) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .default: 0
        case .plausible: 1
        case .absurd: 2
        }
    }
}

/// What makes two failures the same bug.
package struct Signature: Hashable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) { self.text = text }

    package var description: String { text }

    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// The whole judgement of one trial.
package struct Judgement: Hashable, Sendable, Codable {
    package let verdict: Verdict
    package let cause: Cause?
    package let realism: Realism
    /// Nil where there is no finding.
    package let signature: Signature?

    package init(verdict: Verdict, cause: Cause?, realism: Realism, signature: Signature?) {
        self.verdict = verdict
        self.cause = cause
        self.realism = realism
        self.signature = signature
    }

    package var isFinding: Bool { verdict.isFinding }
}

/// A verdict worth keeping, with its trial and its observation.
package struct Finding: Hashable, Sendable {
    package let trial: Trial
    package let observation: Observation
    package let judgement: Judgement

    package init(trial: Trial, observation: Observation, judgement: Judgement) {
        self.trial = trial
        self.observation = observation
        self.judgement = judgement
    }

    /// The same finding without the bytes that the target printed.
    package var withoutOutput: Finding {
        var lean = observation
        lean.standardOutput = []
        lean.standardError = []
        lean.outputChunks = []
        return Finding(trial: trial, observation: lean, judgement: judgement)
    }
}
