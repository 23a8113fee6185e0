internal import WringerModel

/// Looks for the defects that published grammars have.
struct GrammarCheck {
    private let grammar: Grammar
    private let costs: DerivationCosts
    private(set) var notes: [GrammarNote] = []

    /// - Parameter named: the rule to start with that a person gave.
    init(_ grammar: Grammar, named: String?) {
        self.grammar = grammar
        let lengths = LexerLengths(grammar)
        let writable = lengths.writableTypes(grammar)
        costs = DerivationCosts(grammar) { writable[Int($0)] }
        for (index, rule) in grammar.lexerRules.enumerated()
        where lengths.rules[index] >= LexerLengths.infinite {
            add(.warning, rule.file, rule.line, rule.name, "the rule matches no finite text")
        }
        checkReach()
        checkLoops()
        checkLeftRecursion()
    }

    private mutating func add(
        _ severity: GrammarNote.Severity, _ file: String, _ line: Int, _ rule: String,
        _ text: String
    ) {
        notes.append(GrammarNote(severity, file: file, line: line, rule: rule, text))
    }

    private mutating func add(
        _ severity: GrammarNote.Severity, _ rule: ParserRule, line: Int32? = nil, _ text: String
    ) {
        add(severity, rule.file, line.map(Int.init) ?? rule.line, rule.name, text)
    }

    private mutating func checkReach() {
        var isReached = Array(repeating: false, count: grammar.rules.count)
        isReached[grammar.start] = true
        var pending = [grammar.start]
        while let rule = pending.popLast() {
            for node in grammar.nodes[grammar.rules[rule].nodes] where node.kind == .rule {
                let target = Int(node.value)
                guard !isReached[target] else { continue }
                isReached[target] = true
                pending.append(target)
            }
        }
        for (index, rule) in grammar.rules.enumerated() {
            if !costs.rules[index].isFinite {
                let isStart = index == grammar.start
                add(
                    isStart ? .error : .warning, rule,
                    isStart
                        ? "the start rule has no finite program: every alternative needs itself "
                            + "again, or a token that no lexer rule makes"
                        : "the rule has no finite text: every alternative needs itself again, or a "
                            + "token that no lexer rule makes")
            } else if !isReached[index] {
                add(
                    .note, rule,
                    "the rule is not reached from \(visible(grammar.rules[grammar.start].name))")
            }
            let needs = grammar.alternatives(of: index).allSatisfy {
                let traits = grammar.traits(of: $0)
                return traits.needs != 0 || traits.weight == 0
            }
            if needs, isReached[index] {
                add(
                    .warning, rule,
                    "every alternative needs a context or has the weight 0; one is still taken"
                )
            }
        }
    }

    private func isNullable(_ node: Int32) -> Bool {
        costs.nodes[Int(node)].tokens == 0
    }

    private mutating func checkLoops() {
        for rule in grammar.rules {
            for index in rule.nodes where grammar.nodes[index].isLoop {
                let node = grammar.nodes[index]
                guard isNullable(grammar.links[Int(node.first)]) else { continue }
                add(
                    .warning, rule, line: node.line,
                    "a loop repeats what can be empty, for ever; empty turns are left out")
            }
        }
    }

    /// The rules that a node can begin with.
    private func leftCorners(of rule: ParserRule) -> Set<Int32> {
        var result: Set<Int32> = []
        var pending = [rule.root]
        while let index = pending.popLast() {
            let node = grammar.nodes[Int(index)]
            switch node.kind {
            case .sequence:
                for child in grammar.children(of: index) {
                    pending.append(child)
                    if !isNullable(child) { break }
                }
            case .choice, .optional, .star, .plus: pending += grammar.children(of: index)
            case .rule: result.insert(node.value)
            default: break
            }
        }
        return result
    }

    private mutating func checkLeftRecursion() {
        let corners = grammar.rules.map { leftCorners(of: $0).sorted() }
        let components = Components(corners)
        var told: Set<Int> = []
        for (index, rule) in grammar.rules.enumerated() {
            let indirect = corners[index].contains {
                components.isOnCycle(from: index, to: Int($0)) && Int($0) != index
            }
            let isHidden = corners[index].contains(Int32(index)) && !rule.isLeftRecursive
            guard indirect || isHidden, told.insert(components.numbers[index]).inserted else {
                continue
            }
            let others = grammar.rules.indices.filter {
                components.numbers[$0] == components.numbers[index]
            }
            let names = others.prefix(5).map { visible(grammar.rules[$0].name) }
            add(
                .warning, rule,
                "the rule begins with itself by way of others (\(names.joined(separator: ", "))); "
                    + "ANTLR refuses that; it is used without precedence")
        }
    }
}
