internal import WringerModel

/// Looks up all names of the files of a grammar and lays its rules out in flat lists.
struct Resolver {
    let files: [SourceGrammar]
    let source: SourceNodes
    var notes: [GrammarNote] = []
    var nodes: [GrammarNode] = []
    var links: [Int32] = []
    var traits = [AlternativeTraits()]
    /// For each node of the source the node that it has become.
    var mapping: [Int32]
    var parserRules: [SourceRule] = []
    var lexerRules: [SourceRule] = []
    var parserIndex: [String: Int] = [:]
    var lexerIndex: [String: Int] = [:]
    var tokens = [TokenKind(name: "EOF", literal: nil)]
    var tokenIndex: [String: Int32] = ["EOF": 0]
    /// The token type of each literal of a parser rule.
    var literals: [[UInt32]: Int32] = [:]
    /// Literals without a lexer rule of their own, in their order.
    var implicitLiterals: [[UInt32]] = []
    var tokenSets: [[Int32]] = []
    var scalarSets: [ScalarSet] = []
    var scalarSetIndex: [ScalarSet: Int32] = [:]
    var modes = ["DEFAULT_MODE"]
    var names = AnnotationNames()
    var predicateCount = 0
    var firstPredicate: GrammarNote?

    static func resolve(
        _ files: [SourceGrammar], _ source: SourceNodes, start: String?
    ) throws(GrammarError) -> Grammar {
        var resolver = Resolver(files: files, source: source)
        resolver.notes = files.flatMap(\.notes)
        try resolver.collectRules()
        try resolver.defineTokens()
        let (rules, lexer) = try resolver.resolveRules()
        let entries = try resolver.makeEntries(lexer)
        return try resolver.finish(rules, lexer, entries, start: start)
    }

    private init(files: [SourceGrammar], source: SourceNodes) {
        self.files = files
        self.source = source
        mapping = Array(repeating: -1, count: source.nodes.count)
    }

    // MARK: Notes

    func error(_ rule: SourceRule, line: Int32? = nil, _ text: String) -> GrammarError {
        GrammarError(
            file: rule.file, line: line.map(Int.init) ?? rule.line, rule: rule.name, text)
    }

    mutating func warn(_ rule: SourceRule, line: Int32? = nil, _ text: String) {
        notes.append(
            GrammarNote(
                .warning, file: rule.file, line: line.map(Int.init) ?? rule.line, rule: rule.name,
                text))
    }

    // MARK: Rules and tokens

    private mutating func collectRules() throws(GrammarError) {
        var files: [String: String] = [:]
        for file in self.files {
            for rule in file.rules {
                let mode = rule.mode ?? ""
                if let first = files[rule.name] {
                    // A rule of the importing file stands in for the one that is imported.
                    guard first == rule.file else { continue }
                    throw error(rule, "the rule is defined twice")
                }
                files[rule.name] = rule.file
                if rule.isLexerRule {
                    lexerIndex[rule.name] = lexerRules.count
                    lexerRules.append(rule)
                    if !modes.contains(mode) { modes.append(mode) }
                } else {
                    parserIndex[rule.name] = parserRules.count
                    parserRules.append(rule)
                }
            }
        }
        guard !parserRules.isEmpty else {
            throw GrammarError(
                file: self.files[0].file, line: self.files[0].name.line,
                "the grammar has no parser rule, and so nothing to begin with")
        }
    }

    /// The scalars of a lexer rule that is one literal.
    private func literal(of rule: SourceRule) -> [UInt32]? {
        guard !rule.isFragment, case .sequence(let elements) = source.nodes[Int(rule.root)].kind,
            elements.count == 1,
            case .literal(let scalars) = source.nodes[Int(elements[0])].kind
        else { return nil }
        let commands = source.facts[rule.root]?.commands ?? []
        return commands.contains { ["more", "skip", "type"].contains($0.name) } ? nil : scalars
    }

    private mutating func define(_ name: String, literal: [UInt32]? = nil) -> Int32 {
        if let known = tokenIndex[name] { return known }
        let type = Int32(tokens.count)
        tokens.append(TokenKind(name: name, literal: literal.map(utf8)))
        tokenIndex[name] = type
        return type
    }

    private mutating func defineTokens() throws(GrammarError) {
        var aliases: [[UInt32]: String] = [:]
        for rule in lexerRules {
            guard let scalars = literal(of: rule), aliases[scalars] == nil else { continue }
            aliases[scalars] = rule.name
        }
        for rule in parserRules {
            for index in rule.nodes {
                guard case .literal(let scalars) = source.nodes[index].kind,
                    literals[scalars] == nil, aliases[scalars] == nil
                else { continue }
                guard !scalars.isEmpty else {
                    throw error(rule, line: source.nodes[index].line, "a literal is empty")
                }
                let name = "'" + visible(bytes: utf8(scalars)) + "'"
                literals[scalars] = define(name, literal: scalars)
                implicitLiterals.append(scalars)
                if files[0].kind == .parser {
                    warn(
                        rule, line: source.nodes[index].line,
                        "the literal \(name) has no rule in the lexer; it is taken as a token")
                }
            }
        }
        for rule in lexerRules where !rule.isFragment {
            let type = define(rule.name, literal: literal(of: rule))
            try addSamples(of: rule, to: type)
        }
        for (scalars, name) in aliases { literals[scalars] = tokenIndex[name] }
        for file in files { for token in file.tokens { _ = define(token.name) } }
        for rule in lexerRules {
            for node in rule.nodes {
                for command in source.facts[SourceIndex(node)]?.commands ?? []
                where command.name == "type" { _ = define(command.argument ?? "") }
            }
        }
    }

