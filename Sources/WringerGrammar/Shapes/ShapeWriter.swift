internal import WringerModel

/// Writes the tokens of a shape as texts that can be repeated.
struct ShapeWriter {
    /// The texts of a shape.
    struct Written {
        let prefix: [UInt8]
        let open: GrammarShape.Piece
        let core: [UInt8]
        let close: GrammarShape.Piece
        let suffix: [UInt8]

        func text(depth: Int) -> [UInt8] {
            GrammarShape(
                name: "", kind: .nest, path: [], prefix: prefix, open: open, core: core,
                close: close, suffix: suffix
            ).text(depth: depth)
        }
    }

    private enum Part: Int, CaseIterable { case prefix, open, core, close, suffix }

    /// A token with its text; a counted one has the number of its level behind it.
    private struct Token {
        let type: Int32
        let text: [UInt8]
        let isCounted: Bool
        let isAfterLineEnd: Bool
    }

    private let maker: DerivationMaker
    private let grammar: Grammar

    init(_ maker: DerivationMaker) {
        self.maker = maker
        grammar = maker.grammar
    }

    /// Whether levels are indented, so that no text repeats.
    func isIndented(_ plan: ShapePlan) -> Bool {
        guard let layout = grammar.layout else { return false }
        return (plan.open + plan.close).contains {
            $0.type == layout.indent || $0.type == layout.dedent
        }
    }

    /// The texts; nil where a token cannot be written where it stands, or where lexing gives other
    /// tokens.
    func write(_ plan: ShapePlan) -> Written? {
        guard let parts = texts(of: plan) else { return nil }
        // Blanks between levels only where they are needed, else between all, else everywhere.
        for blanks in [0, 1, 2] {
            let written = compose(parts, blanks)
            if (0...3).allSatisfy({ isRight(written, parts, depth: $0) }) { return written }
        }
        return nil
    }

    /// The texts of the tokens, with modes followed through two levels.
    private func texts(of plan: ShapePlan) -> [[Token]]? {
        var modes = [0]
        var names: [Int: Token] = [:]
        func part(_ items: [SmallestTokens.Item], isLevel: Bool) -> [Token]? {
            var result: [Token] = []
            for item in items {
                guard let token = token(item, isLevel, &modes, &names) else { return nil }
                result.append(token)
            }
            return result
        }
        guard let prefix = part(plan.prefix, isLevel: false),
            let open = part(plan.open, isLevel: true),
            part(plan.open, isLevel: true) != nil, let core = part(plan.core, isLevel: false),
            let close = part(plan.close, isLevel: true),
            part(plan.close, isLevel: true) != nil, let suffix = part(plan.suffix, isLevel: false)
        else { return nil }
        return [prefix, open, core, close, suffix]
    }

    private func token(
        _ item: SmallestTokens.Item, _ isLevel: Bool, _ modes: inout [Int],
        _ names: inout [Int: Token]
    ) -> Token? {
        let mode = modes[modes.count - 1]
        if item.rule >= 0, let named = self.named(item, isLevel, mode, &names) { return named }
        // The first text is the one made with least room.
        guard
            let sample = maker.sampler.samples(of: item.type, mode: mode)
                .min(by: { Self.rank($0.text) < Self.rank($1.text) })
        else { return nil }
        LexerEntry.change(&modes, sample.changes)
        return Token(
            type: item.type, text: sample.text, isCounted: false,
            isAfterLineEnd: item.isAfterLineEnd)
    }

    /// Short texts come first, and of these names of small letters.
    private static func rank(_ text: [UInt8]) -> (Int, Int, UInt8) {
        let first = text.first ?? 0
        return (text.count, first &- 0x61 < 26 ? 0 : 1, first)
    }

    private func named(
        _ item: SmallestTokens.Item, _ isLevel: Bool, _ mode: Int, _ names: inout [Int: Token]
    ) -> Token? {
        let traits = grammar.rules[Int(item.rule)].traits
        if let kind = traits.declares {
            let text = maker.nameHead(kind: kind)
            let isCounted = isLevel && traits.isUnique
            let whole = text + Array("1".utf8)
            guard maker.sampler.checked(whole, as: item.type, mode: mode) != nil else { return nil }
            let token = Token(
                type: item.type, text: isCounted ? text : whole, isCounted: isCounted,
                isAfterLineEnd: item.isAfterLineEnd)
            names[kind] = token
            return token
        }
        for kind in grammar.kinds.indices where traits.uses & 1 << UInt64(kind) != 0 {
            if let token = names[kind] {
                return Token(
                    type: item.type, text: token.text, isCounted: token.isCounted && isLevel,
                    isAfterLineEnd: item.isAfterLineEnd)
            }
            if let known = grammar.knownNames[kind].first {
                return Token(
                    type: item.type, text: Array(known.utf8), isCounted: false,
                    isAfterLineEnd: item.isAfterLineEnd)
            }
        }
        return nil
    }

