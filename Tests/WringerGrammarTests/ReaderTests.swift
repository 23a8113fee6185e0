import Testing
import WringerGrammar

@Suite struct ReaderTests {
    @Test func `a combined grammar has rules, tokens, and literals before named tokens`() throws {
        let grammar = try read(small)
        #expect(grammar.rules.map(\.name) == ["program", "statement", "expr"])
        #expect(grammar.rules[grammar.start].name == "program")
        #expect(grammar.names("let if2 = 1.5;") == ["'let'", "NAME", "'='", "NUMBER", "';'"])
        #expect(grammar.names("if -- none") == ["'if'"])
        #expect(grammar.names("let ?") == nil)
    }

    @Test func `a literal that has a rule of its own is that token`() throws {
        let grammar = try read("grammar G; s : 'if' A ; A : 'a' ; IF : 'if' ; W : [ ]+ -> skip ;")
        #expect(grammar.names("if a") == ["IF", "A"])
    }

    @Test func `quantifiers, also not greedy ones, are read`() throws {
        let grammar = try read(
            """
            grammar G; s : A? B* C+ D?? ;
            A : 'a' ; B : '<' .*? '>' ; C : 'c'+? ; D : [d]*? 'e' ;
            """)
        #expect(grammar.names("a<x><y>cc") == ["A", "B", "B", "C", "C"])
        #expect(grammar.names("dde") == ["D"])
        #expect(grammar.nodes.contains { $0.kind == .star && !$0.isGreedy })
    }

    @Test func `a comment ends at its first end`() throws {
        let grammar = try read(
            "grammar G; s : A ; C : '/*' .*? '*/' -> skip ; A : 'a' ; L : '//' ~[\\n]* -> skip ;")
        #expect(grammar.names("/* a */a/* * / */") == ["A"])
        #expect(grammar.names("a// /* a") == ["A"])
    }

    @Test func `sets, ranges, negation and escapes are read`() throws {
        let grammar = try read(
            #"""
            grammar G; s : (A | B | C | D | E | F | H)* ;
            A : [a-c\-\]] ; B : 'x'..'z' ; C : ~[a-z0-9\]\-\u{1F600}é\p{Lu}\\n\n ] ;
            D : '\u{1F600}' ; E : [\n\\] ; F : '\u00e9' ; H : [\p{Lu}] ;
            """#)
        #expect(
            grammar.names("a-]z😀\\\né!Ä") == ["A", "A", "A", "B", "D", "E", "E", "F", "C", "H"])
        #expect(grammar.names("d") == nil)
    }

    @Test func `properties of Unicode are sets, and an unknown one has a nearest name`() throws {
        let grammar = try read(
            #"grammar G; s : A ; A : [\p{L}\p{Script=Greek}_] [\p{XID_Continue}]* ; B : [\P{L}] ;"#)
        #expect(grammar.names("äλ٣") == ["A"])
        #expect(grammar.names("+") == ["B"])
        let text = refusal(#"grammar G; s : A ;\#nA : [\p{Alphabetik}] ;"#)
        #expect(text == "G.g4:2: rule A: there is no property Alphabetik; did you mean alphabetic?")
    }

    @Test func `letters of both cases are taken where the grammar says so`() throws {
        let grammar = try read(
            """
            grammar G; options { caseInsensitive = true; }
            s : 'select' A | B ; A : [a-z]+ ; B options { caseInsensitive = false; } : '#x' ;
            W : ' ' -> skip ;
            """)
        #expect(grammar.names("SeLect AbC") == ["'select'", "A"])
        #expect(grammar.names("#x") == ["B"])
        #expect(grammar.names("#X") == nil)
    }

    @Test func `lexer modes, more, type and channels are followed`() throws {
        let lexer = """
            lexer grammar L; tokens { TEXT }
            OPEN : '"' -> more, mode(IN) ; LEFT : '<' -> pushMode(TAG) ; A : 'a' ;
            W : ' ' -> channel(HIDDEN) ;
            mode IN; CLOSE : '"' -> type(TEXT), mode(DEFAULT_MODE) ; C : ~'"' -> more ;
            mode TAG; RIGHT : '>' -> popMode ; N : [a-z] ;
            NESTED : '<' -> type(LEFT), pushMode(TAG) ;
            """
        let grammar = try read(
            """
            parser grammar G; options { tokenVocab = L; }
            s : (TEXT | A | LEFT | RIGHT | N)* EOF ;
            """,
            files: ["L.g4": lexer])
        #expect(
            grammar.names(#"a "a b"<a<b>c>a"#)
                == ["A", "TEXT", "LEFT", "N", "LEFT", "N", "RIGHT", "N", "RIGHT", "A"])
        let texts = grammar.texts()
        #expect(texts.allSatisfy { grammar.names($0) != nil })
        #expect(texts.contains { $0.contains("\"") })
    }

    @Test func `labels, options, arguments, actions and handlers are read over`() throws {
        let grammar = try read(
            """
            \u{feff}/** a doc comment */ grammar G;
            @header { import x; /* } */ String s = "}"; char c = '}'; }
            @parser::members { it's }
            s[int x] returns [int y = f["]"]] locals [int z]
              @init { a(); } : (: a=b x+=b* | c # Label
              | <assoc=right> b {act("}");} ) EOF ; catch [E e] { } finally { }
            public b options { k = 1; } : 'b' ; c : 'c'<fail='x'> ;
            """)
        #expect(grammar.names("bc") == ["'b'", "'c'"])
        #expect(grammar.told.contains("actions and arguments are left out"))
        for text in grammar.texts(count: 40) {
            #expect(text == "c" || text.allSatisfy { $0 == "b" }, "\(text)")
        }
    }

    @Test func `imports are read once, in circles too, and the first rule of a name counts`() throws
    {
        let grammar = try read(
            "grammar G; import A,\n  B; s : a b ; b : 'mine' ;",
            files: [
                "A.g4": "grammar A; import B; a : 'a' ;",
                "B.g4": "grammar B; import A, G; b : 'other' ; W : ' ' -> skip ;",
                "G.g4": "",
            ])
        #expect(Set(grammar.texts(count: 5)) == ["a mine"])
    }

    @Test func `the lexer beside a parser grammar is found by its name`() throws {
        let grammar = try GrammarReader.read("XParser.g4") { name in
            switch name {
            case "XParser.g4": Array("parser grammar XParser; s : A ;".utf8)
            case "XLexer.g4": Array("lexer grammar XLexer; A : 'a' ;".utf8)
            default: nil
            }
        }
        #expect(grammar.texts(count: 1) == ["a"])
    }

    @Test func `sets of tokens, negation and the dot stand for tokens in parser rules`() throws {
        let grammar = try read("grammar G; s : ~('a' | B) . ~C ; B : 'b' ; C : 'c' ; D : 'd' ;")
        for text in grammar.texts() {
            #expect(text.count == 3 && !"ab".contains(text.prefix(1)) && !text.hasSuffix("c"))
        }
    }
}
