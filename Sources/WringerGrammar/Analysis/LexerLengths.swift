/// The fewest characters that lexer rules match, as a fixpoint from below.
struct LexerLengths {
    /// What is above any length that can be.
    static let infinite: Int32 = 1 << 28

    let rules: [Int32]
    /// For all nodes; those of parser rules have no meaning.
    let nodes: [Int32]

    /// - Parameter isAllowed: whether characters of a set may be taken; nil for all.
    init(_ grammar: Grammar, isAllowed: [Bool]? = nil) {
        var rules = Array(repeating: Self.infinite, count: grammar.lexerRules.count)
        var nodes = Array(repeating: Self.infinite, count: grammar.nodes.count)
        let first = grammar.rules.last?.nodes.upperBound ?? 0
        var hasChanged = true
        // Rules mostly refer to few others; the limit keeps a hostile chain from being quadratic.
        var rounds = 0
        while hasChanged, rounds < 1_000 {
            hasChanged = false
            rounds += 1
            for index in first..<grammar.nodes.count {
                nodes[index] = Self.length(of: Int32(index), grammar, isAllowed, rules, nodes)
            }
            for (index, rule) in grammar.lexerRules.enumerated()
            where nodes[Int(rule.root)] < rules[index] {
                rules[index] = nodes[Int(rule.root)]
                hasChanged = true
            }
        }
        self.rules = rules
        self.nodes = nodes
    }

    private static func length(
        of index: Int32, _ grammar: Grammar, _ isAllowed: [Bool]?, _ rules: [Int32],
        _ nodes: [Int32]
    ) -> Int32 {
        let node = grammar.nodes[Int(index)]
        switch node.kind {
        case .sequence:
            return grammar.children(of: index).reduce(Int32(0)) {
                min(infinite, $0 + nodes[Int($1)])
            }
        case .choice: return grammar.children(of: index).map { nodes[Int($0)] }.min() ?? infinite
        case .optional, .star, .predicate, .endOfFile: return 0
        case .plus: return nodes[Int(grammar.links[Int(node.first)])]
        case .characters: return isAllowed.map { $0[Int(node.value)] } == false ? infinite : 1
        case .lexerRule: return rules[Int(node.value)]
        case .token, .tokenSet, .rule, .never: return infinite
        }
    }

    /// The token types that some entry gives, and those of layout.
    func writableTypes(_ grammar: Grammar) -> [Bool] {
        var result = Array(repeating: false, count: grammar.tokens.count)
        for entry in grammar.entries where entry.effect == .token {
            if nodes[Int(entry.root)] < Self.infinite { result[Int(entry.type)] = true }
        }
        if let layout = grammar.layout {
            for type in [layout.indent, layout.dedent, layout.lineEnd] { result[Int(type)] = true }
        }
        return result
    }
}
