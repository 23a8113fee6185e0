/// The states of all lexer entries, fragments written out where they are used.
///
/// A rule that holds itself is written out to a depth that is said in `unrolledDepth`.
struct LexerNetwork {
    enum State {
        /// Goes on in these states, the preferred one first.
        case split(first: Int32, count: Int32, isNonGreedy: Bool)
        /// Takes a scalar of a set, or the end of the text where the set is -1.
        case take(set: Int32, target: Int32)
        /// The entry has matched.
        case accept(entry: Int32)
        case dead
    }

    private(set) var states: [State] = []
    private(set) var targets: [Int32] = []
    /// The first state of each entry.
    private(set) var starts: [Int32] = []
    /// How often a rule may be inside of itself.
    private(set) var unrolledDepth = 0

    private static let greatestSize = 60_000

    init(_ grammar: Grammar) {
        for depth in [6, 4, 3, 2, 1] {
            unrolledDepth = depth
            states = []
            targets = []
            starts = []
            if build(grammar) { return }
        }
    }

    /// A node that is still to be written out between two states.
    private struct Pending {
        let node: Int32
        let from: Int32
        let to: Int32
        /// The call that it stands in, an index; -1 for none.
        let call: Int32
    }

    private mutating func newState() -> Int32 {
        states.append(.dead)
        return Int32(states.count - 1)
    }

    private mutating func split(_ from: Int32, _ to: [Int32], isNonGreedy: Bool = false) {
        states[Int(from)] = .split(
            first: Int32(targets.count), count: Int32(to.count), isNonGreedy: isNonGreedy)
        targets += to
    }

    private mutating func build(_ grammar: Grammar) -> Bool {
        var calls: [(rule: Int32, parent: Int32)] = []
        for (index, entry) in grammar.entries.enumerated() {
            let start = newState()
            let end = newState()
            starts.append(start)
            states[Int(end)] = .accept(entry: Int32(index))
            var pending = [Pending(node: entry.root, from: start, to: end, call: -1)]
            while let item = pending.popLast() {
                // What does not fit at the least depth is left out.
                if states.count > Self.greatestSize {
                    guard unrolledDepth == 1 else { return false }
                    continue
                }
                guard grammar.nodes[Int(item.node)].kind == .lexerRule else {
                    expand(item, grammar, &pending)
                    continue
                }
                let rule = grammar.nodes[Int(item.node)].value
                var depth = 0
                var call = item.call
                while call >= 0 {
                    if calls[Int(call)].rule == rule { depth += 1 }
                    call = calls[Int(call)].parent
                }
                guard depth < unrolledDepth else { continue }
                calls.append((rule, item.call))
                pending.append(
                    Pending(
                        node: grammar.lexerRules[Int(rule)].root, from: item.from, to: item.to,
                        call: Int32(calls.count - 1)))
            }
        }
        return true
    }

    private mutating func expand(_ item: Pending, _ grammar: Grammar, _ pending: inout [Pending]) {
        let node = grammar.nodes[Int(item.node)]
        let children = grammar.children(of: item.node)
        func add(_ child: Int32, _ from: Int32, _ to: Int32) {
            pending.append(Pending(node: child, from: from, to: to, call: item.call))
        }
        switch node.kind {
        case .sequence:
            guard let last = children.last else { return split(item.from, [item.to]) }
            var from = item.from
            for child in children.dropLast() {
                let next = newState()
                add(child, from, next)
                from = next
            }
            add(last, from, item.to)
        case .choice:
            let heads = children.map { _ in newState() }
            split(item.from, heads)
            for (child, head) in zip(children, heads) { add(child, head, item.to) }
        case .optional:
            let head = newState()
            split(
                item.from, node.isGreedy ? [head, item.to] : [item.to, head],
                isNonGreedy: !node.isGreedy)
            add(children[children.startIndex], head, item.to)
        case .star, .plus:
            let head = newState()
            let turn = newState()
            if node.kind == .star { split(item.from, [turn]) } else { split(item.from, [head]) }
            split(
                turn, node.isGreedy ? [head, item.to] : [item.to, head], isNonGreedy: !node.isGreedy
            )
            add(children[children.startIndex], head, turn)
        case .characters: states[Int(item.from)] = .take(set: node.value, target: item.to)
        case .endOfFile: states[Int(item.from)] = .take(set: -1, target: item.to)
        case .predicate: split(item.from, [item.to])
        case .token, .tokenSet, .rule, .lexerRule, .never: break
        }
    }
}
