internal import WringerModel

/// Reads one grammar file: the language of ANTLR 4 grammars, without recursion.
struct MetaParser {
    var lexer: MetaLexer
    var current: MetaToken
    var nodes: SourceNodes
    var properties: UnicodeProperties
    var grammar: SourceGrammar
    /// The rule that is being read.
    var rule: String?
    /// Annotations that stand before `current`.
    var annotations: [Annotation] = []
    private var mode = "DEFAULT_MODE"

    /// Reads a file; its nodes are added to `nodes`.
    static func read(
        _ bytes: [UInt8], file: String, into nodes: inout SourceNodes,
        _ properties: inout UnicodeProperties
    ) throws(GrammarError) -> SourceGrammar {
        var lexer = try MetaLexer(bytes, file: file)
        let first = try lexer.next()
        var parser = MetaParser(
            lexer: lexer, current: first, nodes: nodes, properties: properties,
            grammar: SourceGrammar(file: file))
        parser.annotations = parser.lexer.takeAnnotations()
        try parser.readFile()
        parser.grammar.notes = parser.lexer.notes
        nodes = parser.nodes
        properties = parser.properties
        return parser.grammar
    }

    private init(
        lexer: MetaLexer, current: MetaToken, nodes: SourceNodes, properties: UnicodeProperties,
        grammar: SourceGrammar
    ) {
        self.lexer = lexer
        self.current = current
        self.nodes = nodes
        self.properties = properties
        self.grammar = grammar
    }

    // MARK: Tokens

    mutating func advance() throws(GrammarError) {
        current = try lexer.next()
        annotations += lexer.takeAnnotations()
    }

    func isSign(_ sign: Unicode.Scalar) -> Bool { current.kind == .sign(UInt8(ascii: sign)) }

    func error(_ text: String, line: Int? = nil) -> GrammarError {
        GrammarError(file: lexer.file, line: line ?? current.line, rule: rule, text)
    }

    mutating func accept(_ sign: Unicode.Scalar) throws(GrammarError) -> Bool {
        guard isSign(sign) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ sign: Unicode.Scalar, _ place: String) throws(GrammarError) {
        guard try accept(sign) else {
            throw error("expected \(sign) \(place), found \(currentText)")
        }
    }

    mutating func name(_ what: String) throws(GrammarError) -> SourceGrammar.Mention {
        guard case .name(let name) = current.kind else {
            throw error("expected \(what), found \(currentText)")
        }
        let line = current.line
        try advance()
        return SourceGrammar.Mention(name: name, line: line)
    }

    var currentText: String {
        switch current.kind {
        case .name(let name): visible(name, limit: 40)
        case .literal(let bytes): "'" + visible(bytes: bytes, limit: 40) + "'"
        case .sign(let byte): visible(bytes: [byte])
        case .arrow: "->"
        case .range: ".."
        case .append: "+="
        case .scope: "::"
        case .end: "the end of the file"
        }
    }

