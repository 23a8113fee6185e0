internal import WringerModel

extension Judge {
    /// Rules on what the target, or the runtime that it was built with, said of its own death.
    func ruleReport(_ trial: Trial, _ evidence: Evidence) -> Ruling? {
        let observation = evidence.observation
        let program = trial.trialCase.program
        if let line = rules.sanitizerLine(of: observation, program: program) {
            return ruling(
                .crashed, Cause(.unknown, "a sanitizer reported: \(visible(line, limit: 200))"),
                line, trial, evidence)
        }
        if let line = rules.panicLine(of: observation, program: program) {
            let text = "the target's own internal-error path: \(visible(line, limit: 200))"
            return ruling(.panicked, Cause(.panic, text), line, trial, evidence)
        }
        return nil
    }

    private func ruling(
        _ verdict: Verdict, _ cause: Cause, _ line: String, _ trial: Trial, _ evidence: Evidence
    ) -> Ruling {
        let program = trial.trialCase.program
        let report = rules.traceback(of: evidence.observation, program: program)
        let facts =
            cause.evidence + (report?.evidence ?? [])
            + (verdict == .panicked ? Self.failedCalls(evidence) : [])
        var ruling = Ruling(
            verdict: verdict, cause: Cause(cause.kind, cause.text, evidence: facts), mark: line)
        // The state at the signal is better evidence than text, where there is one.
        ruling.stack =
            evidence.observation.crash?.stack.flatMap { StackKey($0, .call) }
            ?? report?.key(program: program.fileName).map(StackKey.init(reported:))
        // A sanitizer's first line holds addresses and a process; its kind says the same.
        if let report, report.kind == .sanitizer, ruling.stack != nil {
            ruling.mark = report.message
        }
        return ruling
    }
}
