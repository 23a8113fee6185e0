internal import ArgumentParser
internal import WringerGeneration
internal import WringerGrammar
internal import WringerModel
internal import WringerTargets

/// A grammar as the commands use it.
struct GrammarMaterial {
    let grammar: Grammar
    /// The path of its main file.
    let file: String

    /// The grammar of a file; `start` names another rule of a whole program.
    init(file: String, start: String?) throws {
        do throws(TargetContentError) {
            grammar = try GrammarFile.read(file, start: start)
        } catch { throw CommandFailure.badInput(error.description) }
        self.file = file
    }

    /// The grammar that a target names; nil where it names none.
    init?(of description: TargetDescription) throws {
        guard let file = description.grammarFile else { return nil }
        do throws(TargetContentError) {
            guard let found = try description.loadGrammar() else { return nil }
            grammar = found
        } catch { throw CommandFailure.badInput(error.description) }
        self.file = file
    }

    /// Its shapes that nest by other texts than those that are known.
    func nestingShapes(besides known: [NestingShape]) -> [NestingShape] {
        GrammarShapes(grammar).nestingShapes(besides: known)
    }

    /// What is known of it without making a program.
    func facts(_ shapes: GrammarShapes) -> GrammarFacts {
        GrammarFacts(
            name: grammar.name, file: file, start: grammar.rules[grammar.start].name,
            ruleCount: grammar.rules.count, tokenCount: grammar.tokens.count - 1,
            shapes: shapes.shapes.map(GrammarFacts.Shape.init),
            notes: (grammar.notes + shapes.notes).map {
                "\($0.severity.rawValue) " + GrammarFile.text(of: $0, grammar: file)
            })
    }
}

/// What a grammar gives, for people and for scripts.
struct GrammarFacts: Encodable {
    struct Shape: Encodable {
        let name: String
        /// How the levels lie: `nest`, `prefix`, `chain-left` or `chain-right`.
        let kind: String
        /// The rules from the first back to itself.
        let path: [String]
        /// Its program of depth 2.
        let example: String

        init(_ shape: GrammarShape) {
            name = shape.name
            kind = shape.kind.rawValue
            path = shape.path
            example = String(decoding: shape.text(depth: 2), as: UTF8.self)
        }
    }

    let name: String
    let file: String
    let start: String
    let ruleCount: Int
    let tokenCount: Int
    let shapes: [Shape]
    let notes: [String]

    /// A line for a person.
    var summary: String {
        "grammar \(visible(name))  \(visible(file, limit: 4096)), start \(visible(start)), "
            + "\(ruleCount) rules, \(tokenCount) tokens, \(shapes.count) shapes"
    }

    /// A line for each shape and note.
    func printDetails() {
        for shape in shapes {
            Output.print(
                "shape \(visible(shape.name))  \(shape.kind) of "
                    + "\(visible(shape.path.joined(separator: " "), limit: 120))  "
                    + visible(shape.example, limit: 100))
        }
        for note in notes { Output.print(note) }
    }
}

/// How a grammar is named, and how large its programs may be.
struct GrammarOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An ANTLR 4 grammar (.g4): its programs, or with --shape its shapes.",
            valueName: "FILE"))
    var grammar: String?

    @Option(help: ArgumentHelp("The rule of a whole program of --grammar.", valueName: "RULE"))
    var start: String?

    @Option(help: "The most tokens of a program of --grammar; the smallest program may have more.")
    var maxTokens: Int?

    @Option(help: "How many rules of --grammar are inside of each other at most.")
    var maxDepth: Int?

    /// What was asked for, and what is usual.
    var budget: DerivationBudget {
        let usual = GrammarPrograms.usualBudget
        return DerivationBudget(tokens: maxTokens ?? usual.tokens, depth: maxDepth ?? usual.depth)
    }

    private static let greatestTokens = 10_000_000
    private static let greatestDepth = 1_000_000

    /// Checks what can be checked without reading the grammar.
    func check() throws {
        let needing: [(String, Bool)] = [
            ("--start", start != nil), ("--max-tokens", maxTokens != nil),
            ("--max-depth", maxDepth != nil),
        ]
        for (option, isGiven) in needing where isGiven && grammar == nil {
            throw CommandFailure.badInput("\(option) goes with --grammar alone")
        }
        if let maxTokens, !(1...Self.greatestTokens).contains(maxTokens) {
            throw CommandFailure.badInput(
                "--max-tokens \(maxTokens): expected 1 to \(Self.greatestTokens)")
        }
        if let maxDepth, !(1...Self.greatestDepth).contains(maxDepth) {
            throw CommandFailure.badInput(
                "--max-depth \(maxDepth): expected 1 to \(Self.greatestDepth)")
        }
    }
}
