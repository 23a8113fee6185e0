internal import CWringer
package import WringerModel

/// The signals of a worker: all blocked, and read from a descriptor in its one loop.
package struct WorkerSignals: ~Copyable {
    package let descriptor: OwnedDescriptor

    /// Where the signals come from.
    package enum Source: Sendable {
        /// From a person or a terminal, to this process.
        case everybody
        /// From the process that started this worker, which hands on what it gets. A terminal
        /// sends to both of us, and it must not count twice.
        case starter
    }

    /// Blocks the signals of this thread and opens the descriptor. A worker has one thread.
    package init(from source: Source) throws(SystemError) {
        _ = try retrying("block", "signals") { wringer_block_signals() }
        descriptor = OwnedDescriptor(
            taking: try retrying("open", "signal descriptor") {
                switch source {
                case .everybody: wringer_signal_descriptor()
                case .starter: wringer_worker_signal_descriptor()
                }
            })
    }

    /// The signals that came since the last call. Several of one kind may come as one.
    package func pending() -> [Signal] {
        var numbers = [Int32](repeating: 0, count: Int(WRINGER_SIGNAL_COUNT))
        let count = unsafe numbers.withUnsafeMutableBufferPointer {
            guard let start = $0.baseAddress else { return Int32(0) }
            return unsafe wringer_next_signals(descriptor.number, start)
        }
        return numbers.prefix(Int(count)).map(Signal.init)
    }

    /// Ends this process by a signal, as its default action does; a worker, whom as the first
    /// process of a namespace no signal of its own ends, by the status that a shell would give.
    /// Who started it then ends by the signal.
    package static func endProcess(by signal: Signal) -> Never {
        if WorkerRole.ofThisProcess != nil { ProcessEnd.exit(128 + signal.number) }
        wringer_end_by_signal(signal.number)
        preconditionFailure("\(signal) ends a process")
    }
}
