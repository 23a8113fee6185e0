import Testing
import WringerGrammar
import WringerModel

@Suite struct GrammarShapeTests {
    @Test func `every recursion of a grammar nests exactly as deep as asked`() throws {
        let grammar = try read(small)
        let texts = grammar.shapeTexts(depth: 3)
        for text in [
            "{{{return;}}}", "return(((a)));", "return---a;", "return a^a^a^a;", "return a*a*a*a;",
            "if a if a if a{}", "return a(a(a(a)));",
        ] {
            let found = texts.contains { $0.filter { $0 != " " } == text.filter { $0 != " " } }
            #expect(found, "\(text) among \(texts)")
        }
    }

    @Test func `how the levels lie is told`() throws {
        let shapes = try read(small).shapes()
        #expect(shapes["expr.paren"]?.kind == .nest)
        #expect(shapes["expr.minus"]?.kind == .prefix)
        #expect(shapes["expr.caret"]?.kind == .chainRight)
        #expect(shapes["expr.times"]?.kind == .chainLeft)
        #expect(shapes["statement.brace"]?.path == ["statement"])
    }

    @Test func `the right operand of an operator that groups to the left gives no shape`() throws {
        let shapes = try read("grammar G; e : e '-' e | 'a' ;").shapes()
        #expect(
            shapes.values.map { String(decoding: $0.text(depth: 2), as: UTF8.self) } == ["a-a-a"])
        #expect(shapes.values.map(\.kind) == [.chainLeft])
    }

    @Test func `the construct of a shape stands in its core only where nothing else is there`()
        throws
    {
        let grammar = try read(
            """
            grammar G; s : function | block ; block : '{' s? '}' 'end' 'of' 'block' ;
            function : 'f' '(' s ')' ;
            """)
        for shape in grammar.shapes().values {
            for depth in [1, 2, 7] {
                let text = String(decoding: shape.text(depth: depth), as: UTF8.self)
                let name = shape.name.contains("function") ? "f(" : "{"
                #expect(text.components(name) == depth || shape.path.count > 1, "\(text)")
            }
        }
    }

    @Test func `equal shapes are one, and names are unique`() throws {
        let grammar = try read(
            "grammar G; s : a | b ; a : '(' s ')' | '(' b ')' ; b : '(' a ')' | 'x' ;")
        let maker = DerivationMaker(grammar, seed: 1)
        let shapes = ShapeFinder(maker).find().shapes
        #expect(Set(shapes.map(\.name)).count == shapes.count)
        #expect(Set(shapes.map { $0.text(depth: 3) }).count == shapes.count)
    }

    @Test func `a shape becomes one of a target file`() throws {
        let shape = try #require(try read(small).shapes()["expr.paren"]?.nestingShape)
        #expect(shape.open == "(" && shape.close == ")" && !shape.nestsAtRunTime)
    }

    @Test func `names that must differ have the number of their level`() throws {
        let grammar = try read(
            """
            grammar G; s : label ':' s | 'x' ;
            //: declares label unique
            label : NAME ;
            NAME : [a-z] [a-z0-9]* ;
            """)
        let shape = try #require(grammar.shapes().values.first)
        #expect(String(decoding: shape.text(depth: 3), as: UTF8.self) == "l1:l2:l3:x")
        #expect(shape.nestingShape == nil)
    }

    @Test func `no shape goes through an alternative that is said to be flat`() throws {
        let grammar = try read(
            "grammar G; s : '(' s ')'\n//: flat the language has one only\n| '[' s ']' | 'x' ;")
        let found = ShapeFinder(DerivationMaker(grammar, seed: 1)).find()
        #expect(found.shapes.map(\.name) == ["s.paren"])
        #expect(
            found.notes.map(\.text) == [
                "no shape goes through the alternative: the language has one only"
            ])
    }

    @Test func `a grammar without recursion has no shape`() throws {
        #expect(try read("grammar G; s : 'a'* ;").shapes().isEmpty)
    }

    @Test func `a million levels take less than a second, and no stack`() throws {
        let shapes = try read(small).shapes().values
        let start = ContinuousClock.now
        for shape in shapes {
            let text = shape.text(depth: 1_000_000)
            #expect(text.count >= 1_000_000)
        }
        #expect(ContinuousClock.now - start < .seconds(max(1, shapes.count)))
    }

    @Test func `a derivation of a hundred thousand levels takes no stack`() throws {
        let grammar = try read("grammar G; s : '(' s ')' |\n//: weight 0\n'x' ;")
        let maker = DerivationMaker(grammar, seed: 1)
        let derivation = try #require(
            maker.derivation(
                number: 0, budget: DerivationBudget(tokens: 200_001, depth: 200_000)))
        #expect(derivation.depth == 100_001)
        #expect(derivation.text.count == 200_001)
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(_ text: String) -> Int { self.ranges(of: text).count }
}
