/// The tokens of smallest derivations.
struct SmallestTokens {
    /// A token, and what is said of the rule right around it.
    struct Item: Hashable {
        let type: Int32
        /// The rule, where it declares or uses a name; -1 else.
        let rule: Int32
        let isAfterLineEnd: Bool
    }

    let grammar: Grammar
    let costs: DerivationCosts
    let isWritable: [Bool]
    /// More are not worth a shape.
    static let greatestCount = 10_000

    /// The tokens of the smallest derivation of a node; nil where they are too many.
    ///
    /// - Parameter marked: alternatives whose occurrences are counted.
    func tokens(of root: Int32, marked: Set<Int32> = [], _ count: inout Int) -> [Item]? {
        var result: [Item] = []
        var pending: [(node: Int32, rule: Int32)] = [(root, -1)]
        var isAfterLineEnd = false
        while let (index, rule) = pending.popLast() {
            let node = grammar.nodes[Int(index)]
            if marked.contains(index) { count += 1 }
            switch node.kind {
            case .sequence:
                pending += grammar.children(of: index).reversed().map { ($0, rule) }
            case .choice:
                let least = costs.smallest[Int(index)]
                guard least >= 0 else { return nil }
                pending.append((least, rule))
            case .plus: pending.append((grammar.links[Int(node.first)], rule))
            case .rule:
                let target = grammar.rules[Int(node.value)]
                let isNamed = target.traits.declares != nil || target.traits.uses != 0
                pending.append((target.root, isNamed ? node.value : -1))
            case .token, .tokenSet:
                var type = node.value
                if node.kind == .tokenSet {
                    let set = grammar.tokenSets[Int(node.value)]
                    guard let found = set.first(where: { isWritable[Int($0)] }) else { return nil }
                    type = found
                }
                result.append(Item(type: type, rule: rule, isAfterLineEnd: isAfterLineEnd))
                isAfterLineEnd = false
                if result.count > Self.greatestCount { return nil }
            case .predicate:
                if node.value == KnownPredicate.lineEndAhead.rawValue { isAfterLineEnd = true }
            case .optional, .star, .endOfFile: break
            case .characters, .lexerRule, .never: return nil
            }
        }
        return result
    }

    /// What stands before and behind an occurrence of a rule in its rule.
    func surroundings(
        of node: Int32, _ parents: [Int32], marked: Set<Int32>, _ count: inout Int
    ) -> (before: [Item], behind: [Item])? {
        var before: [Item] = []
        var behind: [Item] = []
        var current = node
        while parents[Int(current)] >= 0 {
            let parent = parents[Int(current)]
            if grammar.nodes[Int(parent)].kind == .sequence {
                var isBefore = true
                var left: [Item] = []
                for child in grammar.children(of: parent) {
                    // The same node is never a child twice.
                    guard child != current else {
                        isBefore = false
                        continue
                    }
                    guard let tokens = tokens(of: child, marked: marked, &count) else { return nil }
                    if isBefore { left += tokens } else { behind += tokens }
                }
                before = left + before
                if before.count + behind.count > Self.greatestCount { return nil }
            }
            current = parent
        }
        return (before, behind)
    }

    /// The innermost alternative around an occurrence that puts tokens of its own beside it: by it
    /// one sees a level. Nil where there is none.
    func construct(around node: Int32, _ parents: [Int32]) -> Int32? {
        var current = node
        while parents[Int(current)] >= 0 {
            let parent = parents[Int(current)]
            if grammar.nodes[Int(parent)].kind == .sequence,
                costs.nodes[Int(parent)].tokens > costs.nodes[Int(current)].tokens
            {
                return parent
            }
            current = parent
        }
        return nil
    }

    /// The alternatives that an occurrence stands in.
    func alternatives(around node: Int32, _ parents: [Int32]) -> [Int32] {
        var result: [Int32] = []
        var current = node
        while current >= 0 {
            if grammar.nodes[Int(current)].kind == .sequence { result.append(current) }
            current = parents[Int(current)]
        }
        return result
    }
}
