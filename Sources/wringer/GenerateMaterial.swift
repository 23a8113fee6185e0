internal import WringerGeneration
internal import WringerGrammar
internal import WringerModel
internal import WringerSystem
internal import WringerTargets

/// What programs of a target are generated from.
struct GenerateMaterial {
    let target: Target
    let seeds: [Program]
    /// Those of the description, those of its grammar, then those guessed from its seeds.
    let shapes: [NestingShape]
    let grammar: GrammarMaterial?
    let grammarShapes: GrammarShapes?
    /// Those of the description; where it has none, what can be made of its seeds.
    let dimensions: [Dimension]
    let templates: TemplatePack
    let dictionary: TokenDictionary

    init(_ name: String?) throws {
        guard let name else {
            throw CommandFailure.badInput(
                "no target: give --target NAME (see wringer target list)")
        }
        let description: TargetDescription
        do throws(TargetLibraryError) {
            description = try TargetLibrary.ofThisProcess().find(name)
        } catch { throw CommandFailure.badInput(error.description) }
        let text: [UInt8]?
        do throws(TargetContentError) {
            seeds = try description.loadSeeds()
            text = try description.loadDictionaryText()
        } catch { throw CommandFailure.badInput(error.description) }
        do throws(TemplateFolderError) {
            templates = try description.loadTemplates()
        } catch { throw CommandFailure.badInput(error.description) }
        target = description.target
        grammar = try GrammarMaterial(of: description)
        grammarShapes = grammar.map { GrammarShapes($0.grammar) }
        let known = target.nests + (grammarShapes?.nestingShapes(besides: target.nests) ?? [])
        shapes = known + NestingShape.guessed(from: seeds, besides: known)
        dimensions =
            description.dimensions.isEmpty
            ? Dimension.made(of: seeds) : description.dimensions
        var words = TokenDictionary.learned(from: seeds)
        do throws(DictionarySyntaxError) {
            if let text { words = words.merged(with: try TokenDictionary.parse(text)) }
        } catch {
            let file = visible(description.dictionaryFile ?? "dictionary", limit: 4096)
            throw CommandFailure.badInput("\(file):\(error.line): \(error.explanation)")
        }
        dictionary = words
    }

    /// The shape of a name; without one those that a program is drawn from: guesses only where
    /// nothing better is known.
    func shapes(named name: String?) throws -> [NestingShape] {
        guard let name else {
            let known = shapes.filter { !$0.isGuess }
            return known.isEmpty ? shapes : known
        }
        return [try named(name, in: shapes, \.name, "shape")]
    }

    /// The dimension of a name.
    func dimension(named name: String) throws -> Dimension {
        try named(name, in: dimensions, \.name, "dimension")
    }

    /// The template of a name.
    func template(named name: String) throws -> Template {
        try named(name, in: templates.templates, \.name, "template")
    }

    private func named<Value>(
        _ name: String, in values: [Value], _ nameOf: (Value) -> String, _ what: String
    ) throws -> Value {
        if let value = values.first(where: { nameOf($0) == name }) { return value }
        let described = visible(target.name)
        throw CommandFailure.badInput(
            "--\(what) \(visible(name)): target \(described) has no such \(what)"
                + "\(suggestion(for: name, among: values.map(nameOf))); see wringer generate "
                + "--target \(described) --list")
    }

    /// All that programs can be drawn from without asking for anything.
    func everything(depth: Int?, seed: UInt64) throws -> MixedSource {
        let fileExtension = target.fileExtension
        var sources: [any GenerateSource] = []
        let drawn = try shapes(named: nil)
        if !drawn.isEmpty {
            sources.append(
                ShapeSource(shapes: drawn, depth: depth, fileExtension: fileExtension))
        }
        guard depth == nil else { return try mixed(sources) }
        if !dimensions.isEmpty {
            sources.append(
                DimensionSource(dimensions: dimensions, size: .drawn, fileExtension: fileExtension))
        }
        if !templates.isEmpty {
            sources.append(
                TemplateSource(
                    templates: templates.templates, given: [:], intensity: nil,
                    fileExtension: fileExtension))
        }
        if let grammar {
            sources.append(
                GrammarSource(
                    grammar.grammar, seed: seed, fileExtension: fileExtension,
                    budget: GrammarPrograms.usualBudget))
        }
        if !seeds.isEmpty {
            sources.append(mutants(of: seeds, label: "mutant"))
            sources.append(MalformedSource(seeds: seeds, kind: nil))
        }
        return try mixed(sources)
    }

    private func mixed(_ sources: [any GenerateSource]) throws -> MixedSource {
        guard !sources.isEmpty else {
            throw CommandFailure.badInput(
                "target \(visible(target.name)) has neither seeds nor nests, dimensions or "
                    + "templates: nothing can be generated for it")
        }
        return MixedSource(sources: sources)
    }

    /// Mutants of these programs with the words of the target.
    func mutants(of programs: [Program], label: String) -> MutantSource {
        Self.mutants(of: programs, dictionary, label: label)
    }

    /// Mutants of these programs, of which there is one at least.
    static func mutants(
        of programs: [Program], _ dictionary: TokenDictionary, label: String
    ) -> MutantSource {
        let parents = programs.map { CorpusEntry(program: $0, contentHash: Digest.of($0.bytes)) }
        return MutantSource(
            mutator: Mutator(
                parents: parents, dictionary: dictionary,
                dictionaryHash: Digest.of(dictionary.text)),
            label: label)
    }
}
