extension FaultRuleParser {
    /// Reads `path=GLOB`, `fd=N` or `NAME OP VALUE`, which has to make sense for every call.
    func read(
        predicate: Substring, of calls: [String]
    ) throws(FaultSyntaxError) -> ArgumentPredicate {
        let name = predicate.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let rest = predicate[name.endIndex...]
        let facts = calls.compactMap { CallFacts.named($0) }
        guard !name.isEmpty else {
            throw wrong(
                at: predicate.startIndex,
                "a predicate begins with path, fd or the name of an argument")
        }
        guard let comparison = operators.first(where: { rest.hasPrefix($0.rawValue) }) else {
            throw wrong(at: rest.startIndex, "after '@\(name)' one of = != >= <= > < & is missing")
        }
        let value = rest.dropFirst(comparison.rawValue.count)
        guard !value.isEmpty else {
            throw wrong(at: value.startIndex, "after '@\(name)\(comparison.rawValue)' is nothing")
        }
        switch name {
        case "path": return try path(value, comparison, name, facts)
        case "fd" where comparison == .equal: return try descriptor(value, name, facts)
        default: return try number(value, comparison, name, facts)
        }
    }

    /// The longer ones first, since `>` begins `>=`.
    private var operators: [ArgumentPredicate.Comparison] {
        [.different, .atLeast, .atMost, .equal, .above, .below, .anyBit]
    }

    private func path(
        _ value: Substring, _ comparison: ArgumentPredicate.Comparison, _ name: Substring,
        _ facts: [CallFacts]
    ) throws(FaultSyntaxError) -> ArgumentPredicate {
        guard comparison == .equal else {
            throw wrong(at: name.endIndex, "@path takes = only, not \(comparison.rawValue)")
        }
        for call in facts where call.pathIndices.isEmpty && call.descriptorIndex == nil {
            throw wrong(
                at: name.startIndex, "'\(call.name)' has neither a path nor a descriptor")
        }
        if value.reversed().prefix(while: { $0 == "\\" }).count % 2 == 1 {
            throw wrong(at: value.index(before: value.endIndex), "a lone \\ ends the pattern")
        }
        return .path(FaultRuleText.unescaped(value))
    }

    private func descriptor(
        _ value: Substring, _ name: Substring, _ facts: [CallFacts]
    ) throws(FaultSyntaxError) -> ArgumentPredicate {
        for call in facts where call.descriptorIndex == nil {
            throw wrong(at: name.startIndex, "'\(call.name)' has no descriptor")
        }
        if value == "AT_FDCWD" { return .descriptor(-100) }
        guard let number = Int32(value) else {
            throw wrong(at: value.startIndex, "'\(value)' is no descriptor, such as 1")
        }
        return .descriptor(number)
    }

    private func number(
        _ value: Substring, _ comparison: ArgumentPredicate.Comparison, _ name: Substring,
        _ facts: [CallFacts]
    ) throws(FaultSyntaxError) -> ArgumentPredicate {
        var found: (index: Int, call: String)?
        for call in facts {
            guard let index = call.index(ofArgument: String(name)) else {
                throw wrong(at: name.startIndex, missing(name, of: call))
            }
            if let found, found.index != index {
                throw wrong(
                    at: name.startIndex,
                    """
                    '\(name)' is argument \(found.index + 1) of \(found.call) and \(index + 1) of \
                    \(call.name); write a rule for each
                    """)
            }
            found = found ?? (index, call.name)
        }
        guard let found else { preconditionFailure("a selection has at least one call") }
        var number: UInt64 = 0
        for part in value.split(separator: "|", omittingEmptySubsequences: false) {
            number |= try self.number(part, of: found.call)
        }
        if comparison == .anyBit, number == 0 {
            throw wrong(at: value.startIndex, "no bit of 0 is ever set")
        }
        return .number(name: String(name), index: found.index, comparison, number)
    }

    private func missing(_ name: Substring, of call: CallFacts) -> String {
        let names = call.arguments.map(\.name)
        let list = names.isEmpty ? "none" : names.joined(separator: ", ")
        return "'\(call.name)' has no argument '\(name)'"
            + suggestion(for: String(name), among: names) + "; it has: \(list)"
    }

    /// A number, a size, a constant of the headers, or the name of a signal.
    private func number(
        _ text: Substring, of call: String
    ) throws(FaultSyntaxError) -> UInt64 {
        if let number = FaultRuleText.size(text) { return number }
        let name = String(text)
        if let number = CallConstants.value(of: name) { return number }
        if name.hasPrefix("SIG"), let signal = Signal(name: name) { return UInt64(signal.number) }
        throw wrong(
            at: text.startIndex,
            "'\(text)' is no number, size (4K, 1MiB) or known constant"
                + suggestion(for: name, among: CallConstants.names))
    }
}
