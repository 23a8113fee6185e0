internal import ArgumentParser
internal import WringerCampaign
internal import WringerExecution
internal import WringerGeneration
internal import WringerModel
internal import WringerRecording
internal import WringerReport
internal import WringerSystem
internal import WringerTargets

/// What `wringer cliffs --growth` takes beside the options of all searches.
struct GrowthOptions: ParsableArguments {
    @Flag(help: "Measure how the cost grows with the size of programs, in place of depths.")
    var growth = false

    @Option(
        name: .customLong("dimension"), parsing: .singleValue,
        help: ArgumentHelp(
            "With --growth: a dimension of the target, or a shape that closes nothing; can be "
                + "repeated. All dimensions by default.", valueName: "NAME"))
    var dimensions: [String] = []

    @Option(
        help: "With --growth: the CPU time from which on a program is slow; the default is 1s.")
    var budget: String?
}

/// `wringer cliffs --growth`: how the cost of a target grows with the size of its programs.
struct GrowthRun {
    private let command: CliffsCommand
    private let setup: Setup
    private let dimensions: [Dimension]
    private let exponent: Double
    private let settings: GrowthSurvey.Settings
    private let time: Duration?

    /// As `wringer cliffs`: what a target may take by default counts as its own.
    private static let safetyLimits = Limits([
        .addressSpace: Limit(soft: .finite(2 << 30), hard: .finite(2 << 30)),
        .fileSize: Limit(soft: .finite(64 << 20), hard: .finite(64 << 20)),
    ])

    /// Reads what was asked for, and checks it before anything runs.
    init(_ command: CliffsCommand) throws {
        self.command = command
        guard command.trialOptions.rules.isEmpty else {
            throw CommandFailure.badInput("--inject: growth is measured without faults")
        }
        guard command.shapes.isEmpty, command.stacks.isEmpty, command.baseline == nil else {
            throw CommandFailure.badInput(
                "--growth takes no --shape, --stack or --baseline; see --dimension")
        }
        guard (1...100).contains(command.times) else {
            throw CommandFailure.badInput("--times \(command.times): expected 1 to 100")
        }
        let (target, known) = try command.targetOptions.resolve(TargetLibrary.ofThisProcess())
        let available = try Self.available(target, known)
        dimensions = try Self.chosen(command.growthOptions.dimensions, of: available, target)
        exponent = known?.growthExponent ?? Dimension.defaultExponent
        var measured = target
        measured.limits = Self.safetyLimits.overlaid(by: target.limits)
        setup = try command.trialOptions.setup(for: measured, .ofThisProcess())
        var settings = GrowthSurvey.Settings(setup: setup)
        settings.allowedExponent = exponent
        settings.maximumByteCount = try CliffMaterial.size(command.maxSize)
        // Asked for once, it is once: that shows what is accepted, and hardly a law.
        settings.repeats = command.times...(command.times == 1 ? 1 : command.times + 4)
        if let budget = command.growthOptions.budget {
            settings.budget = try TrialOptions.duration(budget, "--budget")
            settings.timePerSize = settings.budget * 2
        }
        guard let timeout = setup.timeout, settings.budget * 2 <= timeout else {
            throw CommandFailure.badInput(
                "--budget \(settings.budget.text): more than half of the time that a program has; "
                    + "give more with --timeout")
        }
        self.settings = settings
        time = try command.time.map { try TrialOptions.duration($0, "--time") }
    }

    /// The dimensions of the target, or what its seeds give, and the nests that are flat.
    private static func available(
        _ target: Target, _ known: TargetDescription?
    ) throws -> (own: [Dimension], flat: [Dimension]) {
        var own = known?.dimensions ?? []
        if own.isEmpty, let known {
            do throws(TargetContentError) {
                own = Dimension.made(of: try known.loadSeeds())
            } catch { throw CommandFailure.badInput(error.description) }
        }
        let flat = target.nests.compactMap { Dimension(flat: $0) }
            .filter { shape in !own.contains { $0.name == shape.name } }
        guard !own.isEmpty || !flat.isEmpty else {
            throw CommandFailure.badInput(
                "target \(visible(target.name)) has no dimensions and no seeds to make them of: "
                    + "name at least one under dimensions in its target.yaml")
        }
        return (own, flat)
    }

