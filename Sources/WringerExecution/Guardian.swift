package import WringerModel
package import WringerSystem

/// The process that a person started: it starts the worker, hands signals on to it, and outlives
/// it, whatever becomes of it.
package enum Guardian {
    /// How a worker ended.
    package enum Ending: Sendable, Equatable {
        /// By itself, with this status.
        case exited(status: Int32)
        /// Because we handed a signal on to it.
        case interrupted(by: Signal)
        /// By a signal that we did not send: the harness was hit.
        case died(of: Signal)
    }

    /// How many requests to end the worker may take its time for.
    private static let patience = 2

    /// Runs this program again as a worker, to its end. Nothing of it is left when this returns.
    ///
    /// This process may have children already: a shell leaves us its background jobs and its
    /// process substitutions (`> >(cmd)`) when it executes us in its own place. They are not ours
    /// to end; what a trial leaves can be told from them only where the worker has a process
    /// namespace, with which all of its trials ends.
    ///
    /// - Throws: where no process can be started, or none in a namespace beside such children.
    ///
    /// - Parameter restoresTerminal: whether the worker may change the settings of our terminal,
    ///   which it cannot give back where it dies.
    package static func run(restoresTerminal: Bool = false) throws(SystemError) -> Ending {
        let hasStrangers = hasChildren()
        // Orphans of theirs would become ours to end, too.
        if !hasStrangers { try Children.adoptOrphans() }
        let keepsTerminal = restoresTerminal && UserTerminal.keep(0)
        defer { if keepsTerminal { UserTerminal.restore(0) } }
        let signals = try WorkerSignals(from: .everybody)
        let worker = try start(besideStrangers: hasStrangers)
        var poll = PollSet()
        var handedOn: Signal?
        var requestCount = 0
        while true {
            poll.watch(.signals, signals.descriptor.number, for: .reading)
            poll.watch(.targetEnd, worker.descriptor.number, for: .reading)
            try poll.wait(until: nil)
            for signal in signals.pending() where signal != .child {
                if signal != .windowSize {
                    handedOn = handedOn ?? signal
                    // SIGQUIT, of Ctrl-\, wants the end at once.
                    requestCount += signal == .quit ? Self.patience + 1 : 1
                }
                // One that was asked twice and goes on may not be listening, as while it reads.
                if requestCount > Self.patience { worker.kill() } else { worker.forward(signal) }
            }
            guard poll.isReady(.targetEnd) else { continue }
            let end = try reap(worker, besideStrangers: hasStrangers)
            return ending(end, handedOn: handedOn, requestCount)
        }
    }

    /// Whether there are children that we did not start. Those that have ended are none.
    private static func hasChildren() -> Bool {
        while true {
            switch Children.nextChange() {
            case .ended: continue
            case .noChildren: return false
            default: return true
            }
        }
    }

    private static func start(besideStrangers: Bool) throws(SystemError) -> WorkerProcess {
        guard besideStrangers else { return try WorkerProcess.start() }
        do throws(SystemError) {
            return try WorkerProcess.start(in: [.own, .user])
        } catch {
            throw SystemError(
                "tell apart",
                "what a trial leaves and the children that a shell gave this process, as in "
                    + "> >(cmd) (write | cmd instead), without a process namespace", error.error)
        }
    }

    /// Waits for the worker and, where it had no process namespace, for all that it left.
    private static func reap(
        _ worker: borrowing WorkerProcess, besideStrangers: Bool
    ) throws(SystemError) -> ChildChange.Ending {
        var ending: ChildChange.Ending?
        var poll = PollSet()
        while true {
            switch Children.nextChange() {
            case .ended(worker.processID, let how, _):
                if besideStrangers { return how }
                ending = how
            case .noChildren:
                guard let ending else { preconditionFailure("a worker ends before it is gone") }
                return ending
            case .nothing:
                if !besideStrangers { _ = Children.killDirectChildren() }
                try poll.wait(until: .now() + .milliseconds(1))
            case .ended, .aboutToGet, .groupStopped, .executed, .exiting, .filtered, .inCall,
                .stopped:
                continue
            }
        }
    }

    private static func ending(
        _ ending: ChildChange.Ending, handedOn: Signal?, _ requestCount: Int
    ) -> Ending {
        switch ending {
        case .exited(let status):
            if let handedOn, status == 128 + handedOn.number { return .interrupted(by: handedOn) }
            return .exited(status: status)
        case .signalled(.kill) where requestCount > patience:
            return .interrupted(by: handedOn ?? .kill)
        case .signalled(let signal): return .died(of: signal)
        }
    }
}
