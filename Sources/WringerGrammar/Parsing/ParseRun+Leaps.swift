// Leo's short cuts through the ends of rules.

extension ParseRun {
    /// Where the end of a call leads to; nil where something else may follow at once.
    ///
    /// A call that one item alone waits for, with nothing behind but the end of its rule, is passed
    /// over; what was found is kept for all calls on the way, so that each is passed once.
    mutating func leap(from call: Int32, _ bound: Int32) -> Leap? {
        path.removeAll(keepingCapacity: true)
        var current = call
        var handed = bound
        var found: Int32 = -1
        while true {
            let known = calls[Int(current)].leap
            if known >= 0, leaps[Int(known)].bound == handed {
                found = known
                break
            }
            // The call of the whole text has someone more who waits; who waits is older.
            let first = calls[Int(current)].firstWaiter
            guard current > 0, first == calls[Int(current)].lastWaiter, first >= 0 else { break }
            let waiter = waiters[Int(first)]
            let target = tables.target(of: waiter.edge, bound: handed)
            guard tables.onlyEnd(of: target) != nil else { break }
            found = -1
            path.append(current)
            path.append(handed)
            current = items[Int(waiter.item)].call
            handed = tables.bound(of: target)
        }
        while let handed = path.popLast(), let passed = path.popLast() {
            if found < 0 {
                let waiter = waiters[Int(calls[Int(passed)].firstWaiter)]
                let target = tables.target(of: waiter.edge, bound: handed)
                found = Int32(leaps.count)
                leaps.append(
                    Leap(
                        bound: handed, item: waiter.item, edge: waiter.edge, target: target,
                        call: passed))
            } else if leaps[Int(found)].bound != handed {
                let leap = leaps[Int(found)]
                found = Int32(leaps.count)
                leaps.append(
                    Leap(
                        bound: handed, item: leap.item, edge: leap.edge, target: leap.target,
                        call: leap.call))
            }
            calls[Int(passed)].leap = found
        }
        return found < 0 ? nil : leaps[Int(found)]
    }
}
