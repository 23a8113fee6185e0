package import WringerModel

/// When colours are used.
package enum ColorMode: String, CaseIterable, Sendable { case auto, always, never }

/// Colours of the terminal, or none of them.
package struct Style: Sendable {
    private let isColored: Bool

    package init(isColored: Bool) { self.isColored = isColored }

    /// A text that stands out.
    package func bold(_ text: String) -> String { wrap(text, "1") }

    /// A word that tells of a failure, in red.
    package func failure(_ text: String) -> String { wrap(text, "1;31") }

    /// The word of a verdict: red for a finding, yellow where nothing can be said, else green.
    package func verdict(_ verdict: Verdict) -> String {
        if verdict.isFinding { return wrap(verdict.rawValue, "1;31") }
        switch verdict {
        case .passed, .rejected: return wrap(verdict.rawValue, "32")
        case .endless, .exhausted, .killed, .invalid, .crashed, .panicked, .hung, .degraded,
            .leaked, .diverged, .slow:
            return wrap(verdict.rawValue, "33")
        }
    }

    /// The word of a conclusion: red where it fails, green where it does not.
    package func conclusion(_ conclusion: Conclusion) -> String {
        switch conclusion {
        case .fixed: wrap(conclusion.rawValue, "32")
        case .same, .moved, .masked: wrap(conclusion.rawValue, "1;31")
        case .flaky, .notReproduced, .unclear, .untestable: wrap(conclusion.rawValue, "33")
        }
    }

    /// The word of a feature's state: green, yellow or red.
    package func state(_ state: FeatureState) -> String {
        switch state {
        case .on: wrap(state.rawValue, "32")
        case .limited: wrap(state.rawValue, "33")
        case .off: wrap(state.rawValue, "1;31")
        }
    }

    private func wrap(_ text: String, _ code: String) -> String {
        isColored ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
