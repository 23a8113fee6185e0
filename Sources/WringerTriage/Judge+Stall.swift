internal import WringerModel

extension Judge {
    /// Rules on a target that did not end by its deadline: a bug only where something says that
    /// it should have ended.
    func ruleTimeout(_ trial: Trial, _ evidence: Evidence) -> Ruling {
        let stall = evidence.observation.stall
        var state = Self.describe(stall)
        if let held = heldUp(trial, evidence.observation, state) { return held }
        if let stall, Self.isDeadlocked(stall) { return Self.deadlock(stall, state) }
        if let more = evidence.moreTime, more.outcome != .timedOut {
            return Ruling(
                verdict: .endless,
                cause: Cause(
                    .unknown, "slow: with more time it ends after \(more.usage.wall.text)",
                    evidence: state))
        }
        let reason: String
        var origin = ""
        if let twin = evidence.twins.first, isMuchFaster(twin, trial) {
            reason =
                "without \(trial.hostileConditions.joined(separator: ", ")) it ends after "
                + twin.usage.wall.text
        } else if evidence.parseOnly?.outcome == .timedOut {
            reason = "the command that only parses does not end either"
        } else if case .template(let name, _, endsSoon: true) = trial.trialCase.program.provenance,
            evidence.moreTime != nil
        {
            // Programs of one template that hang are one finding until a stack tells more.
            origin = " in \(name)"
            reason =
                "programs of the template \(visible(name)) end, and this one did not with "
                + "\(Need.moreTimeFactor) times the time either"
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
                mark: "spinning" + origin)
        }
        return Ruling(
            verdict: .hung, cause: Cause(.unknown, "blocked: \(reason)", evidence: state),
            mark: "blocked" + origin)
    }

    /// A target that a rule stopped, or whose calls a rule held up for as long, tells nothing by
    /// not ending.
    private func heldUp(
        _ trial: Trial, _ observation: Observation, _ state: [String]
    ) -> Ruling? {
        let stops: [Signal] = [.stop, .terminalStop, .terminalInput, .terminalOutput]
        for (index, rule) in trial.trialCase.faults.rules.enumerated() {
            let fired = RuleState(rule, index, observation.faults).fired
            guard fired > 0 else { continue }
            if let signal = rule.signal, stops.contains(signal) {
                let text = "stopped by \(signal), which rule \(index + 1) (\(rule.shown)) sent"
                return Ruling(verdict: .killed, cause: Cause(.unknown, text, evidence: state))
            }
            let delay = (rule.delayOnEntry ?? .zero) + (rule.delayOnExit ?? .zero)
            guard let deadline = trial.setup.timeout,
                delay.seconds * Double(fired) * 2
                    >= deadline.seconds
            else { continue }
            let text =
                "did not end in time: rule \(index + 1) (\(rule.shown)) held up \(fired) "
                + "\(fired == 1 ? "call" : "calls") for \(delay.text) each"
            return Ruling(verdict: .endless, cause: Cause(.unknown, text, evidence: state))
        }
        return nil
    }

    /// Whether a fault-free run ended so early that slowness does not explain the difference.
    private func isMuchFaster(_ twin: Observation, _ trial: Trial) -> Bool {
        guard twin.outcome != .timedOut, let deadline = trial.setup.timeout else { return false }
        return twin.usage.wall * 5 < deadline
    }

    /// All threads wait for each other; those that only wait for another thread to end are not
    /// to blame.
    private static func deadlock(_ stall: Stall, _ state: [String]) -> Ruling {
        let joining = stall.threads.count { thread in
            thread.detail?.stack?.frames.contains { frame in
                frame.symbol.map { $0.contains("pthread") && $0.contains("join") } ?? false
            } ?? false
        }
        let count = stall.threads.count - joining
        var facts = state
        let text: String
        if joining > 0, count > 1 {
            text = "blocked: \(count) threads wait for each other's futex"
            facts.append("\(joining) more in a wait for a thread to end")
        } else if stall.threads.count > 1 {
            text = "blocked: all \(stall.threads.count) threads wait for each other's futex"
        } else {
            text = "blocked: its only thread waits for a futex that nobody can release"
        }
        let keys = stall.threads.compactMap { thread in
            thread.detail?.stack.flatMap { StackKey($0, .call)?.text }
        }
        facts += keys.prefix(8).map { "a thread waits in \($0)" }
        var ruling = Ruling(
            verdict: .hung, cause: Cause(.deadlock, text, evidence: facts), mark: "blocked")
        let places = Set(keys).sorted().prefix(4).joined(separator: " | ")
        if !places.isEmpty { ruling.stack = StackKey(reported: places) }
        return ruling
    }

    private static func isDeadlocked(_ stall: Stall) -> Bool {
        guard !stall.threads.isEmpty else { return false }
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
