internal import WringerModel

/// A comment line `//: word …` in a grammar: what a grammar cannot say of a language. ANTLR's own
/// tool sees a comment.
struct Annotation: Sendable {
    enum Keyword: String, CaseIterable {
        case start, layout, known
        case declares, uses, scope, gives, hides
        case needs, weight, flat
        case samples, only

        /// Whether it is about the whole grammar.
        var isGlobal: Bool { self == .start || self == .layout || self == .known }
        /// Whether it may stand before an alternative.
        var isOfAlternative: Bool { self == .needs || self == .weight || self == .flat }
        /// Whether it stands before a rule of the lexer.
        var isOfToken: Bool { self == .samples || self == .only }
    }

    let keyword: Keyword
    /// What stands behind the keyword, escapes resolved.
    let words: [String]
    let file: String
    let line: Int

    /// Reads what stands behind `//:`; nil where it does not begin with a word that is known, as in
    /// comments that were written before there were annotations.
    init?(_ text: ArraySlice<UInt8>, file: String, line: Int) throws(GrammarError) {
        guard let keyword = Keyword(rawValue: Self.firstWord(of: text)) else { return nil }
        let words = try Self.words(of: text, file: file, line: line)
        self.keyword = keyword
        self.words = Array(words.dropFirst())
        self.file = file
        self.line = line
        try check()
    }

    /// The first word.
    static func firstWord(of text: ArraySlice<UInt8>) -> String {
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0d]
        let word = text.drop { blanks.contains($0) }.prefix { !blanks.contains($0) }
        return String(decoding: word, as: UTF8.self)
    }

    private static func words(
        of text: ArraySlice<UInt8>, file: String, line: Int
    ) throws(GrammarError) -> [String] {
        var words: [String] = []
        var rest = text
        while let first = rest.first {
            if first == 0x20 || first == 0x09 || first == 0x0d {
                rest = rest.dropFirst()
            } else if first == UInt8(ascii: "'") {
                var end = rest.startIndex + 1
                while end < rest.endIndex, rest[end] != UInt8(ascii: "'") {
                    end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
                }
                guard end < rest.endIndex else {
                    throw GrammarError(
                        file: file, line: line, "a text of the annotation has no closing quote")
                }
                var reader = EscapeReader(rest[(rest.startIndex + 1)..<end])
                words.append(reader.text)
                rest = rest[(end + 1)...]
            } else {
                let word = rest.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d }
                words.append(String(decoding: word, as: UTF8.self))
                rest = rest[word.endIndex...]
            }
        }
        return words
    }

    private func check() throws(GrammarError) {
        let wanted: String?
        switch keyword {
        case .start: wanted = words.count == 1 ? nil : "one rule"
        case .layout: wanted = words.count == 3 ? nil : "three tokens: INDENT DEDENT NEWLINE"
        case .known: wanted = words.count > 1 ? nil : "a kind and names"
        case .declares:
            var rest = words.dropFirst()
            if rest.first == "unique" { rest = rest.dropFirst() }
            let isWhole = rest.isEmpty || (rest.first == "after" && rest.count == 2)
            wanted = !words.isEmpty && isWhole ? nil : "KIND [unique] [after RULE]"
        case .scope:
            wanted = words.isEmpty || words[0] == "closed" ? nil : "nothing, or closed KIND"
        case .weight:
            let number = words.count == 1 ? Int(words[0]) : nil
            wanted = number.map { (0...1_000).contains($0) } == true ? nil : "a number, 0 to 1000"
        case .flat: wanted = nil
        case .uses, .gives, .hides, .needs, .samples, .only:
            wanted = words.isEmpty ? "at least one word" : nil
        }
        if let wanted {
            throw GrammarError(
                file: file, line: line, "the annotation \(keyword.rawValue) needs \(wanted)")
        }
    }
}
