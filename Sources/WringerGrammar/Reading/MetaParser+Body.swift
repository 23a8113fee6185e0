internal import WringerModel

// The body of a rule: alternatives and blocks, with a stack of our own.

/// A block that is being read: the rule itself, or what stands in parentheses.
private struct OpenBlock {
    let line: Int
    /// Whether `~` stands before it.
    let isNegated: Bool
    var alternatives: [SourceIndex] = []
    var elements: [SourceIndex] = []
    var facts: AlternativeFacts

    init(line: Int, isNegated: Bool) {
        self.line = line
        self.isNegated = isNegated
        facts = AlternativeFacts(line: line)
    }
}

extension MetaParser {
    /// Reads from the `:` of a rule to its `;`, and gives its root, a choice or a sequence.
    mutating func readBody(isLexer: Bool) throws(GrammarError) -> SourceIndex {
        let start = current.line
        var stack = [OpenBlock(line: start, isNegated: false)]
        try advance()
        var isNegated = false
        while true {
            if !annotations.isEmpty { try attach(to: &stack[stack.count - 1]) }
            let line = current.line
            switch current.kind {
            case .sign(UInt8(ascii: "|")):
                closeAlternative(&stack[stack.count - 1])
                try advance()
                stack[stack.count - 1].facts.line = current.line
            case .sign(UInt8(ascii: ";")):
                guard stack.count == 1 else {
                    throw error("a ( of line \(stack[stack.count - 1].line) is not closed")
                }
                let root = closeBlock(&stack[0])
                rule = nil
                try advance()
                return root
            case .sign(UInt8(ascii: "(")):
                stack.append(OpenBlock(line: line, isNegated: isNegated))
                isNegated = false
                try advance()
                try readBlockHead()
            case .sign(UInt8(ascii: ")")):
                guard stack.count > 1, var block = stack.popLast() else {
                    throw error("a ) has no (")
                }
                var index = closeBlock(&block)
                if block.isNegated { index = nodes.add(.not(index), line: line) }
                try advance()
                index = try readSuffix(index)
                stack[stack.count - 1].elements.append(index)
            case .sign(UInt8(ascii: "~")):
                isNegated = true
                try advance()
            case .sign(UInt8(ascii: "#")):
                try advance()
                _ = try name("the label of an alternative")
            case .sign(UInt8(ascii: "<")):
                try readElementOptions(&stack[stack.count - 1].facts)
            case .sign(UInt8(ascii: "{")):
                if let index = try readAction() { stack[stack.count - 1].elements.append(index) }
            case .arrow:
                try readCommands(&stack[stack.count - 1].facts)
            case .end: throw error("the rule has no ; at its end", line: start)
            default:
                guard var index = try readAtom(isLexer: isLexer) else { continue }
                if isNegated { index = nodes.add(.not(index), line: line) }
                isNegated = false
                if isSign("<") { try readElementOptions(&stack[stack.count - 1].facts) }
                index = try readSuffix(index)
                stack[stack.count - 1].elements.append(index)
            }
        }
    }

    private mutating func attach(to block: inout OpenBlock) throws(GrammarError) {
        let isNext = current.kind == .sign(UInt8(ascii: "|"))
        guard isNext || block.elements.isEmpty, !isSign(";"), !isSign(")") else {
            throw error(
                "an annotation stands inside of an alternative, not before its first element",
                line: annotations.first?.line)
        }
        for annotation in annotations where !annotation.keyword.isOfAlternative {
            throw error(
                "the annotation \(annotation.keyword.rawValue) is not for an alternative",
                line: annotation.line)
        }
        if isNext { closeAlternative(&block, isBeforeSign: true) }
        block.facts.annotations += annotations
        annotations = []
        if isNext {
            try advance()
            if !annotations.isEmpty { try attach(to: &block) }
        }
    }

    private mutating func closeAlternative(_ block: inout OpenBlock, isBeforeSign: Bool = false) {
        block.alternatives.append(nodes.addAlternative(block.elements, block.facts))
        block.elements = []
        block.facts = AlternativeFacts(line: current.line)
    }

    private mutating func closeBlock(_ block: inout OpenBlock) -> SourceIndex {
        closeAlternative(&block)
        guard block.alternatives.count > 1 else { return block.alternatives[0] }
        return nodes.add(.choice(block.alternatives), line: block.line)
    }

