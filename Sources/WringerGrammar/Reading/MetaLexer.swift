internal import WringerModel

/// A token of the language that grammars are written in.
struct MetaToken {
    enum Kind: Equatable {
        case name(String)
        /// A text in quotes, without them, escapes as written.
        case literal([UInt8])
        /// One of `: ; | ( ) ? * + ~ . = , < > # @ [ { }` and digits.
        case sign(UInt8)
        /// `->`
        case arrow
        /// `..`
        case range
        /// `+=`
        case append
        /// `::`
        case scope
        case end
    }

    let kind: Kind
    let line: Int
    /// Where it begins.
    let position: Int
}

/// Cuts a grammar file into tokens. What stands in brackets or braces means different things in
/// different places and is asked for by the parser.
struct MetaLexer {
    private let bytes: [UInt8]
    let file: String
    private(set) var position = 0
    private(set) var line = 1
    /// The annotations that were passed since they were last taken.
    private var annotations: [Annotation] = []
    /// Comments that look like annotations and are none.
    private(set) var notes: [GrammarNote] = []

    init(_ bytes: [UInt8], file: String) throws(GrammarError) {
        self.bytes = bytes
        self.file = file
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw GrammarError(file: file, line: 1, "the file is not UTF-8")
        }
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    }

    /// Takes the annotations that stand before the token that was read last.
    mutating func takeAnnotations() -> [Annotation] {
        defer { annotations = [] }
        return annotations
    }

    func error(_ text: String, line: Int? = nil) -> GrammarError {
        GrammarError(file: file, line: line ?? self.line, text)
    }

    private func byte(_ offset: Int = 0) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private mutating func advance() {
        if bytes[position] == 0x0a { line += 1 }
        position += 1
    }

    /// The next token.
    mutating func next() throws(GrammarError) -> MetaToken {
        try skipBlanks()
        let start = position
        let startLine = line
        func token(_ kind: MetaToken.Kind) -> MetaToken {
            MetaToken(kind: kind, line: startLine, position: start)
        }
        guard let first = byte() else { return token(.end) }
        if first >= 0x80 || first == UInt8(ascii: "_") || isLetter(first) {
            while let next = byte(), next >= 0x80 || isLetter(next) || isDigit(next) || next == 0x5f
            {
                position += 1
            }
            return token(.name(String(decoding: bytes[start..<position], as: UTF8.self)))
        }
        if first == UInt8(ascii: "'") {
            position += 1
            while let next = byte(), next != UInt8(ascii: "'") {
                if next == 0x0a { throw error("a literal has no closing quote", line: startLine) }
                position += next == UInt8(ascii: "\\") && byte(1) != nil && byte(1) != 0x0a ? 2 : 1
            }
            guard byte() != nil else {
                throw error("a literal has no closing quote", line: startLine)
            }
            position += 1
            return token(.literal(Array(bytes[(start + 1)..<(position - 1)])))
        }
        if let kind = pair(first) {
            position += 2
            return token(kind)
        }
        position += 1
        return token(.sign(first))
    }

    /// The sign of two bytes that begins here.
    private func pair(_ first: UInt8) -> MetaToken.Kind? {
        switch (first, byte(1)) {
        case (UInt8(ascii: "-"), UInt8(ascii: ">")): .arrow
        case (UInt8(ascii: "."), UInt8(ascii: ".")): .range
        case (UInt8(ascii: "+"), UInt8(ascii: "=")): .append
        case (UInt8(ascii: ":"), UInt8(ascii: ":")): .scope
        default: nil
        }
    }

    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private func starts(with text: String) -> Bool {
        bytes[position...].starts(with: text.utf8)
    }

    private mutating func skipBlanks() throws(GrammarError) {
        while let next = byte() {
            switch next {
            case 0x20, 0x09, 0x0a, 0x0d, 0x0c: advance()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
                let start = position
                while let next = byte(), next != 0x0a { position += 1 }
                let text = bytes[(start + 2)..<position]
                if text.first == UInt8(ascii: ":") { try readAnnotation(text.dropFirst()) }
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
                let start = line
                position += 2
                while !starts(with: "*/") {
                    guard byte() != nil else {
                        throw error("a comment has no end", line: start)
                    }
                    advance()
                }
                position += 2
            default: return
            }
        }
    }

    private mutating func readAnnotation(_ text: ArraySlice<UInt8>) throws(GrammarError) {
        if let annotation = try Annotation(text, file: file, line: line) {
            annotations.append(annotation)
            return
        }
        let word = Annotation.firstWord(of: text)
        guard !word.isEmpty else { return }
        notes.append(
            GrammarNote(
                .warning, file: file, line: line, rule: nil,
                "the comment \(visible("//: " + word, limit: 40)) is no annotation that is known"
                    + suggestion(for: word, among: Annotation.Keyword.allCases.map(\.rawValue))))
    }

    /// The text between brackets that began with the last token, `[`: of a set, where `\]` is no
    /// end, or of arguments, where brackets nest.
    mutating func bracketText(nesting: Bool) throws(GrammarError) -> [UInt8] {
        let start = position
        let startLine = line
        var depth = 1
        while let next = byte() {
            switch next {
            case UInt8(ascii: "\\") where byte(1) != nil: advance()
            case UInt8(ascii: "[") where nesting: depth += 1
            case UInt8(ascii: "\"") where nesting, UInt8(ascii: "'") where nesting:
                skipQuoted(next)
            case UInt8(ascii: "]"): depth -= 1
            case 0x0a where !nesting:
                throw error("a set has no closing bracket", line: startLine)
            default: break
            }
            advance()
            if depth == 0 { return Array(bytes[start..<(position - 1)]) }
        }
        throw error("a bracket is not closed", line: startLine)
    }

    /// The text of an action whose `{` was the last token: braces nest, but for those in texts and
    /// comments.
    mutating func actionText() throws(GrammarError) -> [UInt8] {
        let start = position
        let startLine = line
        var depth = 1
        while let next = byte() {
            switch next {
            case UInt8(ascii: "\\") where byte(1) != nil: advance()
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipQuoted(next)
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
                while let after = byte(1), after != 0x0a { position += 1 }
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
                while byte(1) != nil, !starts(with: "*/") { advance() }
            default: break
            }
            advance()
            if depth == 0 { return Array(bytes[start..<(position - 1)]) }
        }
        throw error("an action has no closing brace", line: startLine)
    }

    /// Goes to the closing quote where it stands in the same line; an apostrophe stays alone.
    private mutating func skipQuoted(_ quote: UInt8) {
        var end = position + 1
        while end < bytes.count, bytes[end] != 0x0a {
            if bytes[end] == UInt8(ascii: "\\") {
                end += 2
                continue
            }
            if bytes[end] == quote {
                position = end
                return
            }
            end += 1
        }
    }
}
