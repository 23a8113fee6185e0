import Testing
import WringerModel

@testable import WringerGeneration

/// What holds for every operator, whatever it is given.
@Suite struct MutationRecipeTests {
    /// A plan that gets answers as from a target, and keeps what is new: ten thousand trials.
    @Test func `provenance makes every entry of a corpus again after ten thousand trials`() throws {
        var corpus: [String: CorpusEntry] = [:]
        for entry in Samples.entries { corpus[entry.contentHash] = entry }
        let shape = Samples.shape("list", open: "[", core: "1", close: "]")
        var plan = HuntPlan(
            seeds: Samples.entries, shapes: [shape], fileExtension: "lua",
            dictionary: Samples.dictionary, dictionaryHash: "words", seed: 5,
            maximumProgram: .kibibytes(16))
        var seen: Set<Int> = []
        for number in 0..<10_000 {
            let step = plan.next()
            // An answer that depends on the bytes: few are new, and ever fewer.
            let answer = step.program.bytes.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xfff }
            let isNew = seen.insert(answer).inserted
            plan.note(isNew ? .newBehaviour : .none, of: step)
            if isNew, step.source == .mutant, step.program.bytes.count < 4096 {
                let entry = CorpusEntry(program: step.program, contentHash: "entry \(number)")
                corpus[entry.contentHash] = entry
                plan.add(entry)
            }
        }
        #expect(corpus.count > 1000)
        var generations = 0
        for entry in corpus.values {
            guard case .mutation(let seed, let operators, let recipe) = entry.program.provenance
            else { continue }
            #expect(seed.utf8.count < 40)
            let known = try #require(recipe)
            #expect(known.dictionary == nil || known.dictionary == "words")
            let parent = try #require(corpus[known.parent])
            if !parent.program.operators.isEmpty { generations += 1 }
            let bytes = Mutator.bytes(
                known, operators: operators, parent: parent,
                donor: known.donor.flatMap { corpus[$0] },
                dictionary: known.dictionary == nil ? TokenDictionary() : Samples.dictionary)
            #expect(bytes == entry.program.bytes, "\(entry.program.provenance)")
        }
        #expect(generations > 20)
    }

    @Test func `a recipe with another parent or an unknown operator makes nothing`() {
        let recipe = MutationRecipe(
            key: 1, parent: "p", donor: nil, dictionary: nil, maximumByteCount: 100)
        let empty = CorpusEntry(program: Samples.seed("empty", ""), contentHash: "p")
        for operators in [["no-such"], ["delete-line"], ["insert-nul", "delete-token"]] {
            let bytes = Mutator.bytes(
                recipe, operators: operators, parent: empty, donor: nil,
                dictionary: TokenDictionary())
            #expect(bytes == nil, "\(operators)")
        }
    }

    /// Every operator on random bytes of many lengths: it says no, or keeps to the maximum; what
    /// it makes is a function of its key; and it comes to an end.
    @Test(.timeLimit(.minutes(1)), arguments: 1...12 as ClosedRange<UInt64>)
    func `no operator loops or grows without bound`(_ seed: UInt64) {
        let inputs = [0, 1, 2, 3, 10, 100, 2000, 20_000].map { count in
            CorpusEntry(
                program: Program(
                    bytes: Samples.bytes(seed: seed &+ UInt64(count), count: count),
                    fileExtension: "", provenance: .check(name: "\(count)")),
                contentHash: "\(count)")
        }
        let maximum = 30_000
        let seeds = inputs.map { MutationSeed($0, maximumByteCount: maximum) }
        var applied: Set<String> = []
        for (index, parent) in seeds.enumerated() {
            let donor = seeds[(index + 1) % seeds.count]
            for place in MutationOperator.all.indices {
                for key in 0..<6 as Range<UInt64> {
                    func make() -> [UInt8]? {
                        var making = MutantMaking(
                            key: key &* 977 &+ seed, seed: parent, donor: donor,
                            words: Samples.dictionary.words, maximumByteCount: maximum)
                        return making.apply(place) ? making.finished() : nil
                    }
                    guard let bytes = make() else { continue }
                    applied.insert(MutationOperator.all[place].name)
                    #expect(bytes.count <= maximum)
                    #expect(bytes == make())
                }
            }
        }
        #expect(applied.count == MutationOperator.all.count)
    }

    @Test func `a full program can still be changed, and none becomes larger`() {
        for size in [1, 2, 7, 64] {
            let text = String(repeating: "(a) ", count: size)
            let mutator = Mutator(
                parents: Samples.entries(of: [Samples.seed("full", text)]),
                dictionary: Samples.dictionary, maximumByteCount: text.utf8.count)
            for number in 0..<100 as Range<UInt64> {
                var random = RandomStream(seed: 1, stream: "test", number: number)
                let program = mutator.mutant(using: &random)
                #expect(program.bytes != Array(text.utf8))
                #expect(program.bytes.count <= text.utf8.count)
            }
        }
    }

    @Test func `a second round sees what the first one made`() throws {
        let seed = MutationSeed(
            CorpusEntry(program: Samples.seed("s", "f(x)"), contentHash: "s"),
            maximumByteCount: 4096)
        let stutter = try #require(MutationOperator.places["stutter-brackets"])
        let nul = try #require(MutationOperator.places["insert-nul"])
        func applied(_ key: UInt64) -> Bool {
            var making = MutantMaking(
                key: key, seed: seed, donor: seed, words: [], maximumByteCount: 4096)
            for place in [stutter, nul] {
                making.startRoundIfDue()
                guard making.apply(place) else { return false }
                making.note(place)
            }
            making.startRoundIfDue()
            return making.apply(stutter)
        }
        // The only bracket is taken, until it is looked for anew.
        #expect((1..<64 as Range<UInt64>).allSatisfy { $0 % 8 == 0 || !applied($0) })
        #expect((1..<64 as Range<UInt64>).contains { applied(8 * $0) })
    }
}

@Suite struct AdaptiveWeightsTests {
    @Test func `success raises a weight, and lack of it lowers it, within bounds`() {
        var weights = AdaptiveWeights(bases: [3, 3, 1])
        let start = weights.weights
        #expect(start[0] == start[1] && start[0] == 3 * start[2])
        weights.note(.newSignature, of: 0)
        weights.note(.newBehaviour, of: 1)
        #expect(weights.weights[0] > weights.weights[1])
        #expect(weights.weights[1] > start[1])
        for _ in 0..<100_000 { weights.note(.none, of: 1) }
        #expect(weights.weights[1] < start[1])
        #expect(weights.weights[1] >= start[1] / 4)
        for _ in 0..<1000 { weights.note(.newSignature, of: 2) }
        #expect(weights.weights[2] == 4 * start[2])
    }

    @Test func `an operator that succeeds is chosen more often`() {
        var mutator = Mutator(parents: Samples.entries, dictionary: Samples.dictionary)
        func count(_ mutator: Mutator) -> Int {
            (0..<1000 as Range<UInt64>).count { number in
                var random = RandomStream(seed: 1, stream: "test", number: number)
                return mutator.mutant(using: &random).operators.contains("insert-nul")
            }
        }
        let before = count(mutator)
        for _ in 0..<100 { mutator.note(.newSignature, of: ["insert-nul", "no such operator"]) }
        #expect(count(mutator) > 2 * before)
    }
}
