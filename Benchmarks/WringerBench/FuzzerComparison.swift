internal import FoundationEssentials
internal import WringerSystem

/// `afl-fuzz -n` on the same command, turn about with Wringer. It mutates the program, so that
/// many of its runs end in a syntax error, which is all the same to the time of a trial.
struct FuzzerComparison {
    let bench: Bench
    let subject: Subject

    private static let goal = 1.0

    func section() -> Section {
        var section = Section(
            "\(subject.name) and afl-fuzz", ratio: "trials per second to those of afl-fuzz")
        guard let fuzzer = bench.executable("afl-fuzz") else {
            section.remarks = ["afl-fuzz is not installed: apt-get install afl++"]
            return section
        }
        do {
            section.rows = try measure(fuzzer)
        } catch {
            var row = Row("afl-fuzz -n", command: subject.shown)
            row.failure = bench.text(of: error)
            section.rows = [row]
        }
        return section
    }

    private func measure(_ fuzzer: String) throws -> [Row] {
        let wringer = try bench.lane(Variant.full.task(subject))
        var (fuzzed, run): ([Double], [Measured]) = ([], [])
        for round in 0..<bench.effort.fuzzerRounds {
            fuzzed.append(try fuzz(fuzzer, round))
            run.append(try wringer.run(Turn(milliseconds: 1000 * bench.effort.fuzzerSeconds)))
        }
        let fuzzedRate = Spread(of: fuzzed).median
        var first = Row("afl-fuzz -n", command: subject.shown)
        first.microseconds = Spread(of: fuzzed.map { 1e6 / $0 })
        first.rate = fuzzedRate
        first.ratio = 1
        var second = Row(Variant.full.name, command: subject.shown)
        let runRate = Spread(of: run.map(\.rate)).median
        second.microseconds = Spread(of: run.map(\.microseconds))
        second.rate = runRate
        second.ratio = runRate / fuzzedRate
        second.goal = Self.goal
        return [first, second]
    }

    /// One run of the fuzzer; gives its trials per second.
    private func fuzz(_ fuzzer: String, _ round: Int) throws -> Double {
        let folder = bench.folder + "/fuzz-\(round)"
        let seeds = folder + "/in"
        try FileManager.default.createDirectory(
            atPath: seeds, withIntermediateDirectories: true)
        try Data(subject.program.utf8).write(to: URL(filePath: seeds + "/" + subject.fileName))
        let settings = [
            "AFL_NO_UI=1", "AFL_SKIP_CPUFREQ=1", "AFL_NO_AFFINITY=1",
            "AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1",
        ]
        // The lane of the baseline starts any command and waits for it.
        var fuzzing = subject
        fuzzing = Subject(
            name: "afl-fuzz", command: fuzzing.command, fileExtension: fuzzing.fileExtension,
            program: fuzzing.program, output: nil, package: "afl++")
        let lane = try Lane(
            LaneTask(work: .baseline, isInWorker: false, subject: fuzzing),
            arguments: ["/usr/bin/env"] + settings + [
                fuzzer, "-n", "-V", "\(bench.effort.fuzzerSeconds)", "-i", seeds, "-o",
                folder + "/out", "--", try bench.executable(of: subject),
            ] + subject.command.dropFirst())
        _ = try lane.run(Turn(trials: 1))
        return try Self.rate(in: folder + "/out")
    }

    /// The last line of `plot_data`, which every version writes also without instrumentation:
    /// seconds come first and all executions twelfth.
    private static func rate(in folder: String) throws -> Double {
        for name in ["/plot_data", "/default/plot_data"] {
            guard let bytes = try? Files.read(folder + name) else { continue }
            let last = String(decoding: bytes, as: UTF8.self).split(separator: "\n").last ?? ""
            let fields = last.split(separator: ",").map { $0.drop { $0 == " " } }
            if fields.count > 11, let seconds = Double(fields[0]), let count = Double(fields[11]),
                seconds > 0, count > 0
            {
                return count / seconds
            }
        }
        throw BenchFailure("afl-fuzz left no numbers")
    }
}
