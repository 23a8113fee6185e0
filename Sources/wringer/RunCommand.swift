internal import ArgumentParser
internal import WringerCampaign
internal import WringerExecution
internal import WringerModel
internal import WringerRecording
internal import WringerReport
internal import WringerSystem
internal import WringerTargets

/// `wringer run`: one trial.
struct RunCommand: ParsableCommand, TakesTargetCommand, RunsTrials {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs one trial and says what it means.",
        usage: "wringer run [options] PROGRAM (--target NAME | -- CMD @@)",
        discussion: """
            The program runs in an empty folder of its own, with a clean environment. A finding is \
            recorded and can be replayed.

            Examples:
              wringer run prog.lua --target lua
              wringer run prog.lua --limit stack=256K --limit as=64M -- lua5.4 @@
              wringer run prog.lua --target lua --stdout full
              wringer run prog.lua --target lua --inject 'write@fd=1:error=EIO:when=2'
              wringer run prog.tcl --target tcl --stdin failing:EIO --json
              wringer run prog.py --target python --tty

            Exit status: 0 no finding, 1 a finding, 2 bad arguments or input, 3 Wringer itself \
            failed.
            """)

    @Argument(help: "The program.")
    var program: String

    @OptionGroup var targetOptions: TargetOptions
    @OptionGroup var trialOptions: TrialOptions
    @OptionGroup var outputOptions: OutputOptions

    @Option(
        name: .customLong("stdin"),
        help: ArgumentHelp(
            "Standard input: a file, or empty (the default), closed, endless, failing[:ERRNO]. A "
                + "file of such a name is given as ./NAME.", valueName: "FILE"))
    var standardInput: String?

    @Flag(help: "A live session on a pseudo-terminal: yours is passed through and recorded.")
    var tty = false

    @Option(help: "Keep the recording of every trial in this folder, not only of findings.")
    var record: String?

    @Flag(help: "Keep no recording.")
    var noRecord = false

    @Flag(help: "Keep what the trial leaves in its scratch folder, and say where it is.")
    var keepScratch = false

    @Option(
        help: ArgumentHelp(
            "From when on a long trial is recorded as it goes, so that nothing is lost where "
                + "Wringer itself is hit; 60s by default.", valueName: "TIME"))
    var journalAfter = "60s"

    @Option(help: "Decides what fault rules leave to chance (prob, flip, error=any).")
    var seed: UInt64 = 0

    @Option(help: "Run the trial this many times; different results are a finding (diverged).")
    var times = 1

    func run() throws {
        try checkOptions()
        let library = TargetLibrary.ofThisProcess()
        let (target, _) = try targetOptions.resolve(library)
        let setup = try setup(for: target)
        let trialCase = Case(
            program: try ProgramFile.read(program, for: target), standardInput: try input(target),
            faults: try trialOptions.faults(seed: seed))
        Journals.recover(in: journalFolders)
        let session = try Session(
            keepsScratch: keepScratch, requiresContainment: trialOptions.requireContainment,
            log: StepLog.logger(isVerbose: outputOptions.verbose))
        try session.checkContainment(of: setup)
        let trial = Trial(setup: setup, trialCase: trialCase)
        let journal = try journal(for: trial)
        let finding = try examine(trial, session, journal)
        try report(finding, session)
        journal?.finish()
        session.endIfInterrupted()
        if finding.judgement.isFinding { throw ExitCode(ExitStatus.finding) }
    }

    private func checkOptions() throws {
        guard (1...10_000).contains(times) else {
            throw CommandFailure.badInput("--times \(times): expected 1 to 10000")
        }
        guard record == nil || !noRecord else {
            throw CommandFailure.badInput("give either --record or --no-record")
        }
        guard !tty || !outputOptions.json else {
            throw CommandFailure.badInput("--tty shows a session on standard output: no --json")
        }
        guard record != "" else { throw CommandFailure.badInput("--record needs a folder") }
        guard !tty || (standardInput == nil && times == 1) else {
            throw CommandFailure.badInput(
                "--tty is a live session: it takes no --stdin, and is run once")
        }
    }

    private func setup(for target: Target) throws -> Setup {
        var setup = try trialOptions.setup(for: target, .ofThisProcess())
        guard tty else { return setup }
        guard setup.standardOutput == .captured, setup.standardError == .captured else {
            throw CommandFailure.badInput(
                "--tty makes all streams a terminal: no --stdout, --stderr")
        }
        setup.terminal =
            UserTerminal.size(of: 0) ?? UserTerminal.size(of: 1)
            ?? TerminalSize(columns: 80, rows: 24)
        setup.environment["TERM"] = "xterm-256color"
        // A person types as long as a person likes.
        if trialOptions.timeout == nil { setup.timeout = nil }
        return setup
    }

    private func input(_ target: Target) throws -> StandardInput {
        guard let standardInput else { return .empty }
        guard target.input == .file || target.input == .argument else {
            throw CommandFailure.badInput(
                "--stdin: this target takes its program there (input: \(target.input.rawValue))")
        }
        do throws(InputSyntaxError) {
            if let state = try StandardInput.state(standardInput) { return state }
        } catch { throw CommandFailure.badInput(error.description) }
        return .bytes(try ProgramFile.bytes(of: standardInput, "standard input"), pace: nil)
    }

    private func examine(
        _ trial: Trial, _ session: Session, _ journal: JournalWriter?
    ) throws -> Finding {
        var options = Runner.Options()
        options.isLive = tty
        options.journal = journal
        let isRaw = tty && UserTerminal.makeRaw(0)
        defer { if isRaw { UserTerminal.restore(0) } }
        let examination = try session.execute { () throws(ExecutionError) in
            try session.examiner.examine(trial, options: options, repeats: times - 1)
        }
        if let failure = journal?.failure { Output.error("the trial had no journal: \(failure)") }
        var trialCase = trial.trialCase
        if tty {
            // What was typed is what a replay types.
            trialCase.standardInput = .bytes(
                examination.observation.inputBytes, pace: examination.observation.inputChunks)
        }
        return Finding(
            trial: Trial(setup: trial.setup, trialCase: trialCase),
            observation: examination.observation, judgement: examination.judgement)
    }

    var changesTerminal: Bool { tty }

    private func journal(for trial: Trial) throws -> JournalWriter? {
        guard !noRecord else { return nil }
        return JournalWriter(
            .unfinished(trial, host: Session.host, created: Session.now), in: recordingFolder,
            start: try TrialOptions.duration(journalAfter, "--journal-after"))
    }

    private var recordingFolder: String { record ?? "recordings" }

    var journalFolders: [String] { noRecord ? [] : [recordingFolder] }

    private func report(_ finding: Finding, _ session: Session) throws {
        let isKept = !noRecord && (finding.judgement.isFinding || record != nil || tty)
        var path: String?
        var failure: CommandFailure?
        if isKept {
            do {
                path = try write(finding, session)
            } catch let error as CommandFailure {
                failure = error
            }
        }
        if outputOptions.json {
            let bytes = finding.trial.trialCase.program.bytes
            Output.print(
                json: RunReport(finding, recording: path).object(programDigest: Digest.of(bytes)))
        } else if finding.judgement.isFinding || !outputOptions.quiet {
            let style = Output.style(outputOptions.color, .standardOutput)
            let report = RunReport(finding, recording: path)
            Output.print(report.text(style, isVerbose: outputOptions.verbose))
        }
        if let kept = session.worker.keptFolder { Output.error("scratch folder kept: \(kept)") }
        if let failure { throw failure }
    }

    private func write(_ finding: Finding, _ session: Session) throws -> String {
        var identifier = TargetIdentifier()
        let trial = finding.trial
        let recording = try session.execute { () throws(ExecutionError) in
            // A replay identifies by the probe, and so do we: the same kind of run maps the same.
            let probe = ProbeCheck(examiner: session.examiner)
            return Recording(
                trial: trial, observation: finding.observation, judgement: finding.judgement,
                identity: try probe.check(trial.setup, &identifier).identity, host: Session.host,
                calibration: trial.setup.target.probe == nil
                    ? try probe.calibrate(trial.setup) : nil,
                created: Session.now)
        }
        let name = RecordingWriter.name(of: recording, key: RecordingWriter.trialKey(trial))
        do throws(RecordingError) {
            return try RecordingWriter(folder: recordingFolder).write(recording, name: name)
        } catch { throw CommandFailure.harness(error.description) }
    }
}
