/// Writes tokens one behind the other, so that lexing the text gives these tokens back.
final class TokenWriter {
    /// A token to be written.
    struct Piece {
        let type: Int32
        /// Its text in `source`.
        let start: Int32
        let length: Int32
        let isAfterLineEnd: Bool
        /// Where the hidden text in `source` begins that stands before it and is kept; -1 where
        /// there is none.
        var hidden: Int32 = -1
    }

    private let grammar: Grammar
    private let lexer: GrammarLexer
    /// Whether a blank, and a line end, is hidden in the first mode.
    private let blank: UInt8?
    private let hasLineEnds: Bool
    /// What is written between two tokens; nothing where the grammar hides no blank.
    var blankText: [UInt8] { blank.map { [$0] } ?? [] }
    private static let table: [UInt8] = (0..<256).map { kind(of: UInt8($0)) }

    init(_ grammar: Grammar, lexer: GrammarLexer) {
        self.grammar = grammar
        self.lexer = lexer
        func isHidden(_ byte: UInt8, mode: Int) -> Bool {
            guard let match = lexer.match([byte], at: 0, mode: mode), match.end == 1 else {
                return false
            }
            let entry = grammar.entries[match.entry]
            return entry.effect == .hidden && entry.modeChanges.isEmpty
        }
        blank = [0x20, 0x09, 0x0a].first { isHidden($0, mode: 0) }
        hasLineEnds = isHidden(0x0a, mode: 0) && grammar.layout == nil
    }

    /// The text, and where each piece begins in it; nil where no way of writing gives them back.
    ///
    /// - Parameters:
    ///   - tail: hidden text behind the last piece.
    ///   - isHasty: after two mistakes all pieces are kept apart, as where one mistake is repeated
    ///     in thousands of places.
    func write(
        _ pieces: [Piece], _ source: [UInt8], tail: ArraySlice<UInt8> = [], isHasty: Bool = false
    ) -> (text: [UInt8], starts: [Int32])? {
        var isSplit: [Bool] = []
        for round in isHasty ? [0, 1, 9] : Array(0..<10) {
            if round == 9 { isSplit = Array(repeating: true, count: pieces.count + 1) }
            var (text, starts) = laidOut(pieces, source, isSplit)
            text.append(contentsOf: tail)
            guard let wrong = firstMistake(pieces, text, starts) else { return (text, starts) }
            if isSplit.isEmpty { isSplit = Array(repeating: false, count: pieces.count + 1) }
            // Nothing is left to try where the token stands alone already.
            guard round < 9, blank != nil, wrong < pieces.count,
                !(isSplit[wrong] && isSplit[wrong + 1])
            else {
                if round < 8, blank != nil, wrong < pieces.count { continue }
                return nil
            }
            isSplit[wrong] = true
            isSplit[wrong + 1] = true
        }
        return nil
    }

    private func laidOut(
        _ pieces: [Piece], _ source: [UInt8], _ isSplit: [Bool]
    ) -> (text: [UInt8], starts: [Int32]) {
        var text: [UInt8] = []
        text.reserveCapacity(source.count + pieces.count)
        var starts: [Int32] = []
        starts.reserveCapacity(pieces.count)
        var level = 0
        var isLineStart = false
        var last: UInt8 = 0x0a
        var first: UInt8 = 0x0a
        let layout = grammar.layout
        for (index, piece) in pieces.enumerated() {
            if let layout {
                if piece.type == layout.indent { level += 1 }
                if piece.type == layout.dedent { level -= 1 }
            }
            guard piece.length > 0 else {
                starts.append(Int32(text.count))
                continue
            }
            if isLineStart {
                text.append(contentsOf: repeatElement(0x20, count: max(0, level)))
                isLineStart = false
            } else if piece.hidden >= 0, piece.hidden < piece.start, layout == nil {
                text.append(contentsOf: source[Int(piece.hidden)..<Int(piece.start)])
            } else if piece.isAfterLineEnd, hasLineEnds {
                text.append(0x0a)
            } else if let blank, index > 0,
                (!isSplit.isEmpty && isSplit[index])
                    || (piece.hidden < 0 || layout != nil)
                        && Self.needsBlank(last, source[Int(piece.start)], first: first)
            {
                text.append(blank)
            }
            starts.append(Int32(text.count))
            text.append(contentsOf: source[Int(piece.start)..<Int(piece.start + piece.length)])
            first = source[Int(piece.start)]
            last = source[Int(piece.start + piece.length) - 1]
            isLineStart = piece.type == layout?.lineEnd
        }
        return (text, starts)
    }

    /// The first piece that lexing does not give back; nil where it gives all.
    private func firstMistake(_ pieces: [Piece], _ text: [UInt8], _ starts: [Int32]) -> Int? {
        let lexed = lexer.tokens(of: text)
        var index = 0
        for token in lexed.tokens where !token.isHidden {
            guard index < pieces.count else { return index }
            let piece = pieces[index]
            guard token.type == piece.type else { return index }
            if piece.length > 0 {
                guard token.range.lowerBound == Int(starts[index]),
                    token.range.count == Int(piece.length)
                else { return index }
            }
            index += 1
        }
        return index == pieces.count && lexed.failure == nil ? nil : index
    }

    /// Two words, or two operators, are kept apart even where the grammar would not need it: the
    /// lexer of the interpreter may be another.
    ///
    /// - Parameter first: the first byte of the token that ends with `last`. Behind a number no
    ///   point may follow at once, as in `0xa..b`.
    static func needsBlank(_ last: UInt8, _ next: UInt8, first: UInt8) -> Bool {
        let left = table[Int(last)]
        let right = table[Int(next)]
        switch (left, right) {
        case (1, 1), (1, 3), (2, 2), (3, 3), (3, 1): return true
        case (1, 2): return next == UInt8(ascii: ".") && (last &- 0x30 < 10 || first &- 0x30 < 10)
        case (2, 1): return last == UInt8(ascii: ".") && next &- 0x30 < 10
        default: return false
        }
    }

    /// 1: of words; 2: of operators; 3: a quote; 0: stands alone.
    private static func kind(of byte: UInt8) -> UInt8 {
        if byte >= 0x80 || byte == 0x5f || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 {
            return 1
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return 3
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ";"), 0...0x20:
            return 0
        default: return 2
        }
    }
}
