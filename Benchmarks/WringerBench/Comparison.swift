internal import WringerExecution
internal import WringerSystem

/// The ways to run one command that are compared.
enum Variant: CaseIterable {
    case baseline, baselineInWorker, baselineFixed, full, untraced, asRoot, examined

    var name: String {
        switch self {
        case .baseline: "C: vfork, exec, wait, read"
        case .baselineInWorker: "C in a worker's namespaces"
        case .baselineFixed: "C, addresses not randomised"
        case .full: "Wringer, all on"
        case .untraced: "Wringer, not traced"
        case .asRoot: "Wringer, target as root"
        case .examined: "Wringer, with a verdict"
        }
    }

    /// The least ratio that is wanted.
    var goal: Double? { self == .full ? 0.80 : nil }

    /// Whether it is another way than the others here.
    var isPossible: Bool { self != .asRoot || ProcessTree.runsAsRoot }

    func task(_ subject: Subject) -> LaneTask {
        var task = LaneTask(work: .run, isInWorker: true, subject: subject)
        switch self {
        case .baseline:
            task.work = .baseline
            task.isInWorker = false
        case .baselineInWorker: task.work = .baseline
        case .baselineFixed:
            task.work = .baseline
            task.isInWorker = false
            task.isRandomized = false
        case .full: break
        case .untraced: task.isTraced = false
        case .asRoot: task.keepsUser = true
        case .examined: task.work = .examine
        }
        return task
    }
}

/// One subject under all variants, turn about.
struct Comparison {
    let bench: Bench
    let subject: Subject

    func section() -> Section {
        var section = Section(
            "\(subject.name), one at a time", ratio: "trials per second to those of C")
        let variants = Variant.allCases.filter(\.isPossible)
        do {
            let turns = try measure(variants)
            let spreads = turns.map { turns in Spread(of: turns.map(\.microseconds)) }
            for (index, variant) in variants.enumerated() {
                var row = Row(variant.name, command: subject.shown)
                row.microseconds = spreads[index]
                row.rate = 1e6 / spreads[index].median
                row.ratio = spreads[0].median / spreads[index].median
                row.ratioAtP10 = spreads[0].p10 / spreads[index].p10
                row.goal = variant.goal
                section.rows.append(row)
                if variant == .full { section.rows += steps(turns[index]) }
            }
        } catch {
            section.rows = variants.map { variant in
                var row = Row(variant.name, command: subject.shown)
                row.failure = bench.text(of: error)
                return row
            }
        }
        return section
    }

    private func measure(_ variants: [Variant]) throws -> [[Measured]] {
        let lanes = try variants.map { try bench.lane($0.task(subject)) }
        return try bench.measure(
            lanes, Turn(trials: bench.effort.batch), rounds: bench.effort.rounds)
    }

    /// Where the time of the full stack goes; what is left is between the steps.
    private func steps(_ turns: [Measured]) -> [Row] {
        TrialStep.allCases.map { step in
            var row = Row("  \(step)", command: subject.shown)
            row.microseconds = Spread(of: turns.map { $0.steps[step.rawValue] })
            return row
        }
    }
}
