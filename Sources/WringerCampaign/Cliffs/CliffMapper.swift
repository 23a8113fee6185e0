package import WringerExecution
internal import WringerGeneration
package import WringerModel
package import WringerRecording
internal import WringerSystem

/// Searches the cliffs of a target: every shape under every stack limit. One worker; address space
/// randomisation is off but for the band, so that the same target gives the same depths.
package final class CliffMapper {
    /// What is searched, and how far.
    package struct Settings: Sendable {
        package var setup: Setup
        package var shapes: [NestingShape]
        /// The soft stack limits, in the order in which they are tried.
        package var stacks: [LimitValue]
        /// The deepest nest, 1 or more.
        package var greatestDepth = CliffMapper.defaultDepth
        /// The largest program, in bytes.
        package var maximumProgramSize = 16 << 20
        /// How many times each side of a boundary is run again.
        package var times = 3
        /// When it ends at the latest; nil for no bound.
        package var time: Duration?
        /// Keeps recordings; nil for none.
        package var writer: RecordingWriter?
        package var identity: TargetIdentity?
        package var host: Host
        /// Seconds since 1970.
        package var created: Int64

        package init(setup: Setup, shapes: [NestingShape], stacks: [LimitValue], host: Host) {
            self.setup = setup
            self.shapes = shapes
            self.stacks = stacks
            self.host = host
            created = 0
        }
    }

    /// The deepest nest by default: 8 MiB of stack hold no more levels of 32 bytes.
    package static let defaultDepth = 300_000

    /// What happens on the way.
    package enum Event: Sendable {
        /// A trial has ended.
        case progress(Progress)
        /// Something that a person should know.
        case note(String)
    }

    /// How far a search has come.
    package struct Progress: Sendable {
        package var cellCount = 0
        package var finishedCount = 0
        package var shape = ""
        package var limit = ""
        package var depth = 0
        package var trialCount = 0
        /// Boundaries behind which the target fails.
        package var failureCount = 0
    }

    let settings: Settings
    let examiner: Examiner
    private let onEvent: (Event) -> Void
    private let start = Instant.now()
    private(set) var progress = Progress()
    private var map: CliffMap

    /// - Parameter onEvent: called on the searching thread for every event, in order.
    package init(_ settings: Settings, examiner: Examiner, onEvent: @escaping (Event) -> Void) {
        self.settings = settings
        self.examiner = examiner
        self.onEvent = onEvent
        map = CliffMap(target: settings.setup.target.name, identity: settings.identity)
    }

    /// Searches until all is searched, the time is over, or somebody interrupts; what is known then
    /// is the result.
    ///
    /// - Throws: failures of the harness.
    package func run() throws(ExecutionError) -> CliffMap {
        do throws(ExecutionError) {
            try searchAll()
        } catch {
            guard case .interrupted = error else { throw error }
            map.ended = .interrupted
        }
        map.unsearchedCount = progress.cellCount - map.cliffs.count
        map.trialCount = progress.trialCount
        map.seconds = (.now() - start).seconds
        return map
    }

    private func searchAll() throws(ExecutionError) {
        progress.cellCount = settings.shapes.count * settings.stacks.count
        var stacks: [LimitValue] = []
        for stack in settings.stacks {
            if let problem = try examiner.idleProblem(of: setup(under: stack)) {
                map.leftOut.append(.init(limit: CliffLimit(stack: stack), reason: problem))
            } else {
                stacks.append(stack)
            }
        }
        progress.cellCount = settings.shapes.count * stacks.count
        for shape in settings.shapes {
            let start = map.cliffs.count
            var slowFrom: Int?
            for stack in stacks {
                guard let cell = try search(shape, under: stack, slowFrom: slowFrom) else { break }
                // A larger stack makes nothing faster.
                if cell.end == .slow { slowFrom = cell.searchedDepth }
                // Known from here on, whatever becomes of the rest.
                map.cliffs.append(cell)
                progress.finishedCount += 1
            }
            let places = start..<map.cliffs.count
            if let (law, depths) = CliffLaw.found(in: Array(map.cliffs[places])) {
                map.laws.append(law)
                for place in places { map.cliffs[place].apply(law.law, depths) }
            }
            for place in places {
                let cell = map.cliffs[place]
                let setup = setup(under: cell.limit.stack)
                for (index, boundary) in cell.boundaries.enumerated() where !shouldEnd {
                    let phase = try phase(of: boundary, shape, setup)
                    let band = try band(of: boundary, shape, setup)
                    map.cliffs[place].boundaries[index].phase = phase
                    map.cliffs[place].boundaries[index].band = band
                }
            }
            if shouldEnd { return }
        }
    }

    /// Whether it is time to end; why is then noted.
    var shouldEnd: Bool {
        examiner.worker.noteSignals()
        if examiner.worker.interruption != nil {
            map.ended = .interrupted
        } else if let time = settings.time, .now() >= start + time {
            map.ended = .time
        }
        return map.ended != .complete
    }

    func setup(under stack: LimitValue) -> Setup {
        var setup = settings.setup
        // Both sides: a target must not enlarge it again.
        setup.limits[.stack] = Limit(soft: stack, hard: stack)
        return setup
    }

    func trial(_ shape: NestingShape, _ depth: Int, _ setup: Setup) -> Trial {
        Trial(
            setup: setup,
            trialCase: Case(
                program: shape.program(
                    depth: depth, fileExtension: setup.target.fileExtension)))
    }

    /// The deepest nest of a shape that may be tried, and what bounds it; nil where not even one
    /// level fits.
    func bound(of shape: NestingShape) -> (depth: Int, end: CliffCell.End)? {
        // execve(2) takes no longer argument (MAX_ARG_STRLEN).
        let isArgument = settings.setup.target.input == .argument
        let size =
            isArgument
            ? min(settings.maximumProgramSize, 127 << 10)
            : settings.maximumProgramSize
        guard let fitting = shape.greatestDepth(within: size), fitting >= 1 else { return nil }
        return fitting < settings.greatestDepth
            ? (fitting, .size) : (settings.greatestDepth, .depth)
    }

    /// Runs a trial and tells what became of it.
    ///
    /// - Parameters:
    ///   - comparesOutput: whether an exit 0 is compared with that of twins, which takes two
    ///     further runs.
    ///   - looksAtCrashes: whether the state at a crash is taken, by which failures are told apart.
    func examine(
        _ trial: Trial, comparesOutput: Bool = false, looksAtCrashes: Bool = true
    ) throws(ExecutionError) -> (outcome: CliffClass, examination: Examiner.Examination?) {
        defer { onEvent(.progress(progress)) }
        progress.trialCount += 1
        if let depth = trial.trialCase.program.provenance.depth { progress.depth = depth }
        var options = Runner.Options()
        options.capturesCrashes = looksAtCrashes
        let observation = try examiner.run(trial, options: options)
        guard observation.outcome != .timedOut else { return (.timedOut, nil) }
        let examination = try examiner.judge(
            trial, observation, comparesOutput: comparesOutput, explains: { _ in false })
        return (outcome(of: examination, trial), examination)
    }

    private func outcome(of examination: Examiner.Examination, _ trial: Trial) -> CliffClass {
        let judgement = examination.judgement
        let detail: String?
        switch judgement.verdict {
        case .passed: detail = nil
        case .rejected: detail = examiner.diagnostic(of: trial, examination.observation)
        case .exhausted, .killed, .invalid, .endless:
            detail = judgement.cause.map { $0.kind.rawValue }
        case .crashed, .panicked, .hung, .degraded, .leaked, .diverged, .slow:
            detail = judgement.signature?.text
        }
        return CliffClass(verdict: judgement.verdict, detail: detail)
    }

    func begin(_ shape: NestingShape, _ stack: LimitValue) {
        progress.shape = shape.name
        progress.limit = CliffLimit(stack: stack).text
    }

    func countFailure() { progress.failureCount += 1 }

    func note(_ text: String) { onEvent(.note(text)) }
}

extension Provenance {
    /// How deep a nest is; nil for what is none.
    fileprivate var depth: Int? {
        if case .nest(_, let depth) = self { return depth }
        return nil
    }
}
