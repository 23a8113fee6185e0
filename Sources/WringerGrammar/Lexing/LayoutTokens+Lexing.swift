extension LayoutTokens {
    /// Puts in the tokens of indentation, which have no width, and hides the line ends that count
    /// for nothing: of blank lines, and between brackets.
    ///
    /// As Python does ("Lexical analysis" of its reference): a stack of widths, a tab goes to the
    /// next multiple of eight; a line end that is missing at the end of the text is put in.
    func applied(to text: LexedText, _ bytes: [UInt8]) -> LexedText {
        var result = LexedText(tokens: [], failure: text.failure)
        var widths = [0]
        var brackets = 0
        var isLineStart = true
        var lineBegin = 0
        func put(_ type: Int32, at position: Int) {
            result.tokens.append(
                LexedToken(type: type, isHidden: false, range: position..<position))
        }
        for token in text.tokens {
            if token.isHidden {
                result.tokens.append(token)
                continue
            }
            if token.type == lineEnd {
                let isBlank = isLineStart || brackets > 0
                result.tokens.append(
                    LexedToken(type: token.type, isHidden: isBlank, range: token.range))
                if brackets == 0 { isLineStart = true }
                lineBegin = self.lineBegin(bytes, behind: token.range)
                continue
            }
            if isLineStart, brackets == 0 {
                isLineStart = false
                let width = width(bytes[lineBegin..<max(lineBegin, token.range.lowerBound)])
                if width > widths[widths.count - 1] {
                    widths.append(width)
                    put(indent, at: token.range.lowerBound)
                }
                while width < widths[widths.count - 1] {
                    widths.removeLast()
                    put(dedent, at: token.range.lowerBound)
                }
            }
            switch token.range.count == 1 ? bytes[token.range.lowerBound] : 0 {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                brackets = max(0, brackets - 1)
            default: break
            }
            result.tokens.append(token)
        }
        if !isLineStart { put(lineEnd, at: bytes.count) }
        for _ in widths.dropFirst() { put(dedent, at: bytes.count) }
        return result
    }

    /// Where the line behind a line end begins; a rule of line ends may take the blanks behind it.
    private func lineBegin(_ bytes: [UInt8], behind range: Range<Int>) -> Int {
        var begin = range.upperBound
        while begin > range.lowerBound, bytes[begin - 1] != 0x0a, bytes[begin - 1] != 0x0d {
            begin -= 1
        }
        return begin
    }

    private func width(_ blanks: ArraySlice<UInt8>) -> Int {
        var width = 0
        for blank in blanks {
            switch blank {
            case 0x09: width = (width / 8 + 1) * 8
            case 0x0c: width = 0
            case 0x0a, 0x0d: width = 0
            default: width += 1
            }
        }
        return width
    }
}
