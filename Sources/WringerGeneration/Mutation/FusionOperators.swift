internal import WringerModel

/// Operators that make one program of two.
enum FusionOperators {
    static let all = [
        MutationOperator(
            "concatenate", weight: MutationOperator.tokenWeight / 2, takesFromDonor: true,
            concatenate),
        MutationOperator(
            "fuse-lines", weight: MutationOperator.tokenWeight, takesFromDonor: true, fuseLines),
        MutationOperator(
            "fuse-brackets", weight: MutationOperator.tokenWeight, takesFromDonor: true,
            fuseBrackets),
        MutationOperator(
            "nest-program", weight: MutationOperator.tokenWeight, takesFromDonor: true, nest),
        MutationOperator(
            "nest-in-program", weight: MutationOperator.tokenWeight, takesFromDonor: true, nestIn),
    ]

    /// The other program before this one, or behind it.
    private static func concatenate(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        let whole = draft.donated(0..<draft.donor.bytes.count)
        let newline = draft.new(LineOperators.newline)
        return random.chance(1, in: 2)
            ? draft.insert(whole, newline, at: 0)
            : draft.insert(newline, whole, at: draft.bytes.count)
    }

    /// The beginning of the program, up to the end of a line, and then the other one from the
    /// beginning of a line.
    private static func fuseLines(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.lines.isEmpty, !draft.donor.lines.isEmpty else { return false }
        let last = random.element(of: draft.seed.lines)
        let start = random.element(of: draft.donor.lines).range.lowerBound
        let separator = last.content == last.range ? draft.new(LineOperators.newline) : nil
        return draft.replace(
            last.range.upperBound..<draft.bytes.count, with: separator,
            draft.donated(start..<draft.donor.bytes.count))
    }

    /// The beginning up to a closing bracket, and the other program from behind one of the same:
    /// what was opened before is closed as it was there.
    private static func fuseBrackets(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.brackets.isEmpty, !draft.donor.brackets.isEmpty else { return false }
        let own = random.element(of: draft.seed.brackets).range
        var other = random.element(of: draft.donor.brackets).range
        for _ in 0..<8
        where draft.donor.bytes[other.lowerBound] != draft.bytes[own.lowerBound] {
            other = random.element(of: draft.donor.brackets).range
        }
        return draft.replace(
            own.upperBound..<draft.bytes.count,
            with: draft.donated(other.upperBound..<draft.donor.bytes.count))
    }

    /// The whole other program within a bracket of this one.
    private static func nest(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.brackets.isEmpty else { return false }
        let content = random.element(of: draft.seed.brackets).content
        let keeps = random.chance(1, in: 2)
        let place = keeps ? content.upperBound..<content.upperBound : content
        return draft.replace(place, with: draft.donated(0..<draft.donor.bytes.count))
    }

    /// The whole program within a bracket of the other one.
    private static func nestIn(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.donor.brackets.isEmpty else { return false }
        let content = random.element(of: draft.donor.brackets).content
        let before = draft.donated(0..<content.lowerBound)
        let after = draft.donated(content.upperBound..<draft.donor.bytes.count)
        // Two insertions at the ends leave the rest open to other changes.
        guard before.range.count + after.range.count <= draft.room else { return false }
        return draft.insert(before, at: 0) && draft.insert(after, at: draft.bytes.count)
    }
}
