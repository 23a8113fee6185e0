internal import WringerModel

/// What parsing a text gives.
package enum ParseOutcome: Hashable, Sendable {
    /// Its tree, whose text is the whole text.
    case tree(Derivation)
    /// It is no program of the grammar.
    case refused(ParseRefusal)
    /// More items are needed than allowed; the place that was reached, both from 1.
    case tooLarge(line: Int, column: Int)

    /// The tree; nil where there is none.
    package var tree: Derivation? {
        if case .tree(let tree) = self { return tree }
        return nil
    }

    /// What is wrong, safe to print; nil for a tree.
    package var complaint: String? {
        switch self {
        case .tree: nil
        case .refused(let refusal): refusal.description
        case .tooLarge(let line, let column):
            "\(line):\(column): the grammar leaves too many ways to read the program up to here"
        }
    }
}

/// Where a text stops being a program of a grammar.
package struct ParseRefusal: Hashable, Sendable {
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int
    /// In bytes.
    package let offset: Int
    /// The text of the token that does not fit, as it stands there; nil at the end.
    package let found: [UInt8]?
    /// The names of the tokens that would fit, in the order of the grammar, the end first.
    package let expected: [String]

    /// `3:7: found ")", expected NAME, '(' or 5 others`, safe to print.
    package var description: String {
        let place = "\(line):\(column): "
        let what = found.map { "\"\(visible(bytes: $0, limit: 40))\"" } ?? "the end of the program"
        guard !expected.isEmpty else { return place + "found \(what), which fits nowhere" }
        let shown = expected.prefix(expected.count > 6 ? 5 : 6).map { visible($0, limit: 40) }
        let rest = expected.count - shown.count
        let last = rest > 0 ? "\(rest) others" : shown[shown.count - 1]
        let head = (rest > 0 ? shown : shown.dropLast()).joined(separator: ", ")
        return place + "found \(what), expected " + (head.isEmpty ? last : "\(head) or \(last)")
    }
}
