/// What the making of derivations asks of a grammar at every step, computed once.
struct MakingPlan {
    let costs: DerivationCosts
    /// For each link the fewest tokens of the elements behind it in its sequence.
    let tokensBehind: [Int32]
    /// For each link how many elements of its sequence, from it on, can grow.
    let growingFrom: [Int32]
    /// Whether a node can be as large as one likes.
    let canGrow: [Bool]
    /// The rules that use names, and for each node which of them it cannot do without, a bit each.
    let nameRules: [Int]
    let needed: [UInt64]
    /// Whether something happens at the end of a rule: a scope ends, or names are seen from there.
    let isWatched: [Bool]

    init(_ grammar: Grammar, writable: (Int32) -> Bool) {
        costs = DerivationCosts(grammar, writable: writable)
        let growing = Self.growing(grammar)
        canGrow = growing
        var tokensBehind = Array(repeating: Int32(0), count: grammar.links.count)
        var growingFrom = tokensBehind
        for node in grammar.nodes where node.kind == .sequence {
            var tokens: Int32 = 0
            var count: Int32 = 0
            for link in stride(from: node.first + node.count - 1, through: node.first, by: -1) {
                let child = Int(grammar.links[Int(link)])
                tokensBehind[Int(link)] = tokens
                tokens = min(DerivationCost.infinite.tokens, tokens + costs.nodes[child].tokens)
                if growing[child] { count += 1 }
                growingFrom[Int(link)] = count
            }
        }
        self.tokensBehind = tokensBehind
        self.growingFrom = growingFrom
        nameRules = Array(
            grammar.rules.indices.filter { grammar.rules[$0].traits.uses != 0 }.prefix(64))
        needed = Self.needed(grammar, nameRules)
        var isWatched = grammar.rules.map { !$0.traits.isPlain }
        for rule in grammar.rules {
            if let after = rule.traits.seenAfter { isWatched[after] = true }
        }
        self.isWatched = isWatched
    }

    private static func growing(_ grammar: Grammar) -> [Bool] {
        let count = grammar.rules.count
        var edges: [[Int32]] = Array(repeating: [], count: count)
        var users = edges
        var isGrowing = Array(repeating: false, count: count)
        for (index, rule) in grammar.rules.enumerated() {
            for node in grammar.nodes[rule.nodes] {
                if node.isLoop { isGrowing[index] = true }
                guard node.kind == .rule else { continue }
                edges[index].append(node.value)
                users[Int(node.value)].append(Int32(index))
            }
        }
        let components = Components(edges)
        for index in 0..<count where components.isCyclic[components.numbers[index]] {
            isGrowing[index] = true
        }
        var pending = (0..<count).filter { isGrowing[$0] }
        while let rule = pending.popLast() {
            for user in users[rule] where !isGrowing[Int(user)] {
                isGrowing[Int(user)] = true
                pending.append(Int(user))
            }
        }
        var result = Array(repeating: false, count: grammar.nodes.count)
        for (index, node) in grammar.nodes.enumerated() {
            switch node.kind {
            case .star, .plus: result[index] = true
            case .rule: result[index] = isGrowing[Int(node.value)]
            default:
                result[index] = grammar.children(of: Int32(index)).contains { result[Int($0)] }
            }
        }
        return result
    }

    /// A fixpoint from above: a rule needs what all of its alternatives need.
    private static func needed(_ grammar: Grammar, _ nameRules: [Int]) -> [UInt64] {
        var nodes = Array(repeating: UInt64(0), count: grammar.nodes.count)
        guard !nameRules.isEmpty else { return nodes }
        var rules = Array(repeating: UInt64.max, count: grammar.rules.count)
        for (bit, rule) in nameRules.enumerated() { rules[rule] = 1 << UInt64(bit) }
        let fixed = Set(nameRules)
        var hasChanged = true
        var rounds = 0
        while hasChanged, rounds < 200 {
            hasChanged = false
            rounds += 1
            for (index, rule) in grammar.rules.enumerated() where !fixed.contains(index) {
                for place in rule.nodes {
                    let node = grammar.nodes[place]
                    let children = grammar.children(of: Int32(place))
                    switch node.kind {
                    case .sequence, .plus:
                        nodes[place] = children.reduce(0) { $0 | nodes[Int($1)] }
                    case .choice: nodes[place] = children.reduce(.max) { $0 & nodes[Int($1)] }
                    case .rule: nodes[place] = rules[Int(node.value)]
                    default: nodes[place] = 0
                    }
                }
                let root = nodes[Int(rule.root)]
                if root != rules[index] {
                    rules[index] = root
                    hasChanged = true
                }
            }
        }
        // What has not settled needs nothing that is known.
        return hasChanged ? nodes.map { _ in 0 } : nodes
    }
}
