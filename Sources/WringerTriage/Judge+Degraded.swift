internal import WringerModel

extension Judge {
    /// Exit 0 though output or a file is missing or differs from the fault-free runs.
    func degraded(_ trial: Trial, _ evidence: Evidence) -> Ruling? {
        let twins = evidence.twins.filter { $0.outcome == .exited(code: 0) }
        guard let twin = twins.first, twins.count == evidence.twins.count else { return nil }
        let conditions = trial.hostileConditions.joined(separator: ", ")
        if !trial.setup.standardOutput.isKept {
            let expected = twin.standardOutput.count
            guard expected > 0 else { return degradedFiles(evidence, twins, conditions) }
            if let writes = Self.lostWrites(evidence) {
                return lost(writes, expected, of: expected, conditions, trial, [])
            }
            return Ruling(
                verdict: .degraded,
                cause: Cause(
                    .outputLost,
                    "exit 0, but with \(conditions) all \(expected) bytes of standard output are "
                        + "lost and nothing says so"),
                mark: "standard output \(trial.setup.standardOutput.text)")
        }
        // An input that never ends is another input: other output is no loss.
        if case .endless = trial.trialCase.standardInput { return nil }
        if case .differs(let line, let expected, let found) = comparison.compare(
            evidence.observation.standardOutput, with: twins.map(\.standardOutput))
        {
            let missing = twin.standardOutput.count - evidence.observation.standardOutput.count
            let lines = ["fault-free: \(expected)", "here: \(found)"]
            if missing > 0, let writes = Self.lostWrites(evidence) {
                return lost(
                    writes, missing, of: twin.standardOutput.count, conditions, trial, lines)
            }
            let lost = missing > 0 ? "\(missing) bytes fewer, " : ""
            return Ruling(
                verdict: .degraded,
                cause: Cause(
                    .outputLost,
                    "exit 0, but with \(conditions) standard output differs from the fault-free "
                        + "run: \(lost)first at line \(line)",
                    evidence: lines),
                mark: "standard output differs")
        }
        return degradedFiles(evidence, twins, conditions)
    }

    /// Output that is missing, with the error that nobody looked at.
    private func lost(
        _ writes: CallFailures, _ missing: Int, of expected: Int, _ conditions: String,
        _ trial: Trial, _ lines: [String]
    ) -> Ruling {
        let sink = trial.setup.standardOutput
        let injected = writes.injected > 0 ? ", \(writes.injected) of them injected" : ""
        return Ruling(
            verdict: .degraded,
            cause: Cause(
                .outputLost,
                "exit 0, but write to standard output failed with \(writes.error) and "
                    + "\(missing) of \(expected) bytes are missing",
                evidence: lines + [
                    "conditions: \(conditions)",
                    "in a traced run: \(writes.call) to descriptor 1 failed "
                        + "\(writes.count) \(writes.count == 1 ? "time" : "times")\(injected)",
                ]),
            mark: sink.isKept ? "standard output differs" : "standard output \(sink.text)")
    }

    private func degradedFiles(
        _ evidence: Evidence, _ twins: [Observation], _ conditions: String
    ) -> Ruling? {
        guard let expected = twins.first?.files, twins.allSatisfy({ $0.files == expected }),
            evidence.observation.files != expected
        else { return nil }
        let different = Set(expected).symmetricDifference(evidence.observation.files)
        let names = Set(different.map { visible($0.path, limit: 60) }).sorted().prefix(8)
        return Ruling(
            verdict: .degraded,
            cause: Cause(
                .outputLost,
                "exit 0, but with \(conditions) what it wrote differs from the fault-free run: "
                    + names.joined(separator: ", ")),
            mark: "file differs")
    }
}