    // MARK: Text

    private func compose(_ parts: [[Token]], _ blanks: Int) -> Written {
        var pieces = parts.map { piece($0, isWide: blanks == 2) }
        // The blank of a joint ends what stands before it, or begins `close`.
        let open = Part.open.rawValue
        let core = Part.core.rawValue
        let close = Part.close.rawValue
        let suffix = Part.suffix.rawValue
        if joint(parts, [open, core], open, blanks) || joint(parts, [open], open, blanks) {
            pieces[open].append(maker.writer.blankText)
        }
        if joint(parts, [core, close], close, blanks) || joint(parts, [close], close, blanks) {
            pieces[close].prepend(maker.writer.blankText)
        }
        let prefix = Part.prefix.rawValue
        if joint(parts, [prefix, open], open, blanks) || joint(parts, [prefix, core], core, blanks)
        {
            pieces[0].append(maker.writer.blankText)
        }
        if joint(parts, [close, suffix], suffix, blanks)
            || joint(parts, [core, suffix], suffix, blanks)
        {
            pieces[suffix].prepend(maker.writer.blankText)
        }
        // A chain to the left repeats what stands behind its core.
        if parts[open].isEmpty {
            return Written(
                prefix: pieces[0].plain + pieces[core].plain, open: pieces[close].piece, core: [],
                close: GrammarShape.Piece(literals: [[]]), suffix: pieces[suffix].plain)
        }
        return Written(
            prefix: pieces[0].plain, open: pieces[open].piece, core: pieces[core].plain,
            close: pieces[close].piece, suffix: pieces[suffix].plain)
    }

    /// Whether a blank belongs between the end of the first of these parts and the beginning of the
    /// last; with one part, between two of its levels.
    private func joint(_ parts: [[Token]], _ places: [Int], _ last: Int, _ blanks: Int) -> Bool {
        guard let first = places.first, let end = places.last, let left = parts[first].last,
            let right = parts[end].first
        else { return false }
        return needsBlank(left, right, isWide: blanks > 0)
    }

    private func needsBlank(_ left: Token, _ right: Token, isWide: Bool) -> Bool {
        guard !left.text.isEmpty, !right.text.isEmpty else { return false }
        if isWide { return true }
        let last = left.isCounted ? UInt8(ascii: "1") : left.text[left.text.count - 1]
        return TokenWriter.needsBlank(last, right.text[0], first: left.text[0])
    }

    private func piece(_ tokens: [Token], isWide: Bool) -> Draft {
        var draft = Draft()
        for (index, token) in tokens.enumerated() {
            if token.isAfterLineEnd {
                draft.append([0x0a])
            } else if index > 0, needsBlank(tokens[index - 1], token, isWide: isWide) {
                draft.append(maker.writer.blankText)
            }
            draft.append(token.text)
            if token.isCounted { draft.literals.append([]) }
        }
        return draft
    }

    private struct Draft {
        var literals: [[UInt8]] = [[]]

        var piece: GrammarShape.Piece { GrammarShape.Piece(literals: literals) }
        /// The text where nothing is counted, or the first level's.
        var plain: [UInt8] { Array(literals.joined(separator: Array("1".utf8))) }

        mutating func append(_ bytes: [UInt8]) { literals[literals.count - 1] += bytes }
        mutating func prepend(_ bytes: [UInt8]) { literals[0] = bytes + literals[0] }
    }

    /// Whether lexing a text gives exactly the tokens that were meant.
    private func isRight(_ written: Written, _ parts: [[Token]], depth: Int) -> Bool {
        let lexed = maker.lexer.tokens(of: written.text(depth: depth))
        guard lexed.failure == nil else { return false }
        func types(_ part: Part, _ times: Int) -> [Int32] {
            let types = parts[part.rawValue].map(\.type)
            return Array(repeatElement(types, count: times).joined())
        }
        let wanted =
            types(.prefix, 1) + types(.open, depth) + types(.core, 1) + types(.close, depth)
            + types(.suffix, 1)
        return lexed.tokens.filter { !$0.isHidden }.map(\.type) == wanted
    }
}
