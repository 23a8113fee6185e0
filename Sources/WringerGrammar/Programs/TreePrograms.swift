internal import Synchronization
package import WringerGeneration
package import WringerModel

/// Programs as trees of a grammar, and mutants that are made by changing these trees.
///
/// A mutant is a function of the grammar, its parent, the program that parts are taken from, and
/// the key of its recipe: its provenance makes it again.
package final class TreePrograms: Sendable {
    private struct Source {
        let entry: CorpusEntry
        let tree: Derivation
        /// Its parts, once one of them was asked for.
        var parts: FragmentStore?
    }

    private struct State {
        let grammar: Grammar
        let parser: GrammarParser
        let mutator: TreeMutator
        var sources: [Source] = []
        /// Those that are changed; parts are taken of all.
        var parents: [Int] = []
        var byteCount = 0

        init(_ grammar: Grammar) {
            let maker = DerivationMaker(grammar, seed: TreePrograms.seed)
            self.grammar = grammar
            parser = GrammarParser(maker)
            mutator = TreeMutator(maker, store: FragmentStore(grammar))
        }

        mutating func parts(of index: Int) -> FragmentStore {
            if let parts = sources[index].parts { return parts }
            let parts = TreePrograms.parts(of: sources[index].tree, grammar)
            sources[index].parts = parts
            return parts
        }
    }

    private let state: Mutex<State>

    /// Programs are parsed while they have this many bytes together: their trees are held in
    /// memory, and take some fifty times as much.
    private static let greatestTotal = 512 << 10
    /// An item takes 20 bytes while a program is parsed.
    private static let itemLimit = 300_000
    /// The seed of what is regenerated; which part of it is taken, random numbers say.
    private static let seed: UInt64 = 1
    /// How often a parent is drawn for one that can be changed.
    private static let attempts = 8

    /// What the names of operators begin with in a provenance.
    package static let operatorPrefix = "tree-"

    /// Without programs yet.
    package init(_ grammar: Grammar) { state = Mutex(State(grammar)) }

    private static func parts(of tree: Derivation, _ grammar: Grammar) -> FragmentStore {
        var parts = FragmentStore(grammar, perRule: 8, greatestTokens: 60)
        parts.add(tree)
        return parts
    }

    private static func changes(of key: UInt64) -> RandomStream {
        RandomStream(seed: key, stream: "changes of a tree")
    }

    /// How many programs have trees that are changed.
    package var count: Int { state.withLock { $0.parents.count } }

    /// Adds a program to those that are changed and taken parts of.
    ///
    /// - Returns: why it has no tree, such as `3:7: found ')'`, safe to print; nil where it has.
    @discardableResult
    package func add(_ entry: CorpusEntry) -> String? { add(entry, isChanged: true) }

    /// Adds a program to those that are taken parts of, and not changed itself; one without a tree
    /// has no parts.
    package func addParts(of entry: CorpusEntry) { _ = add(entry, isChanged: false) }

    private func add(_ entry: CorpusEntry, isChanged: Bool) -> String? {
        let bytes = entry.program.bytes
        return state.withLock { state in
            guard state.byteCount + bytes.count <= Self.greatestTotal else {
                return "the programs before it have as many bytes as are parsed"
            }
            let outcome = state.parser.parse(bytes, itemLimit: Self.itemLimit)
            guard let tree = outcome.tree else { return outcome.complaint }
            state.byteCount += bytes.count
            if isChanged { state.parents.append(state.sources.count) }
            state.sources.append(Source(entry: entry, tree: tree))
            return nil
        }
    }

    /// A mutant of a program that random numbers choose, of at most `limit` bytes; nil where none
    /// of a few can be changed.
    package func mutant(using random: inout RandomStream, limit: Int) -> Program? {
        state.withLock { state in
            guard !state.parents.isEmpty else { return nil }
            for _ in 0..<Self.attempts {
                let parent = state.sources[random.element(of: state.parents)]
                let donor = random.below(state.sources.count)
                let key = random.next()
                state.mutator.store = state.parts(of: donor)
                var changes = Self.changes(of: key)
                guard
                    let mutation = state.mutator.mutate(parent.tree, using: &changes, limit: limit)
                else { continue }
                let recipe = MutationRecipe(
                    key: key, parent: parent.entry.contentHash,
                    donor: state.sources[donor].entry.contentHash, dictionary: nil,
                    maximumByteCount: limit)
                return Program(
                    bytes: mutation.program, fileExtension: parent.entry.program.fileExtension,
                    provenance: .mutation(
                        seed: parent.entry.nameAsParent,
                        operators: [Self.operatorPrefix + mutation.operator.rawValue],
                        recipe: recipe))
            }
            return nil
        }
    }

    /// The bytes that a recipe gives; nil where a program has no tree, or the change does not suit
    /// it, so that the grammar, the programs or the recipe are not what they were.
    package func bytes(
        _ recipe: MutationRecipe, operators: [String], parent: Program, donor: Program
    ) -> [UInt8]? {
        state.withLock { state in
            guard recipe.maximumByteCount > 0,
                let tree = state.parser.parse(parent.bytes, itemLimit: Self.itemLimit).tree,
                let other = state.parser.parse(donor.bytes, itemLimit: Self.itemLimit).tree
            else { return nil }
            state.mutator.store = Self.parts(of: other, state.grammar)
            var changes = Self.changes(of: recipe.key)
            guard
                let mutation = state.mutator.mutate(
                    tree, using: &changes, limit: recipe.maximumByteCount),
                operators == [Self.operatorPrefix + mutation.operator.rawValue]
            else { return nil }
            return mutation.program
        }
    }
}

extension ProgramSupply {
    /// Mutants of trees, of at most 256 KiB; what is kept of a hunt is parsed as well. Nil where
    /// no program has a tree that can be changed.
    package static func trees(_ programs: TreePrograms) -> ProgramSupply? {
        var random = RandomStream(seed: 1, stream: "first mutant of a tree")
        let limit = 256 << 10
        guard let first = programs.mutant(using: &random, limit: limit) else { return nil }
        return ProgramSupply(.tree, learn: { programs.add($0) }) { _, random in
            programs.mutant(using: &random, limit: limit) ?? first
        }
    }
}
