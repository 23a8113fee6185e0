/// The command line, cut in two at the first `--`: options and arguments of ours before it, and
/// the command of a target behind it, which is nobody's to parse.
enum Invocation {
    /// What is ours, without the name of the program.
    static let arguments = Array(CommandLine.arguments.dropFirst().prefix { $0 != "--" })

    /// The command of a target; empty where there is no `--`.
    static let command = Array(CommandLine.arguments.drop { $0 != "--" }.dropFirst())
}

/// A command of ours that takes a command of a target after `--`.
protocol TakesTargetCommand {}

/// A command of ours that runs trials, for which it wants a worker.
protocol RunsTrials {
    /// Whether this invocation runs any.
    var needsWorker: Bool { get }
    /// Whether it may change the settings of our terminal.
    var changesTerminal: Bool { get }
    /// Where it keeps journals of long trials.
    var journalFolders: [String] { get }
}

extension RunsTrials {
    var needsWorker: Bool { true }
    var changesTerminal: Bool { false }
    var journalFolders: [String] { [] }
}
