import Testing
import WringerGeneration
import WringerModel

@Suite struct MutatorTests {
    static let mutator = Mutator(
        parents: Samples.entries, dictionary: Samples.dictionary, maximumByteCount: 8192)

    private func mutant(
        _ mutator: Mutator = mutator, seed: UInt64, number: UInt64 = 0
    ) -> Program {
        var random = RandomStream(seed: seed, stream: "test", number: number)
        return mutator.mutant(using: &random)
    }

    @Test func `a seed and a number give one mutant`() {
        let other = Mutator(
            parents: Samples.entries, dictionary: Samples.dictionary, maximumByteCount: 8192)
        for number in 0..<300 as Range<UInt64> {
            #expect(mutant(seed: 3, number: number) == mutant(other, seed: 3, number: number))
        }
    }

    @Test func `other seeds and numbers give other mutants`() {
        let mutants = (0..<200 as Range<UInt64>).map { mutant(seed: 3, number: $0) }
        #expect(Set(mutants).count > 150)
        #expect(mutants != (0..<200 as Range<UInt64>).map { mutant(seed: 4, number: $0) })
    }

    /// Catches what a comparison within one process cannot: an order that comes from hashing.
    /// When a change of operators changes it, seeds in older reports mean other trials: say so.
    @Test func `mutants are the same from run to run and build to build`() {
        var digest = Samples.emptyDigest
        for number in 0..<200 as Range<UInt64> {
            let program = mutant(seed: 1, number: number)
            Samples.digest(&digest, program.bytes)
            Samples.digest(&digest, program.provenance.description.utf8)
        }
        #expect(digest == 11_711_196_003_044_553_252)
    }

    /// Seeds that every operator suits, but for those on words.
    private func mutatorOfAll(_ dictionary: TokenDictionary) -> Mutator {
        let format = Samples.seed("format.lua", "print(string.format(\"%5d\", 1))\n")
        return Mutator(
            parents: Samples.entries(of: Samples.seeds + [format]), dictionary: dictionary,
            maximumByteCount: 8192)
    }

    @Test func `every operator is reached`() {
        let mutator = mutatorOfAll(Samples.dictionary)
        var reached: Set<String> = []
        for number in 0..<4000 as Range<UInt64> {
            reached.formUnion(mutant(mutator, seed: 9, number: number).operators)
        }
        #expect(reached == Set(Mutator.operatorNames))
        #expect(Mutator.operatorNames.count == reached.count, "two operators share a name")
    }

    @Test func `a mutant says which seed and which operators made it`() {
        var counts: Set<Int> = []
        for number in 0..<300 as Range<UInt64> {
            let program = mutant(seed: 2, number: number)
            guard case .mutation(let seed, let operators, _) = program.provenance else {
                Issue.record("\(program.provenance) is no mutation")
                continue
            }
            #expect(["call.lua", "loop.lua", "list.js"].contains(seed))
            #expect(program.fileExtension == "txt")
            counts.insert(operators.count)
        }
        #expect(counts == [1, 2, 3, 4, 5, 6])
    }

    @Test func `an operator that is named has changed something`() {
        let seed = Samples.seed("same", "a a a a\na a a a\n")
        let mutator = Mutator(
            parents: Samples.entries(of: [seed]),
            dictionary: TokenDictionary(words: [[UInt8(ascii: "a")]]),
            maximumByteCount: 4096)
        for number in 0..<400 as Range<UInt64> {
            let program = mutant(mutator, seed: 7, number: number)
            if program.operators.count == 1 { #expect(program.bytes != seed.bytes) }
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `any bytes can be mutated`(_ seed: UInt64) {
        let seeds = [0, 1, 2, 50, 3000].map { count in
            Program(
                bytes: Samples.bytes(seed: seed, count: count), fileExtension: "",
                provenance: .file(path: "random"))
        }
        let mutator = Mutator(
            parents: Samples.entries(of: seeds), dictionary: TokenDictionary(),
            maximumByteCount: 8192)
        for number in 0..<100 as Range<UInt64> {
            #expect(!mutant(mutator, seed: seed, number: number).operators.isEmpty)
        }
    }

    @Test(arguments: [1, 2, 10, 60, 4000])
    func `no mutant is larger than the maximum`(_ maximum: Int) {
        let mutator = Mutator(
            parents: Samples.entries, dictionary: Samples.dictionary, maximumByteCount: maximum)
        for number in 0..<500 as Range<UInt64> {
            #expect(mutant(mutator, seed: 5, number: number).bytes.count <= maximum)
        }
    }

    @Test func `of a seed above the maximum the beginning is taken`() {
        let mutator = Mutator(
            parents: Samples.entries(
                of: [Samples.seed("big", String(repeating: "a", count: 100))]),
            dictionary: TokenDictionary(), maximumByteCount: 40)
        for number in 0..<50 as Range<UInt64> {
            let program = mutant(mutator, seed: 5, number: number)
            #expect(program.bytes.count <= 40 && !program.operators.isEmpty)
        }
    }

    @Test func `without words no operator claims to have used one`() {
        let mutator = mutatorOfAll(TokenDictionary())
        var used: Set<String> = []
        for number in 0..<4000 as Range<UInt64> {
            used.formUnion(mutant(mutator, seed: 6, number: number).operators)
        }
        #expect(Set(Mutator.operatorNames).subtracting(used) == Set(Mutator.wordOperatorNames))
    }

    @Test func `an empty program can be mutated`() {
        let mutator = Mutator(
            parents: Samples.entries(of: [Samples.seed("empty", "")]),
            dictionary: TokenDictionary(),
            maximumByteCount: 8192)
        let mutants = (0..<50 as Range<UInt64>).map { mutant(mutator, seed: 5, number: $0) }
        #expect(mutants.contains { !$0.bytes.isEmpty })
    }

    @Test func `a mutator without seeds is our own mistake`() async {
        await #expect(processExitsWith: .failure) {
            _ = Mutator(parents: [], dictionary: TokenDictionary())
        }
    }
}
