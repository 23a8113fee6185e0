import Testing
import WringerGrammar

@Suite struct ParserTests {
    @Test(arguments: Corpus.languages)
    func `every seed of a language parses, and its tree is the seed`(_ language: String) throws {
        let parser = GrammarParser(try Corpus.grammar(language))
        let seeds = try Corpus.seeds(language)
        #expect(seeds.count > 5)
        for seed in seeds {
            let outcome = parser.parse(seed.text)
            let tree = try #require(outcome.tree, "\(seed.name): \(outcome.complaint ?? "")")
            #expect(tree.unparsed == seed.text, "\(seed.name)")
            #expect(tree.isWellFormed, "\(seed.name)")
        }
    }

    @Test(arguments: Corpus.languages)
    func `every program that is made parses`(_ language: String) throws {
        let grammar = try Corpus.grammar(language)
        let maker = DerivationMaker(grammar, seed: 11)
        let parser = GrammarParser(maker)
        var made = 0
        for number in 0..<25 as Range<UInt64> {
            let budget = DerivationBudget(tokens: number % 10 == 0 ? 500 : 60, depth: 30)
            guard let program = maker.derivation(number: number, budget: budget) else { continue }
            made += 1
            let outcome = parser.parse(program.text)
            let tree = try #require(outcome.tree, "\(number): \(outcome.complaint ?? "")")
            #expect(tree.unparsed == program.text)
            #expect(tree.isWellFormed)
        }
        #expect(made > 20)
    }

    @Test func `where a grammar leaves no choice, parsing gives the derivation back`() throws {
        // An else may belong to any if where nothing closes them.
        let grammar = try read(small.replacing("statement)? |", with: "statement)? 'end' |"))
        let parser = GrammarParser(grammar)
        for program in grammar.programs(tokens: 120) {
            let program = try #require(program)
            #expect(parser.parse(program.text).tree == program)
        }
    }

    // MARK: Precedence

    static let operators = """
        grammar G; e : e '^'<assoc=right> e | '-' e | e '!' | e ('*' | '/') e | e ('+' | '-') e
            | <assoc=right> e '?' e ':' e | 'let' e | '(' e ')' | [a-z] ;
        """
        .replacing("[a-z]", with: "A") + " A : [a-z0-9] ; W : ' ' -> skip ;"

    @Test(arguments: [
        ("1-2-3", "[[1-2]-3]"), ("2^3^2", "[2^[3^2]]"), ("1+2*3", "[1+[2*3]]"),
        ("1*2+3", "[[1*2]+3]"), ("-a^b", "[-[a^b]]"), ("-a*b", "[[-a]*b]"),
        ("a^-b^c", "[a^[-[b^c]]]"), ("a?b:c?d:e", "[a?b:[c?d:e]]"), ("a*let b+c", "[a*[let[b+c]]]"),
        ("a!!+b", "[[[a!]!]+b]"), ("a+b!", "[a+[b!]]"), ("a^b*c^d", "[[a^b]*[c^d]]"),
        ("a?b?c:d:e", "[a?[b?c:d]:e]"), ("(a+b)*c", "[[([a+b])]*c]"),
        ("a-b+c*d-e", "[[[a-b]+[c*d]]-e]"),
    ])
    func `operators bind as in ANTLR`(_ text: String, _ tree: String) throws {
        #expect(try read(Self.operators).bracketed(text) == tree)
    }

    // MARK: What there is a choice in

    @Test func `an else belongs to the nearest if`() throws {
        let grammar = try read(
            "grammar G; s : 'i' s ('e' s)? | 'x' ;")
        #expect(grammar.bracketed("iixexex") == "[i[ixex]ex]")
        #expect(grammar.bracketed("ixexex") == nil)
        #expect(grammar.bracketed("iixex") == "[i[ixex]]")
        #expect(grammar.bracketed("iiixex") == "[i[i[ixex]]]")
    }

    @Test(arguments: [
        ("s : a* b* ; a : X ; b : X ;", "aaa"), ("s : a*? b* ; a : X ; b : X ;", "bbb"),
        ("s : (a | b)+ ; a : X ; b : X ;", "aaa"), ("s : (b | a)+ ; a : X ; b : X ;", "bbb"),
        ("s : a b? c* ; a : X ; b : X ; c : X ;", "abc"),
        ("s : a b?? c* ; a : X ; b : X ; c : X ;", "acc"),
    ])
    func `the earlier alternative and the greedy loop come first`(
        _ rules: String, _ expected: String
    ) throws {
        let grammar = try read("grammar G; \(rules) X : 'x' ;")
        let tree = try #require(GrammarParser(grammar).parse(Array("xxx".utf8)).tree)
        let names = tree.nodes.dropFirst().filter { $0.kind == .rule }.map {
            grammar.rules[Int($0.value)].name
        }
        #expect(names.joined() == expected)
    }

