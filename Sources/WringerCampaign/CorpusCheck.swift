internal import FoundationEssentials
internal import WringerGeneration
package import WringerGrammar
internal import WringerModel

/// Proves that the provenance of entries is the truth: makes every mutant and every malformed seed
/// again from its parents, and with a grammar its programs and the mutants of trees. A program of a
/// template is only compared with its name: the templates are not in the corpus.
package struct CorpusCheck {
    private let folder: CorpusFolder
    private var dictionaries: [String: TokenDictionary] = [:]
    /// The entries that are no mutants, by what the provenance of others calls them.
    private var originals: [String: [String]]?
    /// How many programs were made again, byte for byte.
    package private(set) var madeCount = 0
    /// How many could not be, for want of a grammar.
    package private(set) var withoutGrammarCount = 0
    private let grammar: Grammar?
    private let trees: TreePrograms?

    /// A check of the corpus in `folder`; `grammar` is that of its programs.
    package init(_ folder: CorpusFolder, grammar: Grammar? = nil) {
        self.folder = folder
        self.grammar = grammar
        trees = grammar.map(TreePrograms.init)
    }

    /// What is wrong with an entry; nil where nothing is.
    package mutating func problem(of hash: String) -> String? {
        do throws(CorpusError) {
            let entry = try folder.entry(hash)
            if case .malformed(let seed, let kind, let variant) = entry.program.provenance {
                return try problem(of: entry, seed, kind, variant)
            }
            if case .grammar = entry.program.provenance {
                return compare(entry) { GrammarPrograms.text(of: entry.program.provenance, $0) }
            }
            guard case .mutation(_, let operators, let recipe) = entry.program.provenance else {
                return nil
            }
            guard let recipe else { return "\(hash): a mutant without a recipe" }
            let parent = try folder.entry(recipe.parent)
            let donor = try recipe.donor.map { hash throws(CorpusError) in
                try folder.entry(hash)
            }
            if let donor, operators.first?.hasPrefix(TreePrograms.operatorPrefix) ?? false {
                return compare(entry) { [trees] _ in
                    trees?.bytes(
                        recipe, operators: operators, parent: parent.program, donor: donor.program)
                }
            }
            let bytes = Mutator.bytes(
                recipe, operators: operators, parent: parent, donor: donor,
                dictionary: try dictionary(recipe.dictionary))
            guard bytes == entry.program.bytes else { return Self.otherBytes(hash) }
            madeCount += 1
            return nil
        } catch { return error.description }
    }

    private static func otherBytes(_ hash: String) -> String {
        "\(hash): its provenance makes other bytes: an edited entry, or one of another version of "
            + "Wringer"
    }

    /// What is wrong with an entry that only a grammar can make again.
    private mutating func compare(
        _ entry: CorpusEntry, made: (Grammar) -> [UInt8]?
    ) -> String? {
        guard let grammar else {
            withoutGrammarCount += 1
            return nil
        }
        guard made(grammar) == entry.program.bytes else {
            return Self.otherBytes(entry.contentHash) + ", or of another grammar"
        }
        madeCount += 1
        return nil
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
        return Self.otherBytes(hash)
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
