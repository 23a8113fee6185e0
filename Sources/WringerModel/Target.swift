/// The interpreter under test, as its `target.yaml` or a command line describes it.
package struct Target: Hashable, Sendable, Codable {
    /// A short name, such as `lua`; the base name of the command where the target is ad hoc.
    package var name: String
    /// The language in words, for people.
    package var language: String
    /// The command; `@@` stands for the path (or, for `argument`, the text) of the program.
    package var command: [String]
    /// The extension of a program file, without its dot.
    package var fileExtension: String
    package var input: ProgramInput
    /// What a target prints when it waits for a line; given exactly when `input` is `repl`.
    package var prompt: Pattern?
    /// Variables added to the clean environment.
    package var environment: [String: String]
    package var refusals: [EndingRule]
    package var panics: [EndingRule]
    package var outOfMemory: [EndingRule]
    /// A command that parses a program without running it.
    package var parseOnly: [String]?
    package var nests: [NestingShape]
    /// How one knows that the target is there and is what it should be.
    package var probe: Probe?
    package var limits: Limits
    /// The wall time that a program gets by default.
    @InSeconds package var timeout: Duration
    /// Variables that seed the target's hashes; each is set to `0`.
    package var hashSeedVariables: [String]
    /// What is masked before outputs are compared.
    package var noise: [Pattern]
    /// The Debian packages that provide the target.
    package var install: [String]

    /// A target with no more than a command; all rules are the defaults.
    package init(name: String, command: [String], fileExtension: String, input: ProgramInput) {
        self.name = name
        self.language = name
        self.command = command
        self.fileExtension = fileExtension
        self.input = input
        prompt = nil
        environment = [:]
        refusals = [EndingRule.defaultRefusal]
        panics = []
        outOfMemory = []
        parseOnly = nil
        nests = []
        probe = nil
        limits = Limits()
        timeout = .seconds(10)
        hashSeedVariables = []
        noise = []
        install = []
    }
}

/// How a target takes its program.
package enum ProgramInput: String, Hashable, Sendable, Codable, CaseIterable {
    /// A file whose path replaces `@@`.
    case file
    /// A file opened as standard input.
    case stdin
    /// The text itself replaces `@@`.
    case argument
    /// Line by line on standard input, each line when the prompt has appeared.
    case repl
}

/// A one-line program whose output is known.
package struct Probe: Hashable, Sendable, Codable {
    package let program: String
    /// The exact standard output.
    package let output: String

    package init(program: String, output: String) {
        self.program = program
        self.output = output
    }
}
