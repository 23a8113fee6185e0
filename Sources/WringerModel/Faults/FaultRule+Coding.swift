/// A small part of the language of rules: calls, `error=` and `when=FIRST[+]`.
extension FaultRule {
    /// Reads `mmap,brk:error=ENOMEM:when=3+`.
    ///
    /// - Throws: `FaultRuleError` for anything else.
    package init(parsing source: String) throws(FaultRuleError) {
        let parts = source.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let calls = (parts.first ?? "").split(separator: ",").map(String.init)
        guard !calls.isEmpty else { throw FaultRuleError() }
        self.init(selection: parts[0], calls: calls.sorted())
        for part in parts.dropFirst() {
            let (name, value) = part.splitOnce(at: "=")
            switch (name, value) {
            case ("error", let value?):
                guard let error = ErrorNumber(name: value) else { throw FaultRuleError() }
                effect = .error(error)
            case ("when", let value?):
                let isOpen = value.hasSuffix("+")
                guard let first = UInt32(isOpen ? value.dropLast() : value[...]), first > 0
                else { throw FaultRuleError() }
                occurrences = Occurrences(first: first, last: isOpen ? nil : first, step: 1)
            case ("uncounted", nil): isUncounted = true
            case ("after", let value?):
                guard let point = ArmingPoint(rawValue: value) else { throw FaultRuleError() }
                arming = point
            default: throw FaultRuleError()
            }
        }
    }

    /// The rule as it is written.
    package var text: String {
        var text = selection
        if case .error(let error)? = effect { text += ":error=\(error)" }
        if occurrences != .all {
            text += ":when=\(occurrences.first)\(occurrences.last == nil ? "+" : "")"
        }
        if arming != .start { text += ":after=\(arming.rawValue)" }
        return text + (isUncounted ? ":uncounted" : "")
    }

    /// The rule for strace(1); nil where strace has no way.
    package func straceExpression() -> String? {
        guard predicates.isEmpty, probability == nil, case .error(let error)? = effect else {
            return nil
        }
        let last = occurrences.last == nil ? "+" : ""
        let when = occurrences == .all ? "" : ":when=\(occurrences.first)\(last)"
        return "\(selection):error=\(error)\(when)"
    }
}

/// A text that is no rule.
package struct FaultRuleError: Error {}

extension FaultRule: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let rule = try? FaultRule(parsing: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no rule")
        }
        self = rule
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension FaultPlan: Codable {
    private enum Keys: String, CodingKey { case seed, rules }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        self.init(
            rules: try container.decode([FaultRule].self, forKey: .rules),
            seed: try container.decode(UInt64.self, forKey: .seed))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(seed, forKey: .seed)
        try container.encode(rules, forKey: .rules)
    }
}
