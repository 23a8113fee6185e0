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

    /// Runs this program again as a worker, to its end. Nothing of it is left when this returns.
    ///
    /// - Throws: where no process can be started.
    package static func run() throws(SystemError) -> Ending {
        try Children.adoptOrphans()
        let signals = try WorkerSignals(from: .everybody)
        let worker = try WorkerProcess.start()
        var poll = PollSet()
        var handedOn: Signal?
        while true {
            poll.watch(.signals, signals.descriptor.number, for: .reading)
            poll.watch(.targetEnd, worker.descriptor.number, for: .reading)
            try poll.wait(until: nil)
            for signal in signals.pending() where signal != .child {
                if signal != .windowSize { handedOn = handedOn ?? signal }
                worker.forward(signal)
            }
            guard poll.isReady(.targetEnd) else { continue }
            return ending(try reap(worker), handedOn: handedOn)
        }
    }

    /// Waits for the worker and, where it had no process namespace, for all that it left.
    private static func reap(
        _ worker: borrowing WorkerProcess
    ) throws(SystemError) -> ChildChange.Ending {
        var ending: ChildChange.Ending?
        var poll = PollSet()
        while true {
            switch Children.nextChange() {
            case .ended(worker.processID, let how, _): ending = how
            case .noChildren:
                guard let ending else { preconditionFailure("a worker ends before it is gone") }
                return ending
            case .nothing:
                _ = Children.killDirectChildren()
                try poll.wait(until: .now() + .milliseconds(1))
            case .ended, .aboutToGet, .groupStopped, .executed, .exiting, .stopped: continue
            }
        }
    }

    private static func ending(_ ending: ChildChange.Ending, handedOn: Signal?) -> Ending {
        switch ending {
        case .exited(let status):
            if let handedOn, status == 128 + handedOn.number { return .interrupted(by: handedOn) }
            return .exited(status: status)
        case .signalled(let signal): return .died(of: signal)
        }
    }
}
