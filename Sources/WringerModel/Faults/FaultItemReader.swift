/// Reads the items of a rule, what follows its first `:`, into the rule.
struct FaultItemReader {
    let parser: FaultRuleParser
    var rule: FaultRule
    /// The items met so far, each with its place.
    private(set) var places: [String: String.Index] = [:]

    init(parser: FaultRuleParser, rule: FaultRule) {
        self.parser = parser
        self.rule = rule
    }

    /// Every item, with what it looks like.
    static let forms: [String: String] = [
        "error": "error=ENOMEM or error=any", "retval": "retval=0", "signal": "signal=SIGTERM",
        "delay_enter": "delay_enter=20ms", "delay_exit": "delay_exit=20ms",
        "when": "when=FIRST[..LAST][+[STEP]]", "short": "short=1", "flip": "flip=1",
        "prob": "prob=0.3", "after": "after=exec, after=start or after=program",
        "uncounted": "uncounted",
    ]

    /// Of these a rule has one at most.
    static let effects = ["error", "retval", "short", "flip"]

    private static let refused: [String: String] = [
        "syscall": "a call is not replaced by another one; error= and retval= make none at all",
        "poke_enter": "memory is not written before a call; flip= changes the bytes that it gives",
        "poke_exit": "memory is not written after a call; flip= changes the bytes that it gives",
    ]

    /// Reads one item.
    ///
    /// - Throws: what is wrong with it, alone or beside those before it.
    mutating func read(_ item: Substring) throws(FaultSyntaxError) {
        let name = String(item.prefix { $0 != "=" })
        let rest = item.dropFirst(name.count)
        let value = rest.dropFirst()
        if let reason = FaultItemReader.refused[name] {
            throw parser.wrong(at: item.startIndex, "'\(name)=' is refused: \(reason)")
        }
        guard let form = FaultItemReader.forms[name] else {
            throw parser.wrong(
                at: item.startIndex,
                "unknown item '\(name)'"
                    + suggestion(for: name, among: FaultItemReader.forms.keys))
        }
        guard rest.isEmpty == (name == "uncounted") else {
            throw parser.wrong(at: rest.startIndex, "it is written \(form)")
        }
        try checkPlace(of: name, at: item.startIndex)
        places[name] = item.startIndex
        guard take(value, for: name) else {
            throw parser.wrong(at: value.startIndex, complaint(about: String(value), for: name))
        }
    }

    private func checkPlace(
        of name: String, at place: String.Index
    ) throws(FaultSyntaxError) {
        // As in strace, the last when= holds.
        if name != "when", places[name] != nil {
            throw parser.wrong(at: place, "'\(name)' stands twice")
        }
        let isEffect = FaultItemReader.effects.contains(name)
        if isEffect, let other = FaultItemReader.effects.first(where: { places[$0] != nil }) {
            throw parser.wrong(
                at: place, "'\(name)=' contradicts '\(other)='; a rule has one effect")
        }
        let injectOnly = ["retval", "signal", "delay_enter", "delay_exit", "short", "flip"]
        if parser.isFault, injectOnly.contains(name) {
            throw parser.wrong(
                at: place, "'fault=' fails with an error only; write inject= for '\(name)='")
        }
    }

    /// Puts a value into the rule; false for a wrong one.
    private mutating func take(_ value: Substring, for name: String) -> Bool {
        switch name {
        case "error": return take(effect: FaultRuleText.error(value))
        case "retval":
            return take(effect: FaultRuleText.returnValue(value).map { .returnValue($0) })
        case "short": return take(effect: FaultRuleText.count(value).map { .short($0) })
        case "flip": return take(effect: FaultRuleText.count(value).map { .flip($0) })
        case "signal": return take(FaultRuleText.signal(value), \.signal)
        case "delay_enter": return take(FaultRuleText.delay(value), \.delayOnEntry)
        case "delay_exit": return take(FaultRuleText.delay(value), \.delayOnExit)
        case "prob": return take(FaultRuleText.probability(value), \.probability)
        case "uncounted":
            rule.isUncounted = true
            return true
        case "when":
            guard let occurrences = FaultRuleText.occurrences(value) else { return false }
            rule.occurrences = occurrences
            return true
        default:
            guard let arming = ArmingPoint(rawValue: String(value)) else { return false }
            rule.arming = arming
            return true
        }
    }

    private mutating func take(effect: FaultEffect?) -> Bool { take(effect, \.effect) }

    private mutating func take<Value>(
        _ value: Value?, _ path: WritableKeyPath<FaultRule, Value?>
    ) -> Bool {
        guard let value else { return false }
        rule[keyPath: path] = value
        return true
    }

    private func complaint(about value: String, for name: String) -> String {
        let form = FaultItemReader.forms[name] ?? name
        if value.isEmpty { return "nothing follows '\(name)='; it is written \(form)" }
        switch name {
        case "error":
            return "unknown error '\(value)'"
                + suggestion(for: value, among: ErrorNumber.knownNames + ["any"])
        case "retval": return "'\(value)' is no number of 64 bits"
        case "signal":
            let isLong = value.uppercased().hasPrefix("SIG")
            let known = (1...31).map { String(Signal($0).name.dropFirst(isLong ? 0 : 3)) }
            return "unknown signal '\(value)'" + suggestion(for: value, among: known)
        case "delay_enter", "delay_exit":
            return "'\(value)' is no delay: a number, then s, ms, us (the default) or ns; at most "
                + "1000000000 s"
        case "when":
            return "'\(value)' names no occurrences: \(form), with FIRST and STEP from 1 to "
                + "65535, LAST from FIRST to 65534"
        case "short", "flip": return "'\(value)' is no count of bytes, 1 and above"
        case "prob": return "'\(value)' is no probability: above 0 and up to 1"
        default:
            return "unknown arming point '\(value)'"
                + suggestion(for: value, among: ArmingPoint.allCases.map(\.rawValue))
        }
    }
}
