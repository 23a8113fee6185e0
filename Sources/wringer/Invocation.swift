/// The command line, cut in two at the first `--`: options and arguments of ours before it, and
/// the command of a target behind it, which is nobody's to parse.
enum Invocation {
    /// What is ours, without the name of the program.
    static let arguments = joiningNegativeNumbers(
        CommandLine.arguments.dropFirst().prefix { $0 != "--" })

    /// A number below 0 that follows an option is its value, and no option of its own: `--depth -5`
    /// becomes `--depth=-5`, so that what is said is what the option takes.
    private static func joiningNegativeNumbers(_ words: some Sequence<String>) -> [String] {
        words.reduce(into: []) { joined, word in
            if let option = joined.last, option.hasPrefix("--"), !option.contains("="),
                word.hasPrefix("-"), word.dropFirst().first?.isNumber == true
            {
                joined[joined.count - 1] = "\(option)=\(word)"
            } else {
                joined.append(word)
            }
        }
    }

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
