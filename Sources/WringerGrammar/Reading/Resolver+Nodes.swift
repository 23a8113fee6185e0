internal import WringerModel

// Nodes of the source become nodes of the grammar, one at a time, children first.

extension Resolver {
    mutating func add(
        _ kind: GrammarNode.Kind, _ children: [Int32] = [], value: Int32 = 0,
        isGreedy: Bool = true, traits: Int32 = 0, line: Int32
    ) -> Int32 {
        let first = Int32(links.count)
        links.append(contentsOf: children)
        nodes.append(
            GrammarNode(
                kind: kind, isGreedy: isGreedy, first: first, count: Int32(children.count),
                value: value, traits: traits, line: line))
        return Int32(nodes.count - 1)
    }

    /// What both kinds of rules have in common; nil for the rest.
    private mutating func commonNode(
        _ index: Int, in rule: SourceRule
    ) throws(GrammarError) -> Int32? {
        let node = source.nodes[index]
        switch node.kind {
        case .sequence(let elements):
            let facts = source.facts[SourceIndex(index)]
            let place = try alternativeTraits(facts, in: rule)
            return add(
                .sequence, elements.map { mapping[Int($0)] }, traits: place, line: node.line)
        case .choice(let alternatives):
            return add(.choice, alternatives.map { mapping[Int($0)] }, line: node.line)
        case .repeated(let child, let repetition, let isGreedy):
            let kind: GrammarNode.Kind =
                switch repetition {
                case .optional: .optional
                case .star: .star
                case .plus: .plus
                }
            return add(kind, [mapping[Int(child)]], isGreedy: isGreedy, line: node.line)
        case .predicate(let text):
            let known = KnownPredicate(text: text)
            if known == .unknown {
                predicateCount += 1
                if firstPredicate == nil {
                    firstPredicate = GrammarNote(
                        .note, file: rule.file, line: Int(node.line), rule: rule.name, "")
                }
            }
            return add(.predicate, value: known.rawValue, line: node.line)
        default: return nil
        }
    }

    private mutating func alternativeTraits(
        _ facts: AlternativeFacts?, in rule: SourceRule
    ) throws(GrammarError) -> Int32 {
        let isPlain =
            rule.isLexerRule || rule.annotations.allSatisfy { !$0.keyword.isOfAlternative }
        guard facts != nil || !isPlain else { return 0 }
        var result = AlternativeTraits()
        let ofRule = isPlain ? [] : rule.annotations
        for annotation in ofRule + (facts?.annotations ?? []) {
            switch annotation.keyword {
            case .weight: result.weight = annotation.words.first.flatMap { Int32($0) } ?? 10
            case .flat: result.flatReason = annotation.words.joined(separator: " ")
            case .needs: result.needs |= try names.contexts(annotation)
            default: break
            }
        }
        // Until the operands of the rule are marked.
        if facts?.isRightAssociative == true { result.nextPrecedence = -1 }
        guard result != AlternativeTraits() else { return 0 }
        traits.append(result)
        return Int32(traits.count - 1)
    }

    mutating func parserNode(_ index: Int, in rule: SourceRule) throws(GrammarError) -> Int32 {
        if let common = try commonNode(index, in: rule) { return common }
        let node = source.nodes[index]
        switch node.kind {
        case .name("EOF"): return add(.endOfFile, line: node.line)
        case .name(let name):
            if isTokenName(name) {
                return add(.token, value: tokenType(name, rule, node.line), line: node.line)
            }
            guard let found = parserIndex[name] else {
                throw error(
                    rule, line: node.line,
                    "there is no rule \(visible(name))"
                        + suggestion(for: name, among: parserIndex.keys.sorted()))
            }
            return add(.rule, value: Int32(found), line: node.line)
        case .literal(let scalars):
            return add(.token, value: literals[scalars] ?? 0, line: node.line)
        case .any:
            tokenSets.append(Array(1..<Int32(tokens.count)))
            return add(.tokenSet, value: Int32(tokenSets.count - 1), line: node.line)
        case .not(let child):
            var excluded: Set<Int32> = []
            for leaf in try leaves(of: child, in: rule) {
                switch source.nodes[Int(leaf)].kind {
                case .name(let name): excluded.insert(tokenType(name, rule, node.line))
                case .literal(let scalars): excluded.insert(literals[scalars] ?? 0)
                default: throw error(rule, line: node.line, "~ needs tokens behind it")
                }
            }
            tokenSets.append((1..<Int32(tokens.count)).filter { !excluded.contains($0) })
            return add(.tokenSet, value: Int32(tokenSets.count - 1), line: node.line)
        default:
            throw error(rule, line: node.line, "characters stand in a parser rule")
        }
    }

