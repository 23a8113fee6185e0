/// Which tokens can come first in a rule, and which behind it: what cannot go on with the next
/// token is never followed.
struct Lookahead {
    /// For each node of a parser rule whether it can be nothing, if the predicates hold.
    private(set) var isNullable: [Bool]
    /// What each node can begin with; what stands behind each node; what stands behind each rule;
    /// a row to work with; what each operator begins with behind its first operand.
    private var rows: TokenRows
    private let behindBase: Int
    private let followBase: Int
    private let scratch: Int
    /// The row of the alternatives that begin with an operand.
    private var operatorRows: [Int32: Int] = [:]

    init(_ grammar: Grammar) {
        isNullable = Array(repeating: false, count: grammar.nodes.count)
        behindBase = grammar.nodes.count
        followBase = 2 * grammar.nodes.count
        scratch = followBase + grammar.rules.count
        for rule in grammar.rules.indices where grammar.rules[rule].isLeftRecursive {
            for alternative in grammar.alternatives(of: rule)
            where grammar.traits(of: alternative).leftOperand >= 0 {
                operatorRows[alternative] = scratch + 1 + operatorRows.count
            }
        }
        rows = TokenRows(
            rows: scratch + 1 + operatorRows.count, tokens: grammar.tokens.count + 1)
        findFirst(grammar)
        findFollowing(grammar)
    }

    /// Whether a node can begin with a token; the end of the program is token 0.
    func canBegin(_ node: Int32, with token: Int) -> Bool { rows.contains(Int(node), token) }

    /// Whether a rule can end before a token; before the end of the program any can.
    ///
    /// - Parameter bound: where the rule is an operand of its own operators: only those that bind
    ///   less tightly than this may follow; 0 elsewhere.
    func canEnd(_ rule: Int, before token: Int, bound: Int32, _ grammar: Grammar) -> Bool {
        if token == 0 || rows.contains(followBase + rule, token) { return true }
        guard bound > 0 else { return false }
        return grammar.alternatives(of: rule).contains { alternative in
            guard let row = operatorRows[alternative] else { return false }
            return grammar.traits(of: alternative).precedence < bound && rows.contains(row, token)
        }
    }

    // MARK: What comes first

    private mutating func findFirst(_ grammar: Grammar) {
        for (index, node) in grammar.nodes.enumerated() {
            switch node.kind {
            case .token: rows.insert(index, Int(node.value))
            case .tokenSet:
                for token in grammar.tokenSets[Int(node.value)] { rows.insert(index, Int(token)) }
            case .endOfFile:
                rows.insert(index, 0)
                isNullable[index] = true
            case .optional, .star, .predicate: isNullable[index] = true
            default: break
            }
        }
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for rule in grammar.rules {
                for index in rule.nodes where addFirst(index, grammar) { hasChanged = true }
            }
        }
    }

    private mutating func addFirst(_ index: Int, _ grammar: Grammar) -> Bool {
        let node = grammar.nodes[index]
        var hasChanged = false
        var isNothing = isNullable[index]
        switch node.kind {
        case .sequence:
            isNothing = true
            for child in grammar.children(of: Int32(index)) {
                if rows.add(Int(child), to: index) { hasChanged = true }
                isNothing = isNullable[Int(child)]
                if !isNothing { break }
            }
        case .choice, .plus, .optional, .star:
            for child in grammar.children(of: Int32(index)) {
                if rows.add(Int(child), to: index) { hasChanged = true }
                if isNullable[Int(child)] { isNothing = true }
            }
        case .rule:
            let root = Int(grammar.rules[Int(node.value)].root)
            if rows.add(root, to: index) { hasChanged = true }
            isNothing = isNullable[root]
        default: break
        }
        if isNothing != isNullable[index] {
            isNullable[index] = isNothing
            hasChanged = true
        }
        return hasChanged
    }

    // MARK: What comes behind

    private mutating func findFollowing(_ grammar: Grammar) {
        for (alternative, row) in operatorRows {
            for child in grammar.children(of: alternative).dropFirst() {
                rows.add(Int(child), to: row)
                if !isNullable[Int(child)] { break }
            }
        }
        rows.insert(followBase + grammar.start, 0)
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for rule in grammar.rules.indices where addFollowing(rule, grammar) {
                hasChanged = true
            }
        }
    }

    private mutating func addFollowing(_ index: Int, _ grammar: Grammar) -> Bool {
        let rule = grammar.rules[index]
        // Behind the operands at both ends stands what `canEnd` is asked for.
        var operands: Set<Int32> = []
        let root = behindBase + Int(rule.root)
        rows.add(followBase + index, to: root)
        if rule.isLeftRecursive {
            for alternative in grammar.alternatives(of: index) {
                let traits = grammar.traits(of: alternative)
                operands.insert(traits.leftOperand)
                operands.insert(traits.rightOperand)
                if let row = operatorRows[alternative] { rows.add(row, to: root) }
            }
        }
        var hasChanged = false
        for place in rule.nodes.reversed() {
            let node = grammar.nodes[place]
            let row = behindBase + place
            switch node.kind {
            case .sequence:
                rows.clear(scratch)
                rows.add(row, to: scratch)
                for child in grammar.children(of: Int32(place)).reversed() {
                    rows.add(scratch, to: behindBase + Int(child))
                    if !isNullable[Int(child)] { rows.clear(scratch) }
                    rows.add(Int(child), to: scratch)
                }
            case .choice, .optional, .star, .plus:
                for child in grammar.children(of: Int32(place)) {
                    rows.add(row, to: behindBase + Int(child))
                    if node.isLoop { rows.add(Int(child), to: behindBase + Int(child)) }
                }
            case .rule:
                guard !operands.contains(Int32(place)) else { continue }
                if rows.add(row, to: followBase + Int(node.value)) { hasChanged = true }
            default: break
            }
        }
        return hasChanged
    }
}
