package import WringerModel

/// What became of a nest, as far as two of them are told apart by it.
package struct CliffClass: Hashable, Sendable {
    /// Nil where it did not end in time; whether it hangs is not asked then, which takes long.
    package let verdict: Verdict?
    /// The signature of a failure, the normalised message of a refusal.
    package let detail: String?

    package init(verdict: Verdict?, detail: String?) {
        self.verdict = verdict
        self.detail = detail
    }

    /// No end in time.
    package static let timedOut = CliffClass(verdict: nil, detail: nil)

    /// The verdict's name, or `timedOut`.
    package var name: String { verdict?.rawValue ?? "timedOut" }

    package var isFailure: Bool { verdict?.isFinding ?? false }
}

extension CliffBoundary {
    /// A boundary that is found and not confirmed yet.
    init(_ boundary: CliffSearch<CliffClass>.Boundary) {
        self.init(
            from: boundary.before.outcome, boundary.before.depth, to: boundary.after.outcome,
            boundary.after.depth)
    }

    /// A boundary between two outcomes at two depths; nil before where it fails at the first level.
    package init(
        from before: CliffClass?, _ lastBefore: Int?, to after: CliffClass, _ firstAfter: Int
    ) {
        from = before?.name
        fromDetail = before?.detail
        self.lastBefore = lastBefore
        to = after.name
        self.firstAfter = firstAfter
        isExact = lastBefore.map { firstAfter == $0 + 1 } ?? true
        signature = after.isFailure ? after.detail : nil
        diagnostic = after.isFailure ? nil : after.detail
    }
}
