package import WringerModel

/// How a target answered a fault that fired; only the last two are bugs.
package enum FaultAnswer: String, Hashable, Sendable, Codable, CaseIterable {
    /// It passed with the output of the fault-free run.
    case unaffected
    case cleanFailure
    /// It claimed success and lost something.
    case degraded
    /// It crashed, hung, panicked or left something behind.
    case unclean

    /// Nil where the verdict does not tell: what did not end in time, or says nothing.
    package init?(_ verdict: Verdict) {
        switch verdict {
        case .passed: self = .unaffected
        case .rejected, .exhausted: self = .cleanFailure
        case .degraded: self = .degraded
        case .crashed, .panicked, .hung, .leaked: self = .unclean
        case .diverged, .slow, .killed, .invalid, .endless: return nil
        }
    }
}
