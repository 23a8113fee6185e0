internal import WringerGeneration
internal import WringerModel

/// What `--list` tells.
struct GenerateList: Encodable {
    struct Shape: Encodable {
        let name: String
        /// `text`, `row` where nothing is closed, or `run` where the depth
        /// is reached when the program runs.
        let nests: String
        let isGuess: Bool
        let surelyEnds: Bool
    }

    struct Family: Encodable {
        let name: String
        let surelyEnds: Bool
    }

    struct Text: Encodable {
        let name: String
        let category: String
        let about: String
        let surelyEnds: Bool
        /// What each parameter may be.
        let parameters: [String: String]
    }

    let target: String
    let shapes: [Shape]
    let dimensions: [Family]
    let templates: [Text]
    let malformed: [String]
    /// The grammar of the target, where it names one; its shapes stand among the others.
    let grammar: GrammarFacts?

    init(_ material: GenerateMaterial) {
        target = material.target.name
        shapes = material.shapes.map {
            Shape(
                name: $0.name,
                nests: $0.nestsAtRunTime ? "run" : $0.close.isEmpty ? "row" : "text",
                isGuess: $0.isGuess, surelyEnds: $0.surelyEnds)
        }
        dimensions = material.dimensions.map { Family(name: $0.name, surelyEnds: $0.ends) }
        templates = material.templates.templates.map { template in
            Text(
                name: template.name, category: template.category.rawValue, about: template.about,
                surelyEnds: template.ends,
                parameters: Dictionary(
                    uniqueKeysWithValues: template.parameters.map { ($0.name, $0.kind.range) }))
        }
        grammar = material.grammar.flatMap { grammar in
            material.grammarShapes.map { grammar.facts($0) }
        }
        malformed = material.seeds.isEmpty ? [] : MalformedInput.allCases.map(\.rawValue)
    }

    func print(json: Bool) {
        guard !json else { return Output.print(json: self) }
        for shape in shapes {
            let way =
                switch shape.nests {
                case "run": "nests when it runs"
                case "row": "a row in the text that closes nothing"
                default: "nests in the text"
                }
            line("shape", shape.name, way, ends: shape.surelyEnds)
        }
        for family in dimensions { line("dimension", family.name, ends: family.surelyEnds) }
        for text in templates {
            let parameters = text.parameters.sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value)" }
            line("template", text.name, text.category, ends: text.surelyEnds, parameters)
        }
        for kind in malformed { line("malformed", kind, ends: false) }
        if let grammar { Output.print(grammar.summary) }
    }

    private func line(
        _ what: String, _ name: String, _ kind: String? = nil, ends: Bool,
        _ parameters: [String] = []
    ) {
        let facts = [kind, ends ? "surely ends" : "not known to end"].compactMap { $0 }
        let values = parameters.map { "  " + visible($0) }.joined()
        Output.print("\(what) \(visible(name))  \(facts.joined(separator: ", "))\(values)")
    }
}

extension NestingShape {
    /// Whether its programs are certain to end: a person saw to it.
    var surelyEnds: Bool { !isGuess && !isFromGrammar }
}

extension TemplateParameter.Kind {
    /// What values it may have, in a few words.
    fileprivate var range: String {
        switch self {
        case .integer(let scale): "\(scale.range.lowerBound)..\(scale.range.upperBound)"
        case .choice(let texts): texts.joined(separator: "|")
        case .pool(let pool): pool.rawValue
        }
    }
}
