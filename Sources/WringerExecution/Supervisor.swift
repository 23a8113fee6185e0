internal import WringerModel
internal import WringerSystem

/// The one owner of children and of ptrace stops: dispatches each by its reason and gathers what
/// only the tracer of a target can see.
struct Supervisor: ~Copyable {
    let mainProcess: Int32
    private let identifies: Bool
    private(set) var mainHasEnded = false
    /// Whether there may be other tasks than the main thread: new ones show themselves by stops.
    private var mayHaveOthers = false
    /// Whether the target makes no call any more, and nobody else is there who could.
    private(set) var isExitingAlone = false
    /// When the target ended.
    private(set) var endTime: Instant?
    private var nobodyIsLeft = false
    private var usage = Usage()
    private var sampler: ResourceSampler
    private var fatalSignals: FatalSignals
    private var survivors: [Survivor] = []
    private var images = ImageTrace()
    private var firstLook: (used: Duration, at: Instant)?
    private var stall: Stall?
    /// Puts faults into the calls of the trial; nil where it has none.
    var interceptor: Interceptor?
    /// Notes all calls of the trial; nil where that was not asked for.
    var tracer: CallTracer?

    /// The most executions that are noted.
    private static let maximumExecutionCount = 256

    /// - Parameter sampler: that of the main process, which has not run yet where it is traced.
    init(
        mainProcess: Int32, _ identifies: Bool, _ fatalSignals: FatalSignals,
        _ sampler: ResourceSampler
    ) {
        self.mainProcess = mainProcess
        self.identifies = identifies
        self.sampler = sampler
        self.fatalSignals = fatalSignals
        self.sampler.takeFirstPoint()
        if identifies { noteExecution(mainProcess) }
    }

    /// When the resources of the trial are to be read again; nil once it is over.
    var nextSample: Instant? { sampler.nextSample }

    /// Reads the resources of the trial, if it is time.
    mutating func sampleIfDue(at now: Instant) {
        if let next = nextSample, next <= now { sampler.takePoint() }
    }

    /// Takes changes of children until one concerns the trial as a whole; nil where there is none
    /// now.
    mutating func nextEvent(_ target: borrowing StartedProcess) -> TrialMachine.Event? {
        guard !nobodyIsLeft else { return nil }
        while true {
            switch Children.nextChange() {
            case .nothing: return nil
            case .noChildren:
                nobodyIsLeft = true
                return .allGone
            case .ended(mainProcess, let ending, let usage) where !mainHasEnded:
                mainHasEnded = true
                // Whom we do not trace may have outlived it, and write.
                isExitingAlone = false
                sawEnd(of: mainProcess)
                endTime = .now()
                self.usage = usage
                self.usage.peakResidentSet = sampler.peakResidentSet
                switch ending {
                case .exited(let code): return .ended(.exited(code: code))
                case .signalled(let signal): return .ended(.signalled(signal))
                }
            case .ended(let processID, _, _): sawEnd(of: processID)
            case .aboutToGet(let processID, .trap) where reachedEntry(processID, target):
                resume(processID)
            case .aboutToGet(let processID, let signal):
                if processID == mainProcess, Signal.fatalFaults.contains(signal) {
                    tracer?.sawFatalSignal()
                }
                fatalSignals.note(signal, of: processID)
                interceptor?.aboutToGetSignal(processID)
                resume(processID, delivering: signal)
            case .filtered(let processID):
                sampler.sawStop(of: processID)
                filtered(processID)
            case .inCall(let processID): inCall(processID)
            case .groupStopped(let processID): Children.keepStopped(processID)
            case .executed(let processID):
                // A thread that executes takes over the id of its process (execve(2)).
                sampler.sawStop(of: processID)
                if identifies { noteExecution(processID) }
                interceptor?.executed(processID, isTarget: processID == mainProcess)
                resume(processID)
            case .exiting(let processID):
                sampler.sawExit(of: processID)
                if processID == mainProcess, !mayHaveOthers {
                    isExitingAlone = true
                    interceptor?.stopListening()
                }
                noteMappings(of: processID)
                resume(processID)
            case .stopped(let processID):
                mayHaveOthers = true
                sampler.sawStop(of: processID)
                resume(processID)
            }
        }
    }

    private mutating func sawEnd(of processID: Int32) {
        sampler.sawEnd(of: processID)
        tracer?.sawEnd(of: processID)
        interceptor?.sawEnd(of: processID)
    }

    /// Looks at what all threads do. The second look gives the share of the processor since the
    /// first, and the stacks; its stops are answered by `nextEvent` as any other.
    mutating func examine(at now: Instant) {
        let look = ProcessTree.snapshot(of: mainProcess, stops: firstLook != nil)
        guard let first = firstLook else {
            firstLook = (look.used, now)
            stall = Stall(threads: look.threads, processorShare: 0)
            return
        }
        let share = (look.used - first.used).seconds / max((now - first.at).seconds, 0.001)
        stall = Stall(threads: look.threads, processorShare: share)
    }

    mutating func noteSurvivors() {
        let alive = ProcessTree.descendants(of: ProcessTree.ownProcess).dropFirst()
        survivors = alive.filter { !ProcessTree.isDead($0) }.prefix(Survivor.maximumCount)
            .map { Survivor(processID: $0, name: ProcessTree.name(of: $0)) }
    }

    private mutating func noteExecution(_ processID: Int32) {
        guard images.executions.count < Self.maximumExecutionCount,
            let path = ProcessTree.executable(of: processID)
        else { return }
        images.executions.append(
            ImageTrace.Execution(
                path: path, arguments: ProcessTree.arguments(of: processID),
                isMainProcess: processID == mainProcess))
    }

    /// Notes what is gone with the target's memory, before it is killed.
    mutating func describeTarget() {
        sampler.takePoint()
        noteMappings(of: mainProcess)
    }

    private mutating func noteMappings(of processID: Int32) {
        guard identifies, images.mappedFiles.count < Self.maximumExecutionCount,
            let path = ProcessTree.executable(of: processID)
        else { return }
        let mapped = ProcessTree.mappedExecutables(of: processID)
        if mapped.count > images.mappedFiles[path]?.count ?? 0 { images.mappedFiles[path] = mapped }
    }

    /// What was gathered, as the observation of a trial that ended so.
    mutating func observation(_ outcome: Outcome) -> Observation {
        var observation = Observation(outcome: outcome)
        if let report = interceptor?.report { observation.faults = report }
        observation.reachedStart = !(interceptor?.isLoading(mainProcess) ?? false)
        observation.calls = tracer?.trace(outcome)
        observation.usage = usage
        observation.resources = sampler.trace
        observation.survivors = survivors
        observation.images = identifies ? images : nil
        observation.stall = outcome == .timedOut ? stall : nil
        let decisive = fatalSignals.decisive(for: outcome)
        observation.fatalSignal = decisive?.signal
        observation.crash = decisive?.crash
        return observation
    }
}
