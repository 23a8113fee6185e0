package import WringerModel

/// Makes mutants of programs.
package struct Mutator: Sendable {
    private var seeds: [MutationSeed]
    /// How many of the seeds were there from the beginning.
    private let originalCount: Int
    private let dictionary: TokenDictionary
    private let dictionaryHash: String?
    /// The most bytes that a mutant may have.
    private let maximumByteCount: Int
    private var weights = AdaptiveWeights(bases: MutationOperator.all.map(\.weight))

    /// A mutator of `parents`, of which there must be one, with the words of `dictionary`. No
    /// mutant has more than `maximumByteCount` bytes, which is above 0; of a larger parent its
    /// beginning is taken.
    ///
    /// - Parameter dictionaryHash: the hash by which provenance names the dictionary.
    package init(
        parents: [CorpusEntry], dictionary: TokenDictionary, dictionaryHash: String? = nil,
        maximumByteCount: Int = 1 << 20
    ) {
        precondition(!parents.isEmpty, "a mutator needs a seed")
        precondition(maximumByteCount > 0, "a mutant needs room for a byte")
        self.dictionary = dictionary
        self.dictionaryHash = dictionaryHash
        self.maximumByteCount = maximumByteCount
        seeds = parents.map { MutationSeed($0, maximumByteCount: maximumByteCount) }
        originalCount = parents.count
    }

    /// The names of all operators, as provenance has them.
    package static let operatorNames = MutationOperator.all.map(\.name)

    /// The names of the operators that take words of a dictionary.
    package static let wordOperatorNames = MutationOperator.all.filter(\.takesWords).map(\.name)

    /// A program, more of whose mutants are wanted.
    package mutating func add(_ entry: CorpusEntry) {
        seeds.append(MutationSeed(entry, maximumByteCount: maximumByteCount))
    }

    /// Moves the weights of the operators that made a mutant.
    package mutating func note(_ reward: AdaptiveWeights.Reward, of operators: [String]) {
        for name in operators {
            if let place = MutationOperator.places[name] { weights.note(reward, of: place) }
        }
    }

    /// The weights of the operators, in the order of their names.
    package var operatorWeights: [Int] { weights.weights }

    /// A program that one to six operators have changed, a few more often than many. That of a
    /// parent with bytes has some, too.
    package func mutant(using random: inout RandomStream) -> Program {
        let parent = parent(using: &random)
        let donor = otherThan(parent, using: &random)
        let count = random.geometric(upTo: Mutator.greatestOperatorCount)
        for _ in 0..<Mutator.attemptCount {
            var making = MutantMaking(
                key: random.next(), seed: seeds[parent], donor: seeds[donor],
                words: dictionary.words, maximumByteCount: maximumByteCount)
            for _ in 0..<count {
                guard let change = change(in: &making, using: &random) else { break }
                making.note(change)
            }
            // The same bytes in other places, or a range exchanged with its like, change nothing.
            let bytes = making.finished()
            // An empty program is the same whatever it was made from.
            let original = seeds[parent].entry.program.bytes
            if !making.operators.isEmpty, bytes != original, !bytes.isEmpty {
                return program(bytes, making)
            }
        }
        // A byte more is another program; where there is no room for one, so is one less.
        var making = MutantMaking(
            key: random.next(), seed: seeds[parent], donor: seeds[donor], words: [],
            maximumByteCount: maximumByteCount)
        for name in [ByteOperators.insertion, "flip-bit"] where making.operators.isEmpty {
            if let place = MutationOperator.places[name], making.apply(place) {
                making.note(place)
            }
        }
        return program(making.finished(), making)
    }

    /// The bytes that a recipe gives; nil where an operator is unknown or does not suit the
    /// parents, so that these or the recipe are not what they were.
    ///
    /// - Parameters:
    ///   - parent: what the recipe calls so.
    ///   - donor: what the recipe calls so; nil where it names none.
    package static func bytes(
        _ recipe: MutationRecipe, operators: [String], parent: CorpusEntry, donor: CorpusEntry?,
        dictionary: TokenDictionary
    ) -> [UInt8]? {
        guard recipe.maximumByteCount > 0 else { return nil }
        let seed = MutationSeed(parent, maximumByteCount: recipe.maximumByteCount)
        var making = MutantMaking(
            key: recipe.key, seed: seed,
            donor: donor.map {
                MutationSeed($0, maximumByteCount: recipe.maximumByteCount)
            } ?? seed, words: dictionary.words, maximumByteCount: recipe.maximumByteCount)
        for name in operators {
            guard let place = MutationOperator.places[name] else { return nil }
            making.startRoundIfDue()
            guard making.apply(place) else { return nil }
            making.note(place)
        }
        return making.finished()
    }

    /// More changes than these leave little that a parser still takes.
    private static let greatestOperatorCount = 6
    private static let attemptCount = 4

    /// Two of three times one of the seeds that were there from the beginning; else what was
    /// added, the newest most often.
    private func parent(using random: inout RandomStream) -> Int {
        let added = seeds.count - originalCount
        guard added > 0, random.chance(1, in: 3) else { return random.below(originalCount) }
        return seeds.count - random.geometric(upTo: added)
    }

    /// Another seed; the same where there is only one.
    private func otherThan(_ index: Int, using random: inout RandomStream) -> Int {
        guard seeds.count > 1 else { return index }
        let other = random.below(seeds.count - 1)
        return other < index ? other : other + 1
    }

    /// Applies an operator that suits the draft, drawn by weight; nil where none does.
    private func change(
        in making: inout MutantMaking, using random: inout RandomStream
    ) -> Int? {
        making.startRoundIfDue()
        var excluded: UInt64 = 0
        var total = 0
        for weight in weights.weights { total += weight }
        while total > 0 {
            var rest = random.below(total)
            var place = 0
            while excluded >> UInt64(place) & 1 == 1 || rest >= weights.weights[place] {
                if excluded >> UInt64(place) & 1 == 0 { rest -= weights.weights[place] }
                place += 1
            }
            if making.apply(place) { return place }
            excluded |= 1 << UInt64(place)
            total -= weights.weights[place]
        }
        return nil
    }

    private func program(_ bytes: [UInt8], _ making: MutantMaking) -> Program {
        precondition(bytes.count <= maximumByteCount, "a mutant is too large")
        let parent = making.parent
        let recipe = MutationRecipe(
            key: making.key, parent: parent.entry.contentHash,
            donor: making.tookFromDonor ? making.donor.entry.contentHash : nil,
            dictionary: making.tookWords ? dictionaryHash : nil,
            maximumByteCount: maximumByteCount)
        return Program(
            bytes: bytes, fileExtension: parent.entry.program.fileExtension,
            provenance: .mutation(
                seed: parent.name, operators: making.operators, recipe: recipe))
    }
}
