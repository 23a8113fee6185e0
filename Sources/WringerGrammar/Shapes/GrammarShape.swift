package import WringerModel

/// Something of a grammar that can be nested to an exact depth: a way from a rule back to itself.
package struct GrammarShape: Hashable, Sendable {
    /// How its levels lie.
    package enum Kind: String, Hashable, Sendable {
        /// Something opens and something closes: `((1))`.
        case nest
        /// The tree grows to the left: `1 - 1 - 1`. The levels are a chain, none is inside of text
        /// of another.
        case chainLeft = "chain-left"
        /// The tree grows to the right: `1 ^ 1 ^ 1`.
        case chainRight = "chain-right"
        /// Something opens and nothing closes: `- - - 1`.
        case prefix
    }

    /// A text in which the number of the level may stand, from 1.
    package struct Piece: Hashable, Sendable {
        /// What stands around the numbers: one more than there are.
        package let literals: [[UInt8]]

        /// Whether it is the same at each level.
        package var isPlain: Bool { literals.count == 1 }

        func append(to text: inout [UInt8], level: Int) {
            text += literals[0]
            for literal in literals.dropFirst() {
                text += String(level).utf8
                text += literal
            }
        }
    }

    /// Short, and none has the name of another: the rule, and what opens and closes a level.
    package let name: String
    package let kind: Kind
    /// The rules from the first back to itself, without the first a second time.
    package let path: [String]
    package let prefix: [UInt8]
    package let open: Piece
    package let core: [UInt8]
    package let close: Piece
    package let suffix: [UInt8]

    /// The shape as target files have it; nil where names differ from level to level, or a text is
    /// not UTF-8.
    package var nestingShape: NestingShape? {
        guard open.isPlain, close.isPlain else { return nil }
        let parts = [prefix, open.literals[0], core, close.literals[0], suffix]
            .compactMap { String(validating: $0, as: UTF8.self) }
        guard parts.count == 5, !parts[1].isEmpty else { return nil }
        return NestingShape(
            name: name, prefix: parts[0], open: parts[1], core: parts[2], close: parts[3],
            suffix: parts[4])
    }

    /// The program in which it is nested exactly `depth` deep, 0 or more. Takes time and memory in
    /// proportion to its size, and no stack.
    package func text(depth: Int) -> [UInt8] {
        precondition(depth >= 0, "a depth is 0 or more")
        var text = prefix
        Self.append(open, levels: 1...max(1, depth), count: depth, to: &text, isRising: true)
        text += core
        Self.append(close, levels: 1...max(1, depth), count: depth, to: &text, isRising: false)
        text += suffix
        return text
    }

    private static func append(
        _ piece: Piece, levels: ClosedRange<Int>, count: Int, to text: inout [UInt8], isRising: Bool
    ) {
        guard count > 0 else { return }
        guard piece.isPlain else {
            for offset in 0..<count {
                piece.append(to: &text, level: isRising ? 1 + offset : levels.upperBound - offset)
            }
            return
        }
        // By doubling what is there.
        let unit = piece.literals[0]
        guard !unit.isEmpty else { return }
        let start = text.count
        let wanted = unit.count * count
        text.reserveCapacity(start + wanted)
        text += unit
        while text.count - start < wanted {
            let added = min(text.count - start, wanted - (text.count - start))
            text.append(contentsOf: text[start..<(start + added)])
        }
    }
}
