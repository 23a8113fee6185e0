/// The states that a rule of a grammar can be in while it is read, made when they are first needed.
///
/// A state is a place behind a token or a rule of a body, or the beginning of a rule; for
/// left-recursive rules with the least precedence of the operators that may follow (`floor`), and
/// the one that they must be below (`bound`).
struct ParseTables {
    enum Kind: UInt8 {
        /// A token is read.
        case token
        /// A rule begins.
        case rule
        /// The rule of the state ends.
        case end
    }

    /// A way out of a state. Those of one state stand one after the other, the preferred first.
    struct Edge {
        let kind: Kind
        let conditions: ParseConditions
        /// The state that is left, and the node that is reached.
        let from: Int32
        let node: Int32
        /// The state that is reached; below 0 where it depends on the operand that was read:
        /// -1 - the place of the first state in `operandStates`.
        let target: Int32
        /// The variant of the rule that begins.
        let variant: Int32
        /// In `events`.
        let events: Range<Int32>
    }

    /// A way out of a state before a token.
    struct Action {
        let kind: Kind
        let conditions: ParseConditions
        let edge: Int32
        /// The state behind the token, or the variant of the rule.
        let value: Int32
    }

    private struct State {
        let node: Int32
        let rule: Int32
        let floor: Int32
        let bound: Int32
        var edges: Range<Int32> = -1 ..< -1
        /// Where its row of lists begins.
        var row: Int32 = -1
        /// Whether nothing can follow but the end of the rule.
        var isEnd = false
    }

    /// A rule with the least precedence of its operators.
    struct Variant {
        let rule: Int32
        let floor: Int32
        let start: Int32
    }

    let grammar: Grammar
    private(set) var walk: ParseWalk
    private let lookahead: Lookahead
    private var states: [State] = []
    private var stateOfKey: [UInt64: Int32] = [:]
    private(set) var variants: [Variant] = []
    private var variantOfKey: [UInt64: Int32] = [:]
    private(set) var edges: [Edge] = []
    private(set) var events: [ParseEvent] = []
    private var operandStates: [Int32] = []
    private(set) var actions: [Action] = []
    /// The lists of actions; the first is that of none.
    private var lists: [Range<Int32>] = [0..<0]
    private var rows: [Int32] = []
    /// How many tokens there are, with one that no rule has.
    let tokenCount: Int
    /// What is asked anywhere in the grammar.
    let askedConditions: ParseConditions

    init(_ grammar: Grammar) {
        self.grammar = grammar
        walk = ParseWalk(grammar)
        lookahead = Lookahead(grammar)
        tokenCount = grammar.tokens.count + 1
        var asked: ParseConditions = []
        for node in grammar.nodes where node.kind == .predicate {
            asked.formUnion(ParseConditions(KnownPredicate(rawValue: node.value)))
        }
        askedConditions = asked
    }

    // MARK: States

    /// A rule, with the least precedence of its operators.
    mutating func variant(rule: Int32, floor: Int32) -> Int32 {
        let key = UInt64(rule) << 32 | UInt64(floor)
        if let known = variantOfKey[key] { return known }
        let number = Int32(variants.count)
        variantOfKey[key] = number
        // Beginnings of rules have numbers behind those of the nodes.
        let start = state(
            Int32(grammar.nodes.count) + rule, rule: rule, floor: floor, bound: tightest(rule))
        variants.append(Variant(rule: rule, floor: floor, start: start))
        return number
    }

    private func tightest(_ rule: Int32) -> Int32 {
        grammar.rules[Int(rule)].isLeftRecursive ? ParseWalk.tightest(grammar, Int(rule)) : 0
    }

    private mutating func state(_ node: Int32, rule: Int32, floor: Int32, bound: Int32) -> Int32 {
        let key = UInt64(node) << 32 | UInt64(floor & 0xffff) << 16 | UInt64(bound & 0xffff)
        if let known = stateOfKey[key] { return known }
        let number = Int32(states.count)
        stateOfKey[key] = number
        states.append(State(node: node, rule: rule, floor: floor, bound: bound))
        return number
    }

    /// What a rule that ends in a state hands to the rule that it is an operand of.
    func bound(of state: Int32) -> Int32 {
        states[Int(state)].floor == 0 ? 0 : states[Int(state)].bound
    }

    /// The ways out of a state.
    mutating func edges(of state: Int32) -> Range<Int32> {
        if states[Int(state)].edges.lowerBound < 0 { expand(state) }
        return states[Int(state)].edges
    }

    /// The edge by which the rule of a state ends; nil where something else can follow.
    mutating func onlyEnd(of state: Int32) -> Int32? {
        let range = edges(of: state)
        return states[Int(state)].isEnd ? range.lowerBound : nil
    }

