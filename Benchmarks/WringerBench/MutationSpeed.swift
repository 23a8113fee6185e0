internal import WringerGeneration
internal import WringerModel
internal import WringerSystem
internal import WringerTargets

/// How fast programs are made: mutants beside those of radamsa, deep nests, and what part of a
/// hunt's time all of it takes.
struct MutationSpeed {
    let bench: Bench

    private static let goalToRadamsa = 20.0
    private static let deepMicroseconds = 1e6
    private static let depth = 1_000_000
    /// The most percent of a hunt's time.
    private static let goalOfShare = 5.0

    func section() -> Section {
        var section = Section(
            "making programs", unit: "program",
            ratio: "mutated bytes per second to those of radamsa")
        do {
            try measureMutants(&section)
            section.rows.append(try deepNest())
        } catch {
            var row = Row("mutants", command: "")
            row.failure = bench.text(of: error)
            section.rows.append(row)
        }
        section.remarks.append(share())
        return section
    }

    // MARK: - Mutants

    private func measureMutants(_ section: inout Section) throws {
        let inputs = try MutationInputs.load()
        var own = LaneTask(work: .mutate, isInWorker: false, subject: .mutants)
        own.processor = bench.processor
        let mutants = try Lane(own)
        let radamsa = try self.radamsa(inputs, &section)
        let turn = Turn(milliseconds: bench.effort.mutationMilliseconds)
        var (speeds, others, times): ([Double], [Double], [Double]) = ([], [], [])
        for _ in 0..<bench.effort.fuzzerRounds {
            if let radamsa { others.append(try radamsa.run(Turn(trials: 1)).printed) }
            let measured = try mutants.run(turn)
            speeds.append(Double(measured.outputBytes) * 1e9 / Double(measured.nanoseconds))
            times.append(measured.microseconds)
        }
        let speed = Spread(of: speeds).median
        let command = "\(inputs.count) seeds of 0.5 to 5 KB"
        var row = Row("Wringer, mutants", command: command)
        row.microseconds = Spread(of: times)
        row.rate = 1e6 / Spread(of: times).median
        let other = others.isEmpty ? 0 : Spread(of: others).median
        if !others.isEmpty, other <= 0 {
            throw BenchFailure("radamsa made nothing")
        }
        if other > 0 {
            row.ratio = speed / other
            row.goal = Self.goalToRadamsa
            section.remarks.append("radamsa made \(Self.megabytes(other)) on the same inputs")
        }
        section.rows.append(row)
        section.remarks.append("Wringer made \(Self.megabytes(speed)) on one processor")
    }

    private static func megabytes(_ speed: Double) -> String {
        "\(decimal(speed / 1e6, places: 2)) MB/s of mutants"
    }

    /// A lane that mutates with radamsa, installed in an environment of its own; nil, with a
    /// remark, where it is not there.
    private func radamsa(_ inputs: [Program], _ section: inout Section) throws -> Lane? {
        guard bench.effort.installsRivals else {
            section.remarks.append("not compared with radamsa under --quick")
            return nil
        }
        guard let rival = try PythonRival("pyradamsa", bench) else {
            section.remarks.append(PythonRival.absence(of: "pyradamsa"))
            return nil
        }
        try DurableFiles.createFolder(bench.folder + "/inputs")
        for (number, input) in inputs.enumerated() {
            try DurableFiles.write(input.bytes, to: "\(bench.folder)/inputs/\(number)")
        }
        return try rival.lane(
            running: Self.script(bench.folder + "/inputs", bench.effort.mutationMilliseconds),
            called: "mutate")
    }

    /// Mutates the inputs in turn and prints the bytes per second; what is read and imported before
    /// does not count.
    private static func script(_ folder: String, _ milliseconds: Int) -> String {
        """
        import os, time, pyradamsa
        names = sorted(os.listdir("\(folder)"), key=int)
        inputs = [open("\(folder)/" + name, "rb").read() for name in names]
        radamsa = pyradamsa.Radamsa()
        number = made = 0
        start = time.perf_counter()
        while time.perf_counter() - start < \(milliseconds) / 1000:
            made += len(radamsa.fuzz(inputs[number % len(inputs)], seed=number, max_mut=1 << 20))
            number += 1
        print(made / (time.perf_counter() - start))

        """
    }

    // MARK: - Nests and the share of a hunt

    private func deepNest() throws -> Row {
        let shape = NestingShape(
            name: "parentheses", prefix: "print(", open: "(", core: "1", close: ")", suffix: ")")
        var times: [Double] = []
        for _ in 0..<bench.effort.fuzzerRounds {
            let start = Instant.now()
            let program = shape.program(depth: Self.depth, fileExtension: "lua")
            times.append((.now() - start).seconds * 1e6)
            guard program.bytes.count == 2 * Self.depth + 8 else {
                throw BenchFailure("a nest has the wrong size")
            }
        }
        var row = Row("a nest 1,000,000 deep", command: "")
        row.microseconds = Spread(of: times)
        row.ceiling = Self.deepMicroseconds
        return row
    }

    /// A real hunt says itself what part of its time it made programs.
    private func share() -> String {
        let hunt =
            "\(Bench.products)/wringer hunt --target lua --trials \(bench.effort.huntTrials) "
            + "--no-record --json 2>/dev/null | tail -n 1 | sed -n "
            + #"'s/.*"elapsed":\([0-9.e-]*\),.*"generation":\([0-9.e-]*\),.*/\2 \1/p' "#
            + "| awk '{ print 100 * $1 / $2 }'"
        guard let share = try? bench.number(printedBy: ["/bin/sh", "-c", hunt]), share > 0 else {
            return "the share of a hunt is not measured: it needs wringer beside this program, and "
                + "the target lua"
        }
        let goal = decimal(Self.goalOfShare, places: 0)
        return "making programs took \(decimal(share, places: 2)) % of a hunt of lua of "
            + "\(bench.effort.huntTrials) trials; the goal is under \(goal) %"
    }
}

/// The programs that are mutated: seeds of three languages, of usual size.
enum MutationInputs {
    private static let targets = ["lua", "tcl", "javascript"]
    private static let sizes = 500...5000

    static func load() throws -> [Program] {
        let library = TargetLibrary.ofThisBench()
        let programs = try targets.flatMap { try library.find($0).loadSeeds() }
            .filter { sizes.contains($0.bytes.count) }
        guard !programs.isEmpty else { throw BenchFailure("the corpus holds no seeds") }
        return programs
    }
}

/// Makes mutants for a lane.
struct MutationServer {
    private let mutator: Mutator

    init() throws {
        let inputs = try MutationInputs.load()
        mutator = Mutator(
            parents: inputs.map { CorpusEntry(program: $0, contentHash: Digest.of($0.bytes)) },
            dictionary: TokenDictionary.learned(from: inputs))
    }

    func run(_ turn: Turn) -> TurnResult {
        let start = Instant.now()
        let deadline = start + .milliseconds(turn.milliseconds)
        var (count, bytes, end) = (0, 0, start)
        while count == 0 || (count < turn.trials && end < deadline) {
            // The clock is read once for many: a mutant takes a few microseconds.
            for _ in 0..<16 {
                var random = RandomStream(seed: 1, stream: "mutants", number: UInt64(count))
                bytes += mutator.mutant(using: &random).bytes.count
                count += 1
            }
            end = .now()
        }
        return TurnResult(
            nanoseconds: (end - start).nanoseconds, trials: count, outputBytes: bytes)
    }
}
