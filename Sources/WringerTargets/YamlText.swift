/// Texts as YAML scalars, on one line.
enum YamlText {
    /// The text as it is where nothing can be mistaken in it, else in double quotes.
    static func scalar(_ text: String) -> String {
        isPlain(text) ? text : "\"\(text.unicodeScalars.map(escaped).joined())\""
    }

    /// A list of texts, `[lua5.4, "@@"]`.
    static func list(_ texts: [String]) -> String {
        "[\(texts.map(scalar).joined(separator: ", "))]"
    }

    /// Letters, digits and a few marks, from a letter on; every reader takes such a word for a
    /// text, but for the truth values of YAML 1.1, which has `y` and `n` as well.
    private static func isPlain(_ text: String) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let first = text.utf8.first, letters.contains(first | 0x20) else { return false }
        let isSimple = text.utf8.allSatisfy { byte in
            letters.contains(byte | 0x20) || digits.contains(byte) || "_-./+".utf8.contains(byte)
        }
        return isSimple && !YamlValue.isReserved(text) && !["y", "n"].contains(text.lowercased())
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x22: return "\\\""
        case 0x5c: return "\\\\"
        case 0x0a: return "\\n"
        case 0x09: return "\\t"
        case 0x20...0x7e: return String(scalar)
        // Control characters, line separators, the byte order mark and what is no character.
        case ..<0xa1, 0x2028...0x2029, 0xfeff, 0xfff0...0xffff:
            let hex = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: return String(scalar)
        }
    }
}
