internal import CWringer
package import WringerModel

/// The signals of a worker: all blocked, and read from a descriptor in its one loop.
package struct WorkerSignals: ~Copyable {
    package let descriptor: OwnedDescriptor

    /// Blocks the signals of this thread and opens the descriptor. A worker has one thread.
    package init() throws(SystemError) {
        _ = try retrying("block", "signals") { wringer_block_signals() }
        descriptor = OwnedDescriptor(
            taking: try retrying("open", "signal descriptor") { wringer_signal_descriptor() })
    }

    /// The signals that came since the last call. Several of one kind may come as one.
    package func pending() -> [Signal] {
        var signals: [Signal] = []
        while case let number = wringer_next_signal(descriptor.number), number != 0 {
            signals.append(Signal(number))
        }
        return signals
    }

    /// Ends this process by a signal, as its default action does.
    package static func endProcess(by signal: Signal) -> Never {
        wringer_end_by_signal(signal.number)
        preconditionFailure("\(signal) ends a process")
    }
}
