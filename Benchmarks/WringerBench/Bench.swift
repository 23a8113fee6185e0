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

    /// Enough to see that everything can be measured; its numbers say little.
    static let quick = Effort(
        rounds: 3, batch: 2, slices: 2, sliceMilliseconds: 20, fuzzerRounds: 1, fuzzerSeconds: 2,
        trialsForMemory: 50)
}

/// What all parts of the benchmark share.
final class Bench {
    let effort: Effort
    private let scratch: ScratchFolder
    private let resolver: TargetResolver
    /// What the workers do not hold their targets in by: their times are then of less.
    private(set) var shortfalls: [String] = []

    init(_ effort: Effort) throws {
        self.effort = effort
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
            throw BenchFailure(
                "\(subject.name) is not installed: apt-get install \(subject.package)")
        }
        return path
    }

    /// Starts a lane.
    func lane(_ variant: Variant, _ subject: Subject) throws -> Lane {
        let executable = try executable(of: subject)
        let task = variant.task(subject)
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
