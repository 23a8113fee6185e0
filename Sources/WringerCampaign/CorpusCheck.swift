internal import FoundationEssentials
internal import WringerGeneration
internal import WringerGrammar
internal import WringerModel

/// Proves that the provenance of entries is the truth: makes every mutant again from its parents.
package struct CorpusCheck {
    private let folder: CorpusFolder
    private var dictionaries: [String: TokenDictionary] = [:]
    /// How many mutants were made again, byte for byte.
    package private(set) var mutantCount = 0

    /// A check of the corpus in `folder`.
    package init(_ folder: CorpusFolder) { self.folder = folder }

    /// What is wrong with an entry; nil where nothing is.
    package mutating func problem(of hash: String) -> String? {
        do throws(CorpusError) {
            let entry = try folder.entry(hash)
            guard case .mutation(_, let operators, let recipe) = entry.program.provenance else {
                return nil
            }
            // What became of a tree depends on all programs that had one before it.
            if operators.allSatisfy({ $0.hasPrefix(TreePrograms.operatorPrefix) }) { return nil }
            guard let recipe else { return "\(hash): a mutant without a recipe" }
            let parent = try folder.entry(recipe.parent)
            let donor = try recipe.donor.map { hash throws(CorpusError) in
                try folder.entry(hash)
            }
            let bytes = Mutator.bytes(
                recipe, operators: operators, parent: parent, donor: donor,
                dictionary: try dictionary(recipe.dictionary))
            guard bytes == entry.program.bytes else {
                return "\(hash): its provenance makes other bytes: an edited entry, or one of "
                    + "another version of Wringer"
            }
            mutantCount += 1
            return nil
        } catch { return error.description }
    }

    private mutating func dictionary(_ hash: String?) throws(CorpusError) -> TokenDictionary {
        guard let hash else { return TokenDictionary() }
        if let known = dictionaries[hash] { return known }
        let read = try folder.dictionary(hash)
        dictionaries[hash] = read
        return read
    }
}
