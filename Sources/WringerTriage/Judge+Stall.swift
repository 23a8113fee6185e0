internal import WringerModel

extension Judge {
    /// Rules on a target that did not end by its deadline: a bug only where something says that
    /// it should have ended.
    func ruleTimeout(_ trial: Trial, _ evidence: Evidence) -> Ruling {
        let stall = evidence.observation.stall
        var state = Self.describe(stall)
        if Self.isDeadlocked(stall) {
            let count = stall?.threads.count ?? 0
            let text =
                count > 1
                ? "blocked: all \(count) threads wait for each other's futex"
                : "blocked: its only thread waits for a futex that nobody can release"
            return Ruling(
                verdict: .hung, cause: Cause(.deadlock, text, evidence: state), mark: "blocked")
        }
        if let more = evidence.moreTime, more.outcome != .timedOut {
            return Ruling(
                verdict: .endless,
                cause: Cause(
                    .unknown, "slow: with more time it ends after \(more.usage.wall.text)",
                    evidence: state))
        }
        let reason: String
        if let twin = evidence.twins.first, isMuchFaster(twin, trial) {
            reason =
                "without \(trial.hostileConditions.joined(separator: ", ")) it ends after "
                + twin.usage.wall.text
        } else if evidence.parseOnly?.outcome == .timedOut {
            reason = "the command that only parses does not end either"
        } else {
            return Ruling(
                verdict: .endless,
                cause: Cause(
                    Self.isSpinning(stall) ? .busyLoop : .unknown,
                    "did not end in time, and nothing says that it should have", evidence: state))
        }
        if let spin = Self.spinning(on: evidence) {
            state += [reason, "counted in a traced run, which is slower"]
            return Ruling(
                verdict: .hung, cause: Cause(.busyLoop, "spinning: \(spin.text)", evidence: state),
                mark: "spinning \(spin.mark)")
        }
        if Self.isSpinning(stall) {
            return Ruling(
                verdict: .hung, cause: Cause(.busyLoop, "spinning: \(reason)", evidence: state),
                mark: "spinning")
        }
        return Ruling(
            verdict: .hung, cause: Cause(.unknown, "blocked: \(reason)", evidence: state),
            mark: "blocked")
    }

    /// Whether a fault-free run ended so early that slowness does not explain the difference.
    private func isMuchFaster(_ twin: Observation, _ trial: Trial) -> Bool {
        guard twin.outcome != .timedOut, let deadline = trial.setup.timeout else { return false }
        return twin.usage.wall * 5 < deadline
    }

    private static func isDeadlocked(_ stall: Stall?) -> Bool {
        guard let stall, !stall.threads.isEmpty else { return false }
        return stall.threads.allSatisfy(\.waitsOnFutex)
    }

    /// A thread that wants the processor, or had most of one: on a busy machine a share alone
    /// would not tell.
    private static func isSpinning(_ stall: Stall?) -> Bool {
        guard let stall else { return false }
        return stall.processorShare > 0.5 || stall.threads.contains { $0.state == "R" }
    }

    private static func describe(_ stall: Stall?) -> [String] {
        guard let stall else { return [] }
        let states = Dictionary(grouping: stall.threads, by: \.state)
            .map { "\($0.value.count) in state \($0.key)" }.sorted().joined(separator: ", ")
        let share = decimal(stall.processorShare * 100, places: 0)
        let calls = stall.threads.compactMap(\.detail).prefix(8).compactMap { thread in
            thread.call.map { call in
                "thread \(thread.thread) (\(visible(thread.name, limit: 16))) is in "
                    + visible(call, limit: 80)
            }
        }
        return [
            "threads at the deadline: \(states)",
            "share of a core in the last moments: \(share) %",
        ] + calls
    }
}
