internal import WringerModel

/// Operators on what brackets enclose.
enum BracketOperators {
    static let all = [
        MutationOperator("stutter-brackets", weight: 2 * MutationOperator.tokenWeight, stutter),
        MutationOperator("delete-brackets", weight: MutationOperator.tokenWeight, delete),
        MutationOperator("duplicate-brackets", weight: MutationOperator.tokenWeight, duplicate),
        MutationOperator("swap-brackets", weight: MutationOperator.tokenWeight, swap),
        MutationOperator(
            "splice-brackets", weight: MutationOperator.tokenWeight, takesFromDonor: true, splice),
    ]

    /// Nests without a grammar: puts a bracketed range into itself again and again, in place of
    /// its content or of a range inside, with or without the name before. `f(1, g(2))` becomes
    /// `f(((1, g(2))))` as well as `f(1, f(1, f(1, g(2))))`.
    private static func stutter(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        let brackets = draft.seed.brackets
        guard !brackets.isEmpty else { return false }
        let index = random.below(brackets.count)
        let outer = brackets[index]
        let outerStart = random.chance(1, in: 2) ? outer.headStart : outer.range.lowerBound
        var inner = outer.content
        if outer.descendantCount > 0, random.chance(1, in: 2) {
            let descendant = brackets[index - 1 - random.below(outer.descendantCount)]
            let start = random.chance(1, in: 2) ? descendant.headStart : descendant.range.lowerBound
            inner = start..<descendant.range.upperBound
        }
        let opening = outerStart..<inner.lowerBound
        let closing = inner.upperBound..<outer.range.upperBound
        let wanted = random.geometric(upTo: MutationOperator.greatestRepetition)
        let depth = draft.count(wanted: wanted, size: opening.count + closing.count)
        return depth > 0
            && draft.replace(
                inner, with: draft.own(opening, times: depth), draft.own(inner),
                draft.own(closing, times: depth))
    }

    /// Deletes a bracketed range, or only what it encloses.
    private static func delete(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.brackets.isEmpty else { return false }
        let bracketed = random.element(of: draft.seed.brackets)
        let keepsBrackets = random.chance(1, in: 2)
        return draft.replace(keepsBrackets ? bracketed.content : bracketed.range)
    }

    /// Repeats a bracketed range behind itself: `f(x)(x)(x)`, or with the name: `f(x)f(x)`.
    private static func duplicate(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.brackets.isEmpty else { return false }
        let bracketed = random.element(of: draft.seed.brackets)
        let hasName = random.chance(1, in: 2)
        let start = hasName ? bracketed.headStart : bracketed.range.lowerBound
        let piece = start..<bracketed.range.upperBound
        let wanted =
            random.chance(1, in: 2)
            ? 1 : random.geometric(upTo: MutationOperator.greatestRepetition)
        let count = draft.count(wanted: wanted, size: piece.count)
        return draft.insert(draft.own(piece, times: count), at: piece.upperBound)
    }

    /// Exchanges two bracketed ranges of which neither lies in the other.
    private static func swap(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard draft.seed.brackets.count > 1 else { return false }
        let (one, other) = random.pair(below: draft.seed.brackets.count)
        // In the list an inner range comes before its outer one, and else they are in order.
        return draft.swap(draft.seed.brackets[one].range, draft.seed.brackets[other].range)
    }

    /// Puts a bracketed range of another program, of the same brackets if a few looks find one, in
    /// place of one.
    private static func splice(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        let donor = draft.donor
        guard !draft.seed.brackets.isEmpty, !donor.brackets.isEmpty else { return false }
        let range = random.element(of: draft.seed.brackets).range
        let bracket = draft.bytes[range.lowerBound]
        var replacement = random.element(of: donor.brackets)
        for _ in 0..<8 where donor.bytes[replacement.range.lowerBound] != bracket {
            replacement = random.element(of: donor.brackets)
        }
        return draft.replace(range, with: draft.donated(replacement.range))
    }
}
