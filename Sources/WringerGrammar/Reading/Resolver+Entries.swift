internal import WringerModel

// What the lexer tries, and the last steps.

extension Resolver {
    mutating func makeEntries(_ rules: [LexerRule]) throws(GrammarError) -> [LexerEntry] {
        var entries: [LexerEntry] = []
        let ignoringCase = files.contains { $0.isCaseInsensitive }
        for scalars in implicitLiterals {
            let root = text(scalars, ignoringCase: ignoringCase, line: 0)
            entries.append(
                LexerEntry(
                    rule: nil, root: root, mode: 0, type: literals[scalars] ?? 0, effect: .token,
                    modeChanges: [], predicate: nil))
        }
        for (index, rule) in rules.enumerated() where !rule.isFragment {
            let root = nodes[Int(rule.root)]
            let heads =
                root.kind == .choice
                ? Array(links[Int(root.first)..<Int(root.first + root.count)]) : [rule.root]
            let sourceHeads: [SourceIndex] =
                if case .choice(let list) = source.nodes[Int(lexerRules[index].root)].kind {
                    list
                } else {
                    [lexerRules[index].root]
                }
            // Alternatives that command the same are one entry.
            var last: (commands: [String], alternatives: [Int32])?
            for (head, sourceHead) in zip(heads, sourceHeads) {
                let commands = source.facts[sourceHead]?.commands ?? []
                let key = commands.map { "\($0.name)(\($0.argument ?? ""))" }
                if last?.commands == key {
                    last?.alternatives.append(head)
                    continue
                }
                if let last {
                    entries.append(try entry(index, last.alternatives, last.commands))
                }
                last = (key, [head])
                for command in commands { try check(command, of: index) }
            }
            if let last { entries.append(try entry(index, last.alternatives, last.commands)) }
        }
        return entries
    }

    private static let commands = [
        "skip", "channel", "type", "more", "pushMode", "popMode", "mode",
    ]

    private func check(_ command: SourceCommand, of index: Int) throws(GrammarError) {
        let rule = lexerRules[index]
        guard Self.commands.contains(command.name) else {
            throw error(
                rule, line: Int32(clamping: command.line),
                "there is no command \(visible(command.name))"
                    + suggestion(for: command.name, among: Self.commands))
        }
        if command.name == "mode" || command.name == "pushMode" {
            let name = command.argument ?? ""
            guard modes.contains(name) else {
                throw error(
                    rule, line: Int32(clamping: command.line),
                    "there is no mode \(visible(name))" + suggestion(for: name, among: modes))
            }
        }
    }

    private mutating func entry(
        _ index: Int, _ alternatives: [Int32], _ commands: [String]
    ) throws(GrammarError) -> LexerEntry {
        let rule = lexerRules[index]
        let root =
            alternatives.count == 1
            ? alternatives[0] : add(.choice, alternatives, line: Int32(clamping: rule.line))
        var type = tokenIndex[rule.name] ?? 0
        var effect = LexerEntry.Effect.token
        var changes: [LexerEntry.ModeChange] = []
        for command in commands {
            let parts = command.dropLast().split(separator: "(", omittingEmptySubsequences: false)
            let argument = parts.count > 1 ? String(parts[1]) : ""
            switch parts[0] {
            case "skip": effect = .hidden
            case "channel":
                if argument != "DEFAULT_TOKEN_CHANNEL", !argument.isEmpty {
                    effect = .hidden
                }
            case "more": effect = .more
            case "type": type = tokenIndex[argument] ?? type
            case "pushMode": changes.append(.push(modes.firstIndex(of: argument) ?? 0))
            case "mode": changes.append(.set(modes.firstIndex(of: argument) ?? 0))
            default: changes.append(.pop)
            }
        }
        return LexerEntry(
            rule: index, root: root, mode: modes.firstIndex(of: rule.mode ?? "") ?? 0, type: type,
            effect: effect, modeChanges: changes, predicate: predicate(below: root))
    }

    /// The first predicate of an entry; fragments have none of their own.
    private func predicate(below root: Int32) -> KnownPredicate? {
        var pending = [root]
        while let index = pending.popLast() {
            let node = nodes[Int(index)]
            if node.kind == .predicate { return KnownPredicate(rawValue: node.value) }
            pending += links[Int(node.first)..<Int(node.first + node.count)].reversed()
        }
        return nil
    }

    // MARK: The end

    mutating func finish(
        _ rules: [ParserRule], _ lexer: [LexerRule], _ entries: [LexerEntry], start: String?
    ) throws(GrammarError) -> Grammar {
        for file in files {
            for annotation in file.annotations where annotation.keyword == .known {
                try names.addKnown(annotation)
            }
        }
        try names.checked()
        let startIndex = try self.start(start, rules)
        let layout = try layoutTokens(entries)
        addNotes()
        markLastResorts(rules, start: startIndex)
        let grammar = Grammar(
            name: files[0].name.name, nodes: nodes, links: links, traits: traits, rules: rules,
            tokens: tokens, tokenSets: tokenSets, scalarSets: scalarSets, lexerRules: lexer,
            entries: entries, modes: modes, layout: layout, kinds: names.kinds,
            knownNames: names.known, contexts: names.contextNames, start: startIndex, notes: [])
        let found = GrammarCheck(grammar, named: start).notes
        let all = (notes + found).sorted {
            ($0.file, $0.line, $0.text) < ($1.file, $1.line, $1.text)
        }
        guard !all.contains(where: { $0.severity == .error }) else { throw GrammarError(all) }
        return grammar.with(notes: all)
    }

