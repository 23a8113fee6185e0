internal import ArgumentParser
internal import WringerGeneration
internal import WringerModel
internal import WringerTargets

/// `wringer generate`: writes programs and runs nothing.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Writes programs that break interpreters, and runs nothing.",
        usage: "wringer generate --target NAME [options]",
        discussion: """
            A shape nests exactly as deep as asked: in the text, as parentheses do, or when the \
            program runs, as a recursion does. Any size is streamed. Without --shape or --depth \
            they are drawn; the same seed gives the same programs. One program goes to standard \
            output, and what is known of it to standard error; several go to a folder, each \
            whole or not at all.

            Examples:
              wringer generate --target lua --list
              wringer generate --target lua --shape tables --depth 100000 > deep.lua
              wringer generate --target tcl --shape bracedList --depth 10000000 | wc -c
              wringer generate --target python --count 100 --seed 7 --out programs --json

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

    @Option(help: "How deep the shape nests, 0 or more.")
    var depth: Int?

    @Option(help: "How many programs; more than one need --out.")
    var count = 1

    @Option(help: "The seed of all random choices.")
    var seed: UInt64 = 1

    @Option(help: "A folder to write to, made where it is missing.")
    var out: String?

    @Flag(help: "List what can be generated for the target, and write nothing.")
    var list = false

    @OptionGroup var talk: Talk

    func run() throws {
        let material = try GenerateMaterial(target)
        if list {
            GenerateList(material).print(json: talk.json)
            return
        }
        try checkNumbers()
        let source = try source(material)
        let output = GenerateOutput(options: talk)
        if let out {
            try output.write(source, count: count, to: out)
        } else {
            try output.print(source.program(0))
        }
    }

    private func checkNumbers() throws {
        guard count >= 1 else {
            throw CommandFailure.badInput("--count \(count): expected 1 or more")
        }
        guard count == 1 || out != nil else {
            throw CommandFailure.badInput("--count \(count): several programs need --out DIR")
        }
        if let depth, depth < 0 {
            throw CommandFailure.badInput("--depth \(depth): expected 0 or more")
        }
    }

    private func source(_ material: GenerateMaterial) throws -> any ProgramSource {
        let source = ShapeSource(
            shapes: try material.shapes(named: shape), depth: depth, seed: seed,
            fileExtension: material.target.fileExtension)
        guard count == 1 || !source.isFixed else {
            throw CommandFailure.badInput(
                "--count \(count): all would be the same; leave out --depth or --shape to have "
                    + "them drawn")
        }
        return source
    }
}

/// What programs of a target are generated from.
struct GenerateMaterial {
    let target: Target
    /// Those of the description, then those guessed from its seeds.
    let shapes: [NestingShape]

    init(_ name: String?) throws {
        guard let name else {
            throw CommandFailure.badInput(
                "no target: give --target NAME (see wringer target list)")
        }
        let description: TargetDescription
        do throws(TargetLibraryError) {
            description = try TargetLibrary.ofThisProcess().find(name)
        } catch { throw CommandFailure.badInput(error.description) }
        let seeds: [Program]
        do throws(TargetContentError) {
            seeds = try description.loadSeeds()
        } catch { throw CommandFailure.badInput(error.description) }
        target = description.target
        shapes = target.nests + NestingShape.guessed(from: seeds, besides: target.nests)
    }

    /// The shape of a name; without one those that a program is drawn from: guesses only where
    /// nothing better is known.
    func shapes(named name: String?) throws -> [NestingShape] {
        let described = visible(target.name)
        guard let name else {
            guard !shapes.isEmpty else {
                throw CommandFailure.badInput(
                    "target \(described) has neither nests nor seeds to guess them from")
            }
            return target.nests.isEmpty ? shapes : target.nests
        }
        if let shape = shapes.first(where: { $0.name == name }) { return [shape] }
        let known = shapes.map(\.name)
        throw CommandFailure.badInput(
            "--shape \(visible(name)): target \(described) has no such shape"
                + "\(suggestion(for: name, among: known)); see wringer generate --target "
                + "\(described) --list")
    }
}

/// What `--list` tells.
struct GenerateList: Encodable {
    struct Shape: Encodable {
        let name: String
        /// `text`, or `run` where the depth is reached when the program runs.
        let nests: String
        let isGuess: Bool
        let surelyEnds: Bool
    }

    let target: String
    let shapes: [Shape]

    init(_ material: GenerateMaterial) {
        target = material.target.name
        shapes = material.shapes.map {
            Shape(
                name: $0.name, nests: $0.nestsAtRunTime ? "run" : "text", isGuess: $0.isGuess,
                surelyEnds: !$0.isGuess)
        }
    }

    func print(json: Bool) {
        guard !json else { return Output.print(json: self) }
        for shape in shapes {
            let facts = [
                shape.nests == "run" ? "nests when it runs" : "nests in the text",
                shape.surelyEnds ? "surely ends" : "not known to end",
            ]
            Output.print("shape \(visible(shape.name))  \(facts.joined(separator: ", "))")
        }
    }
}
