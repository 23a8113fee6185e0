internal import FoundationEssentials
internal import WringerGeneration
internal import WringerGrammar
internal import WringerModel

/// Proves that the provenance of entries is the truth: makes every mutant and every malformed seed
/// again from its parents. A program of a template is only compared with its name: the templates
/// are not in the corpus.
package struct CorpusCheck {
    private let folder: CorpusFolder
    private var dictionaries: [String: TokenDictionary] = [:]
    /// The entries that are no mutants, by what the provenance of others calls them.
    private var originals: [String: [String]]?
    /// How many programs were made again, byte for byte.
    package private(set) var madeCount = 0

    /// A check of the corpus in `folder`.
    package init(_ folder: CorpusFolder) { self.folder = folder }

    /// What is wrong with an entry; nil where nothing is.
    package mutating func problem(of hash: String) -> String? {
        do throws(CorpusError) {
            let entry = try folder.entry(hash)
            if case .malformed(let seed, let kind, let variant) = entry.program.provenance {
                return try problem(of: entry, seed, kind, variant)
            }
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
            madeCount += 1
            return nil
        } catch { return error.description }
    }

    /// What is wrong with a malformed program. Its seed is known by a name, which several may have.
    private mutating func problem(
        of entry: CorpusEntry, _ seed: String, _ kind: String, _ variant: UInt64
    ) throws(CorpusError) -> String? {
        let hash = entry.contentHash
        guard let malformation = MalformedInput(rawValue: kind) else {
            return "\(hash): made malformed in an unknown way, \(visible(kind))"
        }
        let candidates = try named(seed)
        guard !candidates.isEmpty else { return "\(hash): its seed is missing: \(visible(seed))" }
        for candidate in candidates {
            let parent = try folder.entry(candidate).program
            let made = malformation.program(from: parent, variant: variant)
            if made?.bytes == entry.program.bytes {
                madeCount += 1
                return nil
            }
        }
        return "\(hash): its provenance makes other bytes: an edited entry, or one of another "
            + "version of Wringer"
    }

    private mutating func named(_ name: String) throws(CorpusError) -> [String] {
        if let originals { return originals[name] ?? [] }
        var found: [String: [String]] = [:]
        for hash in try folder.hashes() {
            // One that cannot be read is told of by itself.
            guard let entry = try? folder.entry(hash) else { continue }
            found[entry.program.provenance.seedName, default: []].append(hash)
        }
        originals = found
        return found[name] ?? []
    }

    private mutating func dictionary(_ hash: String?) throws(CorpusError) -> TokenDictionary {
        guard let hash else { return TokenDictionary() }
        if let known = dictionaries[hash] { return known }
        let read = try folder.dictionary(hash)
        dictionaries[hash] = read
        return read
    }
}
