internal import WringerModel

/// Operators that keep tokens whole.
enum TokenOperators {
    static let all = [
        MutationOperator("delete-token", weight: MutationOperator.tokenWeight, delete),
        MutationOperator("duplicate-token", weight: MutationOperator.tokenWeight, duplicate),
        MutationOperator("swap-tokens", weight: MutationOperator.tokenWeight, swap),
        MutationOperator("replace-token", weight: MutationOperator.tokenWeight, replace),
        MutationOperator(
            "borrow-token", weight: MutationOperator.tokenWeight, takesFromDonor: true, borrow),
    ]

    private static func delete(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.words.isEmpty else { return false }
        return draft.replace(random.element(of: draft.seed.words).range)
    }

    /// Half of the time once, else many times: a prefix operator that is repeated nests.
    private static func duplicate(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.words.isEmpty else { return false }
        let token = random.element(of: draft.seed.words)
        let isWord = token.kind == .name || token.kind == .number
        let wanted =
            random.chance(1, in: 2)
            ? 1 : random.geometric(upTo: MutationOperator.greatestRepetition)
        let end = token.range.upperBound
        guard isWord else {
            let count = draft.count(wanted: wanted, size: token.range.count)
            return draft.insert(draft.own(token.range, times: count), at: end)
        }
        // Without a space two names would be one.
        let count = draft.count(wanted: wanted, size: token.range.count + 1)
        let piece = draft.new([UInt8(ascii: " ")] + draft.bytes[token.range], times: count)
        return draft.insert(piece, at: end)
    }

    private static func swap(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard draft.seed.words.count > 1 else { return false }
        let (first, second) = random.pair(below: draft.seed.words.count)
        return draft.swap(draft.seed.words[first].range, draft.seed.words[second].range)
    }

    /// Puts a token of the same kind in place of one, so that the program often still parses.
    private static func replace(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard let pair = alike(in: draft.seed, draft.seed, &random), pair.0 != pair.1 else {
            return false
        }
        return draft.replace(pair.0, with: draft.own(pair.1))
    }

    /// The same with a token of another program.
    private static func borrow(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard let pair = alike(in: draft.seed, draft.donor, &random) else { return false }
        return draft.replace(pair.0, with: draft.donated(pair.1))
    }

    /// A token of the first program and one of the same kind of the second, looked for a few times.
    private static func alike(
        in first: MutationSeed, _ second: MutationSeed, _ random: inout RandomStream
    ) -> (Range<Int>, Range<Int>)? {
        guard !first.words.isEmpty, !second.words.isEmpty else { return nil }
        let token = random.element(of: first.words)
        for _ in 0..<8 {
            let other = random.element(of: second.words)
            if other.kind == token.kind { return (token.range, other.range) }
        }
        return nil
    }
}

/// Operators on the words of the dictionary.
enum WordOperators {
    static let all = [
        MutationOperator(
            "replace-word", weight: MutationOperator.tokenWeight, takesWords: true, replace),
        MutationOperator(
            "insert-word", weight: MutationOperator.tokenWeight, takesWords: true, insert),
    ]

    private static func replace(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.words.isEmpty, !draft.words.isEmpty else { return false }
        let token = random.element(of: draft.seed.words)
        return draft.replace(token.range, with: draft.new(random.element(of: draft.words)))
    }

    private static func insert(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.words.isEmpty else { return false }
        let place = random.below(draft.seed.words.count + 1)
        let offset = place == 0 ? 0 : draft.seed.words[place - 1].range.upperBound
        let word = random.element(of: draft.words)
        let space = random.chance(2, in: 3) ? [UInt8(ascii: " ")] : []
        return draft.insert(draft.new(space + word + space), at: offset)
    }
}
