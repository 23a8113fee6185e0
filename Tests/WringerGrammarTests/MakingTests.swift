import Testing
import WringerGrammar

@Suite struct MakingTests {
    static let grammars = [
        small,
        "grammar G; s : s s | 'a' | '(' s ')' ;",
        "grammar G; s : t+ ; t : 'x' (t (',' t)*)? 'y' | '1' '2' '3' '4' t? ;",
    ]

    @Test(arguments: grammars, [(0, 0), (1, 1), (7, 3), (60, 12), (400, 40)])
    func `every derivation ends within its budget`(
        _ text: String, _ budget: (tokens: Int, depth: Int)
    ) throws {
        let grammar = try read(text)
        let maker = DerivationMaker(grammar, seed: 3)
        let least = try #require(maker.smallest)
        for number in 0..<60 as Range<UInt64> {
            let derivation = try #require(
                maker.derivation(
                    number: number,
                    budget: DerivationBudget(tokens: budget.tokens, depth: budget.depth)))
            #expect(derivation.tokenCount <= max(budget.tokens, least.tokens))
            #expect(derivation.depth <= max(budget.depth, least.depth))
        }
    }

    @Test func `the same seed and number give the same bytes, in any order`() throws {
        let grammar = try read(small)
        let budget = DerivationBudget(tokens: 80, depth: 20)
        let first = DerivationMaker(grammar, seed: 5)
        let second = DerivationMaker(grammar, seed: 5)
        let other = DerivationMaker(grammar, seed: 6)
        let forwards = (0..<30).map { first.derivation(number: $0, budget: budget) }
        let backwards = (0..<30).reversed().map { second.derivation(number: $0, budget: budget) }
        #expect(forwards == backwards.reversed())
        #expect(forwards != (0..<30).map { other.derivation(number: $0, budget: budget) })
    }

    @Test func `lexing a program gives its tokens, and its tree has their texts`() throws {
        let grammar = try read(small)
        for program in grammar.programs(tokens: 120) {
            let derivation = try #require(program)
            let lexed = GrammarLexer(grammar).tokens(of: derivation.text)
            let leaves = derivation.nodes.filter { $0.kind == .token }
            #expect(lexed.failure == nil)
            #expect(lexed.visible.map(\.type) == leaves.map(\.value))
            #expect(
                lexed.visible.map { derivation.text[$0.range] }
                    == leaves.map { derivation.text(of: $0) })
            #expect(derivation.nodes[0].end == Int32(derivation.nodes.count))
        }
    }

    @Test func `tokens that would become another one are kept apart`() throws {
        let grammar = try read(
            """
            grammar G; s : ('-' | 'a' | '.' | A)+ ; D : '...' ; C : '--' ~[\\n]* -> skip ;
            A : [a-z]+ ; W : ' ' -> skip ;
            """)
        let texts = grammar.texts()
        #expect(texts.allSatisfy { !$0.contains("--") && !$0.contains("...") })
        #expect(texts.contains { $0.contains("- -") })
    }

    @Test func `where no blank is hidden, what cannot be written is not written`() throws {
        let grammar = try read("grammar G; s : X+ ; X : 'a' | 'b' ; Y : 'ab' ;")
        for text in grammar.texts() { #expect(!text.contains("ab")) }
    }

    @Test func `a name is never one that another rule claims`() throws {
        let grammar = try read(
            "grammar G; s : 'f' NAME ; K : [ab] ; NAME : [a-f] ; W : ' ' -> skip ;")
        #expect(Set(grammar.texts()) == ["f c", "f d", "f e"])
    }

    @Test func `programs differ, are of many sizes, and use every alternative`() throws {
        let texts = try read(small).texts(tokens: 100, count: 300)
        #expect(Set(texts).count > 200)
        let sizes = texts.map(\.count)
        #expect((sizes.max() ?? 0) > 150)
        for word in ["let", "if", "else", "return", "{", "^", "*", "/", "+", "-", "(", ",", "\""] {
            #expect(texts.contains { $0.contains(word) }, "\(word)")
        }
    }

    @Test func `an operator's tree is the one that is read`() throws {
        let grammar = try read(
            "grammar G; e : e '^'<assoc=right> e | '-' e | e '*' e | e '+' e | '(' e ')' | 'a' ;")
        var operators = 0
        for program in grammar.programs(tokens: 30) {
            let derivation = try #require(program)
            #expect(PrecedenceReader(derivation.text).isSame(as: derivation))
            operators += derivation.text.count { $0 != UInt8(ascii: "a") }
        }
        #expect(operators > 300)
    }

    @Test func `an endless loop of empty ends`() throws {
        let grammar = try read("grammar G; s : (e*)* (e+)? 'a' ; e : ('b'?)* ;")
        #expect(grammar.programs().allSatisfy { $0 != nil })
    }

    @Test func `blocks are indented, and read back as blocks`() throws {
        let grammar = try read(
            """
            grammar G; tokens { INDENT, DEDENT }
            file : statement+ EOF ;
            statement : 'pass' NEWLINE | 'if' '(' 'x' ')' ':' NEWLINE INDENT statement+ DEDENT ;
            NEWLINE : '\\r'? '\\n' ; W : [ \\t]+ -> skip ; C : '#' ~[\\n]* -> skip ;
            """)
        let texts = grammar.texts(tokens: 60)
        #expect(texts.contains { $0.contains(":\n if(x):\n  ") })
        #expect(
            grammar.names("if(x\n):\n\n  # c\n  pass\npass")
                == [
                    "'if'", "'('", "'x'", "')'", "':'", "NEWLINE", "INDENT", "'pass'", "NEWLINE",
                    "DEDENT", "'pass'", "NEWLINE",
                ])
    }

    @Test func `a line end stands where a predicate asks for one`() throws {
        let grammar = try read(
            """
            grammar G; s : ('x' eos)+ ; eos : ';' | {this.lineTerminatorAhead()}? | EOF ;
            W : [ \\n]+ -> channel(HIDDEN) ;
            """)
        for text in grammar.texts() { #expect(!text.contains("xx") && !text.contains("x x")) }
        #expect(grammar.texts().contains { $0.contains("x\nx") })
    }

    @Test func `a regular expression is one only where a value may stand`() throws {
        let grammar = try read(
            """
            grammar G; s : ('(' | ')' | '=' | N | R | '/')* ; N : [a-z]+ ;
            R : '/' {this.IsRegexPossible()}? ~[/]+ '/' ; W : ' ' -> skip ;
            """)
        #expect(grammar.names("x=/a/") == ["N", "'='", "R"])
        #expect(grammar.names("x/a/y") == ["N", "'/'", "N", "'/'", "N"])
        #expect(grammar.names("return /a/") == ["N", "R"])
    }
}

