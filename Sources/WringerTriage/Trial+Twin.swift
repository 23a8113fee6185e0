package import WringerModel

extension Trial {
    /// The names of the conditions that could be to blame for a failure: limits that are not the
    /// target's own, hostile streams, faults. Empty for a fault-free trial.
    package var hostileConditions: [String] {
        var names = setup.hostileLimits.map { "\($0.name.rawValue)=\($0.name.text(of: $0.limit))" }
        if setup.standardOutput != .captured {
            names.append("standard output \(setup.standardOutput.text)")
        }
        if setup.standardError != .captured {
            names.append("standard error \(setup.standardError.text)")
        }
        switch trialCase.standardInput {
        case .closed, .endless, .failing:
            names.append("standard input \(trialCase.standardInput.text)")
        case .empty, .bytes: break
        }
        return names + trialCase.faults.rules.map(\.shown)
    }

    /// The same trial without its hostile conditions.
    package var faultFreeTwin: Trial {
        var twin = setup
        twin.limits = setup.target.limits
        twin.standardOutput = .captured
        twin.standardError = .captured
        var twinCase = trialCase
        // The seed stays: a twin differs in nothing but the rules.
        twinCase.faults.rules = []
        switch trialCase.standardInput {
        case .closed, .endless, .failing: twinCase.standardInput = .empty
        case .empty, .bytes: break
        }
        return Trial(setup: twin, trialCase: twinCase)
    }

    /// Whether a trial that does not end can be blamed on its conditions: a slow reader and an
    /// input without end may keep a sound program busy for ever.
    var shouldEndLikeItsTwin: Bool {
        if case .endless = trialCase.standardInput { return false }
        // A delay of every call is slowness and no hang.
        let isSlowed = trialCase.faults.rules.contains {
            ($0.delayOnEntry != nil || $0.delayOnExit != nil) && $0.occurrences.last == nil
        }
        if isSlowed { return false }
        for sink in [setup.standardOutput, setup.standardError] {
            if case .slow = sink { return false }
        }
        return true
    }

    /// Whether a limit of memory, or a fault that fired, can have made an allocation fail.
    func limitsMemory(_ observation: Observation) -> Bool {
        let isLimited = [.addressSpace, .data, .stack, .lockedMemory].contains {
            setup.limits[$0] != nil
        }
        return isLimited
            || trialCase.faults.rules.enumerated().contains { index, rule in
                guard rule.effect.map(\.canBeLackOfMemory) == true else { return false }
                let calls =
                    rule.isUncounted
                    ? rule.calls
                    : observation.faults.fired.filter { $0.rule == index }.map(\.call)
                return calls.contains { ["mmap", "mremap", "brk", "mprotect"].contains($0) }
            }
    }
}

extension FaultEffect {
    /// Whether a call for memory that is hit can fail as it does where there is none.
    fileprivate var canBeLackOfMemory: Bool {
        switch self {
        case .error, .anyError, .returnValue: true
        case .short, .flip: false
        }
    }
}
