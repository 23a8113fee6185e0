package import WringerModel

extension NestingShape {
    /// The most shapes that are guessed: a hunt tries each at many depths.
    package static let maximumGuessCount = 24

    /// Shapes guessed from the bracket pairs of programs that are known to be good, for a target
    /// of whose language nothing is known.
    ///
    /// A pair nests in the line, or lines, of the seed that it stands in, so that at depth 1 the
    /// program is just these lines. `f(1, [x])` gives `f((…))`, `f(f(…))`, `f(1, f(1, [x]))` and
    /// `f(1, [[…]])`; whether the interpreter takes them only it can tell. What nests by the same
    /// texts is one shape. Lines are best whose names occur in other seeds too: these are words of
    /// the language, others are defined elsewhere in the seed. Of equals the frequent come first.
    /// The same seeds give the same shapes. Their names begin with `guessed-`.
    ///
    /// - Parameter known: shapes that are there already; what nests by the same texts is left out.
    package static func guessed(
        from seeds: [Program], besides known: [NestingShape] = []
    ) -> [NestingShape] {
        var book = GuessBook(besides: known)
        let seeds = seeds.map(\.bytes).filter { $0.count <= GuessBook.greatestSeed }
            .map { TokenizedSeed($0) }
        var seedCounts: [ArraySlice<UInt8>: Int] = [:]
        for seed in seeds { for name in seed.names { seedCounts[name, default: 0] += 1 } }
        for seed in seeds {
            for guess in ShapeGuess.all(in: seed, rare: { seedCounts[$0] == 1 }) {
                book.add(guess)
            }
        }
        return book.shapes(atMost: maximumGuessCount)
    }

    /// The shapes to use for a target: those of its description, and those that were made of its
    /// grammar; where there are none, guesses.
    package static func all(
        of target: Target, seeds: [Program], made: [NestingShape] = []
    ) -> [NestingShape] {
        let known = target.nests + made
        return known.isEmpty ? guessed(from: seeds) : known
    }

    /// Whether this shape was guessed: only the interpreter can tell what its programs do.
    package var isGuess: Bool { name.hasPrefix(NestingShape.guessPrefix) }

    fileprivate static let guessPrefix = "guessed-"
}

/// The guesses of all seeds, those that nest by the same texts as one.
private struct GuessBook {
    /// More brackets than those of a mebibyte teach nothing new.
    static let greatestSeed = 1 << 20

    private struct Key: Hashable {
        let open: String
        let close: String
    }

    private struct Entry {
        var best: ShapeGuess
        var count: Int
        let order: Int
    }

    private var entries: [Key: Entry] = [:]
    private let known: Set<Key>

    init(besides known: [NestingShape]) {
        self.known = Set(known.map { Key(open: $0.open, close: $0.close) })
    }

    mutating func add(_ guess: ShapeGuess) {
        let key = Key(open: guess.open, close: guess.close)
        guard !known.contains(key) else { return }
        var entry = entries[key] ?? Entry(best: guess, count: 0, order: entries.count)
        entry.count += 1
        if guess.score < entry.best.score { entry.best = guess }
        entries[key] = entry
    }

    func shapes(atMost count: Int) -> [NestingShape] {
        let ranked = entries.values.sorted {
            ($0.best.score.rareNames, $1.count, $0.order)
                < ($1.best.score.rareNames, $0.count, $1.order)
        }
        var taken: [String: Int] = [:]
        return ranked.prefix(count).map { entry in
            let name = NestingShape.guessPrefix + entry.best.label
            taken[name, default: 0] += 1
            let number = taken[name, default: 1]
            return entry.best.shape(named: number == 1 ? name : "\(name)-\(number)")
        }
    }
}

/// One way in which something nests in a line of a seed.
private struct ShapeGuess {
    /// What is unknown in a line, and how long it is: the less the better.
    struct Score: Comparable {
        let rareNames: Int
        let bytes: Int

        static func < (left: Score, right: Score) -> Bool {
            (left.rareNames, left.bytes) < (right.rareNames, right.bytes)
        }
    }

    let label: String
    let prefix: String
    let open: String
    let core: String
    let close: String
    let suffix: String
    let score: Score

    /// A longer passage is a program of its own, of which little can be told.
    private static let greatestPassage = 400

    func shape(named name: String) -> NestingShape {
        NestingShape(
            name: name, prefix: prefix, open: open, core: core, close: close, suffix: suffix)
    }

