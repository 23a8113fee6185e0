package import WringerExecution
package import WringerGeneration
package import WringerModel
package import WringerRecording
internal import WringerSystem
internal import WringerTriage

/// A series of trials that looks for distinct failures of one target: seeds, deep nesting under
/// several stack limits, mutants. One worker; the same seed gives the same trials while the target
/// gives the same answers, since what showed something new is followed.
package final class Hunt {
    /// What a hunt is to do.
    package struct Settings: Sendable {
        package var setup: Setup
        package var seed: UInt64
        /// When it ends at the latest; nil for no bound.
        package var time: Duration?
        /// The most trials; nil for no bound.
        package var trialCount: Int?
        /// The faults of every trial, in place of random ones; empty for none.
        package var faults = FaultPlan()
        /// Keeps recordings; nil for none.
        package var writer: RecordingWriter?
        /// Where programs that showed something new are kept; nil for memory only. It holds the
        /// seeds already.
        package var corpus: CorpusFolder?
        /// Asked before each trial: whether nobody reads what is told any more.
        package var isUnread: @Sendable () -> Bool = { false }
        /// The folder of the campaign, for people.
        package var folder: String?
        package var identity: TargetIdentity
        package var calibration: Calibration?
        package var host: Host
        /// Seconds since 1970 when the hunt began.
        package var created: Int64

        package init(
            setup: Setup, seed: UInt64, identity: TargetIdentity, host: Host, created: Int64
        ) {
            self.setup = setup
            self.seed = seed
            self.identity = identity
            self.host = host
            self.created = created
        }
    }

    /// How often a new finding is run again before it is announced.
    private static let confirmationCount = 2
    /// How often progress is reported.
    private static let progressInterval = Duration.milliseconds(500)

    private let settings: Settings
    private var plan: HuntPlan
    private let examiner: Examiner
    private let onEvent: (CampaignEvent) -> Void
    private var counters = CampaignCounters()
    private var corpus: HuntCorpus
    private var generation = Duration.zero
    private var digest = Digest()
    private var nextProgress: Instant
    private let start: Instant
    /// The findings so far.
    package private(set) var book = FindingBook()

    /// - Parameter onEvent: called on the hunting thread for every event, in order.
    package init(
        _ settings: Settings, plan: HuntPlan, examiner: Examiner,
        onEvent: @escaping (CampaignEvent) -> Void
    ) {
        self.settings = settings
        self.plan = plan
        self.examiner = examiner
        self.onEvent = onEvent
        corpus = HuntCorpus(folder: settings.corpus)
        start = .now()
        nextProgress = start + Self.progressInterval
    }

    /// Hunts until the time is over, the trials are done, or somebody interrupts.
    ///
    /// - Throws: failures of the harness; what was found before is kept.
    package func run() throws(ExecutionError) -> CampaignEnd {
        onEvent(
            .started(
                CampaignStart(
                    target: settings.setup.target.name, seed: settings.seed,
                    time: settings.time?.seconds, folder: settings.folder,
                    identity: settings.identity, seedProgramCount: plan.seedCount,
                    shapeCount: plan.shapeCount)))
        try chooseFaults()
        var number = 0
        while true {
            examiner.worker.noteSignals()
            if let reason = reasonToEnd(after: number) { return end(reason) }
            do throws(ExecutionError) {
                try runStep()
            } catch {
                guard case .interrupted = error else { throw error }
                return end(.interrupted)
            }
            number += 1
            reportProgress()
        }
    }

    private func reasonToEnd(after number: Int) -> CampaignEnd.Reason? {
        if examiner.worker.interruption != nil { return .interrupted }
        if settings.isUnread() { return .unread }
        if let most = settings.trialCount, number >= most { return .trials }
        if let time = settings.time, .now() >= start + time { return .time }
        return nil
    }

    private func runStep() throws(ExecutionError) {
        let began = Instant.now()
        let step = plan.next()
        generation += .now() - began
        var setup = settings.setup
        if let stack = step.stack { setup.limits[.stack] = stack }
        let faults = settings.faults.isEmpty ? step.faults : settings.faults
        let trial = Trial(setup: setup, trialCase: Case(program: step.program, faults: faults))
        digest.update(step.program.bytes)
        digest.update(Array("\(setup.limits)\n".utf8))
        for rule in faults.rules { digest.update(Array("\(rule.text)\n".utf8)) }
        let options = options(for: trial)
        defer { options.journal?.finish() }
        let examination = try examiner.examine(
            trial, options: options, explains: { book[$0] == nil })
        counters.trials += 1
        counters.verdicts[examination.judgement.verdict.rawValue, default: 0] += 1
        counters.sources[step.source.rawValue, default: SourceCounters()].trials += 1
        learn(from: examination, step)
        guard let signature = examination.judgement.signature else { return }
        try keep(
            Finding(
                trial: trial, observation: examination.observation,
                judgement: examination.judgement), signature, step.source)
    }

    /// Lets the plan know what came of a step, and keeps a program that showed something new, to
    /// be mutated from then on.
    private func learn(from examination: Examiner.Examination, _ step: HuntStep) {
        let judgement = examination.judgement
        let isNewFinding = judgement.signature.map { book[$0] == nil } ?? false
        let isNew = corpus.isNew(
            Behaviour(
                judgement.verdict, examination.observation, program: step.program,
                scratch: examiner.worker.scratchPath))
        counters.messages = corpus.messageCount
        let reward: AdaptiveWeights.Reward =
            isNewFinding ? .newSignature : isNew ? .newBehaviour : .none
        let outcome = examination.observation.outcome
        plan.note(reward, of: step, tookDeadline: outcome == .timedOut)
        let parents: [ProgramSource] = [.mutant, .tree, .grammar, .template, .malformed]
        guard reward != .none, parents.contains(step.source) else { return }
        do throws(CorpusError) {
            guard let entry = try corpus.keep(step.program, examination.observation) else { return }
            plan.add(entry)
            counters.corpusEntries = corpus.count
        } catch { onEvent(.note("the corpus is not written any more: \(error)")) }
    }

    /// Finds out which calls the target makes, to draw faults from; says so where faults cannot be
    /// put into calls here.
    private func chooseFaults() throws(ExecutionError) {
        guard settings.faults.isEmpty, plan.faultPercentage > 0, plan.seedCount > 0,
            settings.setup.tracing == .on
        else { return }
        var counts: [String: Int] = [:]
        // Some calls are there on some architectures only.
        let rules = FaultPalette.countingRules.filter {
            SystemCalls.number(of: $0.selection) != nil
        }
        for program in plan.seedPrograms.prefix(Self.countedSeedCount) {
            let counting = Case(program: program, faults: FaultPlan(rules: rules))
            let trial = Trial(setup: settings.setup, trialCase: counting)
            let observation = try examiner.run(trial)
            if case .notStarted(let failure) = observation.outcome {
                onEvent(.note("no faults in system calls: \(failure.step) gave \(failure.error)"))
                return
            }
            for (rule, count) in zip(rules, observation.faults.counts) {
                counts[rule.selection] = max(counts[rule.selection] ?? 0, count.matched)
            }
        }
        plan.faults = FaultPalette(counts: counts)
    }

    /// How many seeds are run to find out which calls the target makes.
    private static let countedSeedCount = 4

    /// A trial that may become long has a journal; most hunts end theirs much earlier.
    private func options(for trial: Trial) -> Runner.Options {
        var options = Runner.Options()
        if let writer = settings.writer, trial.setup.timeout ?? .seconds(61) > .seconds(60) {
            let recording = Recording.unfinished(
                trial, host: settings.host, created: settings.created)
            options.journal = JournalWriter(recording, in: writer.folder)
        }
        return options
    }

    private func keep(
        _ finding: Finding, _ signature: Signature, _ source: ProgramSource
    ) throws(ExecutionError) {
        switch book.note(finding, signature, source: source.rawValue) {
        case .known: return
        case .new:
            var reproduction = Reproduction()
            // What was found is announced, whoever wants us to end.
            for _ in 0..<Self.confirmationCount where examiner.worker.interruption == nil {
                let again = try examiner.examine(finding.trial).judgement
                reproduction.runs += 1
                if again.signature == signature {
                    reproduction.same += 1
                } else if again.isFinding {
                    reproduction.other += 1
                } else {
                    reproduction.none += 1
                }
            }
            counters.findings = book.count
            counters.sources[source.rawValue, default: SourceCounters()].findings += 1
            book[signature]?.reproduction = reproduction
            record(finding, signature)
            if let entry = book[signature] { onEvent(.found(entry.summary)) }
        case .better where examiner.worker.interruption != nil: return
        case .better:
            book[signature]?.finding = finding
            record(finding, signature)
            if let entry = book[signature] { onEvent(.improved(entry.summary)) }
        }
    }

    /// Writes the recording of a finding, in the place of an earlier one of its signature.
    private func record(_ finding: Finding, _ signature: Signature) {
        guard let writer = settings.writer else { return }
        let recording = Recording(
            trial: finding.trial, observation: finding.observation, judgement: finding.judgement,
            identity: settings.identity, host: settings.host, calibration: settings.calibration,
            created: settings.created)
        let name = RecordingWriter.name(of: recording, key: signature.text)
        do throws(RecordingError) {
            book[signature]?.recording = try writer.write(recording, name: name)
            // It is on disk now; a night's findings need not hold their outputs in memory.
            book[signature]?.finding = finding.withoutOutput
        } catch {
            onEvent(.note("\(error)"))
        }
    }

    private func syncCorpus() {
        do throws(CorpusError) {
            try corpus.sync()
        } catch { onEvent(.note("the corpus may not last: \(error)")) }
    }

    private func reportProgress() {
        let now = Instant.now()
        guard now >= nextProgress else { return }
        nextProgress = now + Self.progressInterval
        syncCorpus()
        counters.generation = generation.seconds
        counters.elapsed = (now - start).seconds
        onEvent(.progress(counters))
    }

    private func end(_ reason: CampaignEnd.Reason) -> CampaignEnd {
        // A full disk may have room again: what was found must not be lost to a moment.
        if settings.writer != nil {
            for entry in book.ranked where entry.recording == nil {
                guard let signature = entry.finding.judgement.signature else { continue }
                record(entry.finding, signature)
            }
        }
        syncCorpus()
        counters.generation = generation.seconds
        counters.elapsed = (.now() - start).seconds
        let unrecorded =
            settings.writer == nil ? 0 : book.ranked.filter { $0.recording == nil }.count
        let end = CampaignEnd(
            reason: reason, counters: counters, trialsDigest: digest.hexadecimal(),
            unrecordedCount: unrecorded)
        onEvent(.ended(end))
        return end
    }
}
