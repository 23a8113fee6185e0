package import WringerModel

/// Changes programs as trees.
///
/// The same grammar, store, tree and stream give the same bytes. Nothing is recursive.
package final class TreeMutator {
    /// How often an operator is tried before the next one is, and how many operators.
    private static let attempts = 4
    private static let draws = 12
    /// Larger results are not parsed again, but trusted.
    private static let greatestParsed = 1 << 16
    private static let itemLimit = 500_000

    let maker: DerivationMaker
    let grammar: Grammar
    private let parser: GrammarParser
    /// What `splice` puts in.
    package var store: FragmentStore

    /// A mutator of programs of a grammar.
    ///
    /// - Parameters:
    ///   - maker: makes what is derived anew.
    ///   - store: nil for an empty one.
    package init(_ maker: DerivationMaker, store: FragmentStore? = nil) {
        self.maker = maker
        grammar = maker.grammar
        parser = GrammarParser(maker)
        self.store = store ?? FragmentStore(maker.grammar)
    }

    /// The program changed by one operator, which is drawn; where it does not apply, others are.
    /// It differs from the program, and one that the grammar allows was parsed to be sure of it.
    ///
    /// - Parameters:
    ///   - limit: the most bytes of the result.
    ///   - operators: those that may be drawn; ungrammatical ones are, where there are others, in
    ///     one of 16 cases.
    /// - Returns: nil where no operator gave a result in a few attempts.
    package func mutate(
        _ tree: Derivation, using stream: inout RandomStream, limit: Int,
        operators: [TreeOperator] = TreeOperator.allCases
    ) -> TreeMutation? {
        let index = TreeIndex(tree, grammar)
        let valid = operators.filter(\.isValid)
        let wrong = operators.filter { !$0.isValid }
        // Large results that cannot be written are not tried for long.
        var nodesLeft = 2_000_000 + 4 * tree.nodes.count
        for _ in 0..<Self.draws {
            let isWrong = valid.isEmpty || (!wrong.isEmpty && stream.chance(1, in: 16))
            let possible = isWrong ? wrong : valid
            guard !possible.isEmpty else { return nil }
            let chosen = stream.element(of: possible)
            for _ in 0..<Self.attempts {
                guard let edit = edit(index, chosen, &stream, limit: limit) else { continue }
                nodesLeft -= edit.nodes.count
                if let mutation = finished(edit, chosen, tree, limit: limit) { return mutation }
                guard nodesLeft > 0 else { return nil }
            }
        }
        return nil
    }

    private func finished(
        _ edit: TreeEdit, _ chosen: TreeOperator, _ tree: Derivation, limit: Int
    ) -> TreeMutation? {
        guard !edit.isLarger(than: limit, layout: grammar.layout),
            let written = edit.written(by: maker.writer, layout: grammar.layout),
            written.text.count <= limit, written.text != tree.text
        else { return nil }
        guard chosen.isValid else {
            return TreeMutation(program: written.text, operator: chosen, tree: nil)
        }
        guard written.text.count <= Self.greatestParsed else {
            return TreeMutation(program: written.text, operator: chosen, tree: written)
        }
        // An end of line or a brace that a predicate asks for may be gone, and operators that bind
        // otherwise give another tree.
        switch parser.parse(written.text, itemLimit: Self.itemLimit) {
        case .tree(let parsed):
            return TreeMutation(program: written.text, operator: chosen, tree: parsed)
        case .tooLarge:
            return TreeMutation(program: written.text, operator: chosen, tree: written)
        case .refused: return nil
        }
    }

    private func edit(
        _ index: TreeIndex, _ chosen: TreeOperator, _ stream: inout RandomStream, limit: Int
    ) -> TreeEdit? {
        let room = limit - index.tree.text.count
        switch chosen {
        case .regenerate: return regenerated(index, &stream, room: room)
        case .delete: return shortened(index, &stream)
        case .replicate: return replicated(index, &stream, room: room)
        case .shuffle: return shuffled(index, &stream)
        case .hoist: return hoisted(index, &stream)
        case .swap: return swapped(index, &stream)
        case .splice: return spliced(index, &stream, room: room)
        case .amplify: return amplified(index, &stream, room: room)
        case .smallest: return smallest(index, &stream)
        case .wrongDelete: return wronglyShortened(index, &stream)
        case .wrongHoist: return wronglyHoisted(index, &stream)
        }
    }
}

extension RandomStream {
    /// One of the elements; nil where there is none.
    mutating func any(of elements: [Int32]) -> Int32? {
        elements.isEmpty ? nil : element(of: elements)
    }
}
