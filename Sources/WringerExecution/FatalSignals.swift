internal import WringerModel
internal import WringerSystem

/// The fatal signals of a trial, with the state of each process at its own.
///
/// Of each process the first synchronous fault counts: runtimes that handle SIGSEGV raise it again
/// themselves, from where nothing of the fault is left to see. Where there was none, a signal that
/// was sent does, the last one.
struct FatalSignals {
    struct Entry {
        let process: Int32
        let signal: FatalSignal
        /// Nil where nothing was taken: the signal came from another process, or did not end this
        /// one, or too much time was spent already.
        let crash: CrashDetail?
    }

    private let mainProcess: Int32
    private let capturesCrashes: Bool
    private var ownFault: Entry?
    private var ownSentSignal: Entry?
    private var ofDescendants: [Entry] = []
    /// What captures may still take: a target whose children all crash must not take for ever.
    private var timeLeft = Duration.seconds(1)

    /// The most descendants' signals that are kept, the last ones: a shell may have thousands of
    /// children that die.
    private static let maximumDescendantCount = 64

    /// - Parameter capturesCrashes: whether the states of processes are taken, and not only the
    ///   signals.
    init(mainProcess: Int32, capturesCrashes: Bool) {
        self.mainProcess = mainProcess
        self.capturesCrashes = capturesCrashes
    }

    /// Takes note of a signal at which a traced thread is stopped.
    mutating func note(_ signal: Signal, of thread: Int32) {
        guard Signal.fatalFaults.contains(signal),
            let detail = FatalSignal(ofTracee: thread, signal, mainProcess: mainProcess)
        else { return }
        let process = ProcessTree.process(of: thread)
        let fault = detail.isMainProcess ? ownFault : fault(of: process, signal)
        guard detail.isMainProcess || fault == nil else { return }
        // A signal that is sent again and again to a handler is taken when it ends the process.
        let isTaken: Bool
        switch detail.sender {
        case .kernel: isTaken = fault == nil
        case .itself:
            isTaken = fault?.signal.signal != signal && ProcessTree.isFatal(signal, to: process)
        case .another: isTaken = false
        }
        let crash = isTaken ? crash(of: thread, detail) : nil
        keep(Entry(process: process, signal: detail, crash: crash))
    }

    /// The fault of a descendant that the same signal follows.
    private func fault(of process: Int32, _ signal: Signal) -> Entry? {
        ofDescendants.last {
            $0.process == process && $0.signal.signal == signal && $0.signal.sender == .kernel
        }
    }

    private mutating func keep(_ entry: Entry) {
        if !entry.signal.isMainProcess {
            if ofDescendants.count == Self.maximumDescendantCount { ofDescendants.removeFirst() }
            ofDescendants.append(entry)
        } else if entry.signal.sender == .kernel {
            ownFault = ownFault ?? entry
        } else {
            ownSentSignal = entry
        }
    }

    private mutating func crash(of thread: Int32, _ signal: FatalSignal) -> CrashDetail? {
        guard capturesCrashes, timeLeft > .zero else { return nil }
        let start = Instant.now()
        defer { timeLeft -= .now() - start }
        return CrashDetail(ofTracee: thread, signal, mainProcess: mainProcess)
    }

    /// The signal that explains an outcome: of the main process where it died of one, else of a
    /// descendant, for a wrapper that reports 128 plus the signal as shells do.
    func decisive(for outcome: Outcome) -> Entry? {
        switch outcome {
        case .signalled(let signal):
            return [ownFault, ownSentSignal].compactMap(\.self)
                .first { $0.signal.signal == signal }
        case .exited(let code):
            return ofDescendants.last { $0.signal.signal.number + 128 == code }
        case .timedOut, .outputLimit, .unfinished, .notStarted: return nil
        }
    }
}
