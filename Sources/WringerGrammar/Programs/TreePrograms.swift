internal import Synchronization
package import WringerGeneration
package import WringerModel

/// Programs as trees of a grammar, and mutants that are made by changing these trees.
///
/// The same programs, added in the same order, and the same random numbers give the same mutants.
package final class TreePrograms: Sendable {
    private struct Parent {
        let tree: Derivation
        let name: String
        let fileExtension: String
    }

    private struct State {
        let parser: GrammarParser
        let mutator: TreeMutator
        var parents: [Parent] = []
        var byteCount = 0
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
    package init(_ grammar: Grammar) {
        let maker = DerivationMaker(grammar, seed: Self.seed)
        state = Mutex(
            State(
                parser: GrammarParser(maker),
                mutator: TreeMutator(maker, store: FragmentStore(grammar))))
    }

    /// How many programs have trees.
    package var count: Int { state.withLock { $0.parents.count } }

    /// Adds a program to those that are changed and taken parts of.
    ///
    /// - Returns: why it has no tree, such as `3:7: found ')'`, safe to print; nil where it has.
    @discardableResult
    package func add(_ program: Program) -> String? { add(program, isChanged: true) }

    /// Adds a program to those that are taken parts of, and not changed itself; one without a tree
    /// has no parts.
    package func addParts(of program: Program) { _ = add(program, isChanged: false) }

    private func add(_ program: Program, isChanged: Bool) -> String? {
        state.withLock { state in
            guard state.byteCount + program.bytes.count <= Self.greatestTotal else {
                return "the programs before it have as many bytes as are parsed"
            }
            let outcome = state.parser.parse(program.bytes, itemLimit: Self.itemLimit)
            guard let tree = outcome.tree else { return outcome.complaint }
            state.byteCount += program.bytes.count
            state.mutator.store.add(tree)
            guard isChanged else { return nil }
            state.parents.append(
                Parent(
                    tree: tree, name: program.provenance.seedName,
                    fileExtension: program.fileExtension))
            return nil
        }
    }

    /// A mutant of a program that random numbers choose, of at most `limit` bytes; nil where none
    /// of a few can be changed.
    package func mutant(using random: inout RandomStream, limit: Int) -> Program? {
        state.withLock { state in
            guard !state.parents.isEmpty else { return nil }
            for _ in 0..<Self.attempts {
                let parent = random.element(of: state.parents)
                guard
                    let mutation = state.mutator.mutate(parent.tree, using: &random, limit: limit)
                else { continue }
                return Program(
                    bytes: mutation.program, fileExtension: parent.fileExtension,
                    provenance: .mutation(
                        seed: parent.name,
                        operators: [Self.operatorPrefix + mutation.operator.rawValue]))
            }
            return nil
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
        return ProgramSupply(.tree, learn: { programs.add($0.program) }) { _, random in
            programs.mutant(using: &random, limit: limit) ?? first
        }
    }
}
