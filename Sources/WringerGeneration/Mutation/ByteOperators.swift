internal import WringerModel

/// Operators that see no more than bytes.
enum ByteOperators {
    static let truncation = "truncate"

    static let all = [
        MutationOperator("flip-bit", flipBit),
        MutationOperator("replace-byte", replaceByte),
        MutationOperator("insert-bytes", insertBytes),
        MutationOperator("insert-hostile", insertHostile),
        MutationOperator("insert-nul", insertNul),
        MutationOperator("delete-bytes", deleteBytes),
        MutationOperator("duplicate-bytes", duplicateBytes),
        MutationOperator("copy-bytes", copyBytes),
        MutationOperator("invalid-utf8", overwriteWithInvalidUTF8),
        MutationOperator(truncation, truncate),
    ]

    private static func flipBit(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.bytes.isEmpty else { return nil }
        var bytes = subject.bytes
        bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
        return bytes
    }

    private static func replaceByte(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.bytes.isEmpty else { return nil }
        var bytes = subject.bytes
        let place = random.below(bytes.count)
        bytes[place] = random.chance(1, in: 2) ? random.element(of: edges) : byte(&random)
        return bytes
    }

    private static func insertBytes(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        var piece: [UInt8] = []
        for _ in 0..<random.geometric(upTo: 16) { piece.append(byte(&random)) }
        return subject.inserting(piece, at: subject.place(using: &random))
    }

    private static func insertHostile(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        let piece: [UInt8]
        if random.chance(1, in: 4) {
            // One character for long: buffers of fixed size end at powers of two.
            let length = (1 << random.below(17)) + random.below(3) - 1
            piece = [UInt8](repeating: random.element(of: edges), count: length)
        } else {
            piece = Array(random.element(of: hostileTexts).utf8)
        }
        return subject.inserting(piece, at: subject.place(using: &random))
    }

    private static func insertNul(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        subject.inserting([0], at: subject.place(using: &random))
    }

    private static func deleteBytes(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.bytes.isEmpty else { return nil }
        return subject.replacing(subject.part(using: &random), with: [])
    }

    private static func duplicateBytes(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.bytes.isEmpty else { return nil }
        let part = subject.part(using: &random)
        return subject.inserting(subject.bytes[part], at: part.upperBound)
    }

    private static func copyBytes(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.bytes.isEmpty else { return nil }
        let part = subject.part(using: &random)
        let start = random.below(subject.bytes.count - part.count + 1)
        return subject.replacing(start..<(start + part.count), with: subject.bytes[part])
    }

    private static func overwriteWithInvalidUTF8(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.bytes.isEmpty else { return nil }
        let piece = random.element(of: invalidSequences)
        let start = random.below(subject.bytes.count)
        let end = min(start + piece.count, subject.bytes.count)
        return subject.replacing(start..<end, with: piece)
    }

    private static func truncate(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.bytes.isEmpty else { return nil }
        return Array(subject.bytes.prefix(random.below(subject.bytes.count)))
    }

    private static func byte(_ random: inout RandomStream) -> UInt8 { UInt8(random.below(256)) }

    /// Bytes at the ends of ranges, and those that begin or end something in most languages.
    private static let edges: [UInt8] =
        [0x00, 0x01, 0x1b, 0x7f, 0x80, 0xff] + Array("\n\r\t aA0\"'`\\()[]{}<>;,.#%$-".utf8)

    /// Texts that parsers, printers and terminals have failed on.
    private static let hostileTexts = [
        "%n%n%n%n", "%s%s%s%s", "%99999999d", "\\x", "\\u{", "\\u{110000}", "\\ud800", "\\0",
        "\u{feff}", "\u{202e}", "\u{200d}", "\u{0301}\u{0301}\u{0301}\u{0301}", "\u{fdfa}",
        "\u{10ffff}", "\u{fffe}", "\u{2028}", "\u{85}", "\u{a0}", "\u{1f468}\u{200d}\u{1f469}",
        "\u{0130}", "\u{1b}[2J", "\u{1b}]0;", "\u{08}", "\u{0c}", "\u{1a}", "\u{04}", "\r", "\r\n",
        "/*", "*/", "<!--", "\"\"\"", "'''", "${", "#{", "\\\n", "#!/", "../", "/dev/zero",
    ]

    /// Stray continuations, leads without their rest, overlong forms, surrogates, and what lies
    /// above U+10FFFF.
    private static let invalidSequences: [[UInt8]] = [
        [0x80], [0xbf], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xc0, 0x80], [0xc0, 0xaf],
        [0xe0, 0x80, 0xaf], [0xf0, 0x80, 0x80, 0xaf], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf],
        [0xf4, 0x90, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xfe], [0xff], [0xff, 0xfe],
    ]
}
