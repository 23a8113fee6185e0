internal import ArgumentParser
internal import WringerCampaign
internal import WringerExecution
internal import WringerModel
internal import WringerRecording
internal import WringerReport
internal import WringerSystem

/// `wringer replay`: a recording again.
struct ReplayCommand: ParsableCommand, TakesTargetCommand, RunsTrials {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Runs a recording again, on the recorded build or on another one.",
        usage: "wringer replay [options] RECORDING… [-- CMD @@]",
        discussion: """
            The conclusion is one of: same (fails as recorded), fixed, moved (fails differently), \
            masked (exit 0, but output is lost), flaky, notReproduced (the recorded build does not \
            fail either), unclear (no end in time, say), untestable.

            Examples:
              wringer replay recordings/lua-degraded-1f3a9c02 --times 5
              wringer replay recordings/lua-degraded-1f3a9c02 -- ./build/lua @@
              git bisect run wringer replay --bisect /path/to/recording -- ./build/lua @@
              wringer replay recordings/python-passed-77aa0c1d --play

            Exit status: 0 does not fail any more, 1 fails as recorded, 2 bad arguments or input, \
            3 Wringer itself failed, 4 fails differently, 5 no conclusion, 125 cannot be tested \
            here. With --bisect: 0 good, 1 bad, 125 skip, 128 stop.
            """)

    @Argument(help: "Folders of recordings.")
    var recordings: [String]

    /// The command after `--`.
    private var command: [String] { Invocation.command }

    @Option(help: "How often each recording is run.")
    var times = 3

    @Flag(help: "Feed standard input at its recorded pace.")
    var pace = false

    @Flag(help: "Show the recorded session in its own timing; nothing is run.")
    var play = false

    @Flag(help: "Exit statuses for git bisect run.")
    var bisect = false

    @Flag(help: "Fail where this machine cannot hold targets in completely; see wringer doctor.")
    var requireContainment = false

    @OptionGroup var outputOptions: OutputOptions

    var needsWorker: Bool { !play }

    func run() throws {
        guard (1...10_000).contains(times) else {
            throw CommandFailure.badInput("--times \(times): expected 1 to 10000")
        }
        guard !play || (!outputOptions.json && !bisect && command.isEmpty) else {
            throw CommandFailure.badInput("--play runs nothing: no --json, --bisect or command")
        }
        let loaded = try recordings.map { path in (path: path, recording: try load(path)) }
        if play {
            for (path, recording) in loaded { try SessionPlayer.play(path, recording) }
            return
        }
        let session = try Session(
            requiresContainment: requireContainment,
            log: StepLog.logger(isVerbose: outputOptions.verbose))
        var results: [(path: String, recording: Recording, result: Replayer.Result)] = []
        for (path, recording) in loaded {
            let result = try replay(recording, session)
            results.append((path, recording, result))
            if !outputOptions.json {
                let style = Output.style(outputOptions.color, .standardOutput)
                Output.print(
                    ReplayReport(path: path, recording: recording, result: result).text(style))
            }
            session.endIfInterrupted()
        }
        if outputOptions.json {
            let objects = results.map {
                ReplayReport(path: $0.path, recording: $0.recording, result: $0.result).object
            }
            // One recording is one object; several are a list.
            if objects.count == 1 {
                Output.print(json: objects[0])
            } else {
                Output.print(json: objects)
            }
        }
        let statuses = results.map { status(of: $0.result.conclusion, $0.recording) }
        let worst = statuses.max { Self.weight($0) < Self.weight($1) } ?? ExitStatus.fine
        if worst != ExitStatus.fine { throw ExitCode(worst) }
    }

    private func load(_ path: String) throws -> Recording {
        do throws(RecordingError) {
            return try RecordingReader.read(path)
        } catch { throw CommandFailure.badInput(error.description) }
    }

    private func replay(_ recording: Recording, _ session: Session) throws -> Replayer.Result {
        let folders = recording.trial.setup.writableFolders
        if !folders.isEmpty {
            Output.error(
                "this recording lets its target write in "
                    + folders.map { visible($0) }.joined(separator: ", "))
        }
        try session.checkContainment(of: recording.trial.setup)
        let allowances = recording.trial.setup.allowances
        if allowances.network { Output.error("this recording gives its target the network") }
        if allowances.ownUser { Output.error("this recording runs its target as our own user") }
        var options = Replayer.Options()
        options.times = times
        options.paces = pace
        if !command.isEmpty {
            options.command = command
            let input = recording.trial.setup.target.input
            let hasPlace = command.contains { $0.contains("@@") }
            let needsPlace = input == .file || input == .argument
            guard hasPlace == needsPlace else {
                throw CommandFailure.badInput(
                    needsPlace
                        ? "the command after -- needs @@ where the program's file goes"
                        : "the recorded target takes its program on standard input: no @@")
            }
        }
        let replayer = Replayer(examiner: session.examiner, resolver: session.resolver)
        return try session.execute { () throws(ExecutionError) in
            try replayer.replay(recording, options)
        }
    }

    private func status(of conclusion: Conclusion, _ recording: Recording) -> Int32 {
        let status: Int32 =
            switch conclusion {
            case .same: recording.judgement.isFinding ? ExitStatus.finding : ExitStatus.fine
            case .fixed: ExitStatus.fine
            case .moved, .masked: ExitStatus.otherwise
            case .flaky, .notReproduced, .unclear: ExitStatus.noConclusion
            case .untestable: ExitStatus.untestable
            }
        let convicts = [ExitStatus.fine, ExitStatus.finding].contains(status)
        return bisect && !convicts ? ExitStatus.untestable : status
    }

    /// Of several recordings the worst conclusion counts: a failure before a doubt before health.
    private static func weight(_ status: Int32) -> Int {
        [
            ExitStatus.fine, ExitStatus.untestable, ExitStatus.noConclusion, ExitStatus.otherwise,
            ExitStatus.finding,
        ].firstIndex(of: status) ?? 0
    }
}
