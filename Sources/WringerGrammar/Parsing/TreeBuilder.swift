/// Makes the tree of a text out of the items of its parse, with a stack of its own.
struct TreeBuilder {
    private struct Frame {
        /// Where its items begin in `chain`, the first one last.
        let base: Int
        /// How many nodes were open before it.
        let open: Int
        /// The edge that ends the rule.
        let edge: Int32
    }

    private(set) var run: ParseRun
    private let tokens: [LexedToken]
    private var nodes: [Derivation.Node] = []
    private var frames: [Frame] = []
    private var chain: [Int32] = []
    private var open: [Int32] = []
    private var isAfterLineEnd = false
    /// Events of rules that are empty, still to be met; -1 ends a rule.
    private var ranges: [(next: Int, end: Int)] = []

    init(_ run: ParseRun, _ tokens: [LexedToken]) {
        self.run = run
        self.tokens = tokens
        nodes.reserveCapacity(4 * tokens.count)
    }

    /// The tree of a record.
    mutating func tree(of record: Int32, _ text: [UInt8]) -> Derivation {
        begin(record)
        while let frame = frames.last {
            if chain.count > frame.base, let item = chain.popLast() {
                emit(edge: run.items[Int(item)].edge)
                let child = run.items[Int(item)].child
                if child >= 0 { begin(child) } else { addToken(Int(-2 - child)) }
            } else {
                emit(edge: frame.edge)
                close(to: frame.open)
                frames.removeLast()
            }
        }
        return Derivation(nodes: nodes, text: text)
    }

    /// The tree of a rule that is empty.
    mutating func tree(ofEmpty empty: Int32, _ text: [UInt8]) -> Derivation {
        emit(empty: empty)
        return Derivation(nodes: nodes, text: text)
    }

    private mutating func close(to count: Int) {
        while open.count > count, let last = open.popLast() {
            nodes[Int(last)].end = Int32(nodes.count)
        }
    }

    private mutating func add(_ kind: Derivation.Node.Kind, _ value: Int32, _ detail: Int32) {
        open.append(Int32(nodes.count))
        nodes.append(Derivation.Node(kind: kind, value: value, end: 0, detail: detail))
    }

    private mutating func addToken(_ index: Int) {
        let token = tokens[index]
        var node = Derivation.Node(
            kind: .token, value: token.type, end: Int32(nodes.count + 1),
            detail: Int32(token.range.lowerBound))
        node.length = Int32(token.range.count)
        node.isAfterLineEnd = isAfterLineEnd
        isAfterLineEnd = false
        nodes.append(node)
    }

    /// Begins a rule. Where operators follow its first operand, the last one is the outermost.
    private mutating func begin(_ record: Int32) {
        if run.records[Int(record)].innermost >= 0 { fill(record) }
        let done = run.records[Int(record)]
        let rule = run.tables.variants[Int(run.calls[Int(done.call)].variant)].rule
        frames.append(Frame(base: chain.count, open: open.count, edge: done.edge))
        var item = done.item
        while run.items[Int(item)].before >= 0 {
            chain.append(item)
            item = run.items[Int(item)].before
        }
        if run.tables.grammar.rules[Int(rule)].isLeftRecursive {
            addOperators(of: rule, in: run.tables.edges[Int(done.edge)].events)
            for place in stride(from: frames[frames.count - 1].base, to: chain.count, by: 1) {
                let edge = run.items[Int(chain[place])].edge
                addOperators(of: rule, in: run.tables.edges[Int(edge)].events)
            }
        }
        add(.rule, rule, 0)
    }

    private mutating func addOperators(of rule: Int32, in events: Range<Int32>) {
        for place in events.reversed() {
            let event = run.tables.events[Int(place)]
            if event.kind == .operand { add(.rule, rule, event.value) }
        }
    }

    private mutating func emit(edge: Int32) {
        for place in run.tables.edges[Int(edge)].events {
            emit(run.tables.events[Int(place)])
        }
    }

    private mutating func emit(_ event: ParseEvent) {
        switch event.kind {
        case .alternative: nodes[Int(open[open.count - 1])].detail = event.value
        case .openLoop: add(.loop, event.value, 0)
        case .openTurn: add(.turn, 0, 0)
        case .closeLoop, .closeTurn, .operand: close(to: open.count - 1)
        case .emptyRule: emit(empty: event.value)
        case .lineEnd: isAfterLineEnd = true
        }
    }

    /// Adds a rule that is empty, with the empty rules in it.
    private mutating func emit(empty: Int32) {
        let walk = run.tables.walk
        var next = empty
        while true {
            if next >= 0 {
                let rule = walk.empties[Int(next)]
                add(.rule, rule.rule, 0)
                ranges.append((rule.events.lowerBound, rule.events.upperBound))
                next = -1
            }
            guard let range = ranges.last else { return }
            if range.next == range.end {
                ranges.removeLast()
                close(to: open.count - 1)
                continue
            }
            ranges[ranges.count - 1].next += 1
            let event = walk.keptEvents[range.next]
            if event.kind == .emptyRule { next = event.value } else { emit(event) }
        }
    }

    /// Makes the items that a leap passed over.
    private mutating func fill(_ record: Int32) {
        let outermost = run.records[Int(record)]
        var inner = outermost.innermost
        while true {
            let part = run.records[Int(inner)]
            let waiter = run.waiters[Int(run.calls[Int(part.call)].firstWaiter)]
            let target = run.tables.target(of: waiter.edge, bound: part.bound)
            let call = run.items[Int(waiter.item)].call
            let item = Int32(run.items.count)
            run.items.append(
                ParseRun.Item(
                    state: target, call: call, before: waiter.item, child: inner,
                    edge: waiter.edge))
            let edge = run.tables.onlyEnd(of: target) ?? -1
            guard call != outermost.call else {
                run.records[Int(record)].item = item
                run.records[Int(record)].edge = edge
                run.records[Int(record)].innermost = -1
                return
            }
            inner = Int32(run.records.count)
            run.records.append(
                ParseRun.Record(
                    call: call, bound: run.tables.bound(of: target), item: item, edge: edge,
                    next: -1))
        }
    }
}
