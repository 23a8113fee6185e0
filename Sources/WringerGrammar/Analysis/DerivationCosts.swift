/// What the smallest derivation of a node takes.
package struct DerivationCost: Hashable, Comparable, Sendable {
    /// Tokens in all.
    package var tokens: Int32
    /// Rules inside of each other.
    package var depth: Int32

    static let nothing = DerivationCost(tokens: 0, depth: 0)
    /// The cost of what has no finite derivation; sums of it stay below the greatest number.
    static let infinite = DerivationCost(tokens: 1 << 28, depth: 1 << 28)

    /// Whether there is a finite derivation.
    package var isFinite: Bool { tokens < Self.infinite.tokens }

    package static func < (left: DerivationCost, right: DerivationCost) -> Bool {
        (left.tokens, left.depth) < (right.tokens, right.depth)
    }

    /// One after the other.
    func followed(by other: DerivationCost) -> DerivationCost {
        guard isFinite, other.isFinite, tokens + other.tokens < Self.infinite.tokens else {
            return .infinite
        }
        return DerivationCost(tokens: tokens + other.tokens, depth: max(depth, other.depth))
    }
}

/// The smallest derivation of every rule: fewest tokens, and of these the least depth.
///
/// A fixpoint from below as in Knuth, "A generalization of Dijkstra's algorithm", 1977, with a list
/// of the rules to look at again, so that a chain of rules takes time linear in its length.
package struct DerivationCosts: Sendable {
    /// For each parser rule; infinite where it has no finite derivation.
    package let rules: [DerivationCost]
    /// For each node of a parser rule.
    package let nodes: [DerivationCost]

    /// Which alternatives count.
    struct Choice {
        /// The costs without alternatives that need a context, have the weight 0 or are a last
        /// resort, and without names that may not be there; nil while these are looked for. Where a
        /// choice has nothing else, any of its alternatives counts.
        var strict: [DerivationCost]?
        /// Alternatives that are taken only where there is no way around them.
        var markedAlternatives: Set<Int32> = []

        /// What a marked alternative costs more, in tokens.
        static let detour: Int32 = 100_000

        fileprivate func counts(_ alternative: Int32, of choice: Int, _ grammar: Grammar) -> Bool {
            guard let strict else { return grammar.traits(of: alternative).isFree }
            guard strict[choice].isFinite else { return true }
            return grammar.traits(of: alternative).isFree && strict[Int(alternative)].isFinite
        }
    }

    /// For each choice the alternative of its smallest derivation; -1 for other nodes.
    package let smallest: [Int32]

    /// - Parameter writable: whether a token of a type can be written at all.
    package init(_ grammar: Grammar, writable: (Int32) -> Bool) {
        self.init(grammar, writable: writable, Choice())
    }

    init(_ grammar: Grammar, writable: (Int32) -> Bool, _ choice: Choice) {
        let strict = Self.solve(grammar, writable, choice)
        // A choice that has no other way may take any.
        var lenient = choice
        lenient.strict = strict.nodes
        (rules, nodes) = Self.solve(grammar, writable, lenient, after: strict)
        var smallest = Array(repeating: Int32(-1), count: nodes.count)
        for (index, node) in grammar.nodes.enumerated() where node.kind == .choice {
            var best = DerivationCost.infinite
            for child in grammar.children(of: Int32(index)) {
                guard lenient.counts(child, of: index, grammar), nodes[Int(child)] < best else {
                    continue
                }
                best = nodes[Int(child)]
                smallest[index] = child
            }
        }
        self.smallest = smallest
    }

    private typealias Solution = (rules: [DerivationCost], nodes: [DerivationCost])

    /// What is finite in an earlier solution stays as it is there.
    private static func solve(
        _ grammar: Grammar, _ writable: (Int32) -> Bool, _ choice: Choice,
        after earlier: Solution? = nil
    ) -> Solution {
        let count = grammar.rules.count
        var rules = earlier?.rules ?? Array(repeating: .infinite, count: count)
        var nodes = earlier?.nodes ?? Array(repeating: .infinite, count: grammar.nodes.count)
        var users: [[Int32]] = Array(repeating: [], count: count)
        for (index, rule) in grammar.rules.enumerated() {
            for node in grammar.nodes[rule.nodes] where node.kind == .rule {
                if users[Int(node.value)].last != Int32(index) {
                    users[Int(node.value)].append(Int32(index))
                }
            }
        }
        var queue = Array((0..<Int32(count)).reversed())
        var isQueued = Array(repeating: true, count: count)
        var head = 0
        while head < queue.count {
            let rule = Int(queue[head])
            head += 1
            isQueued[rule] = false
            for index in grammar.rules[rule].nodes {
                nodes[index] = cost(of: index, grammar, writable, choice, rules, nodes)
            }
            let isSettled = earlier?.rules[rule].isFinite == true
            var best = nodes[Int(grammar.rules[rule].root)]
            if best.isFinite { best.depth += 1 }
            guard best < rules[rule], !isSettled else { continue }
            rules[rule] = best
            for user in users[rule] where !isQueued[Int(user)] {
                isQueued[Int(user)] = true
                queue.append(user)
            }
            if head > 4_096, head * 2 > queue.count {
                queue.removeFirst(head)
                head = 0
            }
        }
        return (rules, nodes)
    }

    private static func cost(
        of index: Int, _ grammar: Grammar, _ writable: (Int32) -> Bool, _ choice: Choice,
        _ rules: [DerivationCost], _ nodes: [DerivationCost]
    ) -> DerivationCost {
        let node = grammar.nodes[index]
        switch node.kind {
        case .sequence:
            var sum = DerivationCost.nothing
            for child in grammar.children(of: Int32(index)) {
                sum = sum.followed(by: nodes[Int(child)])
            }
            if sum.isFinite, choice.markedAlternatives.contains(Int32(index)) {
                sum.tokens = min(Choice.detour + sum.tokens, DerivationCost.infinite.tokens - 1)
            }
            return sum
        case .choice:
            var best = DerivationCost.infinite
            for child in grammar.children(of: Int32(index)) {
                guard choice.counts(child, of: index, grammar) else { continue }
                best = min(best, nodes[Int(child)])
            }
            return best
        case .optional, .star, .predicate, .endOfFile: return .nothing
        case .plus: return nodes[Int(grammar.links[Int(node.first)])]
        case .token: return writable(node.value) ? DerivationCost(tokens: 1, depth: 0) : .infinite
        case .tokenSet:
            return grammar.tokenSets[Int(node.value)].contains(where: writable)
                ? DerivationCost(tokens: 1, depth: 0) : .infinite
        case .rule:
            if choice.strict == nil, grammar.rules[Int(node.value)].traits.uses != 0 {
                return .infinite
            }
            return rules[Int(node.value)]
        case .characters, .lexerRule, .never: return .infinite
        }
    }
}

extension AlternativeTraits {
    /// Whether nothing but room decides over it.
    var isFree: Bool { needs == 0 && weight > 0 && !isLastResort }
}
