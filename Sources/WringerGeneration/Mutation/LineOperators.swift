internal import WringerModel

/// Operators on lines, which in most languages hold a statement each.
enum LineOperators {
    static let all = [
        MutationOperator("repeat-line", weight: MutationOperator.tokenWeight, repeatLine),
        MutationOperator("delete-line", weight: MutationOperator.tokenWeight, deleteLine),
        MutationOperator("swap-lines", weight: MutationOperator.tokenWeight, swapLines),
        MutationOperator(
            "borrow-line", weight: MutationOperator.tokenWeight, takesFromDonor: true, borrowLine),
    ]

    static let newline = [UInt8(ascii: "\n")]

    private static func repeatLine(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.lines.isEmpty else { return false }
        let line = random.element(of: draft.seed.lines)
        let wanted = random.geometric(upTo: MutationOperator.greatestRepetition)
        guard line.content == line.range else {
            let count = draft.count(wanted: wanted, size: line.range.count)
            return draft.insert(
                draft.own(line.range, times: count), at: line.range.lowerBound)
        }
        let count = draft.count(wanted: wanted, size: line.range.count + 1)
        let piece = draft.new(newline + draft.bytes[line.content], times: count)
        return draft.insert(piece, at: line.content.upperBound)
    }

    private static func deleteLine(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.lines.isEmpty else { return false }
        return draft.replace(random.element(of: draft.seed.lines).range)
    }

    private static func swapLines(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard draft.seed.lines.count > 1 else { return false }
        let (first, second) = random.pair(below: draft.seed.lines.count)
        return draft.swap(draft.seed.lines[first].content, draft.seed.lines[second].content)
    }

    /// Puts a line of another program before one.
    private static func borrowLine(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.donor.lines.isEmpty else { return false }
        let line = random.element(of: draft.donor.lines)
        let place =
            draft.seed.lines.isEmpty ? 0 : random.element(of: draft.seed.lines).range.lowerBound
        return draft.insert(draft.donated(line.content), draft.new(newline), at: place)
    }
}
