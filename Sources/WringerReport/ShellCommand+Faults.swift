internal import WringerModel

extension ShellCommand {
    /// Why strace(1) cannot inject the faults of a trial; nil where it can, or there are none.
    static func obstacle(to trial: Trial) -> String? {
        let rules = trial.trialCase.faults.rules
        guard !rules.isEmpty else { return nil }
        for (index, rule) in rules.enumerated() where rule.straceExpression() == nil {
            return "strace cannot express rule \(index + 1)"
        }
        // Its filter for the descriptor of the input would hold for the rules as well.
        if case .failing = trial.trialCase.standardInput {
            return "strace cannot fail standard input beside other rules"
        }
        // Of several expressions for one call it takes the last.
        var owners: [String: Int] = [:]
        for (index, rule) in rules.enumerated() {
            for call in rule.calls {
                if let other = owners.updateValue(index, forKey: call) {
                    return "strace takes one rule for a call, and rules \(other + 1) and "
                        + "\(index + 1) share \(visible(call, limit: 40))"
                }
            }
        }
        return nil
    }

    /// In what the faults of strace(1) are others than ours.
    static func differences(of trial: Trial) -> [String] {
        let rules = trial.trialCase.faults.rules
        var texts: [String] = []
        let early = rules.filter { $0.arming != .exec }
        if !early.isEmpty {
            texts.append(
                "strace begins at exec: calls of the loader count, and can fail")
        }
        if rules.contains(where: { $0.occurrences != .all }) {
            texts.append("strace counts for each thread of its own, not over all of them")
        }
        let failsBreak = rules.contains { rule in
            switch rule.effect {
            case .error, .anyError: rule.calls.contains("brk")
            case .returnValue, .short, .flip, nil: false
            }
        }
        if failsBreak {
            texts.append("strace makes brk return an error number, which a libc takes for memory")
        }
        return texts
    }
}
