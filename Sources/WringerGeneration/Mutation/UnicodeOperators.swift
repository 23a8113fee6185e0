internal import WringerModel

/// Attacks with characters: on lexers that think in bytes, on columns, cases and directions.
enum UnicodeOperators {
    static let all = [
        MutationOperator("insert-unicode", weight: MutationOperator.byteWeight, insertHostile),
        MutationOperator("combining-run", weight: MutationOperator.byteWeight, insertRun),
        MutationOperator("invalid-utf8", weight: MutationOperator.byteWeight, overwriteInvalid),
        MutationOperator("homoglyph", weight: MutationOperator.byteWeight, replaceByGlyph),
        MutationOperator("odd-blank", weight: MutationOperator.byteWeight, replaceBlank),
        MutationOperator("odd-line-end", weight: MutationOperator.byteWeight, replaceLineEnd),
    ]

    private static func insertHostile(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        // Within a name or a string as well as anywhere.
        var place = draft.place(using: &random)
        if !draft.seed.words.isEmpty, random.chance(1, in: 2) {
            let word = random.element(of: draft.seed.words).range
            place = word.lowerBound + random.below(word.count + 1)
        }
        return draft.insert(draft.new(random.element(of: hostile)), at: place)
    }

    /// Marks without end on one character, or joiners.
    private static func insertRun(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        let mark = random.element(of: marks)
        let count = draft.count(
            wanted: random.geometric(upTo: MutationOperator.greatestRepetition), size: mark.count)
        let place =
            draft.seed.words.isEmpty
            ? draft.place(using: &random) : random.element(of: draft.seed.words).range.upperBound
        return draft.insert(draft.new(mark, times: count), at: place)
    }

    private static func overwriteInvalid(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.bytes.isEmpty else { return false }
        let piece = random.element(of: invalidSequences)
        let start = random.below(draft.bytes.count)
        let end =
            random.chance(1, in: 2) ? start : min(start + piece.count, draft.bytes.count)
        return draft.replace(start..<end, with: draft.new(piece))
    }

    /// A letter, digit or sign that looks the same and is another: Cyrillic where there is one,
    /// else the wide form of East Asia.
    private static func replaceByGlyph(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.words.isEmpty else { return false }
        let word = random.element(of: draft.seed.words).range
        let place = word.lowerBound + random.below(word.count)
        let byte = draft.bytes[place]
        guard byte > 0x20, byte < 0x7f else { return false }
        let wide = Array(String(Unicode.Scalar(0xfee0 + UInt32(byte)) ?? " ").utf8)
        let glyph = random.chance(1, in: 2) ? glyphs[byte] ?? wide : wide
        return draft.replace(place..<(place + 1), with: draft.new(glyph))
    }

    private static func replaceBlank(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.blanks.isEmpty else { return false }
        let range = random.element(of: draft.seed.blanks)
        return draft.replace(range, with: draft.new(random.element(of: blanks)))
    }

    private static func replaceLineEnd(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.seed.lines.isEmpty else { return false }
        let line = random.element(of: draft.seed.lines)
        let end = line.content.upperBound..<line.range.upperBound
        return draft.replace(end, with: draft.new(random.element(of: lineEnds)))
    }

    private static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

    /// Directions, joiners, marks of byte order, noncharacters, private use, what grows when its
    /// case or form is changed, and the ends of each length of UTF-8.
    private static let hostile =
        bytes([
            "\u{202e}", "\u{202d}", "\u{2066}", "\u{2069}", "\u{200f}", "\u{061c}", "\u{200d}",
            "\u{200b}", "\u{200c}", "\u{2060}", "\u{feff}", "\u{fffe}", "\u{ffff}",
            "\u{1fffe}", "\u{10ffff}", "\u{fffd}", "\u{fffc}", "\u{e000}", "\u{f8ff}", "\u{e0001}",
            "\u{e0041}", "\u{fe0f}", "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}", "\u{1f1e6}",
            "\u{0130}", "\u{0131}", "\u{017f}", "\u{df}", "\u{1e9e}", "\u{fb03}", "\u{0390}",
            "\u{fdfa}", "\u{1d160}", "\u{0344}", "\u{212b}", "\u{1100}\u{1161}\u{11a8}", "\u{115f}",
            "\u{3164}", "\u{0e33}", "\u{0bcc}", "\u{2028}", "\u{2029}", "\u{85}", "\u{ad}",
            "\u{80}",
            "\u{7ff}", "\u{800}", "\u{10000}", "\u{0660}", "\u{ff11}", "\u{1d7d8}", "\u{2160}",
            "\u{2018}", "\u{201c}", "\u{ff02}", "\u{2212}", "\u{037e}",
        ]) + [[0xef, 0xb7, 0x90]]  // U+FDD0, which Swift's literals refuse.

    private static let marks = bytes([
        "\u{0301}", "\u{0300}\u{0323}", "\u{20dd}", "\u{200d}", "\u{fe0f}", "\u{0489}", "\u{202e}",
        "\u{e0100}", "\u{034f}",
    ])

    private static let blanks = bytes([
        "\u{a0}", "\u{2003}", "\u{3000}", "\u{200b}", "\u{feff}", "\u{1680}", "\u{2028}",
        "\u{85}", "\u{180e}", "\u{202f}", "\t", "\u{0b}", "\u{0c}", "\r", "\0",
    ])

    private static let lineEnds = bytes([
        "\r", "\r\n", "\n\r", "\u{2028}", "\u{2029}", "\u{85}", "\u{0b}", "\u{0c}", "\\\n", "\0\n",
        "\u{1a}\n", " ",
    ])

    /// Stray continuations, leads without their rest, overlong forms, surrogates alone and in
    /// pairs, and what lies above U+10FFFF.
    private static let invalidSequences: [[UInt8]] = [
        [0x80], [0xbf], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xc0, 0x80], [0xc0, 0xaf],
        [0xc1, 0x81], [0xe0, 0x80, 0xaf], [0xe0, 0x81, 0x81], [0xf0, 0x80, 0x80, 0xaf],
        [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
        [0xf4, 0x90, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80],
        [0xfc, 0x84, 0x80, 0x80, 0x80, 0x80], [0xfe], [0xff], [0xff, 0xfe], [0xfe, 0xff],
    ]

    private static let glyphs: [UInt8: [UInt8]] = Dictionary(
        uniqueKeysWithValues: zip(
            "aceijopsxyABCEHIKMOPSTX;".utf8,
            "асеіјорѕхуАВСЕНІКМОРЅТХ\u{37e}".unicodeScalars.map { Array(String($0).utf8) }))
}
