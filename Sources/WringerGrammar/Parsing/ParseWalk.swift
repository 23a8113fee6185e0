/// Finds the ways through the bodies of rules: from the beginning of a rule, or from behind one of
/// its tokens and rules, to those that can come next, in the order in which ANTLR prefers them.
///
/// What can be empty is passed over (Aycock and Horspool, "Practical Earley Parsing", 2002). A
/// left-recursive rule is `operand operator*` on the way; see `AlternativeTraits`.
struct ParseWalk {
    /// A way to a node, or out of the rule where the node is -1.
    struct Way {
        let node: Int32
        let conditions: ParseConditions
        /// In `events`.
        let events: Range<Int>
    }

    /// One way for a rule to be empty.
    struct Empty {
        let rule: Int32
        let conditions: ParseConditions
        /// In `keptEvents`.
        let events: Range<Int>
    }

    private struct Pending {
        let node: Int32
        let isLeaving: Bool
        let conditions: ParseConditions
        /// How many events came before, and which come now.
        let passed: Int
        var first: ParseEvent?
        var second: ParseEvent?
    }

    private let grammar: Grammar
    /// The rule of each node of a parser rule, and where its parent refers to it; -1 for a root.
    private(set) var ruleOf: [Int32]
    private var parents: [Int32]
    private var places: [Int32]
    private(set) var empties: [Empty] = []
    private var emptiesOfRule: [[Int32]]
    private(set) var keptEvents: [ParseEvent] = []
    /// The ways that were found last, and what is passed on them.
    private(set) var ways: [Way] = []
    private(set) var events: [ParseEvent] = []

    private var trace: [ParseEvent] = []
    private var pending: [Pending] = []
    private var stamps: [Int32]
    private var seen: [ParseConditions]
    private var stamp: Int32 = 0
    private var floor: Int32 = 0
    private var bound: Int32 = 0

    init(_ grammar: Grammar) {
        self.grammar = grammar
        let count = grammar.nodes.count
        ruleOf = Array(repeating: -1, count: count)
        parents = ruleOf
        places = ruleOf
        stamps = Array(repeating: 0, count: 2 * count)
        seen = Array(repeating: [], count: 2 * count)
        emptiesOfRule = Array(repeating: [], count: grammar.rules.count)
        for (index, rule) in grammar.rules.enumerated() {
            for node in rule.nodes {
                ruleOf[node] = Int32(index)
                let first = grammar.nodes[node].first
                for place in first..<(first + grammar.nodes[node].count) {
                    parents[Int(grammar.links[Int(place)])] = Int32(node)
                    places[Int(grammar.links[Int(place)])] = place
                }
            }
        }
        findEmpties()
    }

    /// How tightly an operand binds that no operator ends: more than all operators.
    static func tightest(_ grammar: Grammar, _ rule: Int) -> Int32 {
        Int32(grammar.alternatives(of: rule).count + 1)
    }

    /// A rule is empty in as many ways as there are different conditions. Each is made of such as
    /// were found in an earlier round, so that none is made of itself.
    private mutating func findEmpties() {
        var isDone = false
        while !isDone {
            isDone = true
            var found: [Empty] = []
            for rule in grammar.rules.indices {
                find(from: -1, rule: rule, floor: 0, bound: Self.tightest(grammar, rule))
                for way in ways where way.node < 0 {
                    let known = emptiesOfRule[rule].contains {
                        empties[Int($0)].conditions.isSubset(of: way.conditions)
                    }
                    guard !known, emptiesOfRule[rule].count < 6 else { continue }
                    let start = keptEvents.count
                    keptEvents += events[way.events]
                    found.append(
                        Empty(
                            rule: Int32(rule), conditions: way.conditions,
                            events: start..<keptEvents.count))
                }
            }
            for empty in found {
                emptiesOfRule[Int(empty.rule)].append(Int32(empties.count))
                empties.append(empty)
                isDone = false
            }
        }
    }

    /// The way for a rule to be empty where these conditions hold.
    func empty(rule: Int, _ holding: ParseConditions) -> Int32? {
        emptiesOfRule[rule].first { empties[Int($0)].conditions.isSubset(of: holding) }
    }

    /// Finds the ways from behind a node, or from the beginning of a rule where it is -1.
    ///
    /// - Parameters:
    ///   - floor: the least precedence of the operators that may follow.
    ///   - bound: those that follow must bind less tightly than this.
    mutating func find(from node: Int32, rule: Int, floor: Int32, bound: Int32) {
        stamp += 1
        ways.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        self.floor = floor
        self.bound = bound
        let root = grammar.rules[rule].root
        if node >= 0 {
            push(node, isLeaving: true, [], 0)
        } else if grammar.nodes[Int(root)].kind == .choice {
            for alternative in grammar.children(of: root).reversed()
            where grammar.traits(of: alternative).leftOperand < 0 {
                push(
                    alternative, isLeaving: false, [], 0,
                    ParseEvent(kind: .alternative, value: alternative))
            }
        } else {
            push(root, isLeaving: false, [], 0, ParseEvent(kind: .alternative, value: root))
        }
        while let next = pending.popLast() {
            trace.removeLast(trace.count - next.passed)
            if let event = next.first { trace.append(event) }
            if let event = next.second { trace.append(event) }
            guard next.node >= 0 else {
                arrive(-1, next.conditions)
                continue
            }
            let place = 2 * Int(next.node) + (next.isLeaving ? 1 : 0)
            // Who came first with no more conditions goes on.
            if stamps[place] == stamp, seen[place].isSubset(of: next.conditions) { continue }
            stamps[place] = stamp
            seen[place] = next.conditions
            if next.isLeaving {
                leave(next.node, next.conditions)
            } else {
                enter(next.node, next.conditions)
            }
        }
    }

