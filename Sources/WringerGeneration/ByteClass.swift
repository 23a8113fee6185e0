// What a byte, or a character beyond ASCII, is to the tokenizer.
//
// All of it is fixed here and not looked up in Unicode's tables: they change from release to
// release, and would change the mutants of a seed with them.

extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// A letter of ASCII, a digit or `_`.
    var isWord: Bool {
        isDigit || self == UInt8(ascii: "_") || (self | 0x20) &- UInt8(ascii: "a") < 26
    }

    /// White space that does not end a line.
    var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0b || self == 0x0c }

    var isLineEnd: Bool { self == 0x0a || self == 0x0d }

    var isControl: Bool { (self < 0x20 && !isSpace && !isLineEnd) || self == 0x7f }

    /// What operators are spelled with; brackets, quotes, commas and semicolons stand alone.
    var isOperator: Bool {
        switch self {
        case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "&"), UInt8(ascii: "*"),
            UInt8(ascii: "+"), UInt8(ascii: "-")...UInt8(ascii: "/"), UInt8(ascii: ":"),
            UInt8(ascii: "<")...UInt8(ascii: "@"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
            UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

extension [UInt8] {
    /// The length of the well-formed UTF-8 sequence beyond ASCII that begins at `position`; 0
    /// where there is none (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
    func scalarLength(at position: Int) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xbf
        switch self[position] {
        case 0xc2...0xdf: length = 2
        case 0xe0: (length, second) = (3, 0xa0...0xbf)
        case 0xed: (length, second) = (3, 0x80...0x9f)
        case 0xe1...0xef: length = 3
        case 0xf0: (length, second) = (4, 0x90...0xbf)
        case 0xf1...0xf3: length = 4
        case 0xf4: (length, second) = (4, 0x80...0x8f)
        default: return 0
        }
        guard position + length <= count, second.contains(self[position + 1]) else { return 0 }
        for offset in 1..<length where self[position + offset] & 0xc0 != 0x80 { return 0 }
        return length
    }

    /// The length of the letter, digit or `_` at `position`; 0 where there is none.
    func nameCharacterLength(at position: Int) -> Int {
        guard self[position] >= 0x80 else { return self[position].isWord ? 1 : 0 }
        let length = scalarLength(at: position)
        guard length > 0 else { return 0 }
        var scalar = UInt32(self[position]) & (0x7f >> UInt32(length))
        for offset in 1..<length { scalar = scalar << 6 | UInt32(self[position + offset] & 0x3f) }
        return isLetter(scalar) ? length : 0
    }

    /// Whether the byte at `position` is neither text nor white space.
    func isOther(at position: Int) -> Bool {
        self[position] < 0x80 ? self[position].isControl : scalarLength(at: position) == 0
    }
}

/// The scripts that people name things in, by whole blocks; arrows, mathematical and APL signs are
/// symbols.
private func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xd7, 0xf7: false
    case 0xc0...0x1fff, 0x2c00...0x2dff, 0x3040...0xd7ff: true
    default: false
    }
}
