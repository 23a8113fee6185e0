package import WringerExecution
package import WringerModel
package import WringerRecording
internal import WringerTriage

/// Makes sure that a target is there and is what it should be, before its silence is taken for
/// health.
package struct ProbeCheck {
    private let examiner: Examiner

    /// What became of the check.
    package enum Result: Sendable {
        /// It answered; its identity came from the same run.
        case answered(TargetIdentity)
        /// It is not the target: what it did, escaped.
        case failed(String)
    }

    package init(examiner: Examiner) { self.examiner = examiner }

    /// Runs the probe without hostile conditions and compares its output.
    ///
    /// A target without a probe answers by being started; `calibration` is then what tells.
    package func check(
        _ setup: Setup, _ identifier: inout TargetIdentifier
    ) throws(ExecutionError) -> Result {
        let target = setup.target
        let program = Program(
            bytes: Array((target.probe?.program ?? "").utf8),
            fileExtension: target.fileExtension, provenance: .check(name: "probe"))
        let trial = Trial(setup: setup, trialCase: Case(program: program)).faultFreeTwin
        var options = Runner.Options()
        options.identifies = true
        let observation = try examiner.run(Self.withoutTerminal(trial), options: options)
        if case .notStarted(let failure) = observation.outcome {
            return .failed("it did not start: \(failure.step) gave \(failure.error)")
        }
        let identity = try identifier.identity(
            of: setup, program: program, images: observation.images)
        guard let probe = target.probe else { return .answered(identity) }
        let expected = Array(probe.output.utf8)
        // At a prompt the output stands between prompts.
        let isAnswer =
            target.input == .repl
            ? String(decoding: observation.standardOutput, as: UTF8.self).contains(probe.output)
            : observation.standardOutput == expected
        guard isAnswer else {
            return .failed(
                "its probe '\(visible(probe.program, limit: 80))' should print "
                    + "'\(visible(probe.output, limit: 80))' and gave "
                    + "'\(visible(bytes: observation.standardOutput, limit: 80))' "
                    + "(\(observation.outcome))")
        }
        return .answered(identity)
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
