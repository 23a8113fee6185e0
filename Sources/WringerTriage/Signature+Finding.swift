package import WringerModel

extension Judge {
    /// The line by which a target said why it refused, normalised as in signatures: what tells two
    /// refusals apart. Nil for silence.
    package func diagnostic(of observation: Observation, _ program: Program) -> String? {
        let line =
            rules.traceback(of: observation, program: program)?.message
            ?? rules.refusalLine(of: observation)
            ?? Self.lastLine(of: observation.standardError)
            ?? Self.lastLine(of: observation.standardOutput)
        return line.map { Signature.normalised($0, program: program, scratch: scratch) }
    }

    /// The signature of a finding as it would be without stacks: recordings that hold none are
    /// compared by it. Nil where there is no finding.
    package func plainSignature(_ trial: Trial, _ evidence: Evidence) -> Signature? {
        var plain = evidence
        plain.calls = nil
        var ruling = self.ruling(trial, plain)
        guard ruling.verdict.isFinding else { return nil }
        ruling.stack = nil
        return signature(of: ruling, trial, plain)
    }

    /// Whether a crash under faults comes without them as well: then they have no part in it.
    func isSameWithoutFaults(_ trial: Trial, _ evidence: Evidence) -> Bool {
        guard case .signalled = evidence.observation.outcome, !trial.trialCase.faults.isEmpty,
            let twin = evidence.twins.first
        else { return false }
        return twin.outcome == evidence.observation.outcome
    }

    /// The signature of a finding.
    func signature(of ruling: Ruling, _ trial: Trial, _ evidence: Evidence) -> Signature {
        Signature(
            verdict: ruling.verdict, outcome: evidence.observation.outcome,
            cause: ruling.signatureKind ?? ruling.cause?.kind, diagnostic: ruling.mark,
            program: trial.trialCase.program, stack: ruling.stack,
            fault: injectedFault(trial, evidence), scratch: scratch)
    }

    /// The call that was hit first, and the stack there: with which error, and which occurrence of
    /// the call it was, does not tell two bugs apart.
    private func injectedFault(_ trial: Trial, _ evidence: Evidence) -> String? {
        let observation = evidence.observation
        guard let first = observation.faults.fired.first, !isSameWithoutFaults(trial, evidence)
        else { return nil }
        let text = visible(first.call, limit: 40)
        guard let trace = evidence.calls, trace.outcome == observation.outcome,
            let stack = trace.stackAtFault, let key = StackKey(stack, .call)
        else { return text }
        return "\(text) in \(key.text)"
    }
}

extension Signature {
    /// The signature of a finding: the verdict with its signal or exit, what tells of the place,
    /// and the last diagnostic line, normalised.
    ///
    /// The place is the stack. Where there is none it is the kind of a memory fault and the nesting
    /// shape that made the program: with a stack, shapes that end in one recursion are one bug, and
    /// whether a wild pointer is near null is chance.
    ///
    /// - Parameters:
    ///   - diagnostic: the line by which the target said what went wrong; nil for silence.
    ///   - fault: the call that was made to fail; nil for none.
    ///   - scratch: the folder of the worker, masked in the line.
    init(
        verdict: Verdict, outcome: Outcome, cause: CauseKind?, diagnostic: String?,
        program: Program, stack: StackKey? = nil, fault: String? = nil, scratch: String = ""
    ) {
        var parts = [verdict.rawValue]
        switch outcome {
        case .signalled(let signal): parts.append(signal.name)
        case .exited(let code): parts.append("exit \(code)")
        case .timedOut, .outputLimit, .unfinished, .notStarted: break
        }
        // Where the ending does not say it: SIGSEGV alone is any of these.
        let kinds: [CauseKind] =
            stack == nil ? [.stackExhausted, .nullAccess, .wildAccess] : [.stackExhausted]
        if let cause, kinds.contains(cause) { parts.append(cause.rawValue) }
        if let stack { parts.append(stack.text) }
        if let diagnostic {
            let line = Self.normalised(diagnostic, program: program, scratch: scratch)
            if !line.isEmpty { parts.append("\"\(line)\"") }
        }
        if let fault { parts.append("after \(fault)") }
        if stack == nil, let shape = program.provenance.shape { parts.append("shape \(shape)") }
        self.init(parts.joined(separator: " · "))
    }

    /// The signature without places in functions, which another build of the target has elsewhere:
    /// what is compared when the target was built again.
    package var acrossBuilds: Signature {
        Signature(text.replacing(/(?<symbol>[A-Za-z_>][^ <·]*)\+0x[0-9a-f]+/) { $0.output.symbol })
    }

    /// A diagnostic line without what varies from run to run and from program to program:
    /// numbers, addresses, folders, and quoted text that stands in the program.
    static func normalised(_ line: String, program: Program, scratch: String = "") -> String {
        let source = String(decoding: program.bytes.prefix(1 << 20), as: UTF8.self)
        var text = line.replacing(/(['"‘“])([^'"’”]{1,80})(['"’”])/) { match in
            source.contains(match.output.2) ? "\(match.output.1)…\(match.output.3)" : match.output.0
        }
        if !scratch.isEmpty { text = text.replacing(scratch + "/", with: "") }
        // Addresses of the program and the stack on x86-64 also where nothing marks them as such.
        text = text.replacing(/0x[0-9a-fA-F]+|\b(?:7f|55|56)[0-9a-f]{10}\b/, with: "ADDRESS")
        text = text.replacing(/[0-9]+/, with: "N")
        return visible(text, limit: 160)
    }
}
