package import WringerModel

/// Says what an observation means. Pure: it is given all runs that it needs, and runs nothing.
package struct Judge {
    let target: Target
    let rules: TextRules
    private let comparison: OutputComparison

    /// - Parameter scratch: the folder of the worker, masked in outputs.
    package init(_ target: Target, scratch: String) {
        self.target = target
        rules = TextRules(target)
        comparison = OutputComparison(rules: rules, scratch: scratch)
    }

    /// What the verdict is, why, and by which line the target said so.
    struct Ruling {
        let verdict: Verdict
        let cause: Cause?
        /// What tells this finding from others with the same ending; part of the signature.
        var mark: String?
    }

    /// The further runs without which the verdict would be a guess.
    package func needs(for trial: Trial, _ observation: Observation) -> [Need] {
        // What was typed live cannot be typed again into a twin; a replay judges with it.
        guard trial.setup.terminal == nil else { return [] }
        var needs: [Need] = []
        let isHostile = !trial.hostileConditions.isEmpty
        switch observation.outcome {
        case .exited(code: 0) where isHostile: needs.append(.twins(2))
        case .timedOut where isHostile && trial.shouldEndLikeItsTwin: needs.append(.twins(1))
        case .timedOut where !isHostile && target.parseOnly != nil && isSmall(trial):
            needs.append(.parseOnly)
        case .exited, .signalled, .timedOut, .outputLimit, .unfinished, .notStarted: break
        }
        if case .notStarted(let failure) = observation.outcome, case .limit = failure.step {
            return needs
        }
        if observation.outcome != .exited(code: 0), !trial.setup.hostileLimits.isEmpty {
            needs.append(.idle)
        }
        return needs
    }

    /// Parsers take time quadratic in some programs. Below this size a parser that does not end is
    /// stuck; above it only a growth law tells slow from hung.
    private static let smallProgram = ByteCount.kibibytes(64)

    private func isSmall(_ trial: Trial) -> Bool {
        trial.trialCase.program.bytes.count <= Self.smallProgram.bytes
    }

    /// The judgement of a trial.
    package func judge(_ trial: Trial, _ evidence: Evidence) -> Judgement {
        let ruling = belowIdleFloor(trial, evidence) ?? rule(trial, evidence)
        let signature =
            ruling.verdict.isFinding
            ? Signature(
                verdict: ruling.verdict, outcome: evidence.observation.outcome,
                cause: ruling.cause?.kind, diagnostic: ruling.mark,
                program: trial.trialCase.program) : nil
        return Judgement(
            verdict: ruling.verdict, cause: ruling.cause, realism: Realism(of: trial),
            signature: signature)
    }

    /// Under a limit that even a program which does nothing cannot bear, no program says anything.
    private func belowIdleFloor(_ trial: Trial, _ evidence: Evidence) -> Ruling? {
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

    private func rule(_ trial: Trial, _ evidence: Evidence) -> Ruling {
        let observation = evidence.observation
        if let invalid = notStarted(observation) { return invalid }
        if let different = diverged(evidence) { return different }
        let program = trial.trialCase.program
        if let line = rules.sanitizerLine(of: observation, program: program) {
            let cause = Cause(.unknown, "a sanitizer reported: \(visible(line, limit: 200))")
            return Ruling(verdict: .crashed, cause: cause, mark: line)
        }
        if let line = rules.panicLine(of: observation, program: program) {
            let text = "the target's own internal-error path: \(visible(line, limit: 200))"
            return Ruling(verdict: .panicked, cause: Cause(.panic, text), mark: line)
        }
        switch observation.outcome {
        case .exited(let code): return ruleExit(code, trial, evidence)
        case .signalled(let signal): return ruleSignal(signal, trial, observation)
        case .timedOut: return ruleTimeout(trial, evidence)
        case .outputLimit:
            let text = "printed more than the \(trial.setup.maximumOutput) bytes that are allowed"
            return Ruling(verdict: .exhausted, cause: Cause(.outputLimit, text))
        case .unfinished, .notStarted:
            preconditionFailure("what did not start or end is not ruled on here")
        }
    }

    private func notStarted(_ observation: Observation) -> Ruling? {
        if !observation.reachedStart {
            let text = "died of \(observation.outcome) inside exec, before the target started"
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

    private func diverged(_ evidence: Evidence) -> Ruling? {
        let observation = evidence.observation
        for other in evidence.repeats {
            if other.outcome != observation.outcome {
                let text =
                    "the same trial ended in two ways: \(observation.outcome) and \(other.outcome)"
                return Ruling(verdict: .diverged, cause: Cause(.unknown, text), mark: "outcome")
            }
            if !observation.outcome.isCutShort,
                case .differs(let line, let expected, let found) = comparison.compare(
                    other.standardOutput, with: [observation.standardOutput])
            {
                return Ruling(
                    verdict: .diverged,
                    cause: Cause(
                        .unknown, "the same trial printed two things: line \(line) differs",
                        evidence: ["one run: \(expected)", "another run: \(found)"]),
                    mark: "output")
            }
        }
        return nil
    }

    private func ruleExit(_ code: Int32, _ trial: Trial, _ evidence: Evidence) -> Ruling {
        let observation = evidence.observation
        // A wrapper reports a crash of its child as a shell does: 128 and the signal.
        if let inner = observation.fatalSignal, !inner.isMainProcess,
            inner.signal.number + 128 == code, isOwnFault(inner)
        {
            return crash(inner.signal, trial, observation)
        }
        if !observation.survivors.isEmpty { return childLeft(observation) }
        if trial.limitsMemory, let line = rules.outOfMemoryLine(of: observation) {
            let text = "out of memory, said cleanly: \(visible(line, limit: 200))"
            return Ruling(verdict: .exhausted, cause: Cause(.outOfMemory, text))
        }
        if code != 0 || rules.isRefusal(observation) {
            return Ruling(verdict: .rejected, cause: nil)
        }
        return degraded(trial, evidence) ?? Ruling(verdict: .passed, cause: nil)
    }

    private func childLeft(_ observation: Observation) -> Ruling {
        let names = observation.survivors.map { visible($0.name, limit: 16) }
        let count = observation.survivors.count
        let bound = count < Survivor.maximumCount ? "" : "at least "
        let text =
            "\(observation.outcome), but \(bound)\(count) "
            + "\(count == 1 ? "process was" : "processes were") "
            + "left behind: \(Set(names).sorted().joined(separator: ", "))"
        return Ruling(verdict: .leaked, cause: Cause(.childLeft, text), mark: names.first)
    }

    /// Exit 0 though output or a file is missing or differs from the fault-free runs.
    private func degraded(_ trial: Trial, _ evidence: Evidence) -> Ruling? {
        let twins = evidence.twins.filter { $0.outcome == .exited(code: 0) }
        guard let twin = twins.first, twins.count == evidence.twins.count else { return nil }
        let conditions = trial.hostileConditions.joined(separator: ", ")
        if !trial.setup.standardOutput.isKept {
            let expected = twin.standardOutput.count
            guard expected > 0 else { return degradedFiles(evidence, twins, conditions) }
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
            let lost = missing > 0 ? "\(missing) bytes fewer, " : ""
            return Ruling(
                verdict: .degraded,
                cause: Cause(
                    .outputLost,
                    "exit 0, but with \(conditions) standard output differs from the fault-free "
                        + "run: \(lost)first at line \(line)",
                    evidence: ["fault-free: \(expected)", "here: \(found)"]),
                mark: "standard output differs")
        }
        return degradedFiles(evidence, twins, conditions)
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

    /// How a run ended, with its last diagnostic line.
    static func ending(of observation: Observation) -> String {
        let line = lastLine(of: observation.standardError)
        return "\(observation.outcome)" + (line.map { ": \(visible($0, limit: 160))" } ?? "")
    }

    /// The last line of a stream that is not empty.
    static func lastLine(of bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes.suffix(TextRules.reach), as: UTF8.self)
        let lines = text.split { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
        return lines.last { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
    }
}
