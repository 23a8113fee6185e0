internal import WringerCampaign
internal import WringerExecution
internal import WringerGeneration
internal import WringerModel
internal import WringerSystem
internal import WringerTargets

/// Runs the probe, every seed, every shape and every template of a target once, and gathers what is
/// wrong.
struct TargetCheck {
    let found: TargetDescription
    let setup: Setup

    /// What a check found.
    struct Result: Encodable {
        let name: String
        var identity: TargetIdentity?
        var seedCount = 0
        var shapeCount = 0
        var templateCount = 0
        /// The templates whose programs the target refused as they ran, as some may.
        var refusedTemplates: [String] = []
        var problems: [String] = []

        var text: String {
            let binary = identity.map { visible($0.binary.path) } ?? "no binary"
            guard problems.isEmpty else {
                return (["\(visible(name)) does not work here:"] + problems.map { "  " + $0 })
                    .joined(separator: "\n")
            }
            return "\(visible(name)) works: \(binary), \(seedCount) seeds, \(shapeCount) shapes, "
                + "\(templateCount) templates"
        }
    }

    init(_ found: TargetDescription) throws {
        self.found = found
        let resolver = TargetResolver.ofThisProcess()
        let executable: String
        do throws(TargetUnavailable) {
            executable = try resolver.executable(of: found.target)
        } catch { throw CommandFailure.badInput(error.description) }
        setup = Setup(
            target: found.target, executable: executable,
            environment: resolver.environment(of: found.target, additions: [:]),
            inheritedLimits: OwnLimits.current())
    }

    func run() throws -> Result {
        let session = try Session(log: StepLog.logger(isVerbose: false))
        var result = Result(name: found.target.name)
        var identifier = TargetIdentifier()
        let answer = try session.execute { () throws(ExecutionError) in
            try ProbeCheck(examiner: session.examiner).check(setup, &identifier)
        }
        result.identity = answer.identity
        if let problem = answer.problem {
            result.problems.append(problem)
            return result
        }
        if found.target.probe == nil {
            result.problems.append("it has no probe: add one, or nothing tells that it is there")
        }
        let seeds: [Program]
        do throws(TargetContentError) {
            seeds = try found.loadSeeds()
        } catch { throw CommandFailure.badInput(error.description) }
        let shapes = found.target.nests.map {
            $0.program(depth: 2, fileExtension: found.target.fileExtension)
        }
        result.seedCount = seeds.count
        result.shapeCount = shapes.count
        for program in seeds + shapes {
            let trial = Trial(setup: setup, trialCase: Case(program: program))
            let examination = try session.execute { () throws(ExecutionError) in
                try session.examiner.examine(trial)
            }
            session.endIfInterrupted()
            let verdict = examination.judgement.verdict
            if verdict != .passed {
                result.problems.append(
                    "\(visible(program.provenance.description)): "
                        + "\(verdict.rawValue), \(examination.observation.outcome)"
                )
            }
        }
        try checkTemplates(session, &result)
        return result
    }
}