    /// `options {..} :`, actions and a lone `:` at the beginning of a block.
    private mutating func readBlockHead() throws(GrammarError) {
        if current.kind == .name("options") {
            try readOptions { _, _, _ in }
            try expect(":", "behind the options of a block")
        }
        _ = try accept(":")
    }

    private mutating func readElementOptions(
        _ facts: inout AlternativeFacts
    ) throws(GrammarError) {
        try advance()
        while !isSign(">") {
            let key = try name("an option of an element")
            guard try accept("=") else { continue }
            if key.name == "assoc" { facts.isRightAssociative = current.kind == .name("right") }
            try advance()
            _ = try accept(",")
        }
        try advance()
    }

    /// An action is left out; a predicate stays as one.
    private mutating func readAction() throws(GrammarError) -> SourceIndex? {
        let line = current.line
        let count = grammar.actionCount
        let first = grammar.firstAction
        let text = try dropAction()
        guard try accept("?") else { return nil }
        grammar.actionCount = count
        grammar.firstAction = first
        if isSign("<") {
            var ignored = AlternativeFacts(line: line)
            try readElementOptions(&ignored)
        }
        return nodes.add(.predicate(text), line: line)
    }

    private mutating func readCommands(_ facts: inout AlternativeFacts) throws(GrammarError) {
        repeat {
            try advance()
            let command = try name("a command of the lexer")
            var argument: String?
            if isSign("(") {
                try advance()
                if case .sign(let digit) = current.kind, digit &- 0x30 < 10 {
                    argument = ""
                    while case .sign(let digit) = current.kind, digit &- 0x30 < 10 {
                        try advance()
                    }
                } else {
                    argument = try name("the argument of a command").name
                }
                try expect(")", "behind the argument of a command")
            }
            facts.commands.append(
                SourceCommand(name: command.name, argument: argument, line: command.line))
        } while isSign(",")
    }

    /// A name, a literal, a set, a range or a dot; nil where it was only a label.
    private mutating func readAtom(isLexer: Bool) throws(GrammarError) -> SourceIndex? {
        let line = current.line
        switch current.kind {
        case .name(let name):
            try advance()
            if isSign("=") || current.kind == .append {
                try advance()
                return nil
            }
            if !isLexer, isSign("[") { _ = try dropAction() }
            return nodes.add(.name(name), line: line)
        case .literal(let bytes):
            try advance()
            var reader = EscapeReader(bytes)
            let scalars = reader.scalars
            guard current.kind == .range else { return nodes.add(.literal(scalars), line: line) }
            try advance()
            guard case .literal(let end) = current.kind else {
                throw error("expected a literal behind .., found \(currentText)")
            }
            try advance()
            var endReader = EscapeReader(end)
            let ends = endReader.scalars
            guard scalars.count == 1, ends.count == 1, scalars[0] <= ends[0] else {
                throw error("a range needs two characters, the smaller one first", line: line)
            }
            return nodes.add(.set(ScalarSet([scalars[0]...ends[0]])), line: line)
        case .sign(UInt8(ascii: "[")) where isLexer:
            let text = try lexer.bracketText(nesting: false)
            try advance()
            return nodes.add(.set(try set(text, line: line)), line: line)
        case .sign(UInt8(ascii: "[")):
            _ = try dropAction()
            return nil
        case .sign(UInt8(ascii: ".")):
            try advance()
            return nodes.add(.any, line: line)
        default: throw error("did not expect \(currentText) in a rule")
        }
    }

    private mutating func set(_ text: [UInt8], line: Int) throws(GrammarError) -> ScalarSet {
        do {
            return try ScalarSet(setText: text, &properties)
        } catch SetFailure.unknownProperty(let name) {
            throw error(
                "there is no property \(visible(name))" + UnicodeProperties.suggestion(for: name),
                line: line)
        } catch {
            throw self.error("a range of the set ends before it begins", line: line)
        }
    }

    private mutating func readSuffix(_ index: SourceIndex) throws(GrammarError) -> SourceIndex {
        let repetition: SourceNode.Repetition
        switch current.kind {
        case .sign(UInt8(ascii: "?")): repetition = .optional
        case .sign(UInt8(ascii: "*")): repetition = .star
        case .sign(UInt8(ascii: "+")): repetition = .plus
        default: return index
        }
        let line = current.line
        try advance()
        let isGreedy = try !accept("?")
        return nodes.add(.repeated(index, repetition, isGreedy: isGreedy), line: line)
    }
}