    static func all(
        in seed: TokenizedSeed, rare isRare: (ArraySlice<UInt8>) -> Bool
    ) -> [ShapeGuess] {
        let bytes = seed.bytes
        let brackets = BracketedRange.all(in: bytes, seed.tokens)
        var found: [ShapeGuess] = []
        for (index, outer) in brackets.enumerated() {
            guard outer.range.count <= greatestPassage,
                let passage = seed.passage(around: outer.headStart..<outer.range.upperBound),
                passage.range.count <= greatestPassage
            else { continue }
            let rareNames = passage.names.count { isRare(bytes[$0]) }
            func add(_ label: String, from start: Int, around inner: Range<Int>) {
                let end = outer.range.upperBound
                let range = passage.range
                guard let prefix = text(range.lowerBound..<start),
                    let open = text(start..<inner.lowerBound), let core = text(inner),
                    let close = text(inner.upperBound..<end),
                    let suffix = text(end..<range.upperBound)
                else { return }
                found.append(
                    ShapeGuess(
                        label: label, prefix: prefix, open: open, core: core, close: close,
                        suffix: suffix + "\n",
                        score: Score(rareNames: rareNames, bytes: range.count)))
            }
            func text(_ range: Range<Int>) -> String? {
                String(validating: bytes[range], as: UTF8.self)
            }
            let kind = kind(of: bytes[outer.range.lowerBound])
            add(kind, from: outer.range.lowerBound, around: outer.content)
            let head = text(outer.headStart..<outer.range.lowerBound) ?? ""
            let named = head.isEmpty ? kind : "\(kind)-\(head.prefix(24))"
            if !head.isEmpty { add(named, from: outer.headStart, around: outer.content) }
            // The last bracket inside comes right before; with it the whole of a call nests.
            guard outer.descendantCount > 0 else { continue }
            let inner = brackets[index - 1]
            let innerKind = Self.kind(of: bytes[inner.range.lowerBound])
            add(
                "\(named)-around-\(innerKind)", from: outer.headStart,
                around: inner.headStart..<inner.range.upperBound)
        }
        return found
    }

    private static func kind(of bracket: UInt8) -> String {
        switch bracket {
        case UInt8(ascii: "("): "round"
        case UInt8(ascii: "["): "square"
        default: "curly"
        }
    }
}

/// A seed cut into tokens.
private struct TokenizedSeed {
    /// Whole lines that stand for themselves, and the names in them.
    struct Passage {
        let range: Range<Int>
        let names: [Range<Int>]
    }

    /// How far the ends of a passage are looked for, so that a line of a mebibyte is not gone
    /// through for each of its brackets.
    private let greatestDistance = 400

    let bytes: [UInt8]
    let tokens: [Token]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        tokens = Tokenizer.tokens(of: bytes)
    }

    /// The names in it, each once.
    var names: Set<ArraySlice<UInt8>> {
        Set(tokens.lazy.filter { $0.kind == .name }.map { bytes[$0.range] })
    }

    /// The whole lines around a range, without the white space before and the end behind; nil
    /// where they have brackets without partner, as a line inside of a block has.
    func passage(around range: Range<Int>) -> Passage? {
        var first = firstToken(at: range.lowerBound)
        while first > 0, tokens[first - 1].kind != .lineEnd {
            first -= 1
            if range.lowerBound - tokens[first].range.lowerBound > greatestDistance { return nil }
        }
        while tokens[first].kind == .space { first += 1 }
        var pending: [UInt8] = []
        var names: [Range<Int>] = []
        var end = tokens[first].range.lowerBound
        for token in tokens[first...] {
            if token.range.lowerBound >= range.upperBound, token.kind == .lineEnd { break }
            end = token.range.upperBound
            let byte = bytes[token.range.lowerBound]
            switch token.kind {
            case .name: names.append(token.range)
            case .opener: pending.append(byte)
            case .closer:
                // The brackets of ASCII are one or two apart from their partners.
                guard let opener = pending.popLast(), (1...2).contains(byte &- opener) else {
                    return nil
                }
            default: break
            }
            if end - range.upperBound > greatestDistance { return nil }
        }
        guard pending.isEmpty else { return nil }
        return Passage(range: tokens[first].range.lowerBound..<end, names: names)
    }

    /// The index of the token that holds a byte, by bisection.
    private func firstToken(at position: Int) -> Int {
        var low = 0
        var high = tokens.count - 1
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].range.upperBound <= position {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
