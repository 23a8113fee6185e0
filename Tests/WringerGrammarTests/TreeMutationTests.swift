import Testing
import WringerGrammar
import WringerModel

@Suite struct TreeMutationTests {
    private func tree(_ text: String, _ grammar: Grammar) throws -> Derivation {
        try #require(GrammarParser(grammar).parse(Array(text.utf8)).tree)
    }

    /// Results of one operator.
    private func results(
        _ chosen: TreeOperator, _ text: String, _ grammar: Grammar, limit: Int = 400,
        other: String? = nil, count: Int = 80
    ) throws -> Set<String> {
        let mutator = TreeMutator(DerivationMaker(grammar, seed: 1))
        if let other { mutator.store.add(try tree(other, grammar)) }
        let tree = try tree(text, grammar)
        var stream = RandomStream(seed: 2, stream: "test")
        var results: Set<String> = []
        for _ in 0..<count {
            let mutation = mutator.mutate(
                tree, using: &stream, limit: limit, operators: [chosen])
            guard let mutation else { continue }
            #expect(mutation.operator == chosen)
            results.insert(String(decoding: mutation.program, as: UTF8.self))
        }
        return results
    }

    @Test(arguments: Corpus.languages)
    func `operators keep trees valid, and within the limit`(_ language: String) throws {
        let grammar = try Corpus.grammar(language)
        let mutator = TreeMutator(DerivationMaker(grammar, seed: 5))
        let parser = GrammarParser(grammar)
        let trees = try Corpus.seeds(language).compactMap { parser.parse($0.text).tree }
        for tree in trees { mutator.store.add(tree) }
        #expect(mutator.store.count > 100)
        var used: Set<TreeOperator> = []
        var stream = RandomStream(seed: 9, stream: "test")
        for number in 0..<24 {
            let tree = trees[number % trees.count]
            let limit = tree.text.count + (number % 3) * 500
            let mutation = mutator.mutate(tree, using: &stream, limit: limit)
            guard let mutation else { continue }
            used.insert(mutation.operator)
            #expect(mutation.program.count <= limit)
            #expect(mutation.program != tree.text)
            #expect((mutation.tree != nil) == mutation.operator.isValid)
            guard let made = mutation.tree else { continue }
            #expect(made.text == mutation.program)
            #expect(made.isWellFormed)
            #expect(parser.parse(mutation.program).tree == made)
        }
        #expect(used.count > 4)
    }

    @Test func `a chain of operators stays valid, from made programs too`() throws {
        let grammar = try read(small)
        let maker = DerivationMaker(grammar, seed: 5)
        let mutator = TreeMutator(maker)
        let parser = GrammarParser(grammar)
        var stream = RandomStream(seed: 9, stream: "test")
        for number in 0..<12 as Range<UInt64> {
            let budget = DerivationBudget(tokens: 60, depth: 12)
            var tree = try #require(maker.derivation(number: number, budget: budget))
            mutator.store.add(tree)
            for _ in 0..<12 {
                let mutation = mutator.mutate(
                    tree, using: &stream, limit: 2_000,
                    operators: TreeOperator.allCases.filter(\.isValid))
                guard let next = mutation?.tree else { continue }
                #expect(parser.parse(next.text).tree == next)
                tree = next
            }
        }
    }

    @Test func `the same seed gives the same bytes`() throws {
        let grammar = try Corpus.grammar("lua")
        func run(_ seed: UInt64) throws -> [TreeMutation?] {
            let mutator = TreeMutator(DerivationMaker(grammar, seed: 1))
            let parser = GrammarParser(grammar)
            let trees = try Corpus.seeds("lua").prefix(4).compactMap { parser.parse($0.text).tree }
            for tree in trees { mutator.store.add(tree) }
            var stream = RandomStream(seed: seed, stream: "test")
            return (0..<16).map { mutator.mutate(trees[$0 % 4], using: &stream, limit: 4_000) }
        }
        let first = try run(3)
        #expect(first == (try run(3)))
        #expect(first != (try run(4)))
    }

    static let lists = """
        grammar G; s : item+ EOF ; item : NAME ('(' args? ')')? ';' ; args : e (',' e)* ;
        e : e '+' e | '(' e ')' | NAME | NUMBER ;
        NAME : [a-z]+ ; NUMBER : [0-9]+ ; C : '#' ~[\\n]* -> skip ; W : [ \\n]+ -> skip ;
        """

