/// From a bracket to its partner; what brackets enclose is guessed, no language is known.
struct BracketedRange: Hashable, Sendable {
    /// Both brackets and all between them.
    let range: Range<Int>
    /// Where the name begins that stands right before the bracket, as in `f(x)`; the bracket
    /// itself where there is none.
    let headStart: Int
    /// How many bracketed ranges lie inside; in the list they come right before this one.
    let descendantCount: Int

    /// What lies between the brackets.
    var content: Range<Int> { (range.lowerBound + 1)..<(range.upperBound - 1) }

    /// All pairs of brackets, inner before outer. A bracket without its partner is passed over.
    static func all(in bytes: [UInt8], _ tokens: [Token]) -> [BracketedRange] {
        var found: [BracketedRange] = []
        var pending: [(opener: Int, headStart: Int, foundBefore: Int)] = []
        // How many of each opener are pending: a closer without any must not empty the stack.
        var pendingCounts: [UInt8: Int] = [:]
        var previous: Token?
        for token in tokens {
            let start = token.range.lowerBound
            if token.kind == .opener {
                let head = previous?.kind == .name ? previous?.range.lowerBound : nil
                pending.append((start, head ?? start, found.count))
                pendingCounts[bytes[start], default: 0] += 1
            } else if token.kind == .closer {
                let wanted = opener(of: bytes[start])
                while pendingCounts[wanted, default: 0] > 0, let last = pending.popLast() {
                    pendingCounts[bytes[last.opener], default: 0] -= 1
                    guard bytes[last.opener] == wanted else { continue }
                    let inner = found.count - last.foundBefore
                    found.append(
                        BracketedRange(
                            range: last.opener..<token.range.upperBound,
                            headStart: last.headStart, descendantCount: inner))
                    break
                }
            }
            previous = token
        }
        return found
    }

    private static func opener(of closer: UInt8) -> UInt8 {
        switch closer {
        case UInt8(ascii: ")"): UInt8(ascii: "(")
        case UInt8(ascii: "]"): UInt8(ascii: "[")
        default: UInt8(ascii: "{")
        }
    }
}

/// A line of a program.
struct Line: Hashable, Sendable {
    /// Without its end.
    let content: Range<Int>
    /// With its end; the last line may have none.
    let range: Range<Int>

    /// All lines; what follows the last line end is one only where it is not empty.
    static func all(in tokens: [Token]) -> [Line] {
        var lines: [Line] = []
        var start = 0
        for token in tokens where token.kind == .lineEnd {
            let end = token.range.upperBound
            lines.append(Line(content: start..<token.range.lowerBound, range: start..<end))
            start = end
        }
        if let end = tokens.last?.range.upperBound, end > start {
            lines.append(Line(content: start..<end, range: start..<end))
        }
        return lines
    }
}
