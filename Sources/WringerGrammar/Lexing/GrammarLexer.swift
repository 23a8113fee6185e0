/// A piece of a text that a lexer entry has matched.
package struct LexedToken: Hashable, Sendable {
    /// The token type; of hidden ones that of their rule.
    package let type: Int32
    /// Whether the parser does not see it.
    package let isHidden: Bool
    /// Its bytes.
    package let range: Range<Int>
}

/// A text cut into tokens.
package struct LexedText: Hashable, Sendable {
    /// In the order of the text, hidden ones too; together with those of no width, they are the
    /// whole text up to `failure`.
    package var tokens: [LexedToken] = []
    /// The first byte that no rule matches; nil where there is none.
    package var failure: Int?

    /// The tokens that the parser sees.
    package var visible: [LexedToken] { tokens.filter { !$0.isHidden } }
}

/// Cuts texts into tokens as a grammar's lexer rules say: the longest match, and of equal ones the
/// first rule. It keeps the tables that it has made.
package final class GrammarLexer {
    let grammar: Grammar
    private var table: LexerTable
    private let hasModes: Bool
    private let hasExpressions: Bool

    /// The lexer of a grammar; its tables are made when they are needed.
    package init(_ grammar: Grammar) {
        self.grammar = grammar
        table = LexerTable(grammar)
        hasModes = grammar.modes.count > 1
        hasExpressions = grammar.entries.contains { $0.predicate == .regularExpression }
    }

    /// The longest match at a place.
    ///
    /// An entry with a predicate that is not known matches only where no other does; one for a
    /// regular expression where `mayBeExpression`.
    func match(
        _ bytes: [UInt8], at start: Int, mode: Int, mayBeExpression: Bool = true
    ) -> LexerMatch? {
        let (plain, guarded) = table.longest(bytes, at: start, mode: mode)
        guard let guarded else { return plain }
        if grammar.entries[guarded.entry].predicate == .regularExpression {
            guard mayBeExpression else { return plain }
            guard let plain, plain.end >= guarded.end else { return guarded }
            return plain
        }
        return plain ?? guarded
    }

    /// Cuts a whole text into tokens; it stops at the first byte that no rule matches.
    package func tokens(of bytes: [UInt8]) -> LexedText {
        var result = LexedText()
        result.tokens.reserveCapacity(bytes.count / 3)
        var modes = [0]
        var position = 0
        var start = 0
        var mayBeExpression = true
        while position < bytes.count {
            let mode = modes.last ?? 0
            guard
                let match = match(
                    bytes, at: position, mode: mode, mayBeExpression: mayBeExpression),
                match.end > position || grammar.entries[match.entry].effect == .more
            else {
                result.failure = position
                break
            }
            let entry = grammar.entries[match.entry]
            // An entry that takes nothing and changes no mode would be met for ever.
            guard match.end > position || !entry.modeChanges.isEmpty else {
                result.failure = position
                break
            }
            position = match.end
            if hasModes { LexerEntry.change(&modes, entry.modeChanges) }
            guard entry.effect != .more else { continue }
            if hasExpressions, entry.effect == .token {
                mayBeExpression = Self.allowsExpression(bytes[start..<position])
            }
            result.tokens.append(
                LexedToken(
                    type: entry.type, isHidden: entry.effect == .hidden, range: start..<position))
            start = position
        }
        if result.failure == nil, start < position { result.failure = start }
        if let layout = grammar.layout { result = layout.applied(to: result, bytes) }
        return result
    }

    /// Whether a regular expression may stand behind a token: not behind a name, a number, a text
    /// or a closing bracket. A word that is a keyword, as `return`, may have one behind it.
    static func allowsExpression(_ token: ArraySlice<UInt8>) -> Bool {
        guard let last = token.last else { return true }
        switch last {
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "'"),
            UInt8(ascii: "\""), UInt8(ascii: "`"):
            return false
        default: break
        }
        let isWord = last >= 0x80 || last == 0x5f || (last | 0x20) &- 0x61 < 26 || last &- 0x30 < 10
        guard isWord else { return true }
        return [
            "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do",
            "instanceof", "and", "or", "not",
        ].contains { token.elementsEqual($0.utf8) }
    }
}

/// The scalar at a place and its length; a byte that begins none is a scalar outside of Unicode's
/// texts, so that only a set of everything matches it.
func decoded(_ bytes: [UInt8], at position: Int) -> (scalar: UInt32, length: Int) {
    let first = bytes[position]
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
    guard length > 0, first < 0xf5, position + length <= bytes.count else {
        return (0xdc00 + UInt32(first), 1)
    }
    var scalar = UInt32(first) & (0x7f >> UInt32(length))
    for offset in 1..<length {
        let byte = bytes[position + offset]
        guard byte & 0xc0 == 0x80 else { return (0xdc00 + UInt32(first), 1) }
        scalar = scalar << 6 | UInt32(byte & 0x3f)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard scalar >= least, scalar <= 0x10ffff, !(0xd800...0xdfff).contains(scalar) else {
        return (0xdc00 + UInt32(first), 1)
    }
    return (scalar, length)
}
