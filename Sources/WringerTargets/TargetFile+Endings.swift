internal import WringerModel

/// The keys of one rule of `refusals`, `panics`, `outOfMemory` or `syntaxErrors`.
private enum EndingKey: String, FieldKey { case exit, signal, stream, pattern }

/// What the lists of ending rules ask of an entry.
enum EndingKind {
    /// Any of exit, signal and pattern; an end with exit 0 needs a pattern.
    case refusal
    /// A pattern, and one of exit and signal: text alone can come from the program.
    case failure
    /// A pattern: without one every refusal would be one for syntax.
    case syntax
}

extension YamlValue {
    /// A list of ending rules.
    func endingRules(_ kind: EndingKind) throws(TargetFileError) -> [EndingRule] {
        var rules: [EndingRule] = []
        for value in try list() { rules.append(try value.endingRule(kind)) }
        return rules
    }

    private func endingRule(_ kind: EndingKind) throws(TargetFileError) -> EndingRule {
        let fields = try YamlFields<EndingKey>(self)
        let rule = EndingRule(
            exit: try fields[.exit]?.exitCodes(),
            signal: try fields[.signal]?.signal(),
            stream: try fields[.stream]?.word(of: OutputStream.self) ?? .standardError,
            pattern: try fields[.pattern]?.pattern())
        guard rule.exit == nil || rule.signal == nil else {
            throw error("exit and signal exclude each other; write two entries")
        }
        switch kind {
        case .refusal: try checkRefusal(rule)
        case .failure: try checkFailure(rule)
        case .syntax: guard rule.pattern != nil else { throw error("an entry needs a pattern") }
        }
        return rule
    }

    private func checkRefusal(_ rule: EndingRule) throws(TargetFileError) {
        guard rule.pattern == nil else { return }
        guard rule.exit != nil || rule.signal != nil else {
            throw error("an entry needs an exit, a signal or a pattern")
        }
        guard rule.exit?.contains(0) != true else {
            throw error("exit 0 is success; a pattern must tell a refusal from it")
        }
    }

    private func checkFailure(_ rule: EndingRule) throws(TargetFileError) {
        guard rule.pattern != nil else { throw error("an entry needs a pattern") }
        guard rule.exit != nil || rule.signal != nil else {
            throw error(
                "an entry needs an exit or a signal beside its pattern:"
                    + " a program can print the same text")
        }
    }
}