    // MARK: Nothing

    @Test func `what is empty has its place in the tree`() throws {
        let grammar = try read("grammar G; s : a b? c* d EOF ; a : ; b : 'b' ; c : 'c' ; d : a a ;")
        let tree = try #require(GrammarParser(grammar).parse([]).tree)
        let names = tree.nodes.map { node in
            node.kind == .rule ? grammar.rules[Int(node.value)].name : "\(node.kind)"
        }
        #expect(names == ["s", "a", "loop", "loop", "d", "a", "a"])
        #expect(tree.isWellFormed)
        #expect(GrammarParser(grammar).parse(Array("bc".utf8)).tree?.tokenCount == 2)
    }

    @Test(arguments: [
        "s : (e*)* (e+)? 'a' ; e : ('b'?)* ;", "s : s | 'a' | t ; t : s | 'b' 'a' ;",
        "s : t* ; t : u? | 'b' ; u : t? 'a' ;", "s : s s | 'a' | 'b' | ;",
    ])
    func `loops of empty, and rules that are themselves, end`(_ rules: String) throws {
        let parser = GrammarParser(try read("grammar G; \(rules)"))
        for text in ["a", "ba"] {
            let outcome = parser.parse(Array(text.utf8))
            let tree = try #require(outcome.tree, "\(text): \(outcome.complaint ?? "")")
            #expect(tree.unparsed == Array(text.utf8))
            #expect(tree.isWellFormed)
        }
    }

    @Test func `hidden text and bytes that are no text stay`() throws {
        let parser = GrammarParser(try read(small))
        var text = Array("-- caf\u{e9}\n  let a =\t1 ; -- ".utf8)
        text += [0xff, 0xfe, 0x0a] + Array("let b = \"".utf8) + [0xc3] + Array("\" ; -- end".utf8)
        let tree = try #require(parser.parse(text).tree)
        #expect(tree.unparsed == text)
        #expect(parser.parse([0xff, 0xfe]).complaint?.contains("1:1: found") == true)
    }

    // MARK: Predicates and layout

