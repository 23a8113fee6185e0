internal import WringerModel

// One operator each; nil where it does not apply to what was drawn.

extension TreeMutator {
    private static let greatestDepth = 40
    /// The most tokens of what is derived anew.
    private static let greatestPart = 400

    func regenerated(
        _ index: TreeIndex, _ stream: inout RandomStream, room: Int
    ) -> TreeEdit? {
        guard let node = stream.any(of: index.rules) else { return nil }
        let range = index.range(of: node)
        // A token is mostly of a few bytes.
        let most = min(Self.greatestPart, (room + index.size(of: range)) / 4)
        guard most > 0 else { return nil }
        let budget = DerivationBudget(
            tokens: stream.geometric(upTo: most), depth: Self.greatestDepth)
        return replaced(index, node, budget, &stream)
    }

    func smallest(_ index: TreeIndex, _ stream: inout RandomStream) -> TreeEdit? {
        guard let node = stream.any(of: index.rules) else { return nil }
        return replaced(index, node, DerivationBudget(tokens: 0, depth: 0), &stream)
    }

    private func replaced(
        _ index: TreeIndex, _ node: Int32, _ budget: DerivationBudget, _ stream: inout RandomStream
    ) -> TreeEdit? {
        guard
            let fragment = maker.derivation(
                insteadOf: Int(node), in: index.tree, budget: budget, &stream)
        else { return nil }
        return TreeEdit(
            index.tree, replacing: [(index.range(of: node), [.foreign(fragment)])])
    }

    // MARK: Loops

    func shortened(_ index: TreeIndex, _ stream: inout RandomStream) -> TreeEdit? {
        guard let turn = stream.any(of: index.turns) else { return nil }
        let loop = index.parents[Int(turn)]
        let turns = index.turns(of: loop)
        let isPlus = grammar.nodes[Int(index.tree.nodes[Int(loop)].value)].kind == .plus
        let least = isPlus ? 1 : 0
        guard turns.count > least, let place = turns.firstIndex(of: turn) else { return nil }
        let most = min(turns.count - least, turns.count - place)
        let last = turns[place + stream.geometric(upTo: most) - 1]
        return TreeEdit(
            index.tree, replacing: [(Int(turn)..<index.range(of: last).upperBound, [])])
    }

    func replicated(
        _ index: TreeIndex, _ stream: inout RandomStream, room: Int
    ) -> TreeEdit? {
        guard let turn = stream.any(of: index.turns) else { return nil }
        let range = index.range(of: turn)
        let loop = Int(index.tree.nodes[Int(index.parents[Int(turn)])].value)
        // The text that is hidden between its tokens comes along.
        let size = max(index.size(of: range), textSize(index, range))
        guard grammar.nodes[loop].isLoop, size > 0, room / size > 0 else { return nil }
        let copies = stream.geometric(upTo: min(room / size, copiesLimit(range)))
        let parts = Array(repeating: TreeEdit.Part.own(range), count: copies + 1)
        return TreeEdit(index.tree, replacing: [(range, parts)])
    }

    func shuffled(_ index: TreeIndex, _ stream: inout RandomStream) -> TreeEdit? {
        guard let loop = stream.any(of: index.loops) else { return nil }
        var turns = index.turns(of: loop)
        let first = turns[0]
        if stream.chance(1, in: 2) {
            turns.shuffle(using: &stream)
        } else {
            let (one, other) = stream.pair(below: turns.count)
            turns.swapAt(one, other)
        }
        let range = Int(first)..<index.range(of: loop).upperBound
        return TreeEdit(
            index.tree, replacing: [(range, turns.map { .own(index.range(of: $0)) })])
    }

    // MARK: The same rule elsewhere

    /// A rule and one around it that is the same, any number of levels above.
    private func recursivePair(
        _ index: TreeIndex, _ stream: inout RandomStream
    ) -> (outer: Range<Int>, inner: Range<Int>)? {
        guard let inner = stream.any(of: index.nested) else { return nil }
        var outer = index.sameAbove[Int(inner)]
        for _ in 1..<stream.geometric(upTo: 64) where index.sameAbove[Int(outer)] >= 0 {
            outer = index.sameAbove[Int(outer)]
        }
        return (index.range(of: outer), index.range(of: inner))
    }

    func hoisted(_ index: TreeIndex, _ stream: inout RandomStream) -> TreeEdit? {
        guard let pair = recursivePair(index, &stream),
            fits(pair.inner, at: pair.outer, index)
        else { return nil }
        return TreeEdit(index.tree, replacing: [(pair.outer, [.own(pair.inner)])])
    }

    /// Whether a part has the contexts that it needs at another place.
    private func fits(_ part: Range<Int>, at place: Range<Int>, _ index: TreeIndex) -> Bool {
        let needs = neededContexts(index.tree.nodes[part], grammar)
        return needs == 0
            || needs & ~index.contexts(at: Int32(place.lowerBound), grammar) == 0
    }

