internal import WringerCampaign
internal import WringerExecution
internal import WringerGeneration
internal import WringerModel
internal import WringerSystem
internal import WringerTargets

/// Runs the probe, every seed, every shape and every template of a target once, and programs of its
/// grammar, and gathers what is wrong.
struct TargetCheck {
    let found: TargetDescription
    let setup: Setup
    /// How many programs of the grammar are run; with 0 its shapes are not run either.
    let programCount: Int
    /// The seed of these programs.
    let seed: UInt64
    let line = LiveLine()

    /// What a check found.
    struct Result: Encodable {
        let name: String
        var identity: TargetIdentity?
        var seedCount = 0
        var shapeCount = 0
        /// How many shapes were guessed from the seeds, where the description names none.
        var guessedShapeCount = 0
        /// The names of those guesses whose program of depth 2 the target took.
        var acceptedGuesses: [String] = []
        var templateCount = 0
        /// The templates whose programs the target refused as they ran, as some may.
        var refusedTemplates: [String] = []
        /// Those whose programs, made of extreme values, are findings: bugs of the target, which
        /// works else.
        var failingTemplates: [String] = []
        var grammar: GrammarCheckResult?
        var problems: [String] = []

        private func names(_ names: [String]) -> String {
            names.map { visible($0) }.joined(separator: " ")
        }

        var text: String {
            let binary = identity.map { visible($0.binary.path) } ?? "no binary"
            guard problems.isEmpty else {
                return (["\(visible(name)) does not work here:"] + problems.map { "  " + $0 })
                    .joined(separator: "\n")
            }
            let works =
                "\(visible(name)) works: \(binary), \(counted(seedCount, "seed")), "
                + "\(counted(shapeCount, "shape")), \(counted(templateCount, "template"))"
                + (failingTemplates.isEmpty
                    ? "" : "\nfindings with extreme values: \(names(failingTemplates))")
                + (grammar.map { "\n\($0.text)" } ?? "")
            guard guessedShapeCount > 0 else { return works }
            let accepted = acceptedGuesses.map { "\n  \(visible($0))" }.joined()
            return works
                + "\nof \(counted(guessedShapeCount, "shape")) guessed from the seeds it takes "
                + "\(acceptedGuesses.count)" + (accepted.isEmpty ? "" : ":" + accepted)
        }
    }

    init(_ found: TargetDescription, programCount: Int, seed: UInt64) throws {
        self.found = found
        self.programCount = programCount
        self.seed = seed
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
        let shapes = found.target.nests.map { program(of: $0) }
        result.seedCount = seeds.count
        result.shapeCount = shapes.count
        for program in seeds + shapes {
            let examination = try examine(program, session)
            let verdict = examination.judgement.verdict
            if verdict != .passed {
                result.problems.append(
                    "\(visible(program.provenance.description)): "
                        + "\(verdict.rawValue), \(examination.observation.outcome)"
                )
            }
        }
        try checkTemplates(session, &result)
        try checkGrammar(seeds, session, &result)
        guard found.target.nests.isEmpty else { return result }
        let guesses = NestingShape.guessed(from: seeds)
        result.guessedShapeCount = guesses.count
        for guess in guesses
        where try examine(program(of: guess), session).judgement.verdict == .passed {
            result.acceptedGuesses.append(guess.name)
        }
        return result
    }

    private func program(of shape: NestingShape) -> Program {
        shape.program(depth: 2, fileExtension: found.target.fileExtension)
    }

    private func examine(_ program: Program, _ session: Session) throws -> Examiner.Examination {
        let trial = Trial(setup: setup, trialCase: Case(program: program))
        let examination = try session.execute { () throws(ExecutionError) in
            try session.examiner.examine(trial)
        }
        session.endIfInterrupted()
        return examination
    }
}
