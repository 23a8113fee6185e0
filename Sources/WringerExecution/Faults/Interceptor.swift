internal import WringerModel
internal import WringerSystem

/// Puts the faults of one trial into its calls: takes the target over before its first instruction,
/// answers the calls that wait at the listener, and changes those that are traced.
final class Interceptor {
    private var injector: FaultInjector
    private var listener: FaultListener?
    private var filterIsInstalled = false
    /// Processes that are in their dynamic loader, and where that ends.
    private var loading: [Int32: EntryBreak] = [:]
    /// Calls that are held up, by when they go on.
    private var delayed: [(due: Instant, Held)] = []
    /// What is to be done when a traced call returns.
    private var returning: [Int32: Returning] = [:]
    /// Which rule hit the call that a thread is in; for call tracing.
    private(set) var hitCalls: [Int32: Int] = [:]
    /// Why the target could not be taken over, where it could not.
    private(set) var failure: LaunchFailure?

    private enum Held {
        case waiting(FaultListener.Waiting, FaultInjector.Effect)
        case entering(PendingCall, FaultInjector.Hit)
        case leaving(thread: Int32)
    }

    private struct Returning {
        let rule: Int
        /// The argument that was changed, and what it was.
        var restores: (index: Int, value: UInt64)?
        var result: Int64?
        var flips: (address: UInt64, count: UInt64)?
        var delay: Duration?
    }

    /// Whether all calls are stops: one in the name of the target would be taken for its own.
    private let tracesCalls: Bool

    init(_ injector: FaultInjector, tracesCalls: Bool) {
        self.injector = injector
        self.tracesCalls = tracesCalls
    }

    var report: FaultReport { injector.report }

    /// Where calls wait; nil where none can.
    var listenerNumber: Int32? { listener?.number }

    /// When a call that is held up goes on.
    var nextDeadline: Instant? { delayed.map(\.due).min() }

    /// Whether the process is in its dynamic loader, or never came out of it.
    func isLoading(_ process: Int32) -> Bool { loading[process] != nil }

    // MARK: - Taking over

    /// Takes over the target, which is stopped at its exec, and leaves it stopped.
    func begin(_ process: borrowing StartedProcess) {
        if injector.program.beginsAtExec {
            // Registers that are written at the exec itself are overwritten by its result.
            guard Interception.leaveExec(process.processID) else { return }
            install(process, at: nil)
        }
        loading[process.processID] = entryBreak(in: process.processID, isTarget: true)
        // A program without an entry that can be found counts from here on.
        if loading.isEmpty, !filterIsInstalled { install(process, at: nil) }
    }

    private func entryBreak(in process: Int32, isTarget: Bool) -> EntryBreak? {
        let installs = isTarget && !filterIsInstalled && !tracesCalls
        return EntryBreak(in: process, installing: installs ? injector.program.filter : nil)
    }

    private func install(_ process: borrowing StartedProcess, at entry: EntryBreak?) {
        do throws(SystemError) {
            try Interception.insert(
                injector.program.filter, into: process, at: entry, listener: &listener)
            filterIsInstalled = true
        } catch {
            failure = LaunchFailure(step: .filter, error: error.error)
        }
    }

    /// A process of the trial executed a program, and is stopped there.
    func executed(_ process: Int32, isTarget: Bool) {
        returning[process] = nil
        loading[process] = entryBreak(in: process, isTarget: isTarget)
    }

    /// Whether a process that is stopped by SIGTRAP has come out of its loader; it is then ready
    /// to go on.
    func reachedEntry(
        _ process: Int32, _ target: borrowing StartedProcess
    ) -> Bool {
        guard let entry = loading[process]?.reached() else { return false }
        loading[process] = nil
        if process == target.processID, !filterIsInstalled {
            install(target, at: entry)
        } else {
            entry.end()
        }
        return true
    }

    /// A task has ended.
    func sawEnd(of task: Int32) {
        returning[task] = nil
        hitCalls[task] = nil
        delayed.removeAll {
            switch $0.1 {
            case .waiting(let waiting, _): waiting.call.thread == task
            case .entering(let call, _): call.thread == task
            case .leaving(let thread): thread == task
            }
        }
    }

    // MARK: - Calls that wait at the listener

    /// The most calls that are answered before other things get their turn.
    private static let maximumBurst = 256

    /// Answers the calls that wait.
    func answer() {
        var count = 0
        while count < Self.maximumBurst, listener?.hasWaiting ?? false {
            count += 1
            _ = answerOne()
        }
    }

    /// Answers one call, which must be there; false where it is held up instead.
    func answerOne() -> Bool {
        guard let waiting = listener?.next() else { return true }
        let isLoading = !loading.isEmpty && loading[waiting.call.thread] != nil
        guard let hit = injector.decide(waiting.call, isLoading: isLoading) else {
            listener?.letGoOn(waiting)
            return true
        }
        hitCalls[waiting.call.thread] = hit.rule
        if let signal = hit.signal { Tracee.send(signal, to: waiting.call.thread) }
        guard let delay = hit.delayOnEntry else {
            finish(waiting, hit.effect)
            return true
        }
        delayed.append((.now() + delay, .waiting(waiting, hit.effect)))
        return false
    }

