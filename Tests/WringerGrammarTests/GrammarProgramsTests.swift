import Testing
import WringerGeneration
import WringerGrammar
import WringerModel

@Suite struct GrammarProgramsTests {
    private let budget = DerivationBudget(tokens: 60, depth: 30)

    @Test func `a provenance makes the program again, whatever was made before`() throws {
        let grammar = try read(small)
        let programs = GrammarPrograms(grammar, seed: 7, fileExtension: "sm")
        for number in [3, 0, 40, 3] {
            let program = try #require(programs.program(number, budget: budget))
            #expect(program.fileExtension == "sm")
            #expect(GrammarPrograms.text(of: program.provenance, grammar) == program.bytes)
        }
        #expect(GrammarPrograms.text(of: .check(name: "probe"), grammar) == nil)
    }

    @Test func `another seed gives other programs, and most numbers other ones`() throws {
        let grammar = try read(small)
        func texts(_ seed: UInt64) -> [[UInt8]] {
            let programs = GrammarPrograms(grammar, seed: seed, fileExtension: "")
            return (0..<50).compactMap { programs.program($0, budget: budget)?.bytes }
        }
        #expect(texts(1) == texts(1))
        #expect(texts(1) != texts(2))
        #expect(Set(texts(1)).count > 40)
    }

    @Test func `no program is blank, and a grammar of nothing else has none`() throws {
        let programs = GrammarPrograms(
            try read("grammar G; s : 'x'? ;"), seed: 1, fileExtension: "")
        for number in 0..<40 {
            #expect(programs.program(number, budget: budget)?.bytes == Array("x".utf8))
        }
        let blank = GrammarPrograms(try read("grammar G; s : ' '* ;"), seed: 1, fileExtension: "")
        #expect(blank.program(0, budget: budget) == nil)
        #expect(ProgramSupply.grammar(blank) == nil)
    }

    @Test func `a supply gives the same program for the same number and stream`() throws {
        let programs = GrammarPrograms(try read(small), seed: 1, fileExtension: "")
        let supply = try #require(ProgramSupply.grammar(programs))
        #expect(supply.source == .grammar)
        var first = RandomStream(key: 5)
        var second = RandomStream(key: 5)
        let program = supply.make(9, &first)
        _ = programs.program(11, budget: budget)
        #expect(supply.make(9, &second) == program)
    }

    @Test func `a shape that is streamed is the shape that is made`() throws {
        let named = """
            grammar G; s : label ':' s 'end' labelUse | x ; x : 'x' ;
            //: declares label unique
            label : NAME ;
            //: uses label
            labelUse : NAME ;
            NAME : [a-z] [a-z0-9]* ;
            WS : ' ' -> skip ;
            """
        for text in [small, named] {
            let shapes = GrammarShapes(try read(text)).shapes
            #expect(!shapes.isEmpty)
            for shape in shapes {
                for depth in [0, 1, 12] {
                    #expect(
                        shape.programText(depth: depth).bytes == shape.text(depth: depth),
                        "\(shape.name)")
                }
            }
        }
    }

    @Test func `shapes have a prefix, and are found without it too`() throws {
        let shapes = GrammarShapes(try read(small))
        #expect(shapes.shapes.allSatisfy { $0.name.hasPrefix("g:") })
        #expect(shapes.shape(named: "expr.paren")?.name == "g:expr.paren")
        #expect(shapes.shape(named: "g:expr.paren")?.name == "g:expr.paren")
        #expect(shapes.shape(named: "expr.parent") == nil)
    }

    @Test func `what nests by the texts of a known shape is left out`() throws {
        let shapes = GrammarShapes(try read(small))
        let all = shapes.nestingShapes(besides: [])
        let known = NestingShape(
            name: "parentheses", prefix: "print ", open: "( ", core: "1", close: " )", suffix: "")
        let rest = shapes.nestingShapes(besides: [known])
        #expect(all.contains { $0.name == "g:expr.paren" } && all.allSatisfy(\.isFromGrammar))
        #expect(!rest.contains { $0.name == "g:expr.paren" })
        #expect(rest.count < all.count && rest.count > 2)
    }
}

@Suite struct TreeProgramsTests {
    private func entry(_ text: String, _ name: String = "a.sm") -> CorpusEntry {
        CorpusEntry(
            program: Program(
                bytes: Array(text.utf8), fileExtension: "sm", provenance: .seed(name: name)),
            contentHash: "hash of \(name)")
    }

    private let text = "let a = 1 + 2 * 3; if a { return a; } else return f(a, 4);"
    private let other = "return 5 ^ 6;"

    @Test func `a program that is not of the grammar has no tree, and it is said where`() throws {
        let programs = TreePrograms(try read(small))
        #expect(try #require(programs.add(entry("let a = ;"))).hasPrefix("1:9: found \";\""))
        #expect(programs.count == 0)
        var random = RandomStream(key: 1)
        #expect(programs.mutant(using: &random, limit: 1000) == nil)
        #expect(ProgramSupply.trees(programs) == nil)
        #expect(programs.add(entry(text)) == nil && programs.count == 1)
    }

    private func mutants(_ grammar: Grammar) throws -> [Program] {
        let programs = TreePrograms(grammar)
        programs.add(entry(text))
        programs.addParts(of: entry(other, "b.sm"))
        var random = RandomStream(key: 3)
        return try (0..<40).map { _ in
            try #require(programs.mutant(using: &random, limit: 4096))
        }
    }

    @Test func `the same programs and random numbers give the same mutants`() throws {
        let grammar = try read(small)
        let made = try mutants(grammar)
        #expect(try mutants(grammar) == made)
        #expect(Set(made.map(\.bytes)).count > 10)
        for program in made {
            #expect(program.bytes != Array(text.utf8) && program.bytes.count <= 4096)
            guard case .mutation("a.sm", let operators, .some) = program.provenance else {
                Issue.record("\(program.provenance)")
                continue
            }
            #expect(operators.count == 1 && operators[0].hasPrefix("tree-"))
        }
    }

    @Test func `the recipe of a mutant makes it again from its parents alone`() throws {
        let grammar = try read(small)
        let again = TreePrograms(grammar)
        let programs = [text, other].map { entry($0).program }
        var donors: Set<String> = []
        for mutant in try mutants(grammar) {
            guard case .mutation(_, let operators, .some(let recipe)) = mutant.provenance else {
                Issue.record("\(mutant.provenance)")
                continue
            }
            #expect(recipe.parent == "hash of a.sm")
            let donor = try #require(recipe.donor)
            donors.insert(donor)
            let other = programs[donor == "hash of b.sm" ? 1 : 0]
            #expect(
                again.bytes(recipe, operators: operators, parent: programs[0], donor: other)
                    == mutant.bytes)
            var changed = recipe
            changed.key += 1
            #expect(
                again.bytes(
                    changed, operators: ["tree-unknown"], parent: programs[0], donor: other)
                    == nil)
        }
        #expect(donors.count == 2)
    }

    @Test func `a supply learns what is kept`() throws {
        let programs = TreePrograms(try read(small))
        programs.add(entry(text))
        let supply = try #require(ProgramSupply.trees(programs))
        var plan = HuntPlan(
            seeds: [], shapes: [], supplies: [supply], fileExtension: "sm",
            dictionary: TokenDictionary(), seed: 1)
        #expect(plan.next().source == .tree)
        plan.add(entry("return 1;", "b.sm"))
        #expect(programs.count == 2)
    }
}