    private mutating func tokenType(_ name: String, _ rule: SourceRule, _ line: Int32) -> Int32 {
        if let type = tokenIndex[name] { return type }
        warn(
            rule, line: line,
            "there is no token \(visible(name)); it is never written"
                + suggestion(for: name, among: tokenIndex.keys.sorted()))
        let type = Int32(tokens.count)
        tokens.append(TokenKind(name: name, literal: nil))
        tokenIndex[name] = type
        return type
    }

    mutating func lexerNode(_ index: Int, in rule: SourceRule) throws(GrammarError) -> Int32 {
        if let common = try commonNode(index, in: rule) { return common }
        let node = source.nodes[index]
        switch node.kind {
        case .name("EOF"): return add(.endOfFile, line: node.line)
        case .name(let name):
            guard let found = lexerIndex[name] else {
                throw error(
                    rule, line: node.line,
                    "there is no lexer rule \(visible(name))"
                        + suggestion(for: name, among: lexerIndex.keys.sorted()))
            }
            return add(.lexerRule, value: Int32(found), line: node.line)
        case .literal(let scalars):
            return text(scalars, ignoringCase: rule.caseInsensitive == true, line: node.line)
        case .set(let set):
            return characters(set, ignoringCase: rule.caseInsensitive == true, line: node.line)
        case .any: return characters(.all, ignoringCase: false, line: node.line)
        case .not(let child):
            let set = try scalars(of: child, in: rule)
            let folded = rule.caseInsensitive == true ? set.ignoringCase : set
            return characters(folded.inverted, ignoringCase: false, line: node.line)
        default: return add(.never, line: node.line)
        }
    }

    /// The node of a literal in the lexer.
    mutating func text(_ scalars: [UInt32], ignoringCase: Bool, line: Int32) -> Int32 {
        let parts = scalars.map {
            characters(ScalarSet($0), ignoringCase: ignoringCase, line: line)
        }
        return parts.count == 1 ? parts[0] : add(.sequence, parts, line: line)
    }

    private mutating func characters(
        _ set: ScalarSet, ignoringCase: Bool, line: Int32
    ) -> Int32 {
        let set = ignoringCase ? set.ignoringCase : set
        guard !set.isEmpty else { return add(.never, line: line) }
        let index = scalarSetIndex[set] ?? Int32(scalarSets.count)
        if Int(index) == scalarSets.count {
            scalarSets.append(set)
            scalarSetIndex[set] = index
        }
        return add(.characters, value: index, line: line)
    }

    /// What stands in the alternatives of a set; each alternative is one element.
    private func leaves(
        of root: SourceIndex, in rule: SourceRule
    ) throws(GrammarError) -> [SourceIndex] {
        var result: [SourceIndex] = []
        var pending = [root]
        while let index = pending.popLast() {
            switch source.nodes[Int(index)].kind {
            case .choice(let alternatives): pending += alternatives.reversed()
            case .sequence(let elements) where elements.count == 1: pending.append(elements[0])
            case .sequence:
                throw error(
                    rule, line: source.nodes[Int(index)].line,
                    "an alternative behind ~ must be one element")
            default: result.append(index)
            }
        }
        return result
    }

    private func scalars(of root: SourceIndex, in rule: SourceRule) throws(GrammarError)
        -> ScalarSet
    {
        var result = ScalarSet.none
        var seen: Set<String> = []
        var pending = try leaves(of: root, in: rule)
        while let leaf = pending.popLast() {
            switch source.nodes[Int(leaf)].kind {
            case .set(let set): result = result.union(set)
            case .literal(let scalars) where scalars.count == 1:
                result = result.union(ScalarSet(scalars[0]))
            case .any: result = .all
            case .not(let child):
                result = result.union(try simpleScalars(of: child, in: rule).inverted)
            case .name(let name):
                guard seen.insert(name).inserted else { continue }
                guard let found = lexerIndex[name] else {
                    throw error(
                        rule, line: source.nodes[Int(leaf)].line,
                        "there is no lexer rule \(visible(name))"
                            + suggestion(for: name, among: lexerIndex.keys.sorted()))
                }
                pending += try leaves(of: lexerRules[found].root, in: rule)
            default:
                throw error(
                    rule, line: source.nodes[Int(leaf)].line,
                    "~ needs a set of characters behind it")
            }
        }
        return result
    }

    private func simpleScalars(
        of root: SourceIndex, in rule: SourceRule
    ) throws(GrammarError) -> ScalarSet {
        var result = ScalarSet.none
        for leaf in try leaves(of: root, in: rule) {
            switch source.nodes[Int(leaf)].kind {
            case .set(let set): result = result.union(set)
            case .literal(let scalars) where scalars.count == 1:
                result = result.union(ScalarSet(scalars[0]))
            default:
                throw error(
                    rule, line: source.nodes[Int(leaf)].line,
                    "~ needs a set of characters behind it")
            }
        }
        return result
    }
}
