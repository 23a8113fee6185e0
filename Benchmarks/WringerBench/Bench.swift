internal import CBaseline
internal import FoundationEssentials
internal import WringerExecution
internal import WringerModel
internal import WringerSystem

/// How much is measured.
struct Effort {
    var rounds = 200
    /// Trials in one turn: few, so that the turns of all lanes lie close together.
    var batch = 20
    var slices = 20
    var sliceMilliseconds = 200
    var fuzzerRounds = 3
    var fuzzerSeconds = 4
    var trialsForMemory = 100_000
    var mutationMilliseconds = 3000
    var huntTrials = 1000
    /// Whether radamsa and Grammarinator are fetched from PyPI to be compared with.
    var installsRivals = true

    /// Enough to see that everything can be measured; its numbers say little.
    static let quick = Effort(
        rounds: 3, batch: 2, slices: 2, sliceMilliseconds: 20, fuzzerRounds: 1, fuzzerSeconds: 2,
        trialsForMemory: 50, mutationMilliseconds: 100, huntTrials: 20, installsRivals: false)
}

/// What all parts of the benchmark share.
final class Bench {
    let effort: Effort
    /// Where lanes run that are to share one processor; nil where that cannot be told.
    let processor: Int32?
    private let scratch: ScratchFolder
    private let resolver: TargetResolver
    /// What the workers do not hold their targets in by: their times are then of less.
    private(set) var shortfalls: [String] = []

    init(_ effort: Effort) throws {
        self.effort = effort
        let last = baseline_last_processor()
        processor = last < 0 ? nil : last
        scratch = try ScratchFolder(inOwnMemory: false)
        resolver = TargetResolver(
            searchPath: ProcessInfo.processInfo.environment["PATH"]
                ?? "/usr/local/bin:/usr/bin:/bin",
            currentFolder: Files.currentFolder)
    }

    /// A folder in memory, as the scratch folder of a worker is; it goes with this value.
    var folder: String { scratch.path }

    /// A program in the search path.
    func executable(_ name: String) -> String? {
        let target = Target(name: name, command: [name], fileExtension: "", input: .file)
        return try? resolver.executable(of: target)
    }

    /// The executable of a subject.
    func executable(of subject: Subject) throws -> String {
        guard let path = executable(subject.command[0]) else {
            throw BenchFailure("\(subject.name) is not installed: \(subject.remedy)")
        }
        return path
    }

    /// Starts a lane.
    func lane(_ task: LaneTask) throws -> Lane {
        let subject = task.subject
        let executable = try executable(of: subject)
        var arguments: [String] = []
        if task.work == .baseline {
            try scratch.write(Array(subject.program.utf8), as: subject.fileName)
            let file = folder + "/" + subject.fileName
            arguments =
                [executable]
                + subject.command.dropFirst().map { $0.replacing("@@", with: file) }
        }
        let lane = try Lane(task, arguments: arguments)
        for shortfall in lane.greeting.shortfalls where !shortfalls.contains(shortfall) {
            shortfalls.append(shortfall)
        }
        return lane
    }

    /// Lets lanes take turns.
    ///
    /// - Returns: the turns of each lane, in the order of the rounds.
    func measure(_ lanes: [Lane], _ turn: Turn, rounds: Int) throws -> [[Measured]] {
        // Once for nothing: what is read and allocated only once is not what a trial costs.
        for lane in lanes { _ = try lane.run(turn) }
        var turns = [[Measured]](repeating: [], count: lanes.count)
        for order in RoundPlan(lanes: lanes.count, rounds: rounds).orders {
            for index in order { turns[index].append(try lanes[index].run(turn)) }
        }
        return turns
    }

    /// The folder of this program, with all that was built beside it.
    static let products: String = {
        let path = Files.linkTarget("/proc/self/exe") ?? ""
        return "/" + path.split(separator: "/").dropLast().joined(separator: "/")
    }()

    /// An error as a person reads it.
    func text(of error: any Error) -> String {
        (error as? BenchFailure)?.message ?? "\(error)"
    }

    /// The machine, in a line.
    static var machine: String {
        let info = ProcessInfo.processInfo
        let load = (try? Files.read("/proc/loadavg")).map { String(decoding: $0, as: UTF8.self) }
        return "Linux \(Machine.kernelRelease), \(info.activeProcessorCount) processors, "
            + "load \(load?.split(separator: " ").first ?? "unknown")"
    }
}
