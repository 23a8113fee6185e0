/// A tree with parts of it replaced, before its text is written.
struct TreeEdit {
    /// What stands in the place of a part.
    enum Part {
        /// Nodes of the tree itself.
        case own(Range<Int>)
        case foreign(TreeFragment)
    }

    private let base: Derivation
    private(set) var nodes: [Derivation.Node] = []
    /// For each node whether what stands before it was replaced.
    private var isJoint: [Bool] = []
    /// The text of the tree, then those of the foreign parts.
    private var source: [UInt8]
    /// Whether the end was not replaced.
    private var hasTail = true

    /// A tree with parts replaced; the ranges are of nodes with all of their descendants, ascending
    /// and apart from each other.
    init(_ base: Derivation, replacing edits: [(range: Range<Int>, parts: [Part])]) {
        self.base = base
        source = base.text
        var next = 0
        var isFresh = false
        // How far the ends behind each of the ranges are moved.
        var moves: [(end: Int, by: Int32)] = []
        for edit in edits {
            let size = edit.parts.reduce(0) { $0 + $1.count }
            moves.append((edit.range.upperBound, Int32(size - edit.range.count)))
        }
        for edit in edits {
            copy(next..<edit.range.lowerBound, isFresh, moves)
            for part in edit.parts { add(part) }
            next = edit.range.upperBound
            isFresh = true
        }
        copy(next..<base.nodes.count, isFresh, moves)
        hasTail = next < base.nodes.count || !isFresh
    }

    /// A tree where what lies between a node and one inside of it is there `copies` times more.
    init(_ base: Derivation, nesting inner: Range<Int>, in outer: Range<Int>, copies: Int) {
        self.base = base
        source = base.text
        let prefix = inner.lowerBound - outer.lowerBound
        let suffix = outer.upperBound - inner.upperBound
        let added = copies * (prefix + suffix)
        copy(0..<outer.lowerBound, false, [(outer.upperBound, Int32(added))])
        let innerEnd = outer.lowerBound + (copies + 1) * prefix + inner.count
        for level in 0...copies {
            for index in outer.lowerBound..<inner.lowerBound {
                var node = base.nodes[index]
                let isAround = Int(node.end) >= inner.upperBound
                node.end =
                    isAround
                    ? Int32(innerEnd + (copies - level) * suffix) + node.end
                        - Int32(inner.upperBound)
                    : node.end + Int32(level * prefix)
                nodes.append(node)
                isJoint.append(index == outer.lowerBound && level > 0)
            }
        }
        copy(inner, false, [])
        for level in 0...copies {
            copy(inner.upperBound..<outer.upperBound, level > 0, [])
        }
        copy(outer.upperBound..<base.nodes.count, false, [])
    }

    /// - Parameter moves: nothing for nodes that go to another place with all around them.
    private mutating func copy(
        _ range: Range<Int>, _ isFresh: Bool, _ moves: [(end: Int, by: Int32)]
    ) {
        let shift = Int32(nodes.count - range.lowerBound)
        for index in range {
            var node = base.nodes[index]
            if moves.isEmpty {
                node.end += shift
            } else {
                for move in moves where move.end <= Int(base.nodes[index].end) {
                    node.end += move.by
                }
            }
            nodes.append(node)
            isJoint.append(isFresh && index == range.lowerBound)
        }
    }

    private mutating func add(_ part: Part) {
        switch part {
        case .own(let range): copy(range, true, [])
        case .foreign(let fragment):
            let shift = Int32(nodes.count)
            let offset = Int32(source.count)
            source += fragment.text
            for (index, node) in fragment.nodes.enumerated() {
                var node = node
                node.end += shift
                if node.kind == .token { node.detail += offset }
                nodes.append(node)
                isJoint.append(index == 0 || fragment.isJoint[index])
            }
        }
    }

    /// Whether its tokens, with the indentation of lines, take more than some bytes: nested blocks
    /// take the square of their depth.
    func isLarger(than limit: Int, layout: LayoutTokens?) -> Bool {
        var size = 0
        var level = 0
        for node in nodes where node.kind == .token {
            size += Int(node.length)
            if node.value == layout?.indent { level += 1 }
            if node.value == layout?.dedent { level -= 1 }
            if node.value == layout?.lineEnd { size += level }
            if size > limit { return true }
        }
        return false
    }

    /// Writes it; nil where its tokens cannot stand behind each other.
    func written(by writer: TokenWriter, layout: LayoutTokens?) -> Derivation? {
        var source = source
        var pieces: [TokenWriter.Piece] = []
        var end: Int32 = 0
        var isCut = false
        for (index, node) in nodes.enumerated() {
            if isJoint[index] { isCut = true }
            guard node.kind == .token else { continue }
            var piece = TokenWriter.Piece(
                type: node.value, start: node.detail, length: node.length,
                isAfterLineEnd: node.isAfterLineEnd, hidden: isCut ? -1 : end)
            // A line end that was missing at the end of the program.
            if node.length == 0, node.value == layout?.lineEnd {
                piece = TokenWriter.Piece(
                    type: node.value, start: Int32(source.count), length: 1, isAfterLineEnd: false)
                source.append(0x0a)
            }
            pieces.append(piece)
            end = node.detail + node.length
            isCut = false
        }
        let isWhole = hasTail && !isCut && layout == nil && Int(end) <= base.text.count
        let tail = isWhole ? base.text[Int(end)...] : []
        guard let written = writer.write(pieces, source, tail: tail, isHasty: true) else {
            return nil
        }
        var nodes = nodes
        var piece = 0
        for index in nodes.indices where nodes[index].kind == .token {
            nodes[index].detail = written.starts[piece]
            nodes[index].length = pieces[piece].length
            piece += 1
        }
        return Derivation(nodes: nodes, text: written.text)
    }
}

extension TreeEdit.Part {
    /// How many nodes it has.
    var count: Int {
        switch self {
        case .own(let range): range.count
        case .foreign(let fragment): fragment.nodes.count
        }
    }
}
