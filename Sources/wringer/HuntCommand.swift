internal import ArgumentParser
internal import Logging
internal import WringerCampaign
internal import WringerExecution
internal import WringerGeneration
internal import WringerModel
internal import WringerRecording
internal import WringerReport
internal import WringerSystem
internal import WringerTargets

/// `wringer hunt`: a series of trials that looks for distinct failures.
struct HuntCommand: ParsableCommand, TakesTargetCommand, RunsTrials {
    static let configuration = CommandConfiguration(
        commandName: "hunt",
        abstract:
            "Hunts a target: seeds, deep nests, mutants, templates, programs of its grammar, more.",
        usage: "wringer hunt [options] (--target NAME | -- CMD @@)",
        discussion: """
            Findings with one signature are one finding; each is run again, recorded, and printed \
            with the commands that show it. The same seed gives the same trials, as long as the \
            target gives the same answers: programs that showed something new are kept in a corpus \
            and mutated again, and what succeeds is done more often. With --json each event is one \
            object on a line of its own, the end of the hunt the last.

            Examples:
              wringer hunt --target tcl --time 1m
              wringer hunt --target lua --trials 5000 --seed 7 --campaign lua-7
              wringer hunt --target python --limit as=512M --time 8h --json
              wringer hunt --target lua --corpus my-corpus
              wringer hunt --target scheme --only seed,template

            Exit status: 0 no finding, 1 at least one, 2 bad arguments or input, 3 Wringer itself \
            failed (what was found is kept). A hunt whose standard output nobody reads any more, \
            as behind | head, ends there; what was found is kept.
            """)

    @OptionGroup var targetOptions: TargetOptions
    @OptionGroup var trialOptions: TrialOptions
    @OptionGroup var outputOptions: OutputOptions

    @Option(help: "How long to hunt, such as 1m or 8h; the default is one minute.")
    var time: String?

    @Option(help: "The most trials; without --time the hunt ends only then.")
    var trials: Int?

    @Option(help: "The seed of all random choices.")
    var seed: UInt64 = 1

    @Option(help: "How many of a hundred trials have one random fault in a system call, 0 to 100.")
    var faultShare = HuntPlan.defaultFaultPercentage

    @Option(
        help: ArgumentHelp(
            "What makes the programs, separated by commas: seed, nest, mutant, fault, template, "
                + "malformed, dimension, grammar, tree; all by default.",
            valueName: "SOURCES"))
    var only: String?

    @Option(help: "Where to keep recordings and events; a new folder under campaigns by default.")
    var campaign: String?

    @Option(
        help: ArgumentHelp(
            "A corpus to begin with and to add to, made where it is not there; see wringer corpus. "
                + "The default is a new one in the folder of the campaign.",
            valueName: "DIR"))
    var corpus: String?

    @Flag(help: "Keep no recordings, no events, and no corpus but that of --corpus.")
    var noRecord = false

    /// What a hunt allows a target by default, so that a mutant which allocates or writes without
    /// end stops itself and not the machine. It counts as the target's own.
    private static let safetyLimits = Limits([
        .addressSpace: Limit(soft: .finite(4 << 30), hard: .finite(4 << 30)),
        .fileSize: Limit(soft: .finite(64 << 20), hard: .finite(64 << 20)),
    ])
    /// Most mutants that run longer than this never end.
    private static let defaultTimeout = "1s"

