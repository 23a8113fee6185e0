internal import WringerModel

extension Signature {
    /// The signature of a finding, until stacks are taken: the verdict with its signal or exit, the
    /// kind of a memory fault, the last diagnostic line, normalised, and the nesting
    /// shape that made the program.
    ///
    /// - Parameter diagnostic: the line by which the target said what went wrong; nil for silence.
    init(
        verdict: Verdict, outcome: Outcome, cause: CauseKind?, diagnostic: String?,
        program: Program
    ) {
        var parts = [verdict.rawValue]
        switch outcome {
        case .signalled(let signal): parts.append(signal.name)
        case .exited(let code): parts.append("exit \(code)")
        case .timedOut, .outputLimit, .unfinished, .notStarted: break
        }
        // Where the ending does not say it: SIGSEGV alone is any of these.
        if let cause, [.stackExhausted, .nullAccess, .wildAccess].contains(cause) {
            parts.append(cause.rawValue)
        }
        if let diagnostic {
            let line = Self.normalised(diagnostic, program: program)
            if !line.isEmpty { parts.append("\"\(line)\"") }
        }
        if let shape = program.provenance.shape { parts.append("shape \(shape)") }
        self.init(parts.joined(separator: " · "))
    }

    /// A diagnostic line without what varies from run to run and from program to program:
    /// numbers, addresses, and quoted text that stands in the program.
    static func normalised(_ line: String, program: Program) -> String {
        let source = String(decoding: program.bytes.prefix(1 << 20), as: UTF8.self)
        var text = line.replacing(/(['"‘“])([^'"’”]{1,80})(['"’”])/) { match in
            source.contains(match.output.2) ? "\(match.output.1)…\(match.output.3)" : match.output.0
        }
        text = text.replacing(/0x[0-9a-fA-F]+/, with: "ADDRESS")
        text = text.replacing(/[0-9]+/, with: "N")
        return visible(text, limit: 160)
    }
}