/// Reads `^`, `-`, `*`, `+` as a person would who knows their precedence, and compares the tree.
private struct PrecedenceReader {
    private let text: [UInt8]

    init(_ text: [UInt8]) { self.text = text }

    /// Each operator of the tree with the places of its first and last byte.
    func isSame(as derivation: Derivation) -> Bool {
        var spans: Set<[Int]> = []
        for (index, node) in derivation.nodes.enumerated() where node.kind == .rule {
            let leaves = derivation.nodes[index..<Int(node.end)].filter { $0.kind == .token }
            guard let first = leaves.first, let last = leaves.last else { return false }
            spans.insert([Int(first.detail), Int(last.detail)])
        }
        var position = 0
        var read: Set<[Int]> = []
        _ = expression(0, &position, &read)
        return position == text.count && read == spans
    }

    private func expression(_ least: Int, _ position: inout Int, _ spans: inout Set<[Int]>) -> Int {
        let start = position
        switch text[position] {
        case UInt8(ascii: "-"):
            position += 1
            _ = expression(5, &position, &spans)
        case UInt8(ascii: "("):
            position += 1
            _ = expression(0, &position, &spans)
            position += 1
        default: position += 1
        }
        spans.insert([start, position - 1])
        while position < text.count {
            let (level, next): (Int, Int)
            switch text[position] {
            case UInt8(ascii: "^"): (level, next) = (6, 6)
            case UInt8(ascii: "*"): (level, next) = (4, 5)
            case UInt8(ascii: "+"): (level, next) = (3, 4)
            default: return position
            }
            guard level >= least else { return position }
            position += 1
            _ = expression(next, &position, &spans)
            spans.insert([start, position - 1])
        }
        return position
    }
}
