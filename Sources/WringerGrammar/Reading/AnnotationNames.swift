internal import WringerModel

/// The kinds and contexts that annotations name, each with a bit.
struct AnnotationNames {
    private(set) var kinds: [String] = []
    private(set) var contextNames: [String] = []
    private var given: UInt64 = 0
    private var needed: [(bit: UInt64, annotation: Annotation)] = []
    private var used: [(bit: UInt64, annotation: Annotation)] = []
    private var declared: UInt64 = 0
    /// The names that exist before the program begins, by kind.
    private(set) var known: [[String]] = []

    mutating func kind(_ name: String, _ annotation: Annotation) throws(GrammarError) -> Int {
        if let index = kinds.firstIndex(of: name) { return index }
        guard kinds.count < 64 else {
            throw GrammarError(
                file: annotation.file, line: annotation.line,
                "there are more than 64 kinds of names")
        }
        kinds.append(name)
        known.append([])
        return kinds.count - 1
    }

    mutating func contexts(_ annotation: Annotation) throws(GrammarError) -> UInt64 {
        var bits: UInt64 = 0
        for word in annotation.words {
            if !contextNames.contains(word) {
                guard contextNames.count < 64 else {
                    throw GrammarError(
                        file: annotation.file, line: annotation.line,
                        "there are more than 64 contexts")
                }
                contextNames.append(word)
            }
            let bit = contextNames.firstIndex(of: word).map { UInt64(1) << UInt64($0) } ?? 0
            bits |= bit
            if annotation.keyword == .needs { needed.append((bit, annotation)) }
            if annotation.keyword == .gives { given |= bit }
        }
        return bits
    }

    mutating func addKnown(_ annotation: Annotation) throws(GrammarError) {
        let index = try kind(annotation.words[0], annotation)
        known[index] += annotation.words.dropFirst()
        declared |= 1 << UInt64(index)
    }

    private mutating func kinds(
        _ words: some Sequence<String>, _ annotation: Annotation
    ) throws(GrammarError) -> UInt64 {
        var bits: UInt64 = 0
        for word in words {
            let bit = UInt64(1) << UInt64(try kind(word, annotation))
            if annotation.keyword == .uses { used.append((bit, annotation)) }
            bits |= bit
        }
        return bits
    }

    mutating func traits(
        of rule: SourceRule, _ rules: [String: Int]
    ) throws(GrammarError) -> RuleTraits {
        var traits = RuleTraits()
        for annotation in rule.annotations {
            switch annotation.keyword {
            case .declares:
                let index = try kind(annotation.words[0], annotation)
                traits.declares = index
                declared |= 1 << UInt64(index)
                traits.isUnique = annotation.words.contains("unique")
                if annotation.words.count > 2, let after = annotation.words.last {
                    guard let found = rules[after] else {
                        throw GrammarError(
                            file: annotation.file, line: annotation.line, rule: rule.name,
                            "there is no rule \(visible(after))"
                                + suggestion(for: after, among: rules.keys.sorted()))
                    }
                    traits.seenAfter = found
                }
            case .uses: traits.uses |= try kinds(annotation.words, annotation)
            case .scope:
                traits.isScope = true
                traits.closes |= try kinds(annotation.words.dropFirst(), annotation)
            case .gives: traits.gives |= try contexts(annotation)
            case .hides: traits.hides |= try contexts(annotation)
            case .needs, .weight, .flat: break
            case .samples, .only, .start, .layout, .known:
                throw GrammarError(
                    file: annotation.file, line: annotation.line, rule: rule.name,
                    "the annotation \(annotation.keyword.rawValue) is not for a parser rule")
            }
        }
        return traits
    }

    /// Contexts that nothing gives, and kinds that nothing declares.
    func checked() throws(GrammarError) {
        for (bit, annotation) in needed where given & bit == 0 {
            let name = contextNames[bit.trailingZeroBitCount]
            let others = contextNames.enumerated().filter { given & 1 << UInt64($0.offset) != 0 }
            throw GrammarError(
                file: annotation.file, line: annotation.line,
                "no rule gives the context \(visible(name))"
                    + suggestion(for: name, among: others.map(\.element)))
        }
        for (bit, annotation) in used where declared & bit == 0 {
            let name = kinds[bit.trailingZeroBitCount]
            let others = kinds.enumerated().filter { declared & 1 << UInt64($0.offset) != 0 }
            throw GrammarError(
                file: annotation.file, line: annotation.line,
                "no rule declares a \(visible(name))"
                    + suggestion(for: name, among: others.map(\.element)))
        }
    }
}
