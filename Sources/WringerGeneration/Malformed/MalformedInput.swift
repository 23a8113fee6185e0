package import WringerModel

/// Ways in which a file is no proper text of any language.
///
/// They need a seed and no knowledge of its language. Most leave the rest of the seed as it is, so
/// that a target comes to the place.
package enum MalformedInput: String, Hashable, Sendable, CaseIterable {
    // NUL, which ends the strings of C.
    case nulAtStart = "nul-at-start"
    case nulInside = "nul-inside"
    case nulAtEnd = "nul-at-end"
    /// As a file system leaves a file that was being written when power was lost.
    case nulPadding = "nul-padding"
    // What is no UTF-8 (RFC 3629).
    case overlong
    case loneContinuation = "lone-continuation"
    case neverUTF8 = "never-utf8"
    case sequenceCut = "sequence-cut"
    case beyondUnicode = "beyond-unicode"
    case loneSurrogate = "lone-surrogate"
    /// Pairs of surrogates, each in three bytes: CESU-8.
    case surrogatePairs = "surrogate-pairs"
    // Other encodings.
    case latin1 = "latin-1"
    case utf16 = "utf-16"
    case utf32 = "utf-32"
    case mixedEncodings = "mixed-encodings"
    // Byte order marks.
    case markUTF8 = "bom-utf-8"
    case markUTF16LittleEndian = "bom-utf-16le"
    case markUTF16BigEndian = "bom-utf-16be"
    case markUTF32 = "bom-utf-32"
    case markTwice = "bom-twice"
    case markInside = "bom-inside"
    // The end comes too early.
    case tokenCut = "token-cut"
    case stringCut = "string-cut"
    case commentCut = "comment-cut"
    case escapeCut = "escape-cut"
    case numberCut = "number-cut"
    case bracketCut = "bracket-cut"
    // Lines.
    case lineEndsOfWindows = "crlf"
    case carriageReturns = "cr"
    case mixedLineEnds = "mixed-line-ends"
    case noFinalLineEnd = "no-final-line-end"
    case lineSeparators = "line-separators"
    case longLine = "long-line"
    case shebang
    // Characters that look like others, or like nothing.
    case noBreakSpaces = "no-break-spaces"
    case homoglyphs
    case fullWidth = "full-width"
    case smartQuotes = "smart-quotes"
    case zeroWidth = "zero-width"
    case bidirectional
    case noncharacters
    // Bytes that mean something to terminals and old systems.
    case controlCharacters = "control-characters"
    case escapeSequences = "escape-sequences"
    case endOfFile = "end-of-file"
    // Nothing of the seed.
    case empty
    case onlyWhitespace = "only-whitespace"
    case randomBytes = "random-bytes"

    /// Of a larger seed its beginning is taken.
    package static let greatestSeed = ByteCount.mebibytes(1)

    /// No program has more bytes than this.
    package static let greatestProgram = ByteCount.mebibytes(5)

    /// A malformed program of any kind. Every seed has one.
    package static func program(
        from seed: Program, using random: inout RandomStream
    ) -> Program {
        var kinds = allCases
        while !kinds.isEmpty {
            let kind = kinds.remove(at: random.below(kinds.count))
            if let made = kind.program(from: seed, variant: random.next()) { return made }
        }
        preconditionFailure("a NUL can stand before any program")
    }

    /// The program that this kind and variant, the seed of its random choices, make of a seed: as
    /// provenance tells of it. Nil where the kind is not applicable, as where there is no string
    /// that could be cut, or changes nothing.
    package func program(from seed: Program, variant: UInt64) -> Program? {
        var random = RandomStream(seed: variant, stream: "malformed \(rawValue)")
        guard let bytes = apply(to: seed.bytes, using: &random) else { return nil }
        return Program(
            bytes: bytes, fileExtension: seed.fileExtension,
            provenance: .malformed(
                seed: seed.provenance.seedName, kind: rawValue, variant: variant))
    }

    /// The bytes made malformed; nil where the kind is not applicable or changes nothing.
    package func apply(to seed: [UInt8], using random: inout RandomStream) -> [UInt8]? {
        let greatest = Int(Self.greatestSeed.bytes)
        let bytes = seed.count > greatest ? Array(seed.prefix(greatest)) : seed
        var malformation = Malformation(bytes: bytes, random: random)
        let made = malformation.make(self)
        random = malformation.random
        return made == seed ? nil : made
    }
}

/// A seed on its way to being malformed.
struct Malformation {
    let bytes: [UInt8]
    var random: RandomStream

    private(set) lazy var tokens = Tokenizer.tokens(of: bytes)

    init(bytes: [UInt8], random: RandomStream) {
        self.bytes = bytes
        self.random = random
    }

    mutating func make(_ kind: MalformedInput) -> [UInt8]? {
        switch kind {
        case .nulAtStart, .nulInside, .nulAtEnd, .nulPadding, .controlCharacters,
            .escapeSequences, .endOfFile, .empty, .onlyWhitespace, .randomBytes:
            makeBytes(kind)
        case .overlong, .loneContinuation, .neverUTF8, .sequenceCut, .beyondUnicode,
            .loneSurrogate, .surrogatePairs, .latin1, .utf16, .utf32, .mixedEncodings, .markUTF8,
            .markUTF16LittleEndian, .markUTF16BigEndian, .markUTF32, .markTwice, .markInside:
            makeEncoding(kind)
        case .tokenCut, .stringCut, .commentCut, .escapeCut, .numberCut, .bracketCut:
            makeCut(kind)
        case .lineEndsOfWindows, .carriageReturns, .mixedLineEnds, .noFinalLineEnd,
            .lineSeparators, .longLine, .shebang:
            makeLines(kind)
        case .noBreakSpaces, .homoglyphs, .fullWidth, .smartQuotes, .zeroWidth, .bidirectional,
            .noncharacters:
            makeLookalike(kind)
        }
    }

    // MARK: - What all of them use

    /// A place within a string or a name where there is one, in every second case, so that what is
    /// put there is part of a token; else between any two bytes, or at an end.
    mutating func place() -> Int {
        let texts = tokens.filter { ($0.kind == .string || $0.kind == .name) && $0.range.count > 1 }
        guard !texts.isEmpty, random.chance(1, in: 2) else { return random.below(bytes.count + 1) }
        let range = random.element(of: texts).range
        return range.lowerBound + 1 + random.below(range.count - 1)
    }

    /// The bytes with a piece at such a place.
    mutating func inserting(_ piece: some Sequence<UInt8>) -> [UInt8] {
        let place = place()
        return Array(bytes[..<place]) + Array(piece) + Array(bytes[place...])
    }

    /// The bytes with some tokens replaced; nil where none is. What the replacement gives nil for
    /// stays.
    mutating func replacing(_ replacement: (Token, inout RandomStream) -> [UInt8]?) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isChanged = false
        for token in tokens {
            if let piece = replacement(token, &random) {
                result += piece
                isChanged = true
            } else {
                result += bytes[token.range]
            }
        }
        return isChanged ? result : nil
    }

    /// So many random bytes.
    mutating func randomBytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
}
