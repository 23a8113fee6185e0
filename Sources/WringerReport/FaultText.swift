internal import WringerModel

/// What is said of the faults of one trial.
struct FaultText {
    private let plan: FaultPlan
    private let report: FaultReport

    /// The most rules that are told without `--verbose`.
    private static let maximumRuleCount = 8

    init(_ plan: FaultPlan, _ report: FaultReport) {
        self.plan = plan
        self.report = report
    }

    /// A line for each rule, without an end; none for a trial without faults.
    func lines(isVerbose: Bool) -> [String] {
        guard !plan.isEmpty else { return [] }
        let shown = isVerbose ? plan.rules.count : Self.maximumRuleCount
        let firsts = firstFaults
        var lines = plan.rules.prefix(shown).enumerated().map { index, rule in
            "rule \(index + 1)  \(visible(rule.text))  \(fate(of: index, rule, firsts[index]))"
        }
        let rest = plan.rules.count - lines.count
        if rest > 0 { lines.append("and \(rest) more rules, see --verbose") }
        if isWithoutEffect { lines.append("no fault fired: this says nothing about faults") }
        return lines
    }

    /// The rules as they were given, on one line; nil for a trial without faults.
    var rules: String? {
        guard !plan.isEmpty else { return nil }
        let shown = plan.rules.prefix(Self.maximumRuleCount).map { visible($0.text) }
        let rest = plan.rules.count - shown.count
        return shown.joined(separator: "  ") + (rest > 0 ? "  and \(rest) more" : "")
    }

    /// The first fault that fired of each rule.
    private var firstFaults: [Int: FiredFault] {
        Dictionary(report.fired.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Of an uncounted rule nobody knows whether it fired.
    private var isWithoutEffect: Bool {
        report.fired.isEmpty && !report.counts.isEmpty
            && report.counts.allSatisfy { $0.fired == 0 }
            && !plan.rules.contains(where: \.isUncounted)
    }

    private func fate(of index: Int, _ rule: FaultRule, _ first: FiredFault?) -> String {
        guard !rule.isUncounted else { return "not counted" }
        let occasion = first.map { "; first \($0.callText) after \($0.time.text)" } ?? ""
        guard report.counts.indices.contains(index) else {
            return first == nil ? "not known" : "not counted to the end" + occasion
        }
        let count = report.counts[index]
        if count.matched == 0 { return "never matched" }
        return "matched \(count.matched), "
            + (count.fired == 0 ? "never fired" : "fired \(count.fired)") + occasion
    }
}

/// A rule in JSON, with how often it was met.
struct RuleObject: Encodable {
    let rule: String
    /// Null where nobody counts.
    let matched: Int?
    let fired: Int?

    private enum Keys: String, CodingKey { case rule, matched, fired }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(rule, forKey: .rule)
        try container.encode(matched, forKey: .matched)
        try container.encode(fired, forKey: .fired)
    }

    /// One for each rule of a plan.
    static func all(_ plan: FaultPlan, _ report: FaultReport) -> [RuleObject] {
        plan.rules.enumerated().map { index, rule in
            let isCounted = !rule.isUncounted && report.counts.indices.contains(index)
            let count = isCounted ? report.counts[index] : nil
            return RuleObject(rule: rule.text, matched: count?.matched, fired: count?.fired)
        }
    }
}
