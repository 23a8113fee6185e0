package import WringerModel

extension Trial {
    /// The names of the conditions that could be to blame for a failure: limits that are not the
    /// target's own, hostile streams. Empty for a fault-free trial.
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
        return names
    }

    /// The same trial without its hostile conditions.
    package var faultFreeTwin: Trial {
        var twin = setup
        twin.limits = setup.target.limits
        twin.standardOutput = .captured
        twin.standardError = .captured
        var twinCase = trialCase
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
        for sink in [setup.standardOutput, setup.standardError] {
            if case .slow = sink { return false }
        }
        return true
    }

    /// Whether a limit of memory can have made an allocation fail.
    var limitsMemory: Bool {
        [.addressSpace, .data, .stack, .lockedMemory].contains { setup.limits[$0] != nil }
    }
}
