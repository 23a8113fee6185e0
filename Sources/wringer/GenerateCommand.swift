internal import ArgumentParser
internal import WringerGeneration
internal import WringerGrammar
internal import WringerModel
internal import WringerTargets

/// `wringer generate`: writes programs and runs nothing.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Writes programs that break interpreters, and runs nothing.",
        usage: "wringer generate (--target NAME | --grammar FILE) [options]",
        discussion: """
            A shape nests exactly as deep as asked: in the text, as parentheses do, or when the \
            program runs, as a recursion does. A dimension grows to a size, a template is filled \
            in, a program follows a grammar, is mutated or made malformed. What is not given is \
            drawn; the same seed gives the same programs. One program goes to standard output, of \
            any size, and what is known of it to standard error; several go to a folder, each \
            whole or not at all. A series wants a folder of its own: it is refused where other \
            files are, but may be written again over itself; no file is replaced by another \
            program.

            Examples:
              wringer generate --target lua --list
              wringer generate --target lua --shape tables --depth 100000 > deep.lua
              wringer generate --target lua --dimension locals --size 1G | wc -c
              wringer generate --target lua --template NAME --set count=1000 --intensity high
              wringer generate --mutate prog.lua --count 20 --seed 7 --out mutants
              wringer generate --target python --malformed bom-twice > bom.py
              wringer generate --target tcl --count 100 --out programs --json
              wringer generate --grammar Lua.g4 --start chunk --count 20 --out programs

            Exit status: 0 all is written, 2 bad arguments, or more than the disk holds (nothing \
            is written then), 3 what was begun could not be written.
            """)

    /// How the command talks.
    struct Talk: ParsableArguments {
        @Flag(help: "Tell in JSON, one object a line: on standard error beside a program.")
        var json = false

        @Flag(help: "Tell nothing of the programs.")
        var quiet = false
    }

    @Option(help: "A target of the corpus by name, or a path to a target.yaml or its folder.")
    var target: String?

    @Option(help: "A shape of the target, or one guessed from its seeds; see --list.")
    var shape: String?

    @Option(help: "How deep the shape nests, 0 to 10000000.")
    var depth: Int?

    @Option(help: "A dimension of the target; see --list.")
    var dimension: String?

    @Option(help: "How many bytes the program of a dimension has at most, such as 64M; up to 1G.")
    var size: String?

    @Option(help: "How many units the program of a dimension has, 1 or more, in place of --size.")
    var units: Int?

    @Option(help: "A template of the target; see --list.")
    var template: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "A value for a parameter of the template; can be repeated.", valueName: "NAME=VALUE"))
    var values: [String] = []

    @Option(help: "How hard a template is at its target: low, medium, high or extreme.")
    var intensity: String?

    @Option(help: ArgumentHelp("A program to change at random.", valueName: "FILE"))
    var mutate: String?

    @Option(help: "How a seed of the target is made malformed: a kind of --list, or any.")
    var malformed: String?

    @Option(help: "How many programs; more than one need --out.")
    var count = 1

    @Option(help: "The seed of all random choices.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("A folder to write to; made where missing.", valueName: "DIR"))
    var out: String?

    @Flag(help: "List what can be generated for the target, and write nothing.")
    var list = false

    @OptionGroup var grammarOptions: GrammarOptions
    @OptionGroup var talk: Talk

    func run() throws {
        if list {
            try printList()
            return
        }
        let request = try GenerateRequest(self)
        let source = try request.source()
        guard count == 1 || !source.isFixed else {
            throw CommandFailure.badInput(
                "--count \(count): all would be the same; leave out a value to have it drawn")
        }
        let series = GenerateSeries(source: source, seed: seed)
        let output = GenerateOutput(options: talk)
        if let out {
            try output.write(series, count: count, to: out)
        } else {
            try output.print(series.program(0))
        }
    }
}

extension GenerateCommand {
    private func printList() throws {
        try grammarOptions.check()
        guard let path = grammarOptions.grammar else {
            GenerateList(try GenerateMaterial(target)).print(json: talk.json)
            return
        }
        guard target == nil else {
            throw CommandFailure.badInput("--list: give either --target or --grammar")
        }
        let material = try GrammarMaterial(file: path, start: grammarOptions.start)
        let facts = material.facts(GrammarShapes(material.grammar))
        if talk.json {
            Output.print(json: facts)
        } else {
            Output.print(facts.summary)
            facts.printDetails()
        }
    }
}

/// The programs of a source and a seed, each by its number.
struct GenerateSeries {
    let source: any GenerateSource
    let seed: UInt64

    func program(_ number: Int) throws -> GeneratedProgram {
        var random = RandomStream(seed: seed, stream: "generate", number: UInt64(number))
        return try source.program(number, using: &random)
    }
}
