internal import WringerModel

extension Judge {
    func notStarted(_ trial: Trial, _ observation: Observation) -> Ruling? {
        if !observation.reachedStart {
            let text =
                trial.trialCase.faults.isEmpty
                ? "died of \(observation.outcome) inside exec, before the target started"
                : "ended (\(observation.outcome)) inside exec or its dynamic loader, before the "
                    + "program started; faults that begin there hit the loader: use after=start"
            return Ruling(verdict: .invalid, cause: Cause(.beforeStart, text))
        }
        guard case .notStarted(let failure) = observation.outcome else { return nil }
        switch failure.step {
        case .limit(.processes):
            return Ruling(
                verdict: .invalid,
                cause: Cause(
                    .limitNotApplied,
                    "limit nproc was not applied (\(failure.error)): it does not bind for root; "
                        + "leave out --as-root, make the target readable for all, or run as an "
                        + "ordinary user"))
        case .limit(let name):
            let advice =
                failure.error == .notPermitted
                ? "; it is above the hard limit of this process: see ulimit -H" : ""
            return Ruling(
                verdict: .invalid,
                cause: Cause(
                    .limitNotApplied,
                    "limit \(name.rawValue) was not applied: \(failure.error)\(advice)"))
        case .filter:
            return Ruling(
                verdict: .invalid,
                cause: Cause(
                    .faultNotFired, "the seccomp filter was not installed: \(failure.error)"))
        case .session, .personality, .namespaces, .workingFolder, .privileges, .containment,
            .descriptors, .terminal, .parentDeath, .execute:
            return Ruling(
                verdict: .invalid,
                cause: Cause(
                    .beforeStart,
                    "the target did not start: step \(failure.step) gave \(failure.error)"))
        }
    }

    /// Under a limit that even a program which does nothing cannot bear, no program says anything.
    func belowIdleFloor(_ trial: Trial, _ evidence: Evidence) -> Ruling? {
        guard let idle = evidence.idle, idle.outcome != .exited(code: 0) else { return nil }
        if case .notStarted(let failure) = idle.outcome, case .limit = failure.step { return nil }
        let names = trial.setup.hostileLimits.map(\.name.rawValue).joined(separator: ", ")
        let floors = LimitName.allCases.compactMap { name in
            evidence.floors[name].map { "\(name.rawValue)=\(name.text(of: .finite($0)))" }
        }
        let floor = floors.isEmpty ? "" : "; it needs \(floors.joined(separator: " "))"
        return Ruling(
            verdict: .invalid,
            cause: Cause(
                .belowIdleFloor,
                "under these limits (\(names)) even a program that does nothing fails\(floor)",
                evidence: ["a program that does nothing: \(Self.ending(of: idle))"]))
    }
}
