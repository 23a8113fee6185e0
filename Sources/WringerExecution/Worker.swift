package import WringerModel
package import WringerSystem

/// What a process needs to run trials: its signals, its scratch folder, the orphans of its
/// children. There is one in a process, used by the thread that made it.
package final class Worker {
    let signals: WorkerSignals
    let scratch: ScratchFolder
    /// Whether the scratch folder is left as the last trial left it.
    let keepsScratch: Bool
    /// The signal by which this process was asked to end, once it was.
    package private(set) var interruption: Signal?
    private var interruptionCount = 0
    /// Called once, when this process is asked to end while a trial is in hand.
    package var onInterrupt: (() -> Void)?
    private var terminalWasResized = false

    /// - Parameter keepsScratch: whether the scratch folder stays when the worker ends.
    ///
    /// - Throws: where something cannot be had; EBUSY where this process has children already, as
    ///   after an exec from a shell with background jobs: they would be taken for a trial's.
    package init(keepsScratch: Bool = false) throws(SystemError) {
        self.keepsScratch = keepsScratch
        guard case .noChildren = Children.nextChange() else {
            throw SystemError("own", "children that were started before", ErrorNumber(16))
        }
        try Children.adoptOrphans()
        signals = try WorkerSignals()
        scratch = try ScratchFolder(keeps: keepsScratch)
    }

    /// The scratch folder, for people and for masking it in outputs.
    package var scratchPath: String { scratch.path }

    /// Prepares to run cases of one setup.
    ///
    /// - Throws: where a folder that the setup allows writing to is not there.
    package func prepare(_ setup: Setup) throws(ExecutionError) -> Runner {
        try harness { () throws(SystemError) in try Runner(setup, worker: self) }
    }

    /// How targets are contained on this kernel, in a line for a log.
    package var containmentText: String {
        containmentWarning ?? "contained by Landlock version \(Containment.version)"
    }

    /// What this kernel cannot keep a target from; nil where nothing is missing.
    package var containmentWarning: String? {
        switch Containment.version {
        case 0:
            "this kernel has no Landlock: programs can write and send signals wherever this user "
                + "can; hunt in a container or a virtual machine"
        case ..<Containment.signalVersion:
            "Landlock version \(Containment.version) holds no signals in: programs can end other "
                + "processes of this user; hunt in a container or a virtual machine"
        default:
            ProcessTree.runsAsRoot
                ? "targets run as root: programs can change the permissions and times of files "
                    + "anywhere, and use the network; better hunt as an ordinary user" : nil
        }
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
