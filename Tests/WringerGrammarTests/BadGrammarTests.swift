import Testing
import WringerGrammar

@Suite struct BadGrammarTests {
    @Test(arguments: [
        (
            "",
            "G.g4:1: expected lexer grammar, parser grammar or grammar, found the end of the file"
        ),
        ("gramar G; s : 'a' ;", "did you mean grammar?"),
        (
            "grammar G;\ns : 'a' | stat ;\nstate : 'b' ;",
            "G.g4:2: rule s: there is no rule stat; did you mean state?"
        ),
        (
            "grammar G; s : A ; A : DIGITS ; fragment DIGIT : [0-9] ;",
            "rule A: there is no lexer rule DIGITS; did you mean DIGIT?"
        ),
        ("grammar G;\nimport Missing;\ns : 'a' ;", "G.g4:2: the import Missing.g4 cannot be read"),
        (
            "parser grammar G; options { tokenVocab = L; }\ns : A ;",
            "the lexer L.g4 of tokenVocab cannot be read"
        ),
        ("lexer grammar G; A : 'a' ;", "give the file of its parser grammar"),
        ("grammar G;\ns : s 'a' ;", "G.g4:2: rule s: the start rule has no finite program"),
        ("grammar G; s : ( 'a' ;", "rule s: a ( of line 1 is not closed"),
        ("grammar G; s : 'a' ) ;", "rule s: a ) has no ("),
        ("grammar G; s : 'a'", "rule s: the rule has no ; at its end"),
        ("grammar G; s : 'a ;\n", "a literal has no closing quote"),
        ("grammar G; s : A ; A : [a-z ;\n", "a set has no closing bracket"),
        ("grammar G; s : A ; A : [z-a] ;", "rule A: a range of the set ends before it begins"),
        ("grammar G; s : 'a' { { } ;", "an action has no closing brace"),
        ("grammar G; /* s : 'a' ;", "a comment has no end"),
        ("grammar G; s : 'a' ; s : 'b' ;", "rule s: the rule is defined twice"),
        (
            "grammar G; s : A ; A : 'a' -> Channel(X) ;",
            "there is no command Channel; did you mean channel?"
        ),
        (
            "grammar G; s : A ; A : 'a' -> pushMode(DEFAULT_MOD) ;",
            "there is no mode DEFAULT_MOD; did you mean DEFAULT_MODE?"
        ),
        (
            "grammar G; s : ~(A B) ; A : 'a' ; B : 'b' ;",
            "an alternative behind ~ must be one element"
        ),
        ("grammar G; A : 'a' ;", "the grammar has no parser rule"),
        (
            "grammar G;\n//: start progam\nprogram : 'a' ;",
            "G.g4:2: there is no rule progam to start with; did you mean program?"
        ),
        ("grammar G;\n//: weight many\ns : 'a' ;", "G.g4:2: the annotation weight needs a number"),
        (
            "grammar G; s :\n//: needs lop\n'a' | l ;\n//: gives loop\nl : 'b' ;",
            "no rule gives the context lop; did you mean loop?"
        ),
    ])
    func `a defect is named with its file, line and rule`(_ text: String, _ message: String) {
        let told = refusal(text)
        #expect(told.contains(message), "\(told)")
        #expect(told.hasPrefix("G.g4:"))
    }

    @Test func `a start rule that is not there has a nearest name`() {
        #expect(refusal(small, start: "progam").contains("did you mean program?"))
    }

    @Test func `text of a grammar is escaped`() {
        let told = refusal("grammar G; s : \u{1b}[31m ;")
        #expect(!told.contains("\u{1b}"))
    }

    @Test func `bytes that are no text, and a grammar that is too large, are refused`() {
        func told(_ bytes: [UInt8]) -> String {
            do throws(GrammarError) {
                _ = try GrammarReader.read("G.g4") { _ in bytes }
                return ""
            } catch { return error.description }
        }
        #expect(told([0x67, 0xff]).contains("is not UTF-8"))
        #expect(told(Array(repeating: 0x20, count: (16 << 20) + 1)).contains("at most"))
    }

    @Test func `what is only odd is told, and the grammar is used`() throws {
        let grammar = try read(
            """
            grammar G;
            s : 'a' (e)* t? ;
            e : 'b'? ;
            t : u 'x' | 'y' ;
            u : t 'z' ;
            lost : 'l' ;
            never : never 'n' ;
            P : Q P ; fragment Q : 'q' ;
            """, start: "s")
        #expect(grammar.told.contains("G.g4:2: rule s: a loop repeats what can be empty"))
        #expect(
            grammar.told.contains("G.g4:4: rule t: the rule begins with itself by way of others"))
        #expect(grammar.told.contains("G.g4:6: rule lost: the rule is not reached from s"))
        #expect(grammar.told.contains("G.g4:7: rule never: the rule has no finite text"))
        #expect(grammar.told.contains("G.g4:8: rule P: the rule matches no finite text"))
        #expect(grammar.programs().allSatisfy { $0 != nil })
    }

    @Test func `a token without a rule is never written`() throws {
        let grammar = try read("grammar G; s : 'a' | MISSING ;")
        #expect(grammar.told.contains("there is no token MISSING"))
        #expect(Set(grammar.texts()) == ["a"])
    }

    @Test func `a comment that only looks like an annotation is told`() throws {
        let grammar = try read("grammar G;\n//: weigth 3\ns : 'a' ;")
        #expect(grammar.told.contains("G.g4:2: ") && grammar.told.contains("did you mean weight?"))
    }

    @Test func `a grammar of a mebibyte is read, however it nests`() throws {
        let deep =
            String(repeating: "(", count: 100_000) + "'a'" + String(repeating: ")", count: 100_000)
        #expect(try read("grammar G; s : \(deep) ;").texts(count: 1) == ["a"])
        let chain = (0..<30_000).map { "r\($0) : 'a' r\($0 + 1) | r\($0 + 1) ;" }.joined(
            separator: "\n")
        let grammar = try read("grammar G;\n\(chain)\nr30000 : 'b' ;", start: "r0")
        let maker = DerivationMaker(grammar, seed: 1)
        #expect(maker.smallest == DerivationBudget(tokens: 1, depth: 30_001))
        #expect(maker.derivation(number: 0, budget: DerivationBudget(tokens: 9, depth: 9)) != nil)
    }
}
