/// What the operators ask of a tree, found in one walk.
struct TreeIndex {
    let tree: Derivation
    /// The parent of each node; -1 for the first.
    private(set) var parents: [Int32]
    /// The next node around each rule that is the same rule; -1 where there is none.
    private(set) var sameAbove: [Int32]
    /// The bytes of the tokens before each node, with a blank for each, and of all.
    private var bytes: [Int32]
    /// The rules but the first; those that stand in the same rule; tokens and rules that are not
    /// empty; turns of loops that may be more or fewer; loops with several turns.
    private(set) var rules: [Int32] = []
    private(set) var nested: [Int32] = []
    private(set) var filled: [Int32] = []
    private(set) var turns: [Int32] = []
    private(set) var loops: [Int32] = []

    init(_ tree: Derivation, _ grammar: Grammar) {
        self.tree = tree
        let count = tree.nodes.count
        parents = Array(repeating: -1, count: count)
        sameAbove = parents
        bytes = Array(repeating: 0, count: count + 1)
        var open: [(node: Int32, outer: Int32)] = []
        var latest = Array(repeating: Int32(-1), count: grammar.rules.count)
        for (index, node) in tree.nodes.enumerated() {
            while let last = open.last, tree.nodes[Int(last.node)].end <= index {
                open.removeLast()
                let closed = tree.nodes[Int(last.node)]
                if closed.kind == .rule { latest[Int(closed.value)] = last.outer }
            }
            let number = Int32(index)
            parents[index] = open.last?.node ?? -1
            bytes[index + 1] = bytes[index] + (node.kind == .token ? node.length + 1 : 0)
            var outer: Int32 = -1
            switch node.kind {
            case .rule:
                outer = latest[Int(node.value)]
                latest[Int(node.value)] = number
                sameAbove[index] = outer
                if index > 0 { rules.append(number) }
                if outer >= 0 { nested.append(number) }
            case .turn: turns.append(number)
            case .loop:
                let first = index + 1
                if first < node.end, tree.nodes[first].end < node.end { loops.append(number) }
            case .token: break
            }
            if node.kind == .token { filled.append(number) } else { open.append((number, outer)) }
        }
        filled += rules.filter { size(of: range(of: $0)) > 0 }
        turns = turns.filter { size(of: range(of: $0)) > 0 }
    }

    /// A node with its descendants.
    func range(of node: Int32) -> Range<Int> { Int(node)..<Int(tree.nodes[Int(node)].end) }

    /// About how many bytes nodes take.
    func size(of range: Range<Int>) -> Int {
        Int(bytes[range.upperBound] - bytes[range.lowerBound])
    }

    /// The turns of a loop.
    func turns(of loop: Int32) -> [Int32] {
        var result: [Int32] = []
        var next = loop + 1
        while next < tree.nodes[Int(loop)].end {
            result.append(next)
            next = tree.nodes[Int(next)].end
        }
        return result
    }

    /// Whether two parts have the same tokens.
    func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        guard size(of: one) == size(of: other) else { return false }
        let first = tree.nodes[one].lazy.filter { $0.kind == .token }
        let second = tree.nodes[other].lazy.filter { $0.kind == .token }
        return first.elementsEqual(second) {
            $0.value == $1.value && tree.text(of: $0) == tree.text(of: $1)
        }
    }

    /// The contexts inside of a node's parents, a bit each.
    func contexts(at node: Int32, _ grammar: Grammar) -> UInt64 {
        var contexts: UInt64 = 0
        var hidden: UInt64 = 0
        var above = parents[Int(node)]
        while above >= 0 {
            let part = tree.nodes[Int(above)]
            if part.kind == .rule {
                let traits = grammar.rules[Int(part.value)].traits
                contexts |= traits.gives & ~hidden
                hidden |= traits.hides
            }
            above = parents[Int(above)]
        }
        return contexts
    }
}