    /// Takes an action or its like whose opening sign is `current`; it is counted and left out.
    mutating func dropAction() throws(GrammarError) -> String {
        let line = current.line
        let text =
            isSign("{") ? try lexer.actionText() : try lexer.bracketText(nesting: true)
        if grammar.firstAction == nil {
            grammar.firstAction = SourceGrammar.Mention(name: rule ?? "", line: line)
        }
        grammar.actionCount += 1
        try advance()
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: The file

    private mutating func readFile() throws(GrammarError) {
        try readHead()
        while true {
            takeGlobalAnnotations()
            guard case .name(let word) = current.kind else {
                if isSign("@") {
                    try readNamedAction()
                    continue
                }
                guard current.kind == .end else {
                    throw error("expected a rule, found \(currentText)")
                }
                if let last = annotations.first {
                    throw error("an annotation stands before nothing", line: last.line)
                }
                return
            }
            switch word {
            case "options":
                try readOptions { parser, key, value in
                    parser.grammar.options[key] = value
                }
            case "import": try readImports()
            case "tokens", "channels":
                try readList(word)
            case "mode":
                try advance()
                mode = try name("the name of a mode").name
                try expect(";", "behind a mode")
            default: try readRule()
            }
        }
    }

    private mutating func takeGlobalAnnotations() {
        grammar.annotations += annotations.filter { $0.keyword.isGlobal }
        annotations.removeAll { $0.keyword.isGlobal }
    }

    private mutating func readHead() throws(GrammarError) {
        takeGlobalAnnotations()
        let word = try name("lexer grammar, parser grammar or grammar")
        var last = word.name
        if ["lexer", "parser", "tree"].contains(word.name) {
            grammar.kind = word.name == "lexer" ? .lexer : .parser
            last = try name("grammar").name
        }
        guard last == "grammar" else {
            throw error(
                "a grammar begins with lexer grammar, parser grammar or grammar, not \(last)"
                    + suggestion(for: last, among: ["grammar", "lexer", "parser"]),
                line: word.line)
        }
        grammar.name = try name("the name of the grammar")
        try expect(";", "behind the name of the grammar")
    }

    private mutating func readNamedAction() throws(GrammarError) {
        try advance()
        _ = try name("the name of an action")
        while current.kind == .scope || current.kind == .sign(UInt8(ascii: ":")) {
            try advance()
            _ = try name("the name of an action")
        }
        guard isSign("{") else { throw error("expected an action, found \(currentText)") }
        _ = try dropAction()
    }

    mutating func readOptions(
        _ take: (inout MetaParser, String, SourceGrammar.Mention) -> Void
    ) throws(GrammarError) {
        try advance()
        try expect("{", "behind options")
        while !isSign("}") {
            let key = try name("an option")
            try expect("=", "behind an option")
            var value = ""
            let line = current.line
            while !isSign(";"), !isSign("}"), current.kind != .end {
                value += currentText
                try advance()
            }
            take(&self, key.name, SourceGrammar.Mention(name: value, line: line))
            guard try accept(";") || isSign("}") else {
                throw error("expected ; behind an option, found \(currentText)")
            }
        }
        try advance()
    }

    private mutating func readImports() throws(GrammarError) {
        try advance()
        repeat {
            var imported = try name("the name of a grammar")
            if try accept("=") { imported = try name("the name of a grammar") }
            grammar.imports.append(imported)
        } while try accept(",")
        try expect(";", "behind imports")
    }

    private mutating func readList(_ word: String) throws(GrammarError) {
        try advance()
        try expect("{", "behind \(word)")
        while !isSign("}") {
            let entry = try name("a name")
            if word == "tokens" { grammar.tokens.append(entry) }
            guard try accept(",") || isSign("}") else {
                throw error("expected , or } in \(word), found \(currentText)")
            }
        }
        try advance()
    }

    // MARK: Rules

    private mutating func readRule() throws(GrammarError) {
        var isFragment = false
        var heading = try name("a rule")
        while ["fragment", "public", "private", "protected"].contains(heading.name),
            case .name = current.kind
        {
            isFragment = isFragment || heading.name == "fragment"
            heading = try name("a rule")
        }
        rule = heading.name
        defer { rule = nil }
        let ruleAnnotations = annotations
        annotations = []
        var caseInsensitive: Bool?
        while !isSign(":") {
            switch current.kind {
            case .sign(UInt8(ascii: "[")), .sign(UInt8(ascii: "{")): _ = try dropAction()
            case .sign(UInt8(ascii: "@")): try readNamedAction()
            case .name("options"):
                try readOptions { _, key, value in
                    if key == "caseInsensitive" { caseInsensitive = value.name == "true" }
                }
            case .name("returns"), .name("locals"), .name("throws"), .sign(UInt8(ascii: ",")):
                try advance()
            case .name where grammar.actionCount > 0: try advance()
            default:
                throw error("expected : behind the name of the rule, found \(currentText)")
            }
        }
        let isLexer = isTokenName(heading.name)
        let first = nodes.nodes.count
        let root = try readBody(isLexer: isLexer)
        grammar.rules.append(
            SourceRule(
                name: heading.name, file: lexer.file, line: heading.line, isFragment: isFragment,
                mode: isLexer ? mode : nil,
                caseInsensitive: caseInsensitive ?? (grammar.isCaseInsensitive ? true : nil),
                root: root, nodes: first..<nodes.nodes.count, annotations: ruleAnnotations))
        try readHandlers()
    }

    /// `catch [..] {..}` and `finally {..}` behind a rule.
    private mutating func readHandlers() throws(GrammarError) {
        while current.kind == .name("catch") || current.kind == .name("finally") {
            try advance()
            if isSign("[") { _ = try dropAction() }
            guard isSign("{") else { throw error("expected an action, found \(currentText)") }
            _ = try dropAction()
        }
    }
}
