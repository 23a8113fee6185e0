// What would have fitted where a text stops to parse.

extension ParseRun {
    private struct Step: Hashable {
        let state: Int32
        let call: Int32
    }

    /// The token types that could stand at the place that was reached, in ascending order; 0 is the
    /// end of the program. The items of the place are made anew, those too that the next token
    /// left out.
    mutating func expectedTypes() -> [Int32] {
        var found: Set<Int32> = []
        var seen: Set<Step> = []
        var pending: [Step] = []
        // Calls that begin here, which have no number.
        var begun: Set<Int32> = []
        if position == 0 {
            pending.append(Step(state: tables.variants[Int(calls[0].variant)].start, call: 0))
        } else {
            for scan in lastScans.reversed() {
                pending.append(Step(state: scan.target, call: items[Int(scan.item)].call))
            }
        }
        while let step = pending.popLast(), seen.count < 100_000 {
            guard seen.insert(step).inserted else { continue }
            for index in tables.edges(of: step.state) {
                let edge = tables.edges[Int(index)]
                if edge.conditions.contains(.atEnd) {
                    found.insert(0)
                    continue
                }
                guard edge.conditions.isSubset(of: holding[position]) else { continue }
                switch edge.kind {
                case .token: found.formUnion(tables.tokens(of: edge))
                case .rule:
                    guard begun.insert(edge.variant).inserted else { continue }
                    pending.append(
                        Step(state: tables.variants[Int(edge.variant)].start, call: -1))
                case .end:
                    guard step.call >= 0, position > 0 else { continue }
                    if step.call == 0 { found.insert(0) }
                    let bound = tables.bound(of: step.state)
                    var next = calls[Int(step.call)].firstWaiter
                    while next >= 0 {
                        let waiter = waiters[Int(next)]
                        next = waiter.next
                        pending.append(
                            Step(
                                state: tables.target(of: waiter.edge, bound: bound),
                                call: items[Int(waiter.item)].call))
                    }
                }
            }
        }
        return found.sorted()
    }
}
