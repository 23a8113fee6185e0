extension FaultRule {
    /// Reads a rule: `SET(@PREDICATE)*(:ITEM)*`, where SET and most items are those of
    /// strace(1) 6.1, and `inject=` or `fault=` may stand before it.
    ///
    /// - Throws: what is wrong, and where; for a call or a set that Wringer does not know as well.
    package init(parsing text: String) throws(FaultSyntaxError) {
        self = try FaultRuleParser(text).rule()
    }
}

/// A rule cut into its parts, each still a part of the whole text, so that what is wrong with it
/// has a place.
struct FaultRuleParser {
    let text: String
    /// Whether it begins with `fault=`, which fails with ENOSYS where nothing else is said, and
    /// takes no other effect.
    let isFault: Bool
    let selection: Substring
    let predicates: [Substring]
    /// Without the empty ones, which strace does not mind either.
    let items: [Substring]

    init(_ text: String) {
        self.text = text
        isFault = text.hasPrefix("fault=")
        let prefix = ["fault=", "inject="].first { text.hasPrefix($0) } ?? ""
        let body = text.dropFirst(prefix.count)
        selection = FaultRuleParser.selection(of: body)
        let rest = body[selection.endIndex...]
        let conditions = rest[..<FaultRuleParser.endOfPredicates(rest)]
        predicates = FaultRuleParser.split(conditions)
        items = rest[conditions.endIndex...].split(separator: ":")
    }

    /// A rule that has been read and whose parts agree.
    func rule() throws(FaultSyntaxError) -> FaultRule {
        var rule = FaultRule(selection: String(selection), calls: try selectedCalls())
        for predicate in predicates {
            rule.predicates.append(try read(predicate: predicate, of: rule.calls))
        }
        var reader = FaultItemReader(parser: self, rule: rule)
        for item in items { try reader.read(item) }
        return try reader.checked()
    }

    /// What is wrong at a place of the rule.
    func wrong(at place: String.Index, _ message: String) -> FaultSyntaxError {
        let column = text.distance(from: text.startIndex, to: place) + 1
        return FaultSyntaxError(rule: text, column: column, message: message)
    }

    /// Up to the first `:`, or the first `@` that begins no personality of strace, such as `@64`.
    private static func selection(of body: Substring) -> Substring {
        let head = body.prefix { $0 != ":" }
        for index in head.indices where head[index] == "@" {
            let word = head[head.index(after: index)...].prefix { $0 != "," && $0 != "@" }
            if !["64", "32", "x32"].contains(word) { return head[..<index] }
        }
        return head
    }

    /// The first `:` that no path predicate escapes.
    private static func endOfPredicates(_ text: Substring) -> String.Index {
        var isEscaped = false
        for index in text.indices {
            if text[index] == ":", !isEscaped { return index }
            isEscaped = text[index] == "\\" && !isEscaped
        }
        return text.endIndex
    }

    /// The predicates, each without its `@`; an escaped `@` begins none.
    private static func split(_ text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var isEscaped = false
        for index in text.indices {
            if text[index] == "@", !isEscaped, index > text.startIndex {
                parts.append(text[start..<index].dropFirst())
                start = index
            }
            isEscaped = text[index] == "\\" && !isEscaped
        }
        if start < text.endIndex { parts.append(text[start...].dropFirst()) }
        return parts
    }
}
