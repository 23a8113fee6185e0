internal import WringerModel

extension Judge {
    /// A fault that never fired tests nothing: a verdict that rests on it is no verdict.
    ///
    /// Of rules that the kernel applies alone nothing is known, and they invalidate nothing.
    func truthOfFaults(_ ruling: Ruling, _ trial: Trial, _ evidence: Evidence) -> Ruling {
        let rules = trial.trialCase.faults.rules
        guard !rules.isEmpty, ruling.verdict != .invalid else { return ruling }
        let report = evidence.observation.faults
        let states = rules.indices.map { RuleState(rules[$0], $0, report) }
        let lines = states.map(\.line)
        let unfired = states.filter { $0.isCounted && $0.fired == 0 }
        let fired = states.contains { !$0.isCounted || $0.fired > 0 }
        var checked = ruling
        if unfired.isEmpty || (fired && ruling.verdict.isFinding) {
            let same =
                isSameWithoutFaults(trial, evidence)
                ? ["without the faults it ends by the same signal: they have no part in it"] : []
            checked.cause = ruling.cause.map {
                Cause($0.kind, $0.text, evidence: $0.evidence + same + lines)
            }
            return checked
        }
        var text = unfired.map(\.advice).joined(separator: "; ")
        if !fired, ruling.verdict.isFinding {
            let ending = Self.verb(of: evidence.observation.outcome, ruling.verdict)
            text = "\(ending), but no fault had fired: run it without --inject (\(text))"
        }
        return Ruling(
            verdict: .invalid,
            cause: Cause(.faultNotFired, text, evidence: lines + (ruling.cause?.evidence ?? [])))
    }

    private static func verb(of outcome: Outcome, _ verdict: Verdict) -> String {
        if case .signalled(let signal) = outcome { return "died of \(signal)" }
        return "\(verdict.rawValue) (\(outcome))"
    }

    /// A signal that a rule sends is no fault of the target.
    func injectedSignal(_ signal: Signal, _ trial: Trial, _ observation: Observation) -> Ruling? {
        // The kernel's own signal is a fault of the target, whatever else was sent.
        if Signal.fatalFaults.contains(signal), observation.fatalSignal?.sender == .kernel {
            return nil
        }
        let rules = trial.trialCase.faults.rules
        let sent = rules.indices.first { index in
            rules[index].signal == signal
                && RuleState(rules[index], index, observation.faults).fired > 0
        }
        guard let sent else { return nil }
        return Ruling(
            verdict: .killed,
            cause: Cause(
                .unknown,
                "ended by \(signal), which rule \(sent + 1) (\(rules[sent].shown)) sent"))
    }
}

/// What became of one rule.
struct RuleState {
    let isCounted: Bool
    let matched: Int
    let fired: Int
    private let rule: FaultRule
    private let index: Int

    init(_ rule: FaultRule, _ index: Int, _ report: FaultReport) {
        self.rule = rule
        self.index = index
        isCounted = !rule.isUncounted
        let count = index < report.counts.count ? report.counts[index] : FaultCount()
        matched = count.matched
        fired = count.fired
    }

    /// `rule 1: mmap:error=ENOMEM:when=3+ matched 12, fired 10`.
    var line: String {
        let counts = isCounted ? "matched \(matched), fired \(fired)" : "is not counted"
        return "rule \(index + 1): \(rule.shown) \(counts)"
    }

    /// Why it never fired, and what to do.
    var advice: String {
        let name = "rule \(index + 1) \(rule.shown)"
        guard matched > 0 else {
            let hint: String
            if !rule.predicates.isEmpty {
                hint = "loosen what it asks of arguments, or choose other calls"
            } else if rule.arming == .exec {
                hint = "choose calls that the target makes"
            } else {
                hint = "choose calls that the target makes, or an earlier after="
            }
            return "\(name) matched no call: \(hint)"
        }
        let calls = "matched \(matched) \(matched == 1 ? "call" : "calls")"
        if Int(rule.occurrences.first) > matched { return "\(name) \(calls): lower when=" }
        if case .short(let count) = rule.effect {
            return "\(name) \(calls), none of which asked for more than \(count) bytes"
        }
        if rule.probability != nil { return "\(name) \(calls): raise prob=, or change --seed" }
        return "\(name) \(calls) and never fired: an earlier rule had its effect first"
    }
}

extension FaultRule {
    /// The rule as people write it, escaped.
    var shown: String { visible(text, limit: 200) }
}