    @Test func `delete leaves out what may be missing, and keeps what stands between`() throws {
        let grammar = try read(Self.lists)
        let results = try results(.delete, "a; # one\nb(c, d);", grammar)
        #expect(
            results == [
                "a;", "b(c, d);", "a; # one\nb;", "a; # one\nb();", "a; # one\nb(c);",
            ])
    }

    @Test func `replicate and shuffle work on the turns of loops`() throws {
        let grammar = try read(Self.lists)
        let repeated = try results(.replicate, "a;b(c,d);", grammar, limit: 30)
        #expect(repeated.contains("a;a;b(c,d);"))
        #expect(repeated.contains("a;b(c,d,d);"))
        #expect(repeated.allSatisfy { $0.utf8.count <= 30 })
        let shuffled = try results(.shuffle, "a;b(c,d,f);", grammar)
        #expect(shuffled == ["b(c,d,f);a;", "a;b(c,f,d);"])
    }

    @Test func `hoist, swap and smallest replace rules`() throws {
        let grammar = try read(Self.lists)
        #expect(
            try results(.hoist, "a((b+1));", grammar)
                == ["a(b+1);", "a(b);", "a(1);", "a((b));", "a((1));"])
        let swapped = try results(.swap, "a(b,1);c;", grammar)
        #expect(swapped == ["a(1,b);c;", "c;a(b,1);"])
        let smallest = try results(.smallest, "a((b+1));", grammar)
        #expect(smallest.allSatisfy { (grammar.names($0)?.count ?? 10) <= 9 })
        #expect(smallest.contains { $0.wholeMatch(of: /[a-z]+;/) != nil })
    }

    @Test func `amplify nests what lies between two equal rules`() throws {
        let grammar = try read(Self.lists)
        let results = try results(.amplify, "a((b));", grammar, limit: 1_000)
        for result in results {
            let depth = result.prefix { $0 != "b" }.count - 1
            #expect(
                result == "a" + String(repeating: "(", count: depth) + "b"
                    + String(repeating: ")", count: depth) + ";")
        }
        #expect(results.contains { $0.count > 200 })
        #expect(results.contains { $0.count < 20 })
        #expect(results.allSatisfy { $0.count <= 1_000 })
    }

    @Test func `splice puts in what another program has`() throws {
        let grammar = try read(Self.lists)
        let results = try results(.splice, "a(b);", grammar, other: "c(d + # two\n 7, f);")
        #expect(results.contains("a(d + # two\n 7);"))
        #expect(results.contains("c(d + # two\n 7, f);"))
        #expect(results.contains("a(7);"))
    }

    @Test func `ungrammatical operators are mostly refused`() throws {
        let grammar = try read(Self.lists)
        let parser = GrammarParser(grammar)
        for chosen in [TreeOperator.wrongDelete, .wrongHoist] {
            let results = try results(chosen, "a(b,(1+c));d(f);", grammar)
            let refused = results.count { parser.parse(Array($0.utf8)).tree == nil }
            #expect(results.count > 5)
            #expect(refused * 2 > results.count)
        }
    }

    @Test func `tokens are never fused`() throws {
        let grammar = try read(
            """
            grammar G; s : ('-' | 'a' | A)+ ; C : '--' ~[\\n]* -> skip ; A : [a-z]+ ;
            W : ' ' -> skip ;
            """)
        let results = try results(.shuffle, "a b - c - - d", grammar)
        #expect(results.count > 20)
        #expect(results.allSatisfy { !$0.contains("--") })
        #expect(results.allSatisfy { grammar.names($0)?.count == 7 })
    }

    @Test func `names and contexts that are there are used`() throws {
        let grammar = try read(
            """
            grammar G; program : s* EOF ;
            s : 'new' name ';' | 'use' use ';' | 'loop' '{' body '}'
                //: needs loop
                | 'break' ';' ;
            //: gives loop
            body : s* ;
            //: declares name unique
            name : NAME ;
            //: uses name
            use : NAME ;
            NAME : [a-z] [a-z0-9]+ ; W : [ \\n]+ -> skip ;
            """)
        let text = "new first; loop { new second; use second; break; }"
        let made = try results(.regenerate, text, grammar, count: 120)
        #expect(made.count > 30)
        for result in made {
            var declared: Set<Substring> = []
            let words = result.split { " ;{}\n".contains($0) }
            for (word, next) in zip(words, words.dropFirst()) {
                if word == "new" { declared.insert(next) }
                // Whoever declared it may have been replaced.
                if word == "use", next != "second" { #expect(declared.contains(next), "\(result)") }
            }
        }
        let spliced = try results(
            .splice, "new first; use first;", grammar, other: "new other; use other; use other;")
        #expect(spliced.contains { $0.hasPrefix("new first; use first;") == false })
        let hoisted = try results(.hoist, text, grammar)
        #expect(hoisted.contains("new first;new second;"))
        #expect(hoisted.allSatisfy { !$0.hasSuffix(";break;") })
    }
}