    func run() throws {
        let library = TargetLibrary.ofThisProcess()
        let (target, known) = try targetOptions.resolve(library)
        guard let known else {
            throw CommandFailure.badInput(
                "a hunt needs seeds and a probe: make a target with wringer target new NAME")
        }
        let bound = try bound()
        guard (0...100).contains(faultShare) else {
            throw CommandFailure.badInput("--fault-share \(faultShare): expected 0 to 100")
        }
        let faults = try trialOptions.faults(seed: seed)
        let setup = try setup(for: target)
        let sources = try sources()
        var corpusFolder = try givenCorpus()
        if let corpusFolder { try CorpusCommand.check(corpusFolder, isOf: target) }
        var material = try HuntMaterial(known, corpus: corpusFolder)
        if sources.contains(.tree) { material.growTrees() }
        _ = try material.plan(seed: seed, only: sources)
        Journals.recover(in: journalFolders)
        let (session, identity) = try Session.ofMany(setup, trialOptions, outputOptions)
        if sources.contains(.nest) {
            let guesses = GuessCheck(examiner: session.examiner, setup: setup)
            let tried = material.shapes
            let refused = try session.execute { () throws(ExecutionError) in
                try guesses.refused(of: tried)
            }
            material.drop(shapes: refused)
            for name in refused {
                session.log.debug("not used: refused at depth 2", metadata: ["shape": "\(name)"])
            }
            try material.screenShapes(setup, session)
        }
        let folder = try makeFolder(for: target)
        let writer = folder.map { RecordingWriter(folder: $0 + "/recordings") }
        do throws(RecordingError) {
            try writer?.checkFolder()
        } catch { throw CommandFailure.harness(error.description) }
        material.learn(from: identity)
        if corpusFolder == nil, let folder { corpusFolder = CorpusFolder(folder + "/corpus") }
        do throws(CorpusError) {
            if let corpusFolder { try material.write(to: corpusFolder) }
        } catch { throw CommandFailure.harness(error.description) }
        var plan = try material.plan(seed: seed, only: sources)
        plan.faultPercentage = sources.contains(.fault) ? faultShare : 0
        if trialOptions.network {
            Output.error("--network: generated programs can reach whatever this machine can")
        }

        var settings = Hunt.Settings(
            setup: setup, seed: seed, identity: identity, host: Session.host, created: Session.now)
        settings.time = bound
        settings.trialCount = trials
        settings.faults = faults
        settings.writer = writer
        settings.folder = folder
        settings.isUnread = { Output.isUnread }
        settings.corpus = corpusFolder
        let teller = HuntTeller(outputOptions, folder: folder)
        let hunt = Hunt(settings, plan: plan, examiner: session.examiner) { teller.tell($0) }
        let end: CampaignEnd
        do {
            end = try session.execute { () throws(ExecutionError) in try hunt.run() }
        } catch {
            teller.summarize(nil, hunt.book)
            throw error
        }
        teller.summarize(end, hunt.book)
        session.endIfInterrupted()
        if end.unrecordedCount > 0 || teller.failure != nil {
            throw CommandFailure.harness(
                teller.failure ?? "\(end.unrecordedCount) findings could not be recorded")
        }
        if hunt.book.count > 0 { throw ExitCode(ExitStatus.finding) }
    }

    var journalFolders: [String] {
        if noRecord { return [] }
        if let campaign { return [campaign + "/recordings"] }
        let names = (try? Files.list("campaigns")) ?? []
        return names.map { "campaigns/\($0)/recordings" }
    }

    private func sources() throws -> Set<ProgramSource> {
        guard let only else { return Set(ProgramSource.allCases) }
        return Set(
            try only.split(separator: ",").map { name in
                guard let source = ProgramSource(rawValue: String(name)) else {
                    let known = ProgramSource.allCases.map(\.rawValue)
                    throw CommandFailure.badInput(
                        "--only: unknown source \(visible(String(name)))"
                            + suggestion(for: String(name), among: known) + "; known are "
                            + known.joined(separator: ", "))
                }
                return source
            })
    }

    /// The corpus that was asked for, or a place for it.
    private func givenCorpus() throws -> CorpusFolder? {
        try corpus.map { try CorpusCommand.place($0) }
    }

    private func bound() throws -> Duration? {
        if let trials, trials < 1 {
            throw CommandFailure.badInput("--trials \(trials): expected 1 or more")
        }
        if let time { return try TrialOptions.duration(time, "--time") }
        return trials == nil ? .seconds(60) : nil
    }

    private func setup(for target: Target) throws -> Setup {
        var hunted = target
        hunted.limits = Self.safetyLimits.overlaid(by: target.limits)
        var options = trialOptions
        options.timeout = options.timeout ?? Self.defaultTimeout
        return try options.setup(for: hunted, .ofThisProcess())
    }

    /// Makes the folder of the campaign. One that is there already is not mixed with.
    private func makeFolder(for target: Target) throws -> String? {
        guard !noRecord else { return nil }
        if let campaign, Files.kind(campaign + "/events.jsonl") != nil {
            throw CommandFailure.badInput(
                "\(visible(campaign)) holds a campaign already; name a new folder")
        }
        do throws(SystemError) {
            if let campaign {
                try DurableFiles.createFolders(campaign)
                return campaign
            }
            try DurableFiles.createFolder("campaigns")
            let name = String(target.name.filter { $0.isLetter || $0.isNumber || $0 == "-" })
            var number = 1
            while true {
                let folder = "campaigns/\(name)-\(number)"
                if try DurableFiles.createNewFolder(folder) { return folder }
                number += 1
            }
        } catch {
            throw CommandFailure.harness("\(error); choose another with --campaign DIR")
        }
    }
}
