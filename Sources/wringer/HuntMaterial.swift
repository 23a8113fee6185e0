internal import WringerCampaign
internal import WringerExecution
internal import WringerGeneration
internal import WringerGrammar
internal import WringerModel
internal import WringerSystem
internal import WringerTargets

/// What a hunt feeds on: the seeds, shapes, grammar, templates, dimensions and words of a target,
/// and a corpus.
struct HuntMaterial {
    private let description: TargetDescription
    /// The programs that are run and mutated, each once.
    let seeds: [CorpusEntry]
    /// Those of the target and of its grammar, or what was guessed from its seeds.
    private(set) var shapes: [NestingShape]
    private let grammar: GrammarMaterial?
    /// The seeds as trees of the grammar; nil where none are asked for.
    private var trees: TreePrograms?
    private let templates: TemplatePack
    /// Those of the description; where it has none, what can be made of its seeds.
    private let dimensions: [Dimension]
    private var dictionary: TokenDictionary

    /// Reads the seeds and the dictionary of a target, and the entries of a corpus.
    init(_ description: TargetDescription, corpus: CorpusFolder?) throws {
        self.description = description
        let programs: [Program]
        let text: [UInt8]?
        do throws(TargetContentError) {
            programs = try description.loadSeeds()
            text = try description.loadDictionaryText()
        } catch { throw CommandFailure.badInput(error.description) }
        do throws(TemplateFolderError) {
            templates = try description.loadTemplates()
        } catch { throw CommandFailure.badInput(error.description) }
        dimensions =
            description.dimensions.isEmpty
            ? Dimension.made(of: programs) : description.dimensions
        var entries = programs.map { CorpusEntry(program: $0, contentHash: Digest.of($0.bytes)) }
        do throws(CorpusError) {
            for entry in try corpus?.entries() ?? [] {
                // It has to run, whatever it was called where it came from.
                let program = Program(
                    bytes: entry.program.bytes, fileExtension: description.target.fileExtension,
                    provenance: entry.program.provenance)
                entries.append(CorpusEntry(program: program, contentHash: entry.contentHash))
            }
        } catch { throw CommandFailure.badInput("corpus: \(error)") }
        var known: Set<String> = []
        seeds = entries.filter { known.insert($0.contentHash).inserted }
        dictionary = TokenDictionary.learned(from: programs)
        do throws(DictionarySyntaxError) {
            if let text { dictionary = dictionary.merged(with: try TokenDictionary.parse(text)) }
        } catch {
            let file = visible(description.dictionaryFile ?? "dictionary", limit: 4096)
            throw CommandFailure.badInput("\(file):\(error.line): \(error.explanation)")
        }
        grammar = try GrammarMaterial(of: description)
        shapes = NestingShape.all(
            of: description.target, seeds: seeds.map(\.program),
            made: grammar?.nestingShapes(besides: description.target.nests) ?? [])
        guard !seeds.isEmpty || !shapes.isEmpty || !templates.isEmpty || grammar != nil
        else {
            throw CommandFailure.badInput(
                "target \(visible(description.target.name)) has no seeds, nests, grammar or "
                    + "templates: add one to \(visible(description.file)), or give a corpus with "
                    + "--corpus")
        }
    }

    /// Leaves out the shapes of the grammar that the target refuses for their syntax.
    mutating func screenShapes(_ setup: Setup, _ session: Session) throws {
        let oracle = SyntaxOracle(description, setup: setup, session)
        shapes = try oracle.screened(shapes, of: description.target, session)
    }

    /// Parses the seeds by the grammar, where there is one; says which are not of it.
    mutating func growTrees() {
        guard let grammar else { return }
        let grown = TreePrograms(grammar.grammar)
        let complaints = seeds.compactMap { entry in
            grown.add(entry).map { "\(visible(entry.program.provenance.seedName)):\($0)" }
        }
        if let first = complaints.first {
            Output.error(
                "\(complaints.count) of \(seeds.count) programs are not of the grammar and have no "
                    + "trees, only guessed brackets: \(first)"
                    + (complaints.count > 1 ? "; and more" : ""))
        }
        trees = grown
    }

    /// Adds the words that the binary of the target holds.
    mutating func learn(from identity: TargetIdentity) {
        let words = TokenDictionary.learned(
            fromTextsOf: BinaryTexts.texts(of: identity), near: dictionary)
        dictionary = dictionary.merged(with: words)
    }

    /// Leaves out shapes that were tried and are of no use.
    mutating func drop(shapes names: [String]) {
        shapes.removeAll { names.contains($0.name) }
    }

    /// Writes what mutants will be made from, so that their provenance can be followed.
    func write(to corpus: CorpusFolder) throws(CorpusError) {
        try corpus.create()
        for entry in seeds where entry.program.bytes.count <= CorpusFolder.greatestProgram.bytes {
            try corpus.write(entry)
        }
        try corpus.write(dictionary)
        try corpus.sync()
    }

    /// The plan of a hunt; these sources make its steps.
    ///
    /// - Throws: where none of them has anything to make programs from.
    func plan(seed: UInt64, only: Set<ProgramSource>) throws -> HuntPlan {
        let fileExtension = description.target.fileExtension
        let supplies = [
            ProgramSupply.templates(templates),
            ProgramSupply.malformed(seeds.map(\.program)),
            ProgramSupply.dimensions(dimensions, fileExtension: fileExtension),
            grammar.flatMap {
                ProgramSupply.grammar(
                    GrammarPrograms($0.grammar, seed: seed, fileExtension: fileExtension))
            },
            trees.flatMap { ProgramSupply.trees($0) },
        ].compactMap(\.self)
        var available = Set(supplies.map(\.source))
        if !seeds.isEmpty { available.insert(.mutant) }
        if !shapes.isEmpty { available.insert(.nest) }
        guard !available.isDisjoint(with: only) else {
            let known = available.sorted().map(\.rawValue).joined(separator: ", ")
            throw CommandFailure.badInput(
                "--only: seeds come once and faults are laid over other programs; of this target "
                    + "name one of \(known) as well")
        }
        return HuntPlan(
            seeds: seeds, shapes: shapes, supplies: supplies, only: only,
            fileExtension: fileExtension, dictionary: dictionary,
            dictionaryHash: Digest.of(dictionary.text), seed: seed)
    }
}
