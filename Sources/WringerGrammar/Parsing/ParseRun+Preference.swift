// Which of two ways to read the same text is kept.

extension ParseRun {
    /// How many steps are made to decide; with more the first way stays.
    private static let patience = 400

    /// Whether a new way to an item is preferred to the one that it has: at the first place where
    /// both part, it takes what stands first in the grammar, and goes on with greedy loops.
    mutating func isPreferred(_ before: Int32, _ edge: Int32, _ child: Int32, to known: Int) -> Bool
    {
        let old = items[known]
        guard old.before != before || old.edge != edge || old.child != child else { return false }
        let isBetter = isBetter(
            Place(item: before, edge: edge, child: child),
            than: Place(item: old.before, edge: old.edge, child: old.child))
        return isBetter && !isMadeOf(item: Int32(known), record: -1, before, child)
    }

    /// The same for the end of a rule that is known already.
    mutating func isPreferred(_ item: Int32, _ edge: Int32, toEndOf known: Int32) -> Bool {
        let old = records[Int(known)]
        guard old.innermost < 0 else { return false }
        let isBetter = isBetter(
            Place(item: item, edge: edge, child: -1),
            than: Place(item: old.item, edge: old.edge, child: -1))
        guard isBetter else { return false }
        let last = items[Int(item)]
        return !isMadeOf(item: -1, record: known, last.before, last.child)
    }

    /// An item, and the step that is made from it.
    private struct Place {
        var item: Int32
        var edge: Int32
        var child: Int32

        mutating func stepBack(_ items: [Item]) {
            let step = items[Int(item)]
            (item, edge, child) = (step.before, step.edge, step.child)
        }
    }

    private mutating func isBetter(_ first: Place, than second: Place) -> Bool {
        var first = first
        var second = second
        for _ in 0..<Self.patience {
            steps += 1
            if first.item != second.item {
                // Back to where both are the same.
                if first.item > second.item {
                    first.stepBack(items)
                } else {
                    second.stepBack(items)
                }
                continue
            }
            // The edges of a state stand in the order in which they are preferred.
            if first.edge != second.edge { return first.edge < second.edge }
            // The same rule was read in different ways.
            guard first.child >= 0, second.child >= 0, first.child != second.child else {
                return false
            }
            let one = records[Int(first.child)]
            let other = records[Int(second.child)]
            guard one.innermost < 0, other.innermost < 0 else { return false }
            first = Place(item: one.item, edge: one.edge, child: -1)
            second = Place(item: other.item, edge: other.edge, child: -1)
        }
        return false
    }

    /// Whether a step is made of the item or record that it would lead to: a rule that is nothing
    /// but itself again.
    private func isMadeOf(
        item: Int32, record: Int32, _ before: Int32, _ child: Int32
    ) -> Bool {
        var before = before
        var child = child
        for _ in 0..<Self.patience {
            guard child >= 0, before >= 0, items[Int(before)].before < 0 else { return false }
            let part = records[Int(child)]
            if child == record || part.item == item || part.innermost >= 0 { return true }
            before = items[Int(part.item)].before
            child = items[Int(part.item)].child
        }
        return true
    }
}