    func amplified(
        _ index: TreeIndex, _ stream: inout RandomStream, room: Int
    ) -> TreeEdit? {
        guard let pair = recursivePair(index, &stream) else { return nil }
        let size = max(
            index.size(of: pair.outer) - index.size(of: pair.inner),
            textSize(index, pair.outer) - textSize(index, pair.inner))
        let most = size > 0 ? min(room / size, copiesLimit(pair.outer)) : 0
        guard most > 0 else { return nil }
        return TreeEdit(
            index.tree, nesting: pair.inner, in: pair.outer, copies: stream.geometric(upTo: most))
    }

    func swapped(_ index: TreeIndex, _ stream: inout RandomStream) -> TreeEdit? {
        guard let node = stream.any(of: index.rules) else { return nil }
        let range = index.range(of: node)
        let rule = index.tree.nodes[Int(node)].value
        let others = index.rules.filter {
            index.tree.nodes[Int($0)].value == rule
                && !index.range(of: $0).overlaps(range)
                && !index.isSame(index.range(of: $0), range)
        }
        guard let other = stream.any(of: others) else { return nil }
        let first = index.range(of: min(node, other))
        let second = index.range(of: max(node, other))
        guard fits(first, at: second, index), fits(second, at: first, index)
        else { return nil }
        return TreeEdit(index.tree, replacing: [(first, [.own(second)]), (second, [.own(first)])])
    }

    // MARK: Other programs

    func spliced(
        _ index: TreeIndex, _ stream: inout RandomStream, room: Int
    ) -> TreeEdit? {
        guard let node = stream.any(of: index.rules) else { return nil }
        let candidates = store.fragments(of: index.tree.nodes[Int(node)].value)
        guard !candidates.isEmpty else { return nil }
        let range = index.range(of: node)
        let contexts = index.contexts(at: node, grammar)
        // One that fits is looked for a few times.
        var chosen = stream.element(of: candidates)
        for _ in 0..<4 where chosen.needs & ~contexts != 0 {
            chosen = stream.element(of: candidates)
        }
        guard chosen.text.count <= room + index.size(of: range),
            chosen.needs & ~contexts == 0 || stream.chance(1, in: 16)
        else { return nil }
        let fragment = fitted(chosen, at: node, in: index, &stream)
        return TreeEdit(index.tree, replacing: [(range, [.foreign(fragment)])])
    }

    /// Names in a fragment that are not seen at its new place are mostly replaced by such as are.
    private func fitted(
        _ fragment: TreeFragment, at node: Int32, in index: TreeIndex,
        _ stream: inout RandomStream
    ) -> TreeFragment {
        var fragment = fragment
        let names = maker.names(at: Int(node), in: index.tree)
        var declared: Set<ArraySlice<UInt8>> = []
        let nodes = fragment.nodes
        let text = fragment.text
        for place in nodes.indices.dropLast()
        where nodes[place].kind == .rule && nodes[place + 1].kind == .token {
            let traits = grammar.rules[Int(nodes[place].value)].traits
            let token = nodes[place + 1]
            let name = text[Int(token.detail)..<Int(token.detail + token.length)]
            if traits.declares != nil { declared.insert(name) }
            guard traits.uses != 0, !declared.contains(name), !names.isSeen(name, traits.uses),
                stream.chance(15, in: 16), let other = names.name(of: traits.uses, &stream)
            else { continue }
            fragment.nodes[place + 1].detail = Int32(fragment.text.count)
            fragment.nodes[place + 1].length = Int32(other.count)
            fragment.text += other
            // It stands elsewhere in the text than its neighbours.
            fragment.isJoint[place + 1] = true
            if place + 2 < nodes.count { fragment.isJoint[place + 2] = true }
        }
        return fragment
    }

    // MARK: What the grammar does not allow

    func wronglyShortened(_ index: TreeIndex, _ stream: inout RandomStream) -> TreeEdit? {
        guard let node = stream.any(of: index.filled) else { return nil }
        return TreeEdit(index.tree, replacing: [(index.range(of: node), [])])
    }

    func wronglyHoisted(_ index: TreeIndex, _ stream: inout RandomStream) -> TreeEdit? {
        guard let inner = stream.any(of: index.filled) else { return nil }
        var outer = index.parents[Int(inner)]
        for _ in 1..<stream.geometric(upTo: 16) where outer > 0 {
            outer = index.parents[Int(outer)]
        }
        guard outer > 0 else { return nil }
        return TreeEdit(
            index.tree, replacing: [(index.range(of: outer), [.own(index.range(of: inner))])])
    }

    // MARK: Sizes

    /// What the tokens of nodes take in the text, with what is hidden between them.
    private func textSize(_ index: TreeIndex, _ range: Range<Int>) -> Int {
        let nodes = index.tree.nodes[range]
        guard let first = nodes.first(where: { $0.kind == .token }),
            let last = nodes.last(where: { $0.kind == .token })
        else { return 0 }
        return Int(last.detail + last.length - first.detail)
    }

    /// How often a part may be copied, so that the nodes of the result are at most 4 million.
    private func copiesLimit(_ range: Range<Int>) -> Int { max(1, 4_000_000 / range.count) }
}
