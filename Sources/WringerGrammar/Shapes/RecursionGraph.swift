/// Which rule stands where in which: an edge for each occurrence of a rule in another.
struct RecursionGraph {
    /// An occurrence of a rule.
    struct Edge {
        let from: Int32
        let to: Int32
        /// The node of the grammar that it is.
        let node: Int32
        /// The fewest tokens that stand beside it in its rule.
        let weight: Int32
    }

    private(set) var edges: [Edge] = []
    /// For each rule the edges that lead away from it.
    private(set) var leaving: [[Int32]]
    /// The edges that lie on a cycle.
    private(set) var cyclic: [Int32] = []
    /// For each node the one that it is a child of; -1 for roots.
    let parents: [Int32]
    private let components: Components

    /// What an alternative that needs a context, or is a last resort, costs more.
    private static let detour: Int32 = 1_000

    init(_ grammar: Grammar, _ costs: DerivationCosts) {
        var parents = Array(repeating: Int32(-1), count: grammar.nodes.count)
        var isUsed = Array(repeating: false, count: grammar.nodes.count)
        leaving = Array(repeating: [], count: grammar.rules.count)
        var targets = leaving
        for (index, rule) in grammar.rules.enumerated() where costs.rules[index].isFinite {
            isUsed[Int(rule.root)] = true
            // What stands beside a node in its rule, from the root down.
            var beside: [Int32: Int32] = [rule.root: 0]
            for place in rule.nodes.reversed() where isUsed[place] {
                let node = grammar.nodes[place]
                let outer = beside.removeValue(forKey: Int32(place)) ?? 0
                if node.kind == .rule {
                    guard outer < DerivationCost.infinite.tokens,
                        costs.rules[Int(node.value)].isFinite
                    else { continue }
                    leaving[index].append(Int32(edges.count))
                    targets[index].append(node.value)
                    edges.append(
                        Edge(
                            from: Int32(index), to: node.value, node: Int32(place), weight: outer))
                }
                let total = costs.nodes[place].tokens
                for child in grammar.children(of: Int32(place)) {
                    parents[Int(child)] = Int32(place)
                    isUsed[Int(child)] = true
                    var weight = outer
                    if node.kind == .sequence {
                        weight =
                            total < DerivationCost.infinite.tokens
                            ? weight + total - costs.nodes[Int(child)].tokens
                            : DerivationCost.infinite.tokens
                    } else if node.kind == .choice, !grammar.traits(of: child).isFree {
                        weight = min(DerivationCost.infinite.tokens, weight + Self.detour)
                    }
                    beside[child] = weight
                }
            }
        }
        self.parents = parents
        components = Components(targets)
        cyclic = edges.indices.filter {
            components.isOnCycle(from: Int(edges[$0].from), to: Int(edges[$0].to))
        }.map { Int32($0) }
            .sorted {
                (edges[Int($0)].from, edges[Int($0)].node) < (
                    edges[Int($1)].from, edges[Int($1)].node
                )
            }
    }

    /// For each rule the last edge of the cheapest way from `start`, -1 where there is none
    /// (Dijkstra, 1959); `inComponent` stays among the rules that lead back to the start.
    func ways(from start: Int, inComponent: Bool) -> [Int32] {
        var last = Array(repeating: Int32(-1), count: leaving.count)
        var distance = Array(repeating: Int.max, count: leaving.count)
        distance[start] = 0
        var heap = Heap()
        heap.push(0, Int32(start))
        while let (length, rule) = heap.pop() {
            guard length == distance[Int(rule)] else { continue }
            for index in leaving[Int(rule)] {
                let edge = edges[Int(index)]
                let target = Int(edge.to)
                if inComponent, components.numbers[target] != components.numbers[start] { continue }
                let next = length + Int(edge.weight) * 16 + 1
                guard next < distance[target] else { continue }
                distance[target] = next
                last[target] = index
                heap.push(next, edge.to)
            }
        }
        last[start] = -1
        return last
    }

    /// The edges of the way to a rule; nil where there is none.
    func way(from start: Int, to target: Int, _ last: [Int32]) -> [Int32]? {
        var result: [Int32] = []
        var rule = target
        while rule != start {
            guard last[rule] >= 0 else { return nil }
            result.append(last[rule])
            rule = Int(edges[Int(last[rule])].from)
        }
        return result.reversed()
    }
}

/// A binary heap, the smallest first; of equal ones the smaller rule.
private struct Heap {
    private var items: [(length: Int, rule: Int32)] = []

    mutating func push(_ length: Int, _ rule: Int32) {
        items.append((length, rule))
        var place = items.count - 1
        while place > 0, items[place] < items[(place - 1) / 2] {
            items.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func pop() -> (length: Int, rule: Int32)? {
        guard let top = items.first, let last = items.popLast() else { return nil }
        guard !items.isEmpty else { return top }
        items[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < items.count && items[child] < items[least] { least = child }
            if least == place { return top }
            items.swapAt(place, least)
            place = least
        }
    }
}
