internal import WringerModel

extension Malformation {
    /// Bytes that are no UTF-8, other encodings, and byte order marks.
    mutating func makeEncoding(_ kind: MalformedInput) -> [UInt8]? {
        switch kind {
        case .overlong: return inserting(random.element(of: Self.overlongForms))
        case .loneContinuation:
            return inserting(
                (0..<random.geometric(upTo: 8)).map { _ in
                    0x80 + UInt8(random.below(64))
                })
        case .neverUTF8:
            return inserting([random.element(of: [0xff, 0xfe, 0xc0, 0xc1, 0xf5, 0xf8, 0xfc])])
        case .sequenceCut:
            let leads: [[UInt8]] = [
                [0xc3], [0xe2, 0x82], [0xe2], [0xf0, 0x9f, 0x98], [0xf0, 0x9f],
            ]
            let lead = random.element(of: leads)
            return random.chance(1, in: 2) ? bytes + lead : inserting(lead)
        case .beyondUnicode:
            let forms: [[UInt8]] = [
                [0xf4, 0x90, 0x80, 0x80], [0xf7, 0xbf, 0xbf, 0xbf], [0xf8, 0x88, 0x80, 0x80, 0x80],
                [0xfd, 0xbf, 0xbf, 0xbf, 0xbf, 0xbf],
            ]
            return inserting(random.element(of: forms))
        case .loneSurrogate:
            return inserting(Self.threeBytes(0xd800 + UInt16(random.below(0x800))))
        case .surrogatePairs:
            let high = Self.threeBytes(0xd800 + UInt16(random.below(0x400)))
            return inserting(high + Self.threeBytes(0xdc00 + UInt16(random.below(0x400))))
        case .latin1: return inserting([0x63, 0x61, 0x66, 0xe9, 0x20, 0xfc, 0xdf, 0xa0, 0xff])
        case .utf16, .utf32, .mixedEncodings: return transcoded(kind)
        case .markUTF8: return Self.mark + bytes
        case .markUTF16LittleEndian: return [0xff, 0xfe] + bytes
        case .markUTF16BigEndian: return [0xfe, 0xff] + bytes
        case .markUTF32:
            let isLittle = random.chance(1, in: 2)
            return (isLittle ? [0xff, 0xfe, 0, 0] : [0, 0, 0xfe, 0xff]) + bytes
        case .markTwice: return Self.mark + Self.mark + bytes
        case .markInside: return inserting(Self.mark)
        default: preconditionFailure("\(kind) is made elsewhere")
        }
    }

    /// The byte order mark in UTF-8.
    private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

    /// NUL, `/` and a quote in more bytes than they take.
    private static let overlongForms: [[UInt8]] = [
        [0xc0, 0x80], [0xc0, 0xaf], [0xc0, 0xa2], [0xe0, 0x80, 0xaf], [0xe0, 0x9f, 0xbf],
        [0xf0, 0x80, 0x80, 0xaf], [0xf0, 0x8f, 0xbf, 0xbf],
    ]

    /// A number of 16 bits in three bytes, as UTF-8 would have it if surrogates were characters.
    private static func threeBytes(_ unit: UInt16) -> [UInt8] {
        [0xe0 | UInt8(unit >> 12), 0x80 | UInt8(unit >> 6 & 0x3f), 0x80 | UInt8(unit & 0x3f)]
    }

    /// The program in another encoding, with or without a mark; or from some line on only.
    private mutating func transcoded(_ kind: MalformedInput) -> [UInt8]? {
        guard !bytes.isEmpty else { return nil }
        let isLittle = random.chance(1, in: 2)
        let hasMark = random.chance(1, in: 2)
        let start = kind == .mixedEncodings ? random.below(bytes.count) : 0
        let text = (hasMark ? "\u{feff}" : "") + String(decoding: bytes[start...], as: UTF8.self)
        let isWide = kind == .utf32 || (kind == .mixedEncodings && random.chance(1, in: 4))
        var made = Array(bytes[..<start])
        func append(_ unit: some FixedWidthInteger & UnsignedInteger) {
            for index in 0..<(unit.bitWidth / 8) {
                let shift = isLittle ? index * 8 : unit.bitWidth - 8 - index * 8
                made.append(UInt8(truncatingIfNeeded: unit >> shift))
            }
        }
        if isWide {
            for scalar in text.unicodeScalars { append(scalar.value) }
        } else {
            for unit in text.utf16 { append(unit) }
        }
        return made
    }
}
