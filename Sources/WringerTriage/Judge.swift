package import WringerModel

/// Says what an observation means. Pure: it is given all runs that it needs, and runs nothing.
package struct Judge {
    let target: Target
    let rules: TextRules
    let comparison: OutputComparison
    /// The folder of the worker.
    let scratch: String

    /// - Parameter scratch: the folder of the worker, masked in outputs.
    package init(_ target: Target, scratch: String) {
        self.target = target
        self.scratch = scratch
        rules = TextRules(target)
        comparison = OutputComparison(rules: rules, scratch: scratch)
    }

    /// What the verdict is, why, and by which line the target said so.
    struct Ruling {
        let verdict: Verdict
        var cause: Cause?
        /// What tells this finding from others with the same ending; part of the signature.
        var mark: String?
        /// The frames that tell it from others; part of the signature.
        var stack: StackKey?
        /// The kind in the signature, where it is another than that of the cause.
        var signatureKind: CauseKind?
    }

    /// The further runs that are needed with the evidence so far: first those without which the
    /// verdict would be a guess, then, of a finding, what explains it. Asked again until it gives
    /// nothing.
    package func needs(for trial: Trial, _ evidence: Evidence) -> [Need] {
        // What was typed live cannot be typed again into a twin; a replay judges with it.
        guard trial.setup.terminal == nil else { return [] }
        let deciding = decidingNeeds(for: trial, evidence.observation)
            .filter { !evidence.met.contains($0) }
        guard deciding.isEmpty else { return deciding }
        let wantsCalls = !evidence.met.contains(.calls) && isExplainedByCalls(trial, evidence)
        return wantsCalls ? [.calls] : []
    }

    private func decidingNeeds(for trial: Trial, _ observation: Observation) -> [Need] {
        var needs: [Need] = []
        let isHostile = !trial.hostileConditions.isEmpty
        switch observation.outcome {
        case .exited(code: 0) where isHostile: needs.append(.twins(2))
        case .signalled where observation.faults.counts.contains { $0.fired > 0 }:
            needs.append(.twins(1))
        case .timedOut where isHostile && trial.shouldEndLikeItsTwin: needs.append(.twins(1))
        case .timedOut where !isHostile && trial.trialCase.program.provenance.endsSoon:
            needs.append(.moreTime)
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
        let ruling = self.ruling(trial, evidence)
        var observation = evidence.observation
        observation.calls = evidence.calls
        return Judgement(
            verdict: ruling.verdict, cause: ruling.cause,
            realism: isSameWithoutFaults(trial, evidence)
                ? Realism(of: trial.faultFreeTwin) : Realism(of: trial, observation),
            signature: ruling.verdict.isFinding ? signature(of: ruling, trial, evidence) : nil)
    }

    /// The verdict with its cause, and the truth about faults.
    func ruling(_ trial: Trial, _ evidence: Evidence) -> Ruling {
        let ruling = belowIdleFloor(trial, evidence) ?? rule(trial, evidence)
        return truthOfFaults(ruling, trial, evidence)
    }

    private func rule(_ trial: Trial, _ evidence: Evidence) -> Ruling {
        let observation = evidence.observation
        if let invalid = notStarted(trial, observation) { return invalid }
        if let different = diverged(evidence) { return different }
        if let reported = ruleReport(trial, evidence) { return reported }
        switch observation.outcome {
        case .exited(let code): return ruleExit(code, trial, evidence)
        case .signalled(let signal): return ruleSignal(signal, trial, evidence)
        case .timedOut: return ruleTimeout(trial, evidence)
        case .outputLimit:
            let text = "printed more than the \(trial.setup.maximumOutput) bytes that are allowed"
            return Ruling(verdict: .exhausted, cause: Cause(.outputLimit, text))
        case .unfinished, .notStarted:
            preconditionFailure("what did not start or end is not ruled on here")
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
            return crash(inner.signal, trial, evidence)
        }
        if !observation.survivors.isEmpty { return childLeft(observation) }
        if trial.limitsMemory(observation), let line = rules.outOfMemoryLine(of: observation) {
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