    private static func chosen(
        _ names: [String], of available: (own: [Dimension], flat: [Dimension]), _ target: Target
    ) throws -> [Dimension] {
        guard !names.isEmpty else {
            return available.own.isEmpty ? available.flat : available.own
        }
        let all = available.own + available.flat
        var chosen: [Dimension] = []
        for name in names {
            guard let dimension = all.first(where: { $0.name == name }) else {
                let known = all.map(\.name)
                throw CommandFailure.badInput(
                    "--dimension \(visible(name)): target \(visible(target.name)) has no such "
                        + "dimension\(suggestion(for: name, among: known)); it has "
                        + visible(known.joined(separator: ", "), limit: 1000))
            }
            if !chosen.contains(dimension) { chosen.append(dimension) }
        }
        return chosen
    }

    // MARK: - The run

    func run() throws {
        let session = try Session(
            requiresContainment: command.trialOptions.requireContainment,
            log: StepLog.logger(isVerbose: command.outputOptions.verbose))
        try session.checkContainment(of: setup)
        if let shortfall = session.worker.shortfall(for: setup) { Output.error(shortfall) }
        let identity = try TargetPresence(setup).check(session)
        let writer =
            command.noRecord ? nil : RecordingWriter(folder: command.record ?? "recordings")
        do throws(RecordingError) {
            try writer?.checkFolder()
        } catch { throw CommandFailure.harness(error.description) }
        let survey = GrowthSurvey(settings, examiner: session.examiner)
        let options = command.outputOptions
        let report = GrowthReport(
            Output.style(options.color, .standardOutput), names: dimensions.map(\.name))
        if !options.json, !options.quiet {
            Output.print(
                report.head(
                    target: setup.target.name, budget: settings.budget,
                    maximumSize: command.maxSize, exponent: exponent,
                    conditions: "\(setup.limits)"))
        }
        var results: [GrowthResult] = []
        var findings: [(finding: Finding, recording: String?)] = []
        var failure: String?
        let start = Instant.now()
        let line = LiveLine()
        for (number, dimension) in dimensions.enumerated() {
            if let time, .now() >= start + time {
                Output.error(
                    "time is over: \(dimensions.count - number) dimensions are not measured")
                break
            }
            if !options.quiet {
                line.show { "\(number + 1) of \(dimensions.count): \(visible(dimension.name))" }
            }
            let result = try session.execute { () throws(ExecutionError) in
                try survey.survey(dimension)
            }
            line.close()
            results.append(result)
            if !options.json, !options.quiet { Output.print(report.text(result)) }
            for (finding, proof) in result.findings {
                do throws(RecordingError) {
                    let path = try write(finding, proof, identity, writer)
                    findings.append((finding, path))
                } catch {
                    failure = error.description
                    findings.append((finding, nil))
                }
            }
            if session.worker.interruption != nil { break }
        }
        if options.json {
            Output.print(
                json: GrowthObject(target: setup.target.name, results, findings: findings))
        } else if !options.quiet || !findings.isEmpty {
            Output.print(report.text(findings))
        }
        session.endIfInterrupted()
        if let failure { throw CommandFailure.harness(failure) }
        if !findings.isEmpty { throw ExitCode(ExitStatus.finding) }
    }

    private func write(
        _ finding: Finding, _ proof: GrowthProof?, _ identity: TargetIdentity,
        _ writer: RecordingWriter?
    ) throws(RecordingError) -> String? {
        guard let writer else { return nil }
        let recording = Recording(
            trial: finding.trial, observation: finding.observation, judgement: finding.judgement,
            identity: identity, host: Session.host, calibration: nil, growth: proof,
            created: Session.now)
        let key = finding.judgement.signature?.text ?? ""
        return try writer.write(recording, name: RecordingWriter.name(of: recording, key: key))
    }
}