    private mutating func addSamples(of rule: SourceRule, to type: Int32) throws(GrammarError) {
        for annotation in rule.annotations {
            guard annotation.keyword.isOfToken else {
                throw GrammarError(
                    file: annotation.file, line: annotation.line, rule: rule.name,
                    "the annotation \(annotation.keyword.rawValue) is not for a lexer rule")
            }
            tokens[Int(type)].samples += annotation.words.map { Array($0.utf8) }
            if annotation.keyword == .only { tokens[Int(type)].hasOnlySamples = true }
        }
    }

    private mutating func resolveRules() throws(GrammarError) -> ([ParserRule], [LexerRule]) {
        var rules: [ParserRule] = []
        for (index, rule) in parserRules.enumerated() {
            let first = nodes.count
            let root = try layOut(rule)
            rules.append(
                ParserRule(
                    name: rule.name, file: rule.file, line: rule.line, root: root,
                    nodes: first..<nodes.count, traits: RuleTraits(), isLeftRecursive: false))
            rules[index].traits = try names.traits(of: rule, parserIndex)
            rules[index].isLeftRecursive = markOperands(of: index, root)
        }
        var lexer: [LexerRule] = []
        for rule in lexerRules {
            let root = try layOut(rule)
            lexer.append(
                LexerRule(
                    name: rule.name, file: rule.file, line: rule.line, isFragment: rule.isFragment,
                    root: root))
        }
        return (rules, lexer)
    }

    /// Lays out the nodes of a rule, children first, and gives its root.
    private mutating func layOut(_ rule: SourceRule) throws(GrammarError) -> Int32 {
        for index in rule.nodes {
            mapping[index] =
                rule.isLexerRule
                ? try lexerNode(index, in: rule) : try parserNode(index, in: rule)
        }
        // The root is the last node, so that the nodes of a rule are a range.
        return mapping[Int(rule.root)]
    }

    /// Marks the operands of the alternatives of a left-recursive rule; false where it is none.
    private mutating func markOperands(of rule: Int, _ root: Int32) -> Bool {
        let node = nodes[Int(root)]
        let alternatives =
            node.kind == .choice
            ? Array(links[Int(node.first)..<Int(node.first + node.count)]) : [root]
        func isOperand(_ index: Int32?) -> Bool {
            guard let index else { return false }
            return nodes[Int(index)].kind == .rule && Int(nodes[Int(index)].value) == rule
        }
        func elements(_ alternative: Int32) -> ArraySlice<Int32> {
            let node = nodes[Int(alternative)]
            return links[Int(node.first)..<Int(node.first + node.count)]
        }
        let isRecursive = alternatives.contains { isOperand(elements($0).first) }
        guard isRecursive else { return false }
        for (number, alternative) in alternatives.enumerated() {
            let elements = elements(alternative)
            var facts = traits[Int(nodes[Int(alternative)].traits)]
            let isRightAssociative = facts.nextPrecedence == -1
            facts.precedence = Int32(alternatives.count - number)
            facts.nextPrecedence = 0
            if elements.count > 1 || !isOperand(elements.first) {
                if isOperand(elements.first) { facts.leftOperand = elements.first ?? -1 }
                if isOperand(elements.last) { facts.rightOperand = elements.last ?? -1 }
            }
            if facts.rightOperand >= 0 {
                let isLeft = facts.leftOperand >= 0 && !isRightAssociative
                facts.nextPrecedence = facts.precedence + (isLeft ? 1 : 0)
            }
            setTraits(facts, of: alternative)
        }
        return true
    }

    mutating func setTraits(_ facts: AlternativeTraits, of index: Int32) {
        let node = nodes[Int(index)]
        var place = node.traits
        if place == 0 {
            place = Int32(traits.count)
            traits.append(facts)
        } else {
            traits[Int(place)] = facts
        }
        nodes[Int(index)] = GrammarNode(
            kind: node.kind, isGreedy: node.isGreedy, first: node.first, count: node.count,
            value: node.value, traits: place, line: node.line)
    }
}

/// A text of scalars as UTF-8; what is no scalar becomes U+FFFD.
func utf8(_ scalars: some Sequence<UInt32>) -> [UInt8] {
    var text = String.UnicodeScalarView()
    for value in scalars { text.append(Unicode.Scalar(value) ?? "\u{fffd}") }
    return Array(String(text).utf8)
}
