internal import WringerModel

extension Judge {
    /// Rules on a target that ended by a signal.
    func ruleSignal(_ signal: Signal, _ trial: Trial, _ evidence: Evidence) -> Ruling {
        let observation = evidence.observation
        if trial.limitsMemory(observation), let line = rules.outOfMemoryLine(of: observation) {
            let text = "out of memory, said cleanly: \(visible(line, limit: 200))"
            return Ruling(verdict: .exhausted, cause: Cause(.outOfMemory, text))
        }
        let isTimeUp = signal == .cpuLimit && isLimited(.cpu, trial)
        if isTimeUp || (signal == .kill && usedItsTime(trial, observation)) {
            let used = (observation.usage.user + observation.usage.system).text
            let text = "used \(used) of processor time, its limit"
            return Ruling(verdict: .exhausted, cause: Cause(.cpuLimit, text))
        }
        if signal == .fileSizeLimit, isLimited(.fileSize, trial) {
            let text = "wrote a file up to the limit fsize"
            return Ruling(verdict: .exhausted, cause: Cause(.fileSizeLimit, text))
        }
        if let ruling = injectedSignal(signal, trial, observation) { return ruling }
        guard Signal.fatalFaults.contains(signal) else {
            let text =
                signal == .pipe
                ? "wrote to a pipe that nobody reads" : "ended by \(signal), which it was sent"
            return Ruling(verdict: .killed, cause: Cause(.unknown, text))
        }
        if let detail = observation.fatalSignal, let ruling = sentSignal(detail) { return ruling }
        return crash(signal, trial, evidence)
    }

    /// Whether a limit is set at all: without one its signal was sent by somebody.
    private func isLimited(_ name: LimitName, _ trial: Trial) -> Bool {
        let limit = trial.setup.limits[name] ?? trial.setup.inheritedLimits[name]
        return limit.map { $0.soft != .unlimited } ?? false
    }

    private func usedItsTime(_ trial: Trial, _ observation: Observation) -> Bool {
        guard case .finite(let hard) = trial.setup.limits[.cpu]?.hard else { return false }
        return observation.usage.user + observation.usage.system >= .milliseconds(900 * hard)
    }

    /// Whether a fatal signal tells of a fault of the process itself. abort(3) sends SIGABRT by
    /// tgkill, code -6: that is a crash; `kill -ABRT $$` sends it by kill, code 0.
    func isOwnFault(_ detail: FatalSignal) -> Bool {
        switch detail.sender {
        case .kernel: true
        case .itself: detail.signal == .abort && detail.code == -6
        case .another: false
        }
    }

    private func sentSignal(_ detail: FatalSignal) -> Ruling? {
        guard !isOwnFault(detail) else { return nil }
        switch detail.sender {
        case .kernel: return nil
        case .itself:
            return Ruling(
                verdict: .killed,
                cause: Cause(
                    .selfInflicted, "the program sent \(detail.signal) to its own process",
                    evidence: ["si_code \(detail.code)"]))
        case .another:
            return Ruling(
                verdict: .killed,
                cause: Cause(.unknown, "another process sent \(detail.signal)"))
        }
    }
}
