package import Logging
package import WringerModel
package import WringerSystem

/// What a process needs to run trials: its signals, its scratch folder, the orphans of its
/// children, and what it holds targets in with. There is one in a process, used by the thread that
/// made it.
package final class Worker {
    let signals: WorkerSignals
    var scratch: ScratchFolder
    /// Whether what the first trial leaves in the scratch folder is kept.
    let keepsScratch: Bool
    /// Where that is, once there was a trial.
    package var keptFolder: String?
    let enclosure: Enclosure
    /// Tells the story of each trial, with times.
    let log: Logger
    /// The signal by which this process was asked to end, once it was.
    package private(set) var interruption: Signal?
    private var interruptionCount = 0
    /// Called once, when this process is asked to end while a trial is in hand.
    package var onInterrupt: (() -> Void)?
    private var terminalWasResized = false

    /// - Parameters:
    ///   - keepsScratch: whether what the first trial leaves in its scratch folder is kept.
    ///   - log: where the story of each trial is told.
    ///
    /// - Throws: where something cannot be had; EBUSY where this process has children already, as
    ///   after an exec from a shell with background jobs: they would be taken for a trial's.
    package init(keepsScratch: Bool = false, log: Logger) throws(SystemError) {
        self.keepsScratch = keepsScratch
        self.log = log
        guard case .noChildren = Children.nextChange() else {
            throw SystemError("own", "children that were started before", ErrorNumber(16))
        }
        let role = WorkerRole.ofThisProcess
        if role != nil { try WorkerProcess.begin() }
        try Children.adoptOrphans()
        signals = try WorkerSignals(from: role == nil ? .everybody : .starter)
        var enclosure = Enclosure(role: role)
        if !keepsScratch { enclosure.mountMemory() }
        scratch = try ScratchFolder(inOwnMemory: enclosure.hasMemory)
        enclosure.makeNetwork()
        if role != nil { enclosure.installFilter() }
        self.enclosure = enclosure
    }

    /// The scratch folder, for people and for masking it in outputs.
    package var scratchPath: String { scratch.path }

    /// Prepares to run cases of one setup.
    ///
    /// - Throws: where a folder that the setup allows writing to is not there.
    package func prepare(_ setup: Setup) throws(ExecutionError) -> Runner {
        try harness { () throws(SystemError) in try Runner(setup, worker: self) }
    }

    /// What keeps targets from harm, a line each; for a log.
    package var containmentText: [String] { enclosure.description }

    /// What this kernel or this user cannot keep a target from, a line each.
    package var shortfalls: [String] { enclosure.shortfalls }

    /// What the targets of a setup are not kept from beside that, with the reason; nil where they
    /// are.
    package func shortfall(for setup: Setup) -> String? {
        enclosure.note(for: setup, user: enclosure.user(for: setup))
    }

    /// Takes note of the signals that came.
    package func noteSignals() {
        for signal in signals.pending() {
            switch signal {
            case .interrupt, .terminate, .hangup:
                interruption = interruption ?? signal
                interruptionCount += 1
                if interruptionCount == 1 { onInterrupt?() }
            case .windowSize: terminalWasResized = true
            default: break
            }
        }
    }

    /// Whether this process was asked to end a second time: the trial in hand was then cut short,
    /// and says nothing.
    package var isCutShort: Bool { interruptionCount > 1 }

    /// Removes the scratch folder, before this process ends by a signal.
    package func removeScratch() { scratch.remove() }

    /// Whether our terminal was resized since the last call.
    func takeResize() -> Bool {
        defer { terminalWasResized = false }
        return terminalWasResized
    }
}
