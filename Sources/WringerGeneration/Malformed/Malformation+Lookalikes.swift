internal import WringerModel

extension Malformation {
    /// Characters in the place of those that they look like, and such as nobody sees.
    mutating func makeLookalike(_ kind: MalformedInput) -> [UInt8]? {
        switch kind {
        case .noBreakSpaces:
            let blanks = ["\u{a0}", "\u{3000}", "\u{2003}", "\u{202f}", "\u{1680}"]
            return replacing { token, random in
                token.kind == .space && random.chance(3, in: 4)
                    ? Array(random.element(of: blanks).utf8) : nil
            }
        case .homoglyphs: return replacingCharacters(of: [.name], by: Self.homoglyphs, share: 2)
        case .fullWidth:
            let kinds: Set<TokenKind> = [.number, .opener, .closer, .punctuation]
            return replacingCharacters(of: kinds, by: Self.fullWidth, share: 3)
        case .smartQuotes: return replacingQuotes()
        case .zeroWidth:
            let found = tokens.filter { $0.kind == .name && $0.range.count > 1 }
            guard !found.isEmpty else { return nil }
            let range = random.element(of: found).range
            let piece = random.element(of: [
                "\u{200b}", "\u{200d}", "\u{2060}", "\u{ad}", "\u{feff}",
            ])
            let place = range.lowerBound + 1 + random.below(range.count - 1)
            return bytes[..<place] + Array(piece.utf8) + bytes[place...]
        case .bidirectional:
            let pieces = [
                "\u{202e}", "\u{2066}\u{202e}", "\u{2067}", "\u{200f}", "\u{202c}\u{2069}",
            ]
            return inserting(random.element(of: pieces).utf8)
        case .noncharacters:
            // U+FFFE, U+FFFF, U+FDD0 and U+10FFFF.
            let pieces: [[UInt8]] = [
                [0xef, 0xbf, 0xbe], [0xef, 0xbf, 0xbf], [0xef, 0xb7, 0x90],
                [0xf4, 0x8f, 0xbf, 0xbf],
            ]
            return inserting(random.element(of: pieces))
        default: preconditionFailure("\(kind) is made elsewhere")
        }
    }

    /// One of `share` tokens of these kinds with its characters replaced, as far as there is one
    /// for them; one token at least where there is any.
    private mutating func replacingCharacters(
        of kinds: Set<TokenKind>, by others: [UInt8: String], share: Int
    ) -> [UInt8]? {
        let bytes = bytes
        let found = tokens.filter { token in
            kinds.contains(token.kind) && bytes[token.range].contains { others[$0] != nil }
        }
        guard !found.isEmpty else { return nil }
        let one = random.element(of: found)
        return replacing { token, random in
            guard kinds.contains(token.kind), token == one || random.chance(1, in: share) else {
                return nil
            }
            return bytes[token.range].flatMap { byte in
                others[byte].map { Array($0.utf8) } ?? [byte]
            }
        }
    }

    private mutating func replacingQuotes() -> [UInt8]? {
        let bytes = bytes
        let pairs = [("\u{201c}", "\u{201d}"), ("\u{2018}", "\u{2019}"), ("\u{ab}", "\u{bb}")]
        return replacing { token, random in
            guard token.kind == .string else { return nil }
            let (open, close) = random.element(of: pairs)
            return Array(open.utf8) + bytes[token.range].dropFirst().dropLast() + Array(close.utf8)
        }
    }

    /// Letters of Cyrillic and Greek for those of Latin.
    private static let homoglyphs = table(
        "acdeijopsxyABCEHIKMOPTX", "асԁеіјорѕхуАВСЕНІКМОРТХ")

    /// The forms of East Asian fonts, U+FF01 to U+FF5E.
    private static let fullWidth = Dictionary(
        uniqueKeysWithValues: (UInt8(0x21)...0x7e).map { byte in
            (byte, String(decoding: [0xff01 + UInt16(byte) - 0x21], as: UTF16.self))
        })

    private static func table(_ letters: String, _ others: String) -> [UInt8: String] {
        Dictionary(uniqueKeysWithValues: zip(letters.utf8, others.map { String($0) }))
    }
}
