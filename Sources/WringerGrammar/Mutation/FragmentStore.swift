internal import WringerModel

/// A rule out of a program, by itself.
struct TreeFragment: Sendable {
    /// As in a derivation; the first is the rule.
    var nodes: [Derivation.Node]
    var text: [UInt8]
    /// For each node whether a token there does not stand behind what comes before it in `text`.
    var isJoint: [Bool]
    /// The contexts that it needs around it, a bit each.
    var needs: UInt64 = 0
}

/// Parts of programs by rule, for putting into others.
///
/// Of each rule it keeps a bounded number: once there are as many, a new one takes the place of
/// another at random, the less often the more were seen (Vitter, "Random sampling with a
/// reservoir", 1985).
package struct FragmentStore: Sendable {
    /// The most nodes in all; one takes 24 bytes.
    private static let greatestSize = 400_000

    private let grammar: Grammar
    private let perRule: Int
    private let greatestTokens: Int
    private var fragments: [[TreeFragment]]
    private var seen: [Int]
    private var stream = RandomStream(seed: 0, stream: "fragments of programs")
    private var size = 0

    /// An empty store.
    ///
    /// - Parameters:
    ///   - perRule: the most parts that are kept of each rule.
    ///   - greatestTokens: larger parts are not kept.
    package init(_ grammar: Grammar, perRule: Int = 64, greatestTokens: Int = 200) {
        self.grammar = grammar
        self.perRule = max(1, perRule)
        self.greatestTokens = greatestTokens
        fragments = Array(repeating: [], count: grammar.rules.count)
        seen = Array(repeating: 0, count: grammar.rules.count)
    }

    /// How many parts there are.
    package var count: Int { fragments.reduce(0) { $0 + $1.count } }

    /// The parts of a rule.
    func fragments(of rule: Int32) -> [TreeFragment] { fragments[Int(rule)] }

    /// Takes parts of a program.
    package mutating func add(_ tree: Derivation) {
        for (index, node) in tree.nodes.enumerated() where node.kind == .rule && index > 0 {
            let rule = Int(node.value)
            // A node has a token at least in four; more are not looked at.
            guard Int(node.end) - index <= 8 * greatestTokens else { continue }
            seen[rule] += 1
            var place = fragments[rule].count
            if place >= perRule {
                place = stream.below(seen[rule])
                guard place < perRule else { continue }
            }
            guard let fragment = fragment(of: tree, index) else { continue }
            guard !fragments[rule].contains(where: { $0.text == fragment.text }) else { continue }
            if place < fragments[rule].count {
                size += fragment.nodes.count - fragments[rule][place].nodes.count
                fragments[rule][place] = fragment
            } else if size < Self.greatestSize {
                size += fragment.nodes.count
                fragments[rule].append(fragment)
            }
        }
    }

    private func fragment(of tree: Derivation, _ index: Int) -> TreeFragment? {
        let range = index..<Int(tree.nodes[index].end)
        let tokens = tree.nodes[range].filter { $0.kind == .token }
        guard let first = tokens.first, let last = tokens.last, tokens.count <= greatestTokens
        else { return nil }
        var nodes = Array(tree.nodes[range])
        for place in nodes.indices {
            nodes[place].end -= Int32(index)
            if nodes[place].kind == .token { nodes[place].detail -= first.detail }
        }
        var fragment = TreeFragment(
            nodes: nodes,
            text: Array(tree.text[Int(first.detail)..<Int(last.detail + last.length)]),
            isJoint: Array(repeating: false, count: nodes.count))
        fragment.needs = neededContexts(nodes[...], grammar)
        return fragment
    }
}

/// The contexts that alternatives in a part need and nothing in it gives, a bit each.
func neededContexts(
    _ nodes: ArraySlice<Derivation.Node>, _ grammar: Grammar
) -> UInt64 {
    var open: [(end: Int, given: UInt64)] = []
    var needs: UInt64 = 0
    for index in nodes.indices where nodes[index].kind == .rule {
        while let last = open.last, last.end <= index { open.removeLast() }
        let node = nodes[index]
        let traits = grammar.rules[Int(node.value)].traits
        let given = open.last?.given ?? 0
        needs |= grammar.traits(of: node.detail).needs & ~given
        open.append((Int(node.end), given & ~traits.hides | traits.gives))
    }
    return needs
}
