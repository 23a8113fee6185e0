extension TokenDictionary {
    /// Reads the text of a dictionary as AFL has them: a word a line, `name="value"`,
    /// `name@level="value"` or `"value"`, with `\\`, `\"` and `\xNN` in the value; `#` begins a
    /// line of comment.
    ///
    /// Names and levels say nothing about a word and are dropped. Unlike AFL this takes bytes
    /// beyond ASCII as they are: there are languages of symbols.
    ///
    /// - Throws: `DictionarySyntaxError` at the first line that is none of these.
    package static func parse(
        _ text: some Sequence<UInt8>
    ) throws(DictionarySyntaxError) -> TokenDictionary {
        var words: [[UInt8]] = []
        // Cut at `\n` alone: the `\r` of `\r\n` is trimmed with the white space.
        let lines = Array(text).split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let line = line.trimmed
            guard let first = line.first, first != UInt8(ascii: "#") else { continue }
            do throws(DictionarySyntaxError.Reason) {
                words.append(try parse(line: line))
            } catch {
                throw DictionarySyntaxError(line: index + 1, reason: error)
            }
        }
        return TokenDictionary(words: words)
    }

    private static func parse(
        line: ArraySlice<UInt8>
    ) throws(DictionarySyntaxError.Reason) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        guard let open = line.firstIndex(of: quote) else { throw .noValue }
        try checkName(line[..<open].trimmed)
        let rest = line[(open + 1)...]
        guard rest.last == quote else { throw .valueNotClosed }
        return try unescaped(rest.dropLast())
    }

    /// Accepts nothing at all, `name=` and `name@level=`.
    private static func checkName(
        _ text: ArraySlice<UInt8>
    ) throws(DictionarySyntaxError.Reason) {
        guard let last = text.last else { return }
        guard last == UInt8(ascii: "=") else { throw .noEqualsSign }
        let parts = text.dropLast().trimmed.split(
            separator: UInt8(ascii: "@"), maxSplits: 1, omittingEmptySubsequences: false)
        guard !parts[0].isEmpty, parts[0].allSatisfy(isPartOfName) else { throw .badName }
        guard parts.count == 2 else { return }
        guard !parts[1].isEmpty, parts[1].allSatisfy(\.isDigit) else { throw .badLevel }
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        byte.isWord || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    private static func unescaped(
        _ text: ArraySlice<UInt8>
    ) throws(DictionarySyntaxError.Reason) -> [UInt8] {
        var word: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte >= 0x20, byte != 0x7f else { throw .controlCharacter }
            guard byte == UInt8(ascii: "\\") else {
                word.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "\\"): word.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "\""): word.append(UInt8(ascii: "\""))
            case UInt8(ascii: "x"):
                let digits = rest.prefix(2)
                guard digits.count == 2, digits.allSatisfy(\.isWord),
                    let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
                else { throw .badEscape }
                word.append(value)
                rest = rest.dropFirst(2)
            default: throw .badEscape
            }
        }
        guard !word.isEmpty else { throw .emptyValue }
        return word
    }
}

/// Why the text of a dictionary could not be read.
package struct DictionarySyntaxError: Error, Equatable, CustomStringConvertible {
    /// The line, counted from 1.
    package let line: Int
    /// What is wrong with it.
    package let reason: Reason

    /// What can be wrong with a line.
    package enum Reason: Error, Equatable, Sendable {
        case noValue, valueNotClosed, emptyValue, noEqualsSign, badName, badLevel, badEscape
        case controlCharacter
    }

    /// What failed, where, and what to write instead.
    package var description: String {
        "line \(line) of the dictionary: \(explanation)"
    }

    /// The same without the line.
    package var explanation: String {
        switch reason {
        case .noValue: #"no value in quotes; expected name="value" or "value""#
        case .valueNotClosed: "the line does not end with the quote that closes its value"
        case .emptyValue: "the value is empty"
        case .noEqualsSign: #"no '=' between name and value; expected name="value""#
        case .badName: "a name is letters, digits, '_', '-' and '.'"
        case .badLevel: #"a level is a number, as in name@1="value""#
        case .badEscape: #"unknown escape; known are \\, \" and \xNN with two hexadecimal digits"#
        case .controlCharacter: #"a control character in the value; write it as \xNN"#
        }
    }
}

extension ArraySlice<UInt8> {
    /// Without the white space at both ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        var rest = self
        while let byte = rest.first, byte.isSpace || byte.isLineEnd { rest.removeFirst() }
        while let byte = rest.last, byte.isSpace || byte.isLineEnd { rest.removeLast() }
        return rest
    }
}
