/// Cuts any bytes into tokens without knowing their language.
///
/// Lossless: the tokens, joined, are the bytes, whatever they are. Takes linear time and no stack.
package struct Tokenizer {
    private let bytes: [UInt8]
    private var position = 0
    /// Before which position each kind of quote is known to have no partner; this keeps a line of
    /// a million escaped quotes linear.
    private var unpairedUntil: [UInt8: Int] = [:]

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The tokens of `bytes`, in order and without gaps.
    package static func tokens(of bytes: [UInt8]) -> [Token] {
        var tokenizer = Tokenizer(bytes)
        var tokens: [Token] = []
        while tokenizer.position < bytes.count {
            let start = tokenizer.position
            let kind = tokenizer.read()
            precondition(tokenizer.position > start, "every token takes at least one byte")
            tokens.append(Token(kind: kind, range: start..<tokenizer.position))
        }
        return tokens
    }

    private mutating func read() -> TokenKind {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return readString(byte)
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): return take(1, as: .opener)
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return take(1, as: .closer)
        case UInt8(ascii: ","), UInt8(ascii: ";"): return take(1, as: .punctuation)
        case UInt8(ascii: "\n"): return take(1, as: .lineEnd)
        case UInt8(ascii: "\r"): return take(peek(1) == UInt8(ascii: "\n") ? 2 : 1, as: .lineEnd)
        default: break
        }
        if byte.isDigit { return readNumber() }
        if byte.isSpace { return readSpace() }
        if byte.isOperator { return readOperator() }
        if bytes.isOther(at: position) { return readOther() }
        if bytes.nameCharacterLength(at: position) > 0 { return readName() }
        return take(bytes.scalarLength(at: position), as: .punctuation)
    }

    private mutating func readName() -> TokenKind {
        while position < bytes.count {
            let length = bytes.nameCharacterLength(at: position)
            guard length > 0 else { break }
            position += length
        }
        return .name
    }

    private mutating func readNumber() -> TokenKind {
        let isHexadecimal = bytes[position] == UInt8(ascii: "0") && peek(1).map(\.lowered) == "x"
        position += 1
        while let byte = peek(0) {
            if byte.isWord {
                position += 1
            } else if peek(1)?.isDigit == true,
                byte == UInt8(ascii: ".") || isSignOfExponent(byte, isHexadecimal: isHexadecimal)
            {
                position += 2
            } else {
                break
            }
        }
        return .number
    }

    /// `1e-5` and `0x1p-5` are numbers; `0xe-5` is a difference.
    private func isSignOfExponent(_ byte: UInt8, isHexadecimal: Bool) -> Bool {
        guard byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") else { return false }
        return bytes[position - 1].lowered == (isHexadecimal ? "p" : "e")
    }

    private mutating func readString(_ quote: UInt8) -> TokenKind {
        if let end = unpairedUntil[quote], position < end { return take(1, as: .punctuation) }
        var end = position + 1
        while end < bytes.count, !bytes[end].isLineEnd {
            if bytes[end] == quote {
                position = end + 1
                return .string
            }
            let escapes = bytes[end] == UInt8(ascii: "\\") && end + 1 < bytes.count
            end += escapes && !bytes[end + 1].isLineEnd ? 2 : 1
        }
        unpairedUntil[quote] = end
        return take(1, as: .punctuation)
    }

    private mutating func readSpace() -> TokenKind {
        while let byte = peek(0), byte.isSpace { position += 1 }
        return .space
    }

    /// Languages spell operators with one to three characters; a longer run, as of prefix
    /// operators, is several.
    private mutating func readOperator() -> TokenKind {
        let limit = position + 3
        while position < limit, let byte = peek(0), byte.isOperator { position += 1 }
        return .punctuation
    }

    private mutating func readOther() -> TokenKind {
        while position < bytes.count, bytes.isOther(at: position) { position += 1 }
        return .other
    }

    private func peek(_ offset: Int) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private mutating func take(_ count: Int, as kind: TokenKind) -> TokenKind {
        position += count
        return kind
    }
}

extension UInt8 {
    /// The character, with the capitals of ASCII made small.
    fileprivate var lowered: Unicode.Scalar {
        Unicode.Scalar(self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self)
    }
}