    @Test func `a line end counts where a predicate asks for it`() throws {
        let grammar = try read(
            """
            grammar G; s : ('x' eos)+ ; eos : ';' | EOF | {this.lineTerminatorAhead()}? ;
            W : [ \\n]+ -> channel(HIDDEN) ;
            """)
        let parser = GrammarParser(grammar)
        let tree = try #require(parser.parse(Array("x\nx;x".utf8)).tree)
        #expect(
            tree.nodes.filter { $0.kind == .token }.map(\.isAfterLineEnd) == [
                false, true, false, false,
            ])
        #expect(parser.parse(Array("x x".utf8)).complaint?.hasPrefix("1:3: found \"x\"") == true)
    }

    @Test func `blocks are read by their indentation`() throws {
        let grammar = try read(
            """
            grammar G; tokens { INDENT, DEDENT }
            file : statement+ EOF ;
            statement : 'pass' NEWLINE | 'if' ':' NEWLINE INDENT statement+ DEDENT ;
            NEWLINE : '\\n' ; W : [ \\t]+ -> skip ; C : '#' ~[\\n]* -> skip ;
            """)
        let text = Array("if:\n  if :\n    pass # c\n\n  pass".utf8)
        let tree = try #require(GrammarParser(grammar).parse(text).tree)
        #expect(tree.unparsed == text)
        #expect(tree.depth == 4)
        #expect(
            GrammarParser(grammar).parse(Array("if:\npass".utf8)).complaint
                == "2:1: found \"pass\", expected INDENT")
    }

    // MARK: What does not parse

    @Test(arguments: [
        ("let a = ;", "1:9: found \";\", expected '-', '(', NAME, NUMBER or TEXT"),
        (
            "let a = 1 ;\n  }",
            "2:3: found \"}\", expected the end of the program, 'let', '{', 'if' "
                + "or 'return'"
        ),
        (
            "let a = 1",
            "1:10: found the end of the program, expected ';', '^', '-', '*', '/' or '+'"
        ),
        ("let \u{e9} = 1", "1:5: found \"\u{e9}\", expected NAME"),
        ("return (1 ;", "1:11: found \";\", expected '^', '-', '*', '/', '+' or ')'"),
    ])
    func `a refusal says where, what and what was expected`(
        _ text: String, _ expected: String
    ) throws {
        let outcome = GrammarParser(try read(small)).parse(Array(text.utf8))
        #expect(outcome.complaint == expected)
    }

    @Test func `a budget of items ends a parse`() throws {
        let parser = GrammarParser(try read(small))
        let text = Array(String(repeating: "let a = 1 ;\n", count: 100).utf8)
        #expect(parser.parse(text).tree != nil)
        let needed = parser.itemCount
        #expect(parser.parse(text, itemLimit: needed).tree != nil)
        guard case .tooLarge(let line, _) = parser.parse(text, itemLimit: needed / 2) else {
            Issue.record("not too large")
            return
        }
        #expect((40...60).contains(line))
    }

    @Test func `a rule can be parsed alone`() throws {
        let grammar = try read(small)
        let rule = try #require(grammar.rule(named: "expr"))
        let parser = GrammarParser(grammar)
        #expect(parser.parse(Array("1 + 2".utf8), start: rule).tree?.nodes[0].value == Int32(rule))
        #expect(parser.parse(Array("1 + 2".utf8)).tree == nil)
        #expect(parser.parse(Array("let a = 1 ;".utf8), start: rule).tree == nil)
    }

    // MARK: Cost

    @Test(arguments: [
        ("e : e '^'<assoc=right> e | '-' e | e '+' e | e '*' e | A ;", "a", "+a", ""),
        ("e : e '^'<assoc=right> e | '-' e | e '+' e | e '*' e | A ;", "a", "^a", ""),
        ("e : e '^'<assoc=right> e | '-' e | e '+' e | e '*' e | A ;", "a", "*a+a", ""),
        ("e : l ; l : A ',' l | A ;", "a", ",a", ""), ("e : l ; l : A l | A ;", "a", "a", ""),
        ("e : l ',' A ; l : A ',' l | A ;", "a", ",a", ""),
        ("e : e A | A ;", "a", "a", ""),
        ("e : '(' e ')' | A ;", "", "(", "a)"), ("e : (A e)? ;", "", "a", ""),
    ])
    func `items grow as the text does`(
        _ rules: String, _ head: String, _ repeated: String, _ tail: String
    ) throws {
        let parser = GrammarParser(try read("grammar G; \(rules) A : 'a' ;"))
        func items(_ count: Int) throws -> Int {
            var text = head + String(repeating: repeated, count: count)
            if let close = tail.last {
                text += String(tail.dropLast()) + String(repeating: close, count: count)
            }
            let outcome = parser.parse(Array(text.utf8))
            #expect(outcome.tree?.unparsed == Array(text.utf8), "\(outcome.complaint ?? "")")
            #expect(outcome.tree?.isWellFormed == true)
            return parser.itemCount
        }
        let few = try items(300)
        let many = try items(3_000)
        #expect(many < 11 * few, "\(few) items for 300, \(many) for 3,000")
    }

    @Test func `deep nesting takes no stack`() throws {
        let parser = GrammarParser(try read("grammar G; e : '(' e ')' | 'a' ;"))
        let depth = 50_000
        var text = Array(repeating: UInt8(ascii: "("), count: depth)
        text.append(UInt8(ascii: "a"))
        text += Array(repeating: UInt8(ascii: ")"), count: depth)
        #expect(parser.parse(text).tree?.depth == depth + 1)
        #expect(parser.parse(text, itemLimit: 1_000).complaint != nil)
    }
}

extension Grammar {
    /// The tokens of a text, those of rules with more than one token in brackets; nil where it does
    /// not parse.
    func bracketed(_ text: String) -> String? {
        guard let tree = GrammarParser(self).parse(Array(text.utf8)).tree else { return nil }
        var result = ""
        var ends: [Int32] = []
        for (index, node) in tree.nodes.enumerated() {
            while let end = ends.last, end <= index {
                result += "]"
                ends.removeLast()
            }
            if node.kind == .token {
                result += String(decoding: tree.text(of: node), as: UTF8.self)
            }
            let tokens = tree.nodes[index..<Int(node.end)].count { $0.kind == .token }
            if node.kind == .rule, tokens > 1 {
                result += "["
                ends.append(node.end)
            }
        }
        return result + String(repeating: "]", count: ends.count)
    }
}

extension Derivation {
    /// Whether every node ends inside of its parent, loops have turns and turns stand in loops.
    var isWellFormed: Bool {
        var open: [Node] = []
        var end = 0
        for (index, node) in nodes.enumerated() {
            while let last = open.last, last.end <= index { open.removeLast() }
            guard node.end > index, node.end <= open.last?.end ?? Int32(nodes.count) else {
                return false
            }
            let isInLoop = open.last?.kind == .loop
            guard isInLoop == (node.kind == .turn) else { return false }
            if node.kind == .token {
                guard Int(node.detail) >= end, node.end == index + 1 else { return false }
                end = Int(node.detail + node.length)
            } else {
                open.append(node)
            }
        }
        return nodes.first?.end == Int32(nodes.count) && end <= text.count
    }
}
