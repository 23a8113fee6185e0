/// A program as a tree: which rules and tokens it is made of.
///
/// The nodes stand in one list, a parent before its children: walking or freeing a tree of a
/// million levels is a loop.
package struct Derivation: Hashable, Sendable {
    /// A node; its descendants are those behind it, up to `end`.
    package struct Node: Hashable, Sendable {
        /// What a node stands for.
        package enum Kind: UInt8, Sendable {
            /// The parser rule `value`, by the alternative `detail`, a node of the grammar.
            case rule
            /// A token of type `value`; its text begins at byte `detail`.
            case token
            /// A repetition or an optional part, the node `value` of the grammar. Its children are
            /// its turns; it stands there with none as well.
            case loop
            /// One turn of the loop around it.
            case turn
        }

        package let kind: Kind
        /// Whether a line end must stand before the token.
        package var isAfterLineEnd = false
        package let value: Int32
        /// The index behind its last descendant.
        package var end: Int32
        package var detail: Int32
        /// The size of the text of a token, in bytes.
        package var length: Int32 = 0

        package init(kind: Kind, value: Int32, end: Int32, detail: Int32) {
            self.kind = kind
            self.value = value
            self.end = end
            self.detail = detail
        }
    }

    /// In preorder; the first is the start rule.
    package var nodes: [Node]
    /// The whole text; what stands between tokens belongs to none.
    package var text: [UInt8]

    /// A tree of these nodes, whose tokens have their texts in `text`.
    package init(nodes: [Node], text: [UInt8]) {
        self.nodes = nodes
        self.text = text
    }

    /// The text put together again: each token, and what stands before it.
    package var unparsed: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var end = 0
        for node in nodes where node.kind == .token {
            result += text[end..<Int(node.detail)]
            result += text(of: node)
            end = Int(node.detail + node.length)
        }
        return result + text[end...]
    }

    /// How many tokens it has.
    package var tokenCount: Int { nodes.count { $0.kind == .token } }

    /// How many rules are inside of each other at its deepest place.
    package var depth: Int {
        var open: [Int32] = []
        var greatest = 0
        for (index, node) in nodes.enumerated() {
            while let end = open.last, end <= index { open.removeLast() }
            guard node.kind == .rule else { continue }
            open.append(node.end)
            greatest = max(greatest, open.count)
        }
        return greatest
    }

    /// The text of a token.
    package func text(of node: Node) -> ArraySlice<UInt8> {
        text[Int(node.detail)..<Int(node.detail + node.length)]
    }
}
