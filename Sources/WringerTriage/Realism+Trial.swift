package import WringerModel

extension Realism {
    /// How likely the conditions of a trial are to be met in use: the worst of them counts.
    ///
    /// - Parameter observation: what became of its faults; without it the rules alone count.
    package init(of trial: Trial, _ observation: Observation? = nil) {
        let setup = trial.setup
        var worst = Realism.default
        for (name, limit) in setup.hostileLimits {
            worst = max(worst, Self.realism(of: name, limit.soft))
        }
        for sink in [setup.standardOutput, setup.standardError] {
            switch sink {
            case .captured: break
            case .full, .closed, .brokenPipe, .slow: worst = max(worst, .plausible)
            }
        }
        switch trial.trialCase.standardInput {
        case .empty, .bytes: break
        case .closed, .endless: worst = max(worst, .plausible)
        // A disk or a terminal can fail with EIO; the file that stands there with nothing else.
        case .failing(let error): worst = max(worst, error == .io ? .plausible : .absurd)
        }
        for (index, rule) in trial.trialCase.faults.rules.enumerated() {
            let fired = observation?.faults.fired.filter { $0.rule == index } ?? []
            let counts = observation?.faults.counts
            // A rule that did nothing did not make the finding.
            if let counts, index < counts.count, counts[index].fired == 0, !rule.isUncounted {
                continue
            }
            worst = max(worst, Realism(of: rule, fired: fired, observation))
        }
        self = worst
    }

    /// The smallest values that people really use: musl's threads have stacks of 128 KiB, small
    /// containers 64 MiB, and select(2) programs a handful of descriptors.
    private static func realism(of name: LimitName, _ value: LimitValue) -> Realism {
        guard case .finite(let value) = value else { return .plausible }
        let smallest: UInt64 =
            switch name {
            case .addressSpace, .data: 64 << 20
            case .stack: 128 << 10
            case .openFiles: 16
            case .cpu: 1
            case .processes: 16
            case .pendingSignals: 16
            case .lockedMemory, .fileSize, .core, .residentSet: 0
            }
        return value >= smallest ? .plausible : .absurd
    }
}