    private mutating func expand(_ index: Int32) {
        let state = states[Int(index)]
        let isStart = Int(state.node) >= grammar.nodes.count
        walk.find(
            from: isStart ? -1 : state.node, rule: Int(state.rule), floor: state.floor,
            bound: state.bound)
        let first = Int32(edges.count)
        for way in walk.ways {
            let begin = Int32(events.count)
            events += walk.events[way.events]
            let range = begin..<Int32(events.count)
            guard way.node >= 0 else {
                edges.append(
                    Edge(
                        kind: .end, conditions: way.conditions, from: index, node: -1, target: -1,
                        variant: -1,
                        events: range))
                continue
            }
            let node = grammar.nodes[Int(way.node)]
            guard node.kind == .rule else {
                let target = self.state(
                    way.node, rule: state.rule, floor: state.floor, bound: tightest(state.rule))
                edges.append(
                    Edge(
                        kind: .token, conditions: way.conditions, from: index, node: way.node,
                        target: target,
                        variant: -1, events: range))
                continue
            }
            edges.append(edge(to: way, of: index, node, range))
        }
        let range = first..<Int32(edges.count)
        states[Int(index)].edges = range
        states[Int(index)].isEnd =
            range.count == 1 && edges[Int(first)].kind == .end
            && edges[Int(first)].conditions.isEmpty
    }

    private mutating func edge(
        to way: ParseWalk.Way, of index: Int32, _ node: GrammarNode, _ range: Range<Int32>
    ) -> Edge {
        let state = states[Int(index)]
        let operand = rightOperand(way.node, of: state)
        let target: Int32
        if operand == nil {
            target = self.state(
                way.node, rule: state.rule, floor: state.floor, bound: tightest(state.rule))
        } else {
            target = -1 - Int32(operandStates.count)
            operandStates += Array(repeating: -1, count: Int(tightest(state.rule)) + 1)
        }
        return Edge(
            kind: .rule, conditions: way.conditions, from: index, node: way.node, target: target,
            variant: variant(rule: node.value, floor: operand ?? 0), events: range)
    }

    /// The least precedence in an operand that ends its alternative; nil for all other nodes.
    private func rightOperand(_ node: Int32, of state: State) -> Int32? {
        guard grammar.rules[Int(state.rule)].isLeftRecursive else { return nil }
        for alternative in grammar.alternatives(of: Int(state.rule)) {
            let traits = grammar.traits(of: alternative)
            if traits.rightOperand == node { return traits.nextPrecedence }
        }
        return nil
    }

    /// The state behind an edge.
    ///
    /// - Parameter bound: what the rule that was read handed on.
    mutating func target(of edge: Int32, bound: Int32) -> Int32 {
        let known = edges[Int(edge)].target
        if known >= 0 { return known }
        let place = Int(-1 - known) + Int(bound)
        if operandStates[place] >= 0 { return operandStates[place] }
        let from = edges[Int(edge)]
        let rule = walk.ruleOf[Int(from.node)]
        let next = variants[Int(from.variant)].floor
        let floor = states[Int(from.from)].floor
        let made = state(from.node, rule: rule, floor: floor, bound: min(next, bound))
        operandStates[place] = made
        return made
    }

    // MARK: Before a token

    /// What can be done in a state before a token, as a range of `actions`; empty where nothing.
    mutating func actions(in state: Int32, before token: Int32) -> Range<Int32> {
        var row = states[Int(state)].row
        if row < 0 {
            row = Int32(rows.count)
            states[Int(state)].row = row
            rows.append(contentsOf: repeatElement(-1, count: tokenCount))
        }
        let place = Int(row) + Int(token)
        if rows[place] < 0 { rows[place] = list(state, token) }
        return lists[Int(rows[place])]
    }

    private mutating func list(_ state: Int32, _ token: Int32) -> Int32 {
        let first = Int32(actions.count)
        for index in edges(of: state) {
            let edge = edges[Int(index)]
            guard isPossible(edge, state, Int(token)) else { continue }
            actions.append(
                Action(
                    kind: edge.kind, conditions: edge.conditions, edge: index,
                    value: edge.kind == .token ? edge.target : edge.variant))
        }
        guard actions.count > Int(first) else { return 0 }
        lists.append(first..<Int32(actions.count))
        return Int32(lists.count - 1)
    }

    private func isPossible(_ edge: Edge, _ state: Int32, _ token: Int) -> Bool {
        switch edge.kind {
        case .token: return token > 0 && lookahead.canBegin(edge.node, with: token)
        case .rule: return token > 0 && lookahead.canBegin(edge.node, with: token)
        case .end:
            let state = states[Int(state)]
            return lookahead.canEnd(
                Int(state.rule), before: token, bound: min(state.floor, state.bound), grammar)
        }
    }

    /// The token types that an edge reads.
    func tokens(of edge: Edge) -> [Int32] {
        let node = grammar.nodes[Int(edge.node)]
        return node.kind == .token ? [node.value] : grammar.tokenSets[Int(node.value)]
    }
}
