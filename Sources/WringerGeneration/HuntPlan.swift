package import WringerModel

/// What a hunt runs, step by step, for ever.
///
/// A step is a pure function of the plan and its number: any worker can make any step, and the
/// seed and a number are enough to make one again.
///
///     seeds | nest mutant nest mutant … (until the grid is done) | nest 7 mutants nest 7 mutants …
///
/// The grid is every shape at every depth under every stack limit, cheap before dear; the nests
/// after it are of random shape, depth and limit. A small share of the mutants, and as many seeds,
/// runs with one random fault.
package struct HuntPlan: Sendable {
    /// How many steps are nests of the grid.
    package var nestCount: Int { grid.count }

    /// How many seeds there are.
    package var seedCount: Int { seeds.count }

    private let seeds: [Program]
    private let fileExtension: String
    private let seed: UInt64
    private let grid: NestGrid
    private let mutator: Mutator?
    /// What faults are drawn from; nil for a hunt without.
    package var faults: FaultPalette?
    /// How many of a hundred steps have a fault, 0 to 100, where there are any to draw.
    package var faultPercentage = HuntPlan.defaultFaultPercentage

    /// How many of a hundred steps have a fault where nothing else was asked for.
    package static let defaultFaultPercentage = 5

    /// A plan over `seeds` and `shapes`: there must be a seed, or a shape that fits.
    ///
    /// - Parameters:
    ///   - fileExtension: the extension of nests; a mutant has that of its seed.
    ///   - dictionary: for mutation; what seeds are written with is in it only if the caller
    ///     merged it in.
    ///   - seed: the seed of the campaign.
    ///   - maximumProgram: the most bytes of a nest, above 0. Mutants stay below 1 MiB too; seeds
    ///     are run as they are.
    package init(
        seeds: [Program], shapes: [NestingShape], fileExtension: String,
        dictionary: TokenDictionary, seed: UInt64, maximumProgram: ByteCount = .mebibytes(4)
    ) {
        let maximum = Int(clamping: maximumProgram.bytes)
        self.seeds = seeds
        self.fileExtension = fileExtension
        self.seed = seed
        grid = NestGrid(shapes: shapes, maximumByteCount: maximum)
        mutator =
            seeds.isEmpty
            ? nil
            : Mutator(
                seeds: seeds, dictionary: dictionary,
                maximumByteCount: min(maximum, HuntPlan.greatestMutant))
        precondition(
            mutator != nil || !grid.isEmpty, "a hunt needs a seed or a shape that fits its maximum")
    }

    /// The step `number`, counted from 0: always the same one.
    package func step(_ number: Int) -> HuntStep {
        precondition(number >= 0, "steps count from 0")
        if number < seeds.count { return HuntStep(program: seeds[number], stack: nil) }
        if let faulty = stepWithFault(number) { return faulty }
        let place = number - seeds.count
        guard let mutator else {
            return place < grid.count ? nest(grid[place]) : randomNest(number)
        }
        // Nests of the grid and mutants take turns, so that neither starves in a short hunt.
        if place < 2 * grid.count {
            return place.isMultiple(of: 2) ? nest(grid[place / 2]) : mutant(number, of: mutator)
        }
        let isNest =
            !grid.isEmpty
            && (place - 2 * grid.count).isMultiple(of: HuntPlan.randomNestInterval)
        return isNest ? randomNest(number) : mutant(number, of: mutator)
    }

    /// A step with a fault, where this number is to have one. It takes the place of another, so
    /// that a plan without faults is the same but for these numbers.
    private func stepWithFault(_ number: Int) -> HuntStep? {
        guard let faults, !faults.isEmpty else { return nil }
        var random = RandomStream(seed: seed, stream: "faults", number: UInt64(number))
        guard random.chance(faultPercentage, in: 100) else { return nil }
        // A seed ends well by itself, so that lost output shows; a mutant goes other ways.
        var program: Program?
        if let mutator, seeds.isEmpty || random.chance(1, in: 2) {
            program = mutator.mutant(using: &random)
        }
        guard let chosen = program ?? (seeds.isEmpty ? nil : random.element(of: seeds)) else {
            return nil
        }
        return HuntStep(program: chosen, stack: nil, faults: faults.plan(using: &random))
    }

    /// A parser meets every token of a larger mutant before the one that matters.
    private static let greatestMutant = 1 << 20

    /// After the grid, one step in so many is a nest.
    private static let randomNestInterval = 8

    private func nest(_ cell: NestCell) -> HuntStep {
        let program = cell.shape.program(depth: cell.depth, fileExtension: fileExtension)
        return HuntStep(program: program, stack: cell.stack)
    }

    private func randomNest(_ number: Int) -> HuntStep {
        var random = RandomStream(seed: seed, stream: "nests", number: UInt64(number))
        return nest(grid.randomCell(using: &random))
    }

    private func mutant(_ number: Int, of mutator: Mutator) -> HuntStep {
        var random = RandomStream(seed: seed, stream: "mutations", number: UInt64(number))
        return HuntStep(program: mutator.mutant(using: &random), stack: nil)
    }
}

/// What one step of a hunt runs.
package struct HuntStep: Hashable, Sendable {
    /// The program that the target gets.
    package let program: Program
    /// The stack limit that is laid over the limits of the target; nil for these as they are.
    package let stack: Limit?
    /// The faults of the trial; mostly none.
    package var faults = FaultPlan()
}
