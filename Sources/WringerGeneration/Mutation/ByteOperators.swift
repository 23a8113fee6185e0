internal import WringerModel

/// Operators that see no more than bytes.
enum ByteOperators {
    static let all = [
        MutationOperator("flip-bit", weight: MutationOperator.byteWeight, flipBit),
        MutationOperator("replace-byte", weight: MutationOperator.byteWeight, replaceByte),
        MutationOperator(insertion, weight: MutationOperator.byteWeight, insertBytes),
        MutationOperator("insert-hostile", weight: MutationOperator.byteWeight, insertHostile),
        MutationOperator("insert-nul", weight: MutationOperator.byteWeight, insertNul),
        MutationOperator("repeat-byte", weight: MutationOperator.byteWeight, repeatByte),
        MutationOperator("delete-bytes", weight: MutationOperator.byteWeight, deleteBytes),
        MutationOperator("duplicate-bytes", weight: MutationOperator.byteWeight, duplicateBytes),
        MutationOperator("copy-bytes", weight: MutationOperator.byteWeight, copyBytes),
        MutationOperator("swap-bytes", weight: MutationOperator.byteWeight, swapBytes),
        MutationOperator("truncate", weight: MutationOperator.byteWeight, truncate),
    ]

    /// What suits any program below its maximum, the empty one too.
    static let insertion = "insert-bytes"

    private static func flipBit(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.bytes.isEmpty else { return false }
        let place = random.below(draft.bytes.count)
        let flipped = draft.bytes[place] ^ 1 << UInt8(random.below(8))
        return draft.replace(
            place..<(place + 1), with: draft.new(CollectionOfOne(flipped)))
    }

    private static func replaceByte(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.bytes.isEmpty else { return false }
        let place = random.below(draft.bytes.count)
        let byte = random.chance(1, in: 2) ? random.element(of: edges) : byte(&random)
        return byte != draft.bytes[place]
            && draft.replace(place..<(place + 1), with: draft.new(CollectionOfOne(byte)))
    }

    private static func insertBytes(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard draft.room > 0 else { return false }
        var number = random.next()
        let wanted = random.geometric(upTo: 16)
        let piece = (0..<min(wanted, draft.room)).map { index in
            if index % 8 == 0 { number = random.next() }
            return UInt8(truncatingIfNeeded: number >> UInt64(8 * (index % 8)))
        }
        return draft.insert(draft.new(piece), at: draft.place(using: &random))
    }

    private static func insertHostile(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        let place = draft.place(using: &random)
        return draft.insert(draft.new(random.element(of: hostileTexts)), at: place)
    }

    private static func insertNul(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        draft.insert(draft.new(CollectionOfOne(0)), at: draft.place(using: &random))
    }

    /// One byte for long: buffers of fixed size end at powers of two.
    private static func repeatByte(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        let count = (1 << random.below(17)) + random.below(3) - 1
        let place = draft.place(using: &random)
        let isOwn = place < draft.bytes.count && random.chance(1, in: 2)
        let byte = isOwn ? draft.bytes[place] : random.element(of: edges)
        return draft.insert(draft.new(CollectionOfOne(byte), times: count), at: place)
    }

    private static func deleteBytes(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        !draft.bytes.isEmpty && draft.replace(draft.part(using: &random))
    }

    private static func duplicateBytes(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.bytes.isEmpty else { return false }
        let part = draft.part(using: &random)
        return draft.insert(draft.own(part), at: part.upperBound)
    }

    private static func copyBytes(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.bytes.isEmpty else { return false }
        let part = draft.part(using: &random)
        let start = random.below(draft.bytes.count - part.count + 1)
        return start != part.lowerBound
            && draft.replace(start..<(start + part.count), with: draft.own(part))
    }

    private static func swapBytes(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard draft.bytes.count > 1 else { return false }
        let (first, second) = random.pair(below: draft.bytes.count)
        let firstLength = random.geometric(upTo: second - first)
        let secondLength = random.geometric(upTo: min(draft.bytes.count - second, 64))
        return draft.swap(first..<(first + firstLength), second..<(second + secondLength))
    }

    private static func truncate(
        _ draft: inout MutationDraft, _ random: inout RandomStream
    ) -> Bool {
        guard !draft.bytes.isEmpty else { return false }
        return draft.replace(random.below(draft.bytes.count)..<draft.bytes.count)
    }

    private static func byte(_ random: inout RandomStream) -> UInt8 { UInt8(random.below(256)) }

    /// Bytes at the ends of ranges, and those that begin or end something in most languages.
    private static let edges: [UInt8] =
        [0x00, 0x01, 0x1b, 0x7f, 0x80, 0xff] + Array("\n\r\t aA0\"'`\\()[]{}<>;,.#%$-".utf8)

    /// Texts that parsers, printers and terminals have failed on.
    private static let hostileTexts: [[UInt8]] = [
        "%n%n%n%n", "%s%s%s%s", "%99999999d", "\\x", "\\u{", "\\u{110000}", "\\ud800", "\\0",
        "\u{1b}[2J", "\u{1b}]0;", "\u{08}", "\u{0c}", "\u{1a}", "\u{04}", "\r", "\r\n",
        "/*", "*/", "<!--", "\"\"\"", "'''", "${", "#{", "\\\n", "#!/", "../", "/dev/zero",
    ].map { Array($0.utf8) }
}
