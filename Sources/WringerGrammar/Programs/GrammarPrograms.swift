internal import Synchronization
package import WringerGeneration
package import WringerModel

/// The programs of a grammar by their numbers, none of them blank.
///
/// A program is a function of the grammar, the seed, its number and its budget: its provenance
/// makes it again.
package final class GrammarPrograms: Sendable {
    private let grammarName: String
    private let seed: UInt64
    private let fileExtension: String
    private let maker: Mutex<DerivationMaker>

    /// How many programs are made for one that is not blank.
    private static let attempts = 16

    /// What a program may hold where nothing else was asked for: enough for a few functions.
    package static let usualBudget = DerivationBudget(tokens: 200, depth: 60)

    /// The programs of a grammar with a seed; they get an extension, without its dot.
    package init(_ grammar: Grammar, seed: UInt64, fileExtension: String) {
        grammarName = grammar.name
        self.seed = seed
        self.fileExtension = fileExtension
        maker = Mutex(DerivationMaker(grammar, seed: seed))
    }

    /// Program `number`, from 0; nil where the grammar makes none, or nothing but blanks.
    package func program(_ number: Int, budget: DerivationBudget) -> Program? {
        let first = UInt64(number) &* UInt64(Self.attempts)
        return maker.withLock { maker in
            for attempt in 0..<UInt64(Self.attempts) {
                let number = first &+ attempt
                guard let made = maker.derivation(number: number, budget: budget),
                    made.text.contains(where: { $0 > 0x20 })
                else { continue }
                return Program(
                    bytes: made.text, fileExtension: fileExtension,
                    provenance: .grammar(
                        name: grammarName, seed: seed, number: number, tokens: budget.tokens,
                        depth: budget.depth))
            }
            return nil
        }
    }

    /// The text of the program of which a provenance speaks; nil where it is of another kind, or
    /// of a grammar that makes no such program.
    package static func text(of provenance: Provenance, _ grammar: Grammar) -> [UInt8]? {
        guard case .grammar(_, let seed, let number, let tokens, let depth) = provenance else {
            return nil
        }
        return DerivationMaker(grammar, seed: seed)
            .derivation(number: number, budget: DerivationBudget(tokens: tokens, depth: depth))?
            .text
    }
}

extension ProgramSupply {
    /// Programs of a grammar of 16 to 2,048 tokens, each doubling equally likely; nil where the
    /// grammar makes none.
    package static func grammar(_ programs: GrammarPrograms) -> ProgramSupply? {
        guard let first = programs.program(0, budget: GrammarPrograms.usualBudget) else {
            return nil
        }
        return ProgramSupply(.grammar) { number, random in
            let budget = DerivationBudget(
                tokens: 16 << random.below(8), depth: 10 + random.below(60))
            return programs.program(number, budget: budget) ?? first
        }
    }
}