    private mutating func push(
        _ node: Int32, isLeaving: Bool, _ conditions: ParseConditions, _ passed: Int,
        _ first: ParseEvent? = nil, _ second: ParseEvent? = nil
    ) {
        pending.append(
            Pending(
                node: node, isLeaving: isLeaving, conditions: conditions, passed: passed,
                first: first, second: second))
    }

    private mutating func arrive(_ node: Int32, _ conditions: ParseConditions) {
        let start = events.count
        events += trace
        ways.append(Way(node: node, conditions: conditions, events: start..<events.count))
    }

    private mutating func enter(_ index: Int32, _ conditions: ParseConditions) {
        let node = grammar.nodes[Int(index)]
        let passed = trace.count
        switch node.kind {
        case .sequence:
            if node.count == 0 {
                push(index, isLeaving: true, conditions, passed)
            } else {
                push(grammar.links[Int(node.first)], isLeaving: false, conditions, passed)
            }
        case .choice:
            for child in grammar.children(of: index).reversed() {
                push(child, isLeaving: false, conditions, passed)
            }
        case .optional, .star, .plus:
            let child = grammar.links[Int(node.first)]
            let open = ParseEvent(kind: .openLoop, value: index)
            let turn = ParseEvent(kind: .openTurn, value: index)
            let close = ParseEvent(kind: .closeLoop, value: index)
            if node.isGreedy, node.kind != .plus {
                push(index, isLeaving: true, conditions, passed, open, close)
            }
            push(child, isLeaving: false, conditions, passed, open, turn)
            if !node.isGreedy, node.kind != .plus {
                push(index, isLeaving: true, conditions, passed, open, close)
            }
        case .token, .tokenSet: arrive(index, conditions)
        case .rule:
            arrive(index, conditions)
            for empty in emptiesOfRule[Int(node.value)].reversed() {
                push(
                    index, isLeaving: true,
                    conditions.union(empties[Int(empty)].conditions), passed,
                    ParseEvent(kind: .emptyRule, value: empty))
            }
        case .endOfFile: push(index, isLeaving: true, conditions.union(.atEnd), passed)
        case .predicate:
            let needed = ParseConditions(KnownPredicate(rawValue: node.value))
            let event =
                needed == .lineEndAhead ? ParseEvent(kind: .lineEnd, value: 0) : nil
            push(index, isLeaving: true, conditions.union(needed), passed, event)
        case .characters, .lexerRule, .never: break
        }
    }

    private mutating func leave(_ index: Int32, _ conditions: ParseConditions) {
        let parent = parents[Int(index)]
        guard parent >= 0 else { return leaveRule(Int(ruleOf[Int(index)]), conditions) }
        let node = grammar.nodes[Int(parent)]
        let passed = trace.count
        switch node.kind {
        case .sequence:
            let next = places[Int(index)] + 1
            if next < node.first + node.count {
                push(grammar.links[Int(next)], isLeaving: false, conditions, passed)
            } else {
                push(parent, isLeaving: true, conditions, passed)
            }
        case .optional, .star, .plus:
            let closeTurn = ParseEvent(kind: .closeTurn, value: parent)
            let close = ParseEvent(kind: .closeLoop, value: parent)
            let turn = ParseEvent(kind: .openTurn, value: parent)
            // A turn without anything is left out, but where one is needed.
            let start = trace.lastIndex { $0.value == parent && $0.kind == .openTurn }
            if let start {
                let isFirst =
                    start > 0 && trace[start - 1].kind == .openLoop
                    && trace[start - 1].value == parent
                guard node.kind == .plus, isFirst else { return }
                return push(parent, isLeaving: true, conditions, passed, closeTurn, close)
            }
            let canRepeat = node.isLoop
            if node.isGreedy {
                push(parent, isLeaving: true, conditions, passed, closeTurn, close)
                if canRepeat { push(index, isLeaving: false, conditions, passed, closeTurn, turn) }
            } else {
                if canRepeat { push(index, isLeaving: false, conditions, passed, closeTurn, turn) }
                push(parent, isLeaving: true, conditions, passed, closeTurn, close)
            }
        default: push(parent, isLeaving: true, conditions, passed)
        }
    }

    /// Behind an alternative: the operators that may follow, then the end of the rule.
    private mutating func leaveRule(_ rule: Int, _ conditions: ParseConditions) {
        push(-1, isLeaving: true, conditions, trace.count)
        guard grammar.rules[rule].isLeftRecursive else { return }
        for alternative in grammar.alternatives(of: rule).reversed() {
            let traits = grammar.traits(of: alternative)
            guard traits.leftOperand >= 0, traits.precedence >= floor, traits.precedence < bound
            else { continue }
            push(
                traits.leftOperand, isLeaving: true, conditions, trace.count,
                ParseEvent(kind: .operand, value: alternative))
        }
    }
}
