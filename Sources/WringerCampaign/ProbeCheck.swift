package import WringerExecution
package import WringerModel
package import WringerRecording
internal import WringerTriage

/// Makes sure that a target is there and is what it should be, before its silence is taken for
/// health.
package struct ProbeCheck {
    private let examiner: Examiner

    /// What a check found.
    package struct Answer: Sendable {
        /// Why it is not the target, escaped; nil where it answered.
        package let problem: String?
        /// Which build answered; nil where that cannot be found out.
        package let identity: TargetIdentity?
    }

    package init(examiner: Examiner) { self.examiner = examiner }

    /// Runs the probe without hostile conditions and compares its output.
    ///
    /// A target without a probe answers by being started; `calibration` is then what tells.
    package func check(
        _ setup: Setup, _ identifier: inout TargetIdentifier
    ) throws(ExecutionError) -> Answer {
        let target = setup.target
        let program = Program(
            bytes: Array((target.probe?.program ?? "").utf8),
            fileExtension: target.fileExtension, provenance: .check(name: "probe"))
        let trial = Trial(setup: setup, trialCase: Case(program: program)).faultFreeTwin
        var options = Runner.Options()
        options.identifies = true
        let observation = try examiner.run(Self.withoutTerminal(trial), options: options)
        if case .notStarted(let failure) = observation.outcome {
            let problem = "it did not start: \(failure.step) gave \(failure.error)"
            return Answer(problem: problem, identity: nil)
        }
        let identity = identifier.identity(of: setup, program: program, images: observation.images)
        return Answer(problem: problem(target, observation), identity: identity)
    }

    private func problem(_ target: Target, _ observation: Observation) -> String? {
        guard let probe = target.probe else { return nil }
        // At a prompt the output stands between prompts.
        let isAnswer =
            target.input == .repl
            ? String(decoding: observation.standardOutput, as: UTF8.self).contains(probe.output)
            : observation.standardOutput == Array(probe.output.utf8)
        guard !isAnswer else { return nil }
        return "its probe '\(visible(probe.program, limit: 80))' should print "
            + "'\(visible(probe.output, limit: 80))' and gave "
            + "'\(visible(bytes: observation.standardOutput, limit: 80))' "
            + "(\(observation.outcome))"
    }

    /// How the target treats a program that is none in any language.
    package func calibrate(_ setup: Setup) throws(ExecutionError) -> Calibration {
        let program = Program(
            bytes: Array(Calibration.program.utf8), fileExtension: setup.target.fileExtension,
            provenance: .check(name: "calibration"))
        let trial = Trial(setup: setup, trialCase: Case(program: program)).faultFreeTwin
        let observation = try examiner.run(Self.withoutTerminal(trial))
        return Calibration(endedWell: observation.outcome == .exited(code: 0))
    }

    private static func withoutTerminal(_ trial: Trial) -> Trial {
        var setup = trial.setup
        setup.terminal = nil
        setup.timeout = setup.timeout ?? .seconds(10)
        return Trial(setup: setup, trialCase: trial.trialCase)
    }
}
