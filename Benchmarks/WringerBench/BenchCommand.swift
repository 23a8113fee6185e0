internal import ArgumentParser
internal import FoundationEssentials
internal import WringerModel
internal import WringerSystem

/// `wringer-bench`: what a trial costs, against the cheapest loop in C.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wringer-bench",
        abstract: "Measures what a trial of Wringer costs, and what faults and crash detail add.",
        discussion: """
            Each row is measured in turns of a few trials, which all rows of a section take one \
            after another in an order that changes from round to round. Times are in microseconds \
            for each trial: the median of the turns, and the bounds of the lowest and the highest \
            tenth. The sections on faults and crashes keep all processes of a row on one \
            processor, and compare the turns of each round. They need strace, and the programs \
            brittle and conduct beside this one; conduct itself times its calls, whose sections \
            say us/call. The sections on programs compare mutants with those of radamsa and \
            programs of a grammar with those of Grammarinator, which are installed from PyPI into \
            a temporary folder, and ask wringer beside this program what part of a hunt goes into \
            making programs.

            Examples:
              wringer-bench
              wringer-bench --quick --target lua5.4
              wringer-bench --rounds 500 --trials-for-memory 0 --json

            Exit status: 0 everything was measured, whatever came out; 2 bad arguments; \
            3 something could not be measured.
            """,
        subcommands: [LaneCommand.self])

    @Option(
        name: .customLong("target"), parsing: .singleValue,
        help: ArgumentHelp(
            "What is run: lua5.4, mujs or true; can be repeated. The default is lua5.4 and mujs.",
            valueName: "NAME"))
    var targets: [String] = []

    @Option(help: "How many turns each row of a comparison gets; 200 by default.")
    var rounds: Int?

    @Option(help: "Over how many trials the memory is watched; 100000 by default, 0 for none.")
    var trialsForMemory: Int?

    @Flag(help: "Measure next to nothing, to see that everything can be measured.")
    var quick = false

    @Flag(help: "Print one JSON object at the end, and nothing else.")
    var json = false

    func run() throws {
        let subjects = try subjects()
        let bench = try Bench(try effort())
        let processors = ProcessInfo.processInfo.activeProcessorCount
        var report = Report(machine: Bench.machine)
        if !json { Output.print(report.machine) }
        for subject in subjects {
            add(Comparison(bench: bench, subject: subject).section(), to: &report)
        }
        if let first = subjects.first {
            add(
                Scaling(bench: bench, subject: first, processors: processors).section(),
                to: &report)
            add(FuzzerComparison(bench: bench, subject: first).section(), to: &report)
        }
        add(CallCosts(bench: bench).failingCalls(), to: &report)
        add(CallCosts(bench: bench).freeCalls(), to: &report)
        let details = DetailCosts(bench: bench)
        for subject in subjects { add(details.ordinaryTrials(subject), to: &report) }
        add(details.crashes("a null pointer each time", .null), to: &report)
        add(details.crashes("an overflow of 8 MiB of stack each time", .overflow), to: &report)
        add(MutationSpeed(bench: bench).section(), to: &report)
        add(GrammarSpeed(bench: bench).section(), to: &report)
        if bench.effort.trialsForMemory > 0 {
            Output.error("watching the memory over \(bench.effort.trialsForMemory) trials")
            add(MemoryWatch(bench: bench).section(), to: &report)
        }
        report.shortfalls = bench.shortfalls
        if json {
            Output.print(try Output.json(report, isPretty: true))
        } else {
            for shortfall in report.shortfalls { Output.print("not held in: \(shortfall)") }
        }
        guard report.sections.allSatisfy(\.isComplete) else {
            throw ExitCode(WringerBench.unmeasured)
        }
    }

    /// What `--json` prints.
    private struct Report: Encodable {
        let machine: String
        var sections: [Section] = []
        var shortfalls: [String] = []
    }

    private func add(_ section: Section, to report: inout Report) {
        report.sections.append(section)
        if !json { Output.print(section.text) }
    }

    private func effort() throws -> Effort {
        var effort = quick ? Effort.quick : Effort()
        if let rounds {
            guard (1...100_000).contains(rounds) else {
                throw ValidationError("--rounds \(rounds): expected 1 to 100000")
            }
            effort.rounds = rounds
        }
        if let trialsForMemory {
            guard (0...100_000_000).contains(trialsForMemory) else {
                throw ValidationError(
                    "--trials-for-memory \(trialsForMemory): expected 0 to 100000000")
            }
            effort.trialsForMemory = trialsForMemory
        }
        return effort
    }

    private func subjects() throws -> [Subject] {
        guard !targets.isEmpty else { return Subject.standard }
        return try targets.map { name in
            guard let subject = Subject.all.first(where: { $0.name == name }) else {
                let known = Subject.all.map(\.name).joined(separator: ", ")
                throw ValidationError("--target \(visible(name)): known are \(known)")
            }
            return subject
        }
    }
}
