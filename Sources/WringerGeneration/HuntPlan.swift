package import WringerModel

/// What a hunt runs, step by step, for ever.
///
///     seeds | nest mutant nest mutant … (until the grid is done) | nest 7 mutants nest 7 mutants …
///
/// The grid is every shape at every depth under every stack limit, what finds most first; the nests
/// after it are of random shape, depth and limit. Programs of other supplies come in between, and a
/// small share of the steps is a seed or mutant with one random fault. These shares move with
/// success, and so do the operators of the mutants; programs that showed something new are mutated
/// again. The same seed and the same answers of the target give the same steps.
package struct HuntPlan: Sendable {
    /// How many steps are nests of the grid.
    package var nestCount: Int { grid.count }

    /// How many shapes nests are made of.
    package var shapeCount: Int { grid.shapeCount }

    /// How many seeds there are.
    package var seedCount: Int { seeds.count }

    /// The seeds, in the order in which they are run.
    package var seedPrograms: [Program] { seeds.map(\.program) }

    private let seeds: [CorpusEntry]
    private let runsSeeds: Bool
    private let supplies: [ProgramSource: ProgramSupply]
    private let fileExtension: String
    private let seed: UInt64
    private let grid: NestGrid
    private var mutator: Mutator?
    private var schedule: SourceSchedule
    private var faultSuccess = AdaptiveWeights(bases: [1])
    private var number = 0
    /// How many steps each source has made.
    private var made: [ProgramSource: Int] = [:]
    /// What faults are drawn from; nil for a hunt without.
    package var faults: FaultPalette?
    /// How many of a hundred steps have a fault, 0 to 100, where there are any to draw.
    package var faultPercentage = HuntPlan.defaultFaultPercentage

    /// How many of a hundred steps have a fault where nothing else was asked for.
    package static let defaultFaultPercentage = 5

    /// A plan over `seeds` and `shapes`: there must be a seed, a supply, or a shape that fits.
    ///
    /// - Parameters:
    ///   - supplies: what other generators make; one for each source.
    ///   - only: the sources that make steps; faults are not among those that must be there.
    ///   - fileExtension: the extension of nests; a mutant has that of its seed.
    ///   - dictionary: for mutation; what seeds are written with is in it only if the caller
    ///     merged it in.
    ///   - dictionaryHash: the hash by which provenance names the dictionary.
    ///   - seed: the seed of the campaign.
    ///   - maximumProgram: the most bytes of a nest, above 0. Mutants stay below 1 MiB too; seeds
    ///     are run as they are.
    package init(
        seeds: [CorpusEntry], shapes: [NestingShape], supplies: [ProgramSupply] = [],
        only: Set<ProgramSource> = Set(ProgramSource.allCases), fileExtension: String,
        dictionary: TokenDictionary, dictionaryHash: String? = nil,
        seed: UInt64, maximumProgram: ByteCount = .mebibytes(4)
    ) {
        let maximum = Int(clamping: maximumProgram.bytes)
        self.seeds = seeds
        self.supplies = Dictionary(
            supplies.filter { only.contains($0.source) }.map { ($0.source, $0) }
        ) { first, _ in first }
        runsSeeds = only.contains(.seed)
        self.fileExtension = fileExtension
        self.seed = seed
        grid = NestGrid(shapes: shapes, maximumByteCount: maximum)
        mutator =
            seeds.isEmpty
            ? nil
            : Mutator(
                parents: seeds, dictionary: dictionary, dictionaryHash: dictionaryHash,
                maximumByteCount: min(maximum, HuntPlan.greatestMutant))
        var sources = self.supplies.keys.sorted()
        if !seeds.isEmpty, only.contains(.mutant) { sources.insert(.mutant, at: 0) }
        // Before the mutants: the first nests find most.
        if !grid.isEmpty, only.contains(.nest) { sources.insert(.nest, at: 0) }
        schedule = SourceSchedule(sources.map { ($0, $0.weight) })
        precondition(
            !schedule.isEmpty, "a hunt needs a seed, a supply or a shape that fits its maximum")
    }

    /// The next step.
    package mutating func next() -> HuntStep {
        defer { number += 1 }
        if runsSeeds, number < seeds.count {
            return HuntStep(program: seeds[number].program, source: .seed, stack: nil)
        }
        if let faulty = stepWithFault() { return faulty }
        if made[.nest, default: 0] == grid.count {
            schedule.setWeight(HuntPlan.randomNestWeight, of: .nest)
        }
        let source = schedule.next()
        let place = made[source, default: 0]
        made[source] = place + 1
        switch source {
        case .nest: return place < grid.count ? nest(grid[place]) : randomNest()
        case .mutant: return mutant()
        case .seed, .fault, .template, .malformed, .dimension, .grammar, .tree:
            return supplied(source, place)
        }
    }

    /// Learns from what the target did with a step, and whether it took its whole deadline for it.
    package mutating func note(
        _ reward: AdaptiveWeights.Reward, of step: HuntStep, tookDeadline: Bool = false
    ) {
        // Mutants have new messages at every turn: between sources only findings count, else those
        // that mostly pass or crash would starve.
        let finding: AdaptiveWeights.Reward = reward == .newSignature ? reward : .none
        schedule.note(finding, of: step.source, tookDeadline: tookDeadline)
        if step.source == .fault { faultSuccess.note(finding, of: 0) }
        // A fault is what a step with one shows, not its operators.
        if step.source == .mutant, case .mutation(_, let operators, _) = step.program.provenance {
            mutator?.note(reward, of: operators)
        }
    }

    /// Mutates a program from now on, beside the seeds.
    package mutating func add(_ entry: CorpusEntry) {
        mutator?.add(entry)
        for supply in supplies.values { supply.learn(entry) }
    }

    /// A step with a fault, where this number is to have one. It takes the place of another.
    private mutating func stepWithFault() -> HuntStep? {
        guard let faults, !faults.isEmpty else { return nil }
        var random = RandomStream(seed: seed, stream: "faults", number: UInt64(number))
        guard random.chance(faultShare, in: 100 * AdaptiveWeights.neutral) else { return nil }
        // A seed ends well by itself, so that lost output shows; a mutant goes other ways.
        var program: Program?
        if let mutator, seeds.isEmpty || random.chance(1, in: 2) {
            program = mutator.mutant(using: &random)
        }
        guard let chosen = program ?? (seeds.isEmpty ? nil : random.element(of: seeds).program)
        else { return nil }
        return HuntStep(
            program: chosen, source: .fault, stack: nil, faults: faults.plan(using: &random))
    }

    /// The percentage, moved by success; all and none stay what they are.
    private var faultShare: Int {
        let most = 100 * AdaptiveWeights.neutral
        if faultPercentage >= 100 { return most }
        return min(faultPercentage * faultSuccess.weights[0], most)
    }

    /// A parser meets every token of a larger mutant before the one that matters.
    private static let greatestMutant = 1 << 20

    /// After the grid: with the weight of mutants, one step in eight of both is a nest.
    private static let randomNestWeight = 1

    private func nest(_ cell: NestCell) -> HuntStep {
        let program = cell.shape.program(depth: cell.depth, fileExtension: fileExtension)
        return HuntStep(program: program, source: .nest, stack: cell.stack)
    }

    private func randomNest() -> HuntStep {
        var random = RandomStream(seed: seed, stream: "nests", number: UInt64(number))
        return nest(grid.randomCell(using: &random))
    }

    private func mutant() -> HuntStep {
        guard let mutator else { preconditionFailure("mutants need a seed") }
        var random = RandomStream(seed: seed, stream: "mutations", number: UInt64(number))
        return HuntStep(program: mutator.mutant(using: &random), source: .mutant, stack: nil)
    }

    private func supplied(_ source: ProgramSource, _ place: Int) -> HuntStep {
        guard let supply = supplies[source] else { preconditionFailure("no supply of \(source)") }
        var random = RandomStream(seed: seed, stream: source.rawValue, number: UInt64(number))
        return HuntStep(program: supply.make(place, &random), source: source, stack: nil)
    }
}

/// What one step of a hunt runs.
package struct HuntStep: Hashable, Sendable {
    /// The program that the target gets.
    package let program: Program
    /// What made the program.
    package let source: ProgramSource
    /// The stack limit that is laid over the limits of the target; nil for these as they are.
    package let stack: Limit?
    /// The faults of the trial; mostly none.
    package var faults = FaultPlan()
}