    private func annotation(_ keyword: Annotation.Keyword) -> Annotation? {
        for file in files {
            if let found = file.annotations.first(where: { $0.keyword == keyword }) { return found }
        }
        return nil
    }

    private mutating func start(
        _ name: String?, _ rules: [ParserRule]
    ) throws(GrammarError) -> Int {
        let annotation = annotation(.start)
        if let wanted = name ?? annotation?.words.first {
            guard let index = parserIndex[wanted] else {
                throw GrammarError(
                    file: (name == nil ? annotation?.file : nil) ?? files[0].file,
                    line: (name == nil ? annotation?.line : nil) ?? files[0].name.line,
                    "there is no rule \(visible(wanted)) to start with"
                        + suggestion(for: wanted, among: parserIndex.keys.sorted()))
            }
            return index
        }
        var isReferred = Array(repeating: false, count: rules.count)
        var hasEnd = isReferred
        for (index, rule) in rules.enumerated() {
            for node in nodes[rule.nodes] {
                if node.kind == .rule, Int(node.value) != index {
                    isReferred[Int(node.value)] = true
                }
                if node.kind == .endOfFile { hasEnd[index] = true }
            }
        }
        let free = rules.indices.filter { !isReferred[$0] }
        let best = free.first { hasEnd[$0] } ?? free.first ?? 0
        if free.count > 1 {
            let others = free.filter { $0 != best }.prefix(5).map { visible(rules[$0].name) }
            notes.append(
                GrammarNote(
                    .note, file: rules[best].file, line: rules[best].line, rule: rules[best].name,
                    "programs begin with this rule; no rule refers to "
                        + others.joined(separator: ", ") + " either (--start)"))
        }
        return best
    }

    private mutating func layoutTokens(_ entries: [LexerEntry]) throws(GrammarError)
        -> LayoutTokens?
    {
        if let annotation = annotation(.layout) {
            var types: [Int32] = []
            for word in annotation.words {
                guard let type = tokenIndex[word] else {
                    throw GrammarError(
                        file: annotation.file, line: annotation.line,
                        "there is no token \(visible(word))"
                            + suggestion(for: word, among: tokenIndex.keys.sorted()))
                }
                types.append(type)
            }
            return LayoutTokens(indent: types[0], dedent: types[1], lineEnd: types[2])
        }
        guard let indent = tokenIndex["INDENT"], let dedent = tokenIndex["DEDENT"],
            let lineEnd = tokenIndex["NEWLINE"],
            !entries.contains(where: { $0.type == indent || $0.type == dedent })
        else { return nil }
        notes.append(
            GrammarNote(
                .note, file: files[0].file, line: files[0].name.line, rule: nil,
                "INDENT and DEDENT have no lexer rule; they are made of indentation"))
        return LayoutTokens(indent: indent, dedent: dedent, lineEnd: lineEnd)
    }

    private mutating func addNotes() {
        for file in files where file.actionCount > 0 {
            guard let first = file.firstAction else { continue }
            notes.append(
                GrammarNote(
                    .note, file: file.file, line: first.line, rule: nil,
                    "\(file.actionCount) actions and arguments are left out; where they decide "
                        + "what is valid, programs may be refused"))
        }
        if let first = firstPredicate {
            notes.append(
                GrammarNote(
                    .note, file: first.file, line: first.line, rule: first.rule,
                    "\(predicateCount) predicates are not known and taken to hold; programs may be "
                        + "refused"))
        }
        for file in files {
            guard let base = file.options["superClass"] else { continue }
            notes.append(
                GrammarNote(
                    .note, file: file.file, line: base.line, rule: nil,
                    "the class \(visible(base.name)) is not run; what it decides is not known"))
        }
    }

    /// An alternative of nothing but predicates, and one with the end of the program where that is
    /// not the end of the start rule.
    private mutating func markLastResorts(_ rules: [ParserRule], start: Int) {
        for (index, rule) in rules.enumerated() {
            for place in rule.nodes where nodes[place].kind == .choice {
                let node = nodes[place]
                for child in links[Int(node.first)..<Int(node.first + node.count)] {
                    let alternative = nodes[Int(child)]
                    let elements = links[
                        Int(alternative.first)..<Int(alternative.first + alternative.count)]
                    let isPredicated =
                        !elements.isEmpty
                        && elements.allSatisfy {
                            nodes[Int($0)].kind == .predicate
                                && nodes[Int($0)].value != KnownPredicate.lineEndAhead.rawValue
                        }
                    let ends = elements.contains { nodes[Int($0)].kind == .endOfFile }
                    guard isPredicated || (ends && index != start) else { continue }
                    var facts = traits[Int(alternative.traits)]
                    facts.isLastResort = true
                    setTraits(facts, of: child)
                }
            }
        }
    }
}

extension Grammar {
    /// The same grammar with other notes.
    func with(notes: [GrammarNote]) -> Grammar {
        Grammar(
            name: name, nodes: nodes, links: links, traits: traits, rules: rules, tokens: tokens,
            tokenSets: tokenSets, scalarSets: scalarSets, lexerRules: lexerRules, entries: entries,
            modes: modes, layout: layout, kinds: kinds, knownNames: knownNames, contexts: contexts,
            start: start, notes: notes)
    }
}
