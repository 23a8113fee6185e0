internal import WringerModel

/// How large a derivation may be. Where the smallest one is larger, that is made.
package struct DerivationBudget: Hashable, Sendable {
    /// The most tokens.
    package let tokens: Int
    /// The most rules inside of each other.
    package let depth: Int

    /// A budget of both; each at least 0, and at most 100 million.
    package init(tokens: Int, depth: Int) {
        self.tokens = min(max(tokens, 0), 100_000_000)
        self.depth = min(max(depth, 0), 100_000_000)
    }
}

/// Makes programs of a grammar: each is a function of the seed, its number and its budget.
///
/// A program is made from the start rule downwards with a stack of our own. At each place the
/// tokens that the rest of the program needs at least are kept back, so that it ends in its budget.
package final class DerivationMaker {
    /// How often a program is begun anew that came to a token which its mode does not have.
    private static let attempts = 12

    let grammar: Grammar
    let lexer: GrammarLexer
    let sampler: TokenSampler
    let plan: MakingPlan
    let writer: TokenWriter
    private let seed: UInt64
    /// What all of the grammar's tokens that can be written are.
    package let isWritable: [Bool]
    private var run: MakingRun

    /// A maker of programs of a grammar.
    package init(_ grammar: Grammar, seed: UInt64) {
        self.grammar = grammar
        self.seed = seed
        lexer = GrammarLexer(grammar)
        sampler = TokenSampler(grammar, lexer: lexer, seed: seed)
        let pools = sampler.allPools
        let modeCount = grammar.modes.count
        let isWritable = grammar.tokens.indices.map { type in
            type == 0 || (0..<modeCount).contains { !pools[type * modeCount + $0].isEmpty }
        }
        self.isWritable = isWritable
        plan = MakingPlan(grammar) { isWritable[Int($0)] }
        writer = TokenWriter(grammar, lexer: lexer)
        run = MakingRun(grammar, plan, sampler, pools: pools, isWritable: isWritable)
    }

    /// The smallest program that there is; nil where the grammar has none that can be written.
    package var smallest: DerivationBudget? {
        let cost = plan.costs.rules[grammar.start]
        return cost.isFinite
            ? DerivationBudget(tokens: Int(cost.tokens), depth: Int(cost.depth)) : nil
    }

    /// Program `number`; nil where none could be written in a few attempts, as where the modes of
    /// the lexer do not fit the parser's rules.
    package func derivation(number: UInt64, budget: DerivationBudget) -> Derivation? {
        guard let smallest else { return nil }
        run.stream = RandomStream(seed: seed, stream: "programs of a grammar", number: number)
        for _ in 0..<Self.attempts {
            run.make(
                tokens: max(budget.tokens, smallest.tokens),
                depth: max(budget.depth, smallest.depth))
            guard !run.isBroken, let written = writer.write(run.pieces, run.source) else {
                continue
            }
            return run.finished(written)
        }
        return nil
    }

    /// Another derivation of a rule in a program, made of the names and in the contexts that are
    /// there; nil where none can be made.
    ///
    /// - Parameters:
    ///   - node: the index of the rule's node.
    ///   - budget: that of the new part alone; where the smallest is larger, that is made.
    func derivation(
        insteadOf node: Int, in tree: Derivation, budget: DerivationBudget,
        _ stream: inout RandomStream
    ) -> TreeFragment? {
        let rule = tree.nodes[node].value
        let least = plan.costs.rules[Int(rule)]
        guard least.isFinite else { return nil }
        run.stream = RandomStream(key: stream.next())
        run.replay(tree, before: node)
        run.finish(
            rule: rule, tokens: max(budget.tokens, Int(least.tokens)),
            depth: max(budget.depth, Int(least.depth)))
        return run.isBroken ? nil : run.fragment(from: node)
    }

    /// The names that are seen at a node of a program.
    func names(at node: Int, in tree: Derivation) -> NameTable {
        run.replay(tree, before: node)
        return run.table
    }

    /// What new names of a kind begin with.
    func nameHead(kind: Int) -> [UInt8] { run.table.head(kind: kind) }
}
