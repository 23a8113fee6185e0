internal import WringerModel

/// Finds the shapes of a grammar: one for each occurrence of a rule by which another rule leads
/// back to itself, closed by the cheapest way back. Equal ones are one.
///
/// To list all simple cycles would take time exponential in the rules; covering each edge once
/// finds every construct that nests.
package final class ShapeFinder {
    /// What was found, and what was left out.
    package struct Result: Sendable {
        package var shapes: [GrammarShape] = []
        package var notes: [GrammarNote] = []
    }

    /// More occurrences are not looked at.
    package static let greatestEdgeCount = 4_000

    let grammar: Grammar
    let maker: DerivationMaker
    private let graph: RecursionGraph
    private let smallest: SmallestTokens
    private var result = Result()
    private var seenCycles: Set<[Int32]> = []
    private var seenTexts: Set<[UInt8]> = []

    /// A finder for the grammar that a maker makes programs of.
    package init(_ maker: DerivationMaker) {
        self.maker = maker
        grammar = maker.grammar
        graph = RecursionGraph(maker.grammar, maker.plan.costs)
        smallest = SmallestTokens(
            grammar: maker.grammar, costs: maker.plan.costs, isWritable: maker.isWritable)
    }

    /// All shapes, by the order of their rules in the grammar.
    package func find() -> Result {
        result = Result()
        seenCycles = []
        seenTexts = []
        let entries = graph.ways(from: grammar.start, inComponent: false)
        var ways: [Int32: [Int32]] = [:]
        for index in graph.cyclic.prefix(Self.greatestEdgeCount) {
            let edge = graph.edges[Int(index)]
            if isFlat(edge) { continue }
            let back: [Int32]
            if edge.from == edge.to {
                back = []
            } else {
                let last = ways[edge.to] ?? graph.ways(from: Int(edge.to), inComponent: true)
                ways[edge.to] = last
                guard let way = graph.way(from: Int(edge.to), to: Int(edge.from), last) else {
                    continue
                }
                back = way
            }
            let cycle = [index] + back
            guard seenCycles.insert(rotated(cycle)).inserted,
                let entry = graph.way(from: grammar.start, to: Int(edge.from), entries)
            else { continue }
            if let shape = shape(of: cycle, entry: entry) { result.shapes.append(shape) }
        }
        if graph.cyclic.count > Self.greatestEdgeCount {
            let rule = grammar.rules[grammar.start]
            result.notes.append(
                GrammarNote(
                    .note, file: rule.file, line: rule.line, rule: rule.name,
                    "of \(graph.cyclic.count) recursive places the first "
                        + "\(Self.greatestEdgeCount) give shapes"))
        }
        ShapeNames.makeUnique(&result.shapes)
        return result
    }

    /// The cycle from its smallest edge on, so that equal ones are equal.
    private func rotated(_ cycle: [Int32]) -> [Int32] {
        guard let least = cycle.min(), let place = cycle.firstIndex(of: least) else { return cycle }
        return Array(cycle[place...] + cycle[..<place])
    }

    private func isFlat(_ edge: RecursionGraph.Edge) -> Bool {
        for alternative in smallest.alternatives(around: edge.node, graph.parents) {
            guard let reason = grammar.traits(of: alternative).flatReason else { continue }
            note(edge, "no shape goes through the alternative: \(visible(reason))")
            return true
        }
        return false
    }

    private func note(_ edge: RecursionGraph.Edge, _ text: String) {
        let rule = grammar.rules[Int(edge.from)]
        let note = GrammarNote(
            .note, file: rule.file, line: Int(grammar.nodes[Int(edge.node)].line), rule: rule.name,
            text)
        if !result.notes.contains(note) { result.notes.append(note) }
    }

    /// Whether the tree of an operator may stand as that operand of itself: else the text is read
    /// as another tree.
    private func isDerivable(_ edge: RecursionGraph.Edge) -> Bool {
        for alternative in smallest.alternatives(around: edge.node, graph.parents) {
            let traits = grammar.traits(of: alternative)
            if traits.leftOperand == edge.node {
                return traits.binds(floor: 0, ceiling: traits.precedence)
            }
            if traits.rightOperand == edge.node {
                return traits.binds(floor: traits.nextPrecedence, ceiling: 0)
            }
        }
        return true
    }

    // MARK: One shape

    private func shape(of cycle: [Int32], entry: [Int32]) -> GrammarShape? {
        let edges = cycle.map { graph.edges[Int($0)] }
        guard edges.allSatisfy(isDerivable) else { return nil }
        var marked: Set<Int32> = []
        for edge in edges {
            if let found = smallest.construct(around: edge.node, graph.parents) {
                marked.insert(found)
            }
        }
        var count = 0
        guard var plan = tokens(cycle, entry, smallest, marked, &count) else { return nil }
        if count > 0 {
            // The construct stands in what is around it, too: look for a way without.
            let found = marked
            let costs = DerivationCosts(
                grammar, writable: { [isWritable = maker.isWritable] in isWritable[Int($0)] },
                DerivationCosts.Choice(markedAlternatives: found))
            let other = SmallestTokens(
                grammar: grammar, costs: costs, isWritable: maker.isWritable)
            var rest = 0
            if let better = tokens(cycle, entry, other, marked, &rest), rest < count {
                plan = better
                count = rest
            }
        }
        guard !plan.open.isEmpty || !plan.close.isEmpty else { return nil }
        guard !ShapeWriter(maker).isIndented(plan) else {
            note(edges[0], "the levels are indented, so that no text repeats; no shape is made")
            return nil
        }
        guard let written = ShapeWriter(maker).write(plan) else {
            note(edges[0], "the shape cannot be written so that lexing gives its tokens back")
            return nil
        }
        guard seenTexts.insert(written.text(depth: 3)).inserted else { return nil }
        if count > 0 {
            note(
                edges[0],
                "the construct stands \(count) times beside its levels too"
            )
        }
        let path = edges.map { grammar.rules[Int($0.from)].name }
        return GrammarShape(
            name: ShapeNames.name(rule: path[0], plan, grammar), kind: kind(edges, plan),
            path: path,
            prefix: written.prefix, open: written.open, core: written.core, close: written.close,
            suffix: written.suffix)
    }

    private func kind(_ edges: [RecursionGraph.Edge], _ plan: ShapePlan) -> GrammarShape.Kind {
        if plan.open.isEmpty { return .chainLeft }
        guard plan.close.isEmpty else { return .nest }
        guard edges.count == 1 else { return .prefix }
        let alternatives = smallest.alternatives(around: edges[0].node, graph.parents)
        let isOperator = alternatives.contains { grammar.traits(of: $0).leftOperand >= 0 }
        return isOperator ? .chainRight : .prefix
    }

    private func tokens(
        _ cycle: [Int32], _ entry: [Int32], _ smallest: SmallestTokens, _ marked: Set<Int32>,
        _ count: inout Int
    ) -> ShapePlan? {
        var plan = ShapePlan()
        for index in entry {
            let node = graph.edges[Int(index)].node
            guard
                let around = smallest.surroundings(
                    of: node, graph.parents, marked: marked, &count)
            else { return nil }
            plan.prefix += around.before
            plan.suffix = around.behind + plan.suffix
        }
        for index in cycle {
            let node = graph.edges[Int(index)].node
            guard
                let around = smallest.surroundings(
                    of: node, graph.parents, marked: marked, &count)
            else { return nil }
            plan.open += around.before
            plan.close = around.behind + plan.close
        }
        guard let first = cycle.first,
            let core = smallest.tokens(
                of: grammar.rules[Int(graph.edges[Int(first)].from)].root, marked: marked, &count)
        else { return nil }
        plan.core = core
        return plan
    }
}

/// The tokens of a shape.
struct ShapePlan {
    var prefix: [SmallestTokens.Item] = []
    var open: [SmallestTokens.Item] = []
    var core: [SmallestTokens.Item] = []
    var close: [SmallestTokens.Item] = []
    var suffix: [SmallestTokens.Item] = []
}
