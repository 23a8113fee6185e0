package import WringerExecution
package import WringerModel
internal import WringerTriage

/// What a target made of a program, as far as its syntax is concerned.
package enum SyntaxAnswer: String, Hashable, Sendable, CaseIterable {
    /// It ran to its end without an error.
    case ran
    /// It is refused for its syntax.
    case syntax
    /// It was taken, and ended with an error as it ran.
    case failedRunning
    /// It was refused, and nothing tells why: the target names neither `syntaxErrors` nor
    /// `parseOnly`.
    case refused
    /// It was taken, and did not end in time.
    case endless
    /// A finding, or a trial that says nothing of the program.
    case other
}

/// Tells a refusal for syntax from any other: by the `syntaxErrors` of the target, or by the
/// command that only parses.
package final class SyntaxOracle {
    private let examiner: Examiner
    private let setup: Setup
    private let rules: TextRules?
    private let ownRules: TextRules
    private let parser: Setup?

    /// What the target said of the last program that did not run; escaped.
    package private(set) var message = ""

    /// - Parameters:
    ///   - setup: that of the programs.
    ///   - syntaxErrors: what a refusal for syntax looks like; empty where nothing is said.
    ///   - parser: the setup of the command that only parses, where there is one.
    package init(
        _ examiner: Examiner, setup: Setup, syntaxErrors: [EndingRule], parser: Setup?
    ) {
        self.examiner = examiner
        self.setup = setup
        self.parser = parser
        ownRules = TextRules(setup.target)
        var target = setup.target
        target.refusals = syntaxErrors
        rules = syntaxErrors.isEmpty ? nil : TextRules(target)
    }

    /// What the target makes of a program.
    ///
    /// - Throws: failures of the harness.
    package func answer(to program: Program) throws(ExecutionError) -> SyntaxAnswer {
        let trial = Trial(setup: setup, trialCase: Case(program: program))
        let observation = try examiner.run(trial)
        message = ""
        // Whether it hangs is not asked: that takes long, and it was taken.
        if observation.outcome == .timedOut || observation.outcome == .outputLimit {
            return .endless
        }
        let verdict = try examiner.judge(trial, observation, comparesOutput: false)
            .judgement.verdict
        // A clean end may be a refusal too, where the status says nothing.
        guard [.passed, .rejected, .exhausted].contains(verdict) else {
            message = "\(verdict.rawValue), \(observation.outcome)"
            return .other
        }
        if let rules {
            if rules.isRefusal(observation) {
                message = message(of: observation, by: rules)
                return .syntax
            }
            if verdict == .passed { return .ran }
            message = message(of: observation, by: ownRules)
            return .failedRunning
        }
        guard verdict != .passed else { return .ran }
        message = message(of: observation, by: ownRules)
        guard let parser else { return .refused }
        let parsing = Trial(setup: parser, trialCase: Case(program: program))
        let parsed = try examiner.run(parsing)
        return parsed.outcome == .exited(code: 0) ? .failedRunning : .syntax
    }

    /// The line by which a refusal is known; where that begins a traceback, the last one.
    private func message(of observation: Observation, by rules: TextRules) -> String {
        let known = rules.refusalLine(of: observation)?.split(separator: "\n").last
        if let known, !known.hasPrefix("Traceback") { return visible(known, limit: 160) }
        let bytes =
            observation.standardError.isEmpty
            ? observation.standardOutput : observation.standardError
        let lines = bytes.split(separator: 0x0a).filter { $0.contains { $0 > 0x20 } }
        guard let line = lines.last else { return "\(observation.outcome)" }
        return visible(bytes: line, limit: 160)
    }

    /// The shapes that the target does not refuse for their syntax at depth 2, and a line for each
    /// of the others.
    ///
    /// - Throws: failures of the harness.
    package func screen(
        _ shapes: [NestingShape], program: (NestingShape) -> Program
    ) throws(ExecutionError) -> (kept: [NestingShape], dropped: [String]) {
        var kept: [NestingShape] = []
        var dropped: [String] = []
        for shape in shapes {
            if examiner.worker.interruption != nil { break }
            switch try answer(to: program(shape)) {
            case .syntax, .refused: dropped.append("\(visible(shape.name)): \(message)")
            case .ran, .failedRunning, .endless, .other: kept.append(shape)
            }
        }
        return (kept, dropped)
    }
}
