internal import WringerGeneration
internal import WringerGrammar
internal import WringerModel
internal import WringerSystem

/// Programs that follow a grammar.
struct GrammarSource: GenerateSource {
    let programs: GrammarPrograms
    let budget: DerivationBudget
    let label: String

    var isFixed: Bool { false }

    init(_ grammar: Grammar, seed: UInt64, fileExtension: String, budget: DerivationBudget) {
        programs = GrammarPrograms(grammar, seed: seed, fileExtension: fileExtension)
        self.budget = budget
        label = grammar.name
    }

    func program(_ number: Int, using random: inout RandomStream) throws -> GeneratedProgram {
        guard let program = programs.program(number, budget: budget) else {
            throw CommandFailure.badInput(
                "grammar \(visible(label)): no program could be written that is not blank; the "
                    + "tokens of its smallest programs cannot stand where the rules want them")
        }
        return GeneratedProgram(program, surelyEnds: false, label: label)
    }
}

/// A shape of a grammar, at a depth that is given or drawn.
struct GrammarShapeSource: GenerateSource {
    let shape: GrammarShape
    let depth: Int?
    let fileExtension: String

    private static let greatestDrawnDepth = 1 << 16
    /// Names that close their level are written at once, in memory.
    private static let greatestNamedDepth = 10_000_000

    var isFixed: Bool { depth != nil }

    func program(_ number: Int, using random: inout RandomStream) throws -> GeneratedProgram {
        let depth = depth ?? random.geometric(upTo: Self.greatestDrawnDepth)
        guard shape.close.isPlain || depth <= Self.greatestNamedDepth else {
            throw CommandFailure.badInput(
                "--depth \(depth): the levels of \(visible(shape.name)) end with names of their "
                    + "own; at most \(Self.greatestNamedDepth) are written")
        }
        return GeneratedProgram(
            text: shape.programText(depth: depth), fileExtension: fileExtension,
            provenance: .nest(shape: shape.name, depth: depth), surelyEnds: false,
            label: "\(shape.name)-\(depth)")
    }
}

/// Mutants of a program by its tree.
struct TreeSource: GenerateSource {
    let programs: TreePrograms
    let path: String
    let label: String

    var isFixed: Bool { false }

    private static let greatestSize = 1 << 20

    func program(_ number: Int, using random: inout RandomStream) throws -> GeneratedProgram {
        guard let program = programs.mutant(using: &random, limit: Self.greatestSize) else {
            throw CommandFailure.badInput(
                "--mutate \(visible(path)): its tree is too small for any change")
        }
        return GeneratedProgram(program, surelyEnds: false, label: label)
    }
}

extension GenerateRequest {
    /// Mutants of a program by its tree; nil where no grammar is given, or the program is not of
    /// it, which is said.
    func treeSource(
        of program: Program, _ path: String, _ material: GenerateMaterial?, label: String
    ) throws -> TreeSource? {
        let options = command.grammarOptions
        let given = try options.grammar.map { try GrammarMaterial(file: $0, start: options.start) }
        guard let grammar = given ?? material?.grammar else { return nil }
        let programs = TreePrograms(grammar.grammar)
        func entry(_ program: Program) -> CorpusEntry {
            CorpusEntry(program: program, contentHash: Digest.of(program.bytes))
        }
        if let complaint = programs.add(entry(program)) {
            Output.error(
                "\(visible(path)):\(complaint): it is not of grammar "
                    + "\(visible(grammar.grammar.name)), and mutated by guessed brackets alone")
            return nil
        }
        // Parts of other programs to put in.
        for seed in material?.seeds ?? [] { programs.addParts(of: entry(seed)) }
        return TreeSource(programs: programs, path: path, label: label)
    }

    /// Programs or a shape of the grammar at a path; a target gives the extension.
    func grammarSource(_ path: String) throws -> any GenerateSource {
        let material = try GrammarMaterial(file: path, start: command.grammarOptions.start)
        let fileExtension =
            try command.target.map { try GenerateMaterial($0).target.fileExtension } ?? ""
        guard let name = command.shape else {
            return GrammarSource(
                material.grammar, seed: command.seed, fileExtension: fileExtension,
                budget: command.grammarOptions.budget)
        }
        let shapes = GrammarShapes(material.grammar)
        guard let shape = shapes.shape(named: name) else {
            throw CommandFailure.badInput(
                "--shape \(visible(name)): \(visible(path, limit: 4096)) gives no such shape"
                    + suggestion(for: name, among: shapes.shapes.map(\.name))
                    + "; see wringer generate --grammar FILE --list")
        }
        return GrammarShapeSource(
            shape: shape, depth: command.depth, fileExtension: fileExtension)
    }
}
