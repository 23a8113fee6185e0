internal import WringerCampaign
internal import WringerExecution
internal import WringerModel
internal import WringerRecording

/// Makes sure, before many trials, that a target is there and is what it should be.
struct TargetPresence {
    private let setup: Setup

    init(_ setup: Setup) { self.setup = setup }

    /// Which build answered the probe.
    ///
    /// - Throws: `CommandFailure` for a target without a probe, and for one that does not answer.
    func check(_ session: Session) throws -> TargetIdentity {
        guard setup.target.probe != nil else {
            throw CommandFailure.badInput(
                "target \(visible(setup.target.name)) has no probe: without one nothing tells that "
                    + "it is there; add one to its target.yaml")
        }
        var identifier = TargetIdentifier()
        var probed = setup
        probed.timeout = setup.target.timeout
        let answer = try session.execute { () throws(ExecutionError) in
            try ProbeCheck(examiner: session.examiner).check(probed, &identifier)
        }
        let name = visible(setup.target.name)
        if let problem = answer.problem {
            throw CommandFailure.badInput("target \(name) is not what it should be: \(problem)")
        }
        guard let identity = answer.identity else {
            throw CommandFailure.badInput("the binary of target \(name) cannot be read")
        }
        return identity
    }
}

extension Session {
    /// A session for many trials of one setup: held in as was asked for, the target there.
    ///
    /// - Throws: `CommandFailure`, as the checks of a session and of a target do.
    static func ofMany(
        _ setup: Setup, _ trials: TrialOptions, _ output: OutputOptions
    ) throws -> (session: Session, identity: TargetIdentity) {
        let session = try Session(
            requiresContainment: trials.requireContainment,
            log: StepLog.logger(isVerbose: output.verbose))
        try session.checkContainment(of: setup)
        if let shortfall = session.worker.shortfall(for: setup) { Output.error(shortfall) }
        return (session, try TargetPresence(setup).check(session))
    }
}
