internal import WringerModel

/// Texts for tokens, each of which lexes as its token and nothing else.
final class TokenSampler {
    /// A text, and the lexer entries that take it.
    struct Sample {
        let text: [UInt8]
        /// What the entries do to the stack of modes, in order; mostly nothing.
        let changes: [LexerEntry.ModeChange]
    }

    /// Made for each token type that is not one literal.
    private static let poolSize = 48
    private static let greatestTries = 200

    let grammar: Grammar
    let lexer: GrammarLexer
    private let lengths: LexerLengths
    /// The same for texts of printable ASCII alone.
    private let plainLengths: LexerLengths
    private let picker: CharacterPicker
    private let seed: UInt64
    /// For each token type and mode; nil where it was not made yet.
    private var pools: [[Sample]?]
    /// The entries of each type.
    private let entriesOfType: [[Int]]
    private let moreEntries: [Int]

    init(_ grammar: Grammar, lexer: GrammarLexer, seed: UInt64) {
        self.grammar = grammar
        self.lexer = lexer
        self.seed = seed
        lengths = LexerLengths(grammar)
        picker = CharacterPicker(grammar.scalarSets)
        plainLengths = LexerLengths(grammar, isAllowed: picker.hasPrintable)
        pools = Array(repeating: nil, count: grammar.tokens.count * grammar.modes.count)
        var entries: [[Int]] = Array(repeating: [], count: grammar.tokens.count)
        for (index, entry) in grammar.entries.enumerated() where entry.effect == .token {
            entries[Int(entry.type)].append(index)
        }
        entriesOfType = entries
        moreEntries = grammar.entries.indices.filter { grammar.entries[$0].effect == .more }
    }

    /// The texts of all token types in all modes, by type and then mode.
    var allPools: [[Sample]] {
        grammar.tokens.indices.flatMap { type in
            grammar.modes.indices.map { samples(of: Int32(type), mode: $0) }
        }
    }

    /// The texts of a token type in a mode; none where it cannot be written there.
    func samples(of type: Int32, mode: Int) -> [Sample] {
        let place = Int(type) * grammar.modes.count + mode
        if let known = pools[place] { return known }
        let made = makePool(type, mode)
        pools[place] = made
        return made
    }

    private func makePool(_ type: Int32, _ mode: Int) -> [Sample] {
        if let layout = grammar.layout {
            if type == layout.lineEnd { return [Sample(text: [0x0a], changes: [])] }
            if type == layout.indent || type == layout.dedent {
                return [Sample(text: [], changes: [])]
            }
        }
        let token = grammar.tokens[Int(type)]
        if !token.samples.isEmpty {
            let annotated = token.samples.compactMap { checked($0, as: type, mode: mode) }
            // Written mostly, else by the rule.
            guard !token.hasOnlySamples else { return annotated }
            let random = randomPool(type, mode, count: max(2, annotated.count / 4))
            return annotated + random
        }
        if let literal = token.literal {
            if let sample = checked(literal, as: type, mode: mode) { return [sample] }
        }
        return randomPool(type, mode, count: Self.poolSize)
    }

    private func randomPool(_ type: Int32, _ mode: Int, count: Int) -> [Sample] {
        let direct = entriesOfType[Int(type)].filter { grammar.entries[$0].mode == mode }
        let heads = moreEntries.filter { grammar.entries[$0].mode == mode }
        let isIndirect = direct.isEmpty
        guard !isIndirect || (!heads.isEmpty && !entriesOfType[Int(type)].isEmpty) else {
            return []
        }
        var stream = RandomStream(
            seed: seed, stream: "tokens of a grammar",
            number: UInt64(type) << 16 | UInt64(mode))
        var result: [Sample] = []
        var seen: Set<[UInt8]> = []
        for attempt in 0..<Self.greatestTries where result.count < count {
            let room = 1 + stream.geometric(upTo: 12)
            var text: [UInt8] = []
            if isIndirect {
                let head = stream.element(of: heads)
                write(grammar.entries[head].root, room: 0, to: &text, &stream)
            }
            let entries = isIndirect ? entriesOfType[Int(type)] : direct
            let entry = stream.element(of: entries)
            write(
                grammar.entries[entry].root, room: attempt < 4 ? 0 : room, to: &text, &stream)
            guard !text.isEmpty, seen.insert(text).inserted,
                let sample = checked(text, as: type, mode: mode)
            else { continue }
            result.append(sample)
        }
        return result
    }

    /// The text as a sample where the lexer, in that mode, takes all of it as that token.
    func checked(_ text: [UInt8], as type: Int32, mode: Int) -> Sample? {
        guard !text.isEmpty else { return nil }
        var modes = mode == 0 ? [0] : [0, mode]
        var changes: [LexerEntry.ModeChange] = []
        var position = 0
        while position < text.count {
            guard let match = lexer.match(text, at: position, mode: modes.last ?? 0),
                match.end > position
            else { return nil }
            let entry = grammar.entries[match.entry]
            position = match.end
            changes += entry.modeChanges
            LexerEntry.change(&modes, entry.modeChanges)
            guard entry.effect != .more else { continue }
            return position == text.count && entry.effect == .token && entry.type == type
                ? Sample(text: text, changes: changes) : nil
        }
        return nil
    }

    /// Writes a random text of a lexer node, of about `room` characters more than the least.
    private func write(
        _ root: Int32, room: Int, to text: inout [UInt8], _ stream: inout RandomStream
    ) {
        var room = room
        var pending = [root]
        var steps = 0
        while let index = pending.popLast() {
            steps += 1
            // Rules that go round without a character are given up.
            guard steps < 4_000 else { return }
            let node = grammar.nodes[Int(index)]
            switch node.kind {
            case .sequence: pending += grammar.children(of: index).reversed()
            case .choice: pending.append(alternative(of: index, room: room, &stream))
            case .optional:
                if room > 0, stream.chance(1, in: 2) {
                    pending.append(grammar.links[Int(node.first)])
                }
            case .star, .plus:
                let child = grammar.links[Int(node.first)]
                let least = Int(max(1, lengths.nodes[Int(child)]))
                var turns = node.kind == .plus ? 1 : 0
                if room >= least { turns += stream.below(min(room / least, 12) + 1) }
                room -= turns * least
                pending += repeatElement(child, count: turns)
            case .characters:
                text += utf8([picker.scalar(of: node.value, &stream)])
            case .lexerRule: pending.append(grammar.lexerRules[Int(node.value)].root)
            case .token, .tokenSet, .rule, .endOfFile, .predicate, .never: break
            }
        }
    }

    private func alternative(of choice: Int32, room: Int, _ stream: inout RandomStream) -> Int32 {
        let children = grammar.children(of: choice)
        let least = children.map { lengths.nodes[Int($0)] }.min() ?? 0
        let possible = children.filter {
            lengths.nodes[Int($0)] < LexerLengths.infinite
                && Int(lengths.nodes[Int($0)] - least) <= max(0, room)
        }
        // What has no printable text is seldom wanted.
        let plain = possible.filter { plainLengths.nodes[Int($0)] < LexerLengths.infinite }
        if !plain.isEmpty, stream.chance(63, in: 64) { return stream.element(of: plain) }
        return stream.element(of: possible.isEmpty ? Array(children) : possible)
    }
}
