extension FaultRule: CustomStringConvertible {
    /// The rule in the language that `init(parsing:)` reads, its items in a fixed order: reading
    /// it gives an equal rule.
    package var text: String {
        let conditions = predicates.map { "@" + FaultRuleText.text(of: $0) }.joined()
        var items: [String] = []
        if let effect { items.append(FaultRuleText.text(of: effect)) }
        items += straceItems
        if let probability { items.append("prob=\(probability)") }
        if arming != .start { items.append("after=\(arming.rawValue)") }
        if isUncounted { items.append("uncounted") }
        return ([selection + conditions] + items).joined(separator: ":")
    }

    package var description: String { text }

    /// The closest expression for `strace -e inject=`, for people who want to see a fault without
    /// Wringer; nil where strace has no words for the rule.
    ///
    /// It is close and no more: strace counts for each thread and each call, and from exec on.
    package func straceExpression() -> String? {
        guard predicates.isEmpty, probability == nil, arming != .program else { return nil }
        var items: [String] = []
        switch effect {
        case .error, .returnValue:
            items += effect.map { [FaultRuleText.text(of: $0)] } ?? []
        case .anyError, .short, .flip: return nil
        case nil: break
        }
        return ([selection] + items + straceItems).joined(separator: ":")
    }

    /// The items that strace has too, but for the effect.
    private var straceItems: [String] {
        var items: [String] = []
        if let signal { items.append("signal=" + FaultRuleText.text(of: signal)) }
        if let delayOnEntry {
            items.append("delay_enter=" + FaultRuleText.text(of: delayOnEntry))
        }
        if let delayOnExit { items.append("delay_exit=" + FaultRuleText.text(of: delayOnExit)) }
        if occurrences != .all {
            items.append("when=" + FaultRuleText.text(of: occurrences))
        }
        return items
    }
}

extension FaultRule: Codable {
    /// Reads a rule from its text.
    ///
    /// - Throws: `DecodingError` for a text that is no rule.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(parsing: text)
        } catch {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: error.description)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension FaultRuleText {
    /// `error=ENOMEM` and the like.
    static func text(of effect: FaultEffect) -> String {
        switch effect {
        case .error(let error): "error=\(error.name)"
        case .anyError: "error=any"
        case .returnValue(let value): "retval=\(value)"
        case .short(let count): "short=\(count)"
        case .flip(let count): "flip=\(count)"
        }
    }

    /// The name; the number of a signal that has none, since strace calls those otherwise.
    static func text(of signal: Signal) -> String {
        signal.number > 31 ? "\(signal.number)" : signal.name
    }

    /// In the largest unit that says it in a whole number.
    static func text(of delay: Duration) -> String {
        let nanoseconds = delay.nanoseconds
        let units: [(Int64, String)] = [(1_000_000_000, "s"), (1_000_000, "ms"), (1000, "us")]
        for (scale, unit) in units where nanoseconds % scale == 0 {
            return "\(nanoseconds / scale)\(unit)"
        }
        return "\(nanoseconds)ns"
    }

    /// As `when=` has it.
    static func text(of occurrences: Occurrences) -> String {
        let first = "\(occurrences.first)"
        if occurrences.last == occurrences.first { return first }
        let range = occurrences.last.map { first + "..\($0)" } ?? first
        if occurrences.step > 1 { return range + "+\(occurrences.step)" }
        return occurrences.last == nil ? range + "+" : range
    }

    /// A predicate without its `@`.
    static func text(of predicate: ArgumentPredicate) -> String {
        switch predicate {
        case .path(let glob): "path=" + escaped(glob)
        case .descriptor(let number): "fd=\(number)"
        case .number(let name, _, .anyBit, let value):
            name + "&0x" + String(value, radix: 16)
        case .number(let name, _, let comparison, let value):
            name + comparison.rawValue + ByteCount(value).description
        }
    }

    /// The pattern that a text stands for: `\:` and `\@` are those characters, any other `\` stays
    /// with what follows it, for the pattern.
    static func unescaped(_ text: Substring) -> String {
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped, character == ":" || character == "@" { result.removeLast() }
            result.append(character)
            isEscaped = character == "\\" && !isEscaped
        }
        return result
    }

    private static func escaped(_ glob: String) -> String {
        var result = ""
        var isEscaped = false
        for character in glob {
            if !isEscaped, character == ":" || character == "@" { result.append("\\") }
            result.append(character)
            isEscaped = character == "\\" && !isEscaped
        }
        return result
    }
}