    /// Lets the listener go: nobody is left whose calls could wait.
    func stopListening() { listener = nil }

    private func finish(_ waiting: FaultListener.Waiting, _ effect: FaultInjector.Effect) {
        switch effect {
        case .none: listener?.letGoOn(waiting)
        case .error(let error): listener?.fail(waiting, error)
        case .value(let value): listener?.give(waiting, value)
        case .short, .flip: preconditionFailure("what changes a real call is traced")
        }
    }

    /// A task is about to get a signal. Where that interrupted a call which waited for us to take
    /// it, the call would fail with EINTR although nothing ever interrupts it without a listener.
    func aboutToGetSignal(_ thread: Int32) {
        guard listener != nil, let number = Tracee.interruptedCall(of: thread),
            injector.program.rulesByCall[number] != nil, let name = SystemCalls.name(of: number),
            let facts = CallFacts.named(name), !facts.errors.contains(.interrupted)
        else { return }
        Tracee.restartCall(of: thread)
    }

    // MARK: - Calls that are traced

    /// What a stopped task is to do next.
    enum Next {
        case goOn
        /// To the exit of its call, of which `returned` is then told.
        case toExit
        /// It stays stopped until a delay is over.
        case stay
    }

    /// A task is stopped because the filter wants its call traced.
    func filtered(_ thread: Int32) -> Next {
        guard case .filtered(let call) = Tracee.call(of: thread) else { return .goOn }
        let isLoading = !loading.isEmpty && loading[thread] != nil
        guard let hit = injector.decide(call, isLoading: isLoading) else { return .goOn }
        hitCalls[thread] = hit.rule
        if let signal = hit.signal { Tracee.send(signal, to: thread) }
        if let delay = hit.delayOnEntry {
            delayed.append((.now() + delay, .entering(call, hit)))
            return .stay
        }
        return change(call, hit)
    }

    private func change(_ call: PendingCall, _ hit: FaultInjector.Hit) -> Next {
        var after = Returning(rule: hit.rule, delay: hit.delayOnExit)
        switch hit.effect {
        case .none: break
        case .error where hit.name == "brk":
            // The kernel refuses a break of 0, and gives the old one: what it does when memory is
            // short. A negated error would be taken for an address.
            after.restores = (0, call.argument(0))
            Tracee.changeArgument(0, of: call.thread, to: 0)
        case .error(let error) where hit.name == "close" && error != .badDescriptor:
            after.result = -Int64(error.number)
        case .error(let error):
            Tracee.skipCall(of: call.thread, giving: -Int64(error.number))
        case .value(let value): Tracee.skipCall(of: call.thread, giving: value)
        case .short(let index, let count):
            after.restores = (index, call.argument(index))
            Tracee.changeArgument(index, of: call.thread, to: count)
        case .flip(let index, let count): after.flips = (call.argument(index), count)
        }
        let isDone =
            after.restores == nil && after.result == nil && after.flips == nil
            && after.delay == nil
        guard !isDone else { return .goOn }
        returning[call.thread] = after
        return .toExit
    }

    /// The most bits that are turned after one call: each costs two calls of ours, and no deadline
    /// is looked at meanwhile.
    private static let maximumFlipCount: UInt64 = 4096

    /// Whether something is to be done when the call of a task returns.
    func awaitsReturn(of thread: Int32) -> Bool { returning[thread] != nil }

    /// A call that was changed returns.
    func returned(_ thread: Int32, _ result: Int64) -> Next {
        guard let after = returning.removeValue(forKey: thread) else { return .goOn }
        if let (index, value) = after.restores {
            Tracee.restoreArgument(index, of: thread, to: value)
        }
        if let result = after.result { Tracee.changeResult(of: thread, to: result) }
        if after.flips != nil, result <= 0 { injector.takeBack(after.rule, thread) }
        if let (address, count) = after.flips, result > 0 {
            for _ in 0..<min(count, UInt64(result), Self.maximumFlipCount) {
                let place = injector.place(among: Int(result), for: after.rule)
                Tracee.turnBit(place.bit, at: address + UInt64(place.byte), of: thread)
            }
        }
        guard let delay = after.delay else { return .goOn }
        delayed.append((.now() + delay, .leaving(thread: thread)))
        return .stay
    }

    // MARK: - Delays

    /// Takes the tasks whose delay is over, and what they do next.
    func due(at now: Instant) -> [(thread: Int32, next: Next)] {
        guard let first = nextDeadline, first <= now else { return [] }
        let ready = delayed.filter { $0.due <= now }
        delayed.removeAll { $0.due <= now }
        var stopped: [(thread: Int32, next: Next)] = []
        for (_, held) in ready {
            switch held {
            case .waiting(let waiting, let effect): finish(waiting, effect)
            case .entering(let call, let hit): stopped.append((call.thread, change(call, hit)))
            case .leaving(let thread): stopped.append((thread, .goOn))
            }
        }
        return stopped
    }

    /// Forgets which rule hit the last call of a thread.
    func forgetHit(of thread: Int32) { hitCalls[thread] = nil }
}
