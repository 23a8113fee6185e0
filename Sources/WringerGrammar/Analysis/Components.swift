/// The strongly connected components of a graph: Tarjan, "Depth-first search and linear graph
/// algorithms", 1972, with a stack of our own.
struct Components {
    /// For each vertex the number of its component.
    private(set) var numbers: [Int]
    /// For each component whether it has a cycle.
    private(set) var isCyclic: [Bool] = []

    /// - Parameter edges: for each vertex those that it leads to.
    init(_ edges: [[Int32]]) {
        let count = edges.count
        numbers = Array(repeating: -1, count: count)
        var order = Array(repeating: -1, count: count)
        var low = order
        var open: [Int] = []
        var isOpen = Array(repeating: false, count: count)
        var next = 0
        var path: [(vertex: Int, edge: Int)] = []
        for root in 0..<count where order[root] < 0 {
            path.append((root, 0))
            while let (vertex, edge) = path.last {
                if edge == 0 {
                    order[vertex] = next
                    low[vertex] = next
                    next += 1
                    open.append(vertex)
                    isOpen[vertex] = true
                }
                if edge < edges[vertex].count {
                    path[path.count - 1].edge += 1
                    let target = Int(edges[vertex][edge])
                    if order[target] < 0 {
                        path.append((target, 0))
                    } else if isOpen[target] {
                        low[vertex] = min(low[vertex], order[target])
                    }
                    continue
                }
                // A vertex without edges must not be opened again.
                path.removeLast()
                if let parent = path.last?.vertex { low[parent] = min(low[parent], low[vertex]) }
                guard low[vertex] == order[vertex] else { continue }
                var size = 0
                while let member = open.popLast() {
                    isOpen[member] = false
                    numbers[member] = isCyclic.count
                    size += 1
                    if member == vertex { break }
                }
                isCyclic.append(size > 1 || edges[vertex].contains(Int32(vertex)))
            }
        }
    }

    /// Whether an edge lies on a cycle.
    func isOnCycle(from: Int, to: Int) -> Bool {
        numbers[from] == numbers[to] && isCyclic[numbers[from]]
    }
}
