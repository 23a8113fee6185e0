package import WringerModel

/// Makes mutants of seed programs.
package struct Mutator: Sendable {
    private let material: MutationMaterial

    /// A mutator of `seeds`, of which there must be one, with the words of `dictionary`. No mutant
    /// has more than `maximumByteCount` bytes, which is above 0; of a larger seed its beginning is
    /// taken.
    package init(
        seeds: [Program], dictionary: TokenDictionary, maximumByteCount: Int = 1 << 20
    ) {
        precondition(!seeds.isEmpty, "a mutator needs a seed")
        precondition(maximumByteCount > 0, "a mutant needs room for a byte")
        material = MutationMaterial(
            seeds: seeds.map(MutationSeed.init), dictionary: dictionary,
            maximumByteCount: maximumByteCount)
    }

    /// The names of all operators, as provenance has them.
    package static let operatorNames = (structureOperators + ByteOperators.all).map(\.name)

    /// A seed that one to six operators have changed, a few more often than many.
    package func mutant(using random: inout RandomStream) -> Program {
        let index = random.below(material.seeds.count)
        let seed = material.seeds[index]
        var bytes = seed.program.bytes
        var names: [String] = []
        if bytes.count > material.maximumByteCount {
            bytes.removeLast(bytes.count - material.maximumByteCount)
            names.append(ByteOperators.truncation)
        }
        for _ in 0..<random.geometric(upTo: Mutator.greatestOperatorCount) {
            var subject = MutationSubject(bytes: bytes, seedIndex: index, material: material)
            let (name, changed) = Mutator.change(&subject, using: &random)
            precondition(changed.count <= material.maximumByteCount, "\(name) made too much")
            bytes = changed
            names.append(name)
        }
        return Program(
            bytes: bytes, fileExtension: seed.program.fileExtension,
            provenance: .mutation(seed: seed.name, operators: names))
    }

    /// More changes than these leave little that a parser still takes.
    private static let greatestOperatorCount = 6

    private static let structureOperators =
        TokenOperators.all + BracketOperators.all + LineOperators.all

    /// Applies one operator that suits the subject and does change it.
    private static func change(
        _ subject: inout MutationSubject, using random: inout RandomStream
    ) -> (name: String, bytes: [UInt8]) {
        // Changed bytes seldom get past a lexer, so three of four changes keep tokens whole.
        let keepsTokens = random.chance(3, in: 4)
        let groups =
            keepsTokens
            ? [structureOperators, ByteOperators.all] : [ByteOperators.all, structureOperators]
        for group in groups {
            var candidates = group
            while !candidates.isEmpty {
                let candidate = candidates.remove(at: random.below(candidates.count))
                guard let bytes = candidate.change(&subject, &random), bytes != subject.bytes
                else { continue }
                return (candidate.name, bytes)
            }
        }
        preconditionFailure("a bit can be flipped or a byte inserted in any program")
    }
}
