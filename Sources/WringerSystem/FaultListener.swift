internal import CWringer
internal import Glibc
package import WringerModel

/// Where calls wait that a filter hands over (seccomp_unotify(2)).
package final class FaultListener {
    private let descriptor: OwnedDescriptor
    /// Not before the first call: most targets of a hunt never make one that a rule is about.
    private var isHastened = false

    init(_ descriptor: consuming OwnedDescriptor) { self.descriptor = descriptor }

    /// A call that waits for an answer.
    package struct Waiting: Sendable {
        let id: UInt64
        package let call: PendingCall
    }

    /// For ppoll(2): readable while a call waits.
    package var number: Int32 { descriptor.number }

    /// The next call; nil where its task has ended meanwhile. One must be there.
    package func next() -> Waiting? {
        if !isHastened {
            wringer_hasten(descriptor.number)
            isHastened = true
        }
        var notification = wringer_notification()
        guard unsafe wringer_receive(descriptor.number, &notification) == 0 else { return nil }
        return Waiting(
            id: notification.id,
            call: PendingCall(
                number: notification.number, thread: notification.task,
                registers: notification.arguments))
    }

    /// Whether one is there now.
    package var hasWaiting: Bool {
        var entry = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLIN) != 0
    }

    /// Lets a call be made.
    package func letGoOn(_ waiting: Waiting) {
        _ = wringer_let_go_on(descriptor.number, waiting.id)
    }

    /// Makes a call fail.
    package func fail(_ waiting: Waiting, _ error: ErrorNumber) {
        _ = wringer_answer(descriptor.number, waiting.id, error.number, 0)
    }

    /// Makes a call give a value.
    package func give(_ waiting: Waiting, _ value: Int64) {
        _ = wringer_answer(descriptor.number, waiting.id, 0, value)
    }

    /// Whether the call still waits: what was read of its task meanwhile is then that task's.
    package func stillWaits(_ waiting: Waiting) -> Bool {
        wringer_is_waiting(descriptor.number, waiting.id) != 0
    }
}

/// Taking over targets before their first instruction.
package enum Interception {
    /// Lets a process that is stopped at its exec go on to its first instruction; false where it
    /// ended.
    package static func leaveExec(_ process: Int32) -> Bool { wringer_leave_exec(process) == 0 }

    /// Makes a process install a filter, at a stop before an instruction of it. It is then as it
    /// was before, and has no descriptor of ours.
    ///
    /// - Parameters:
    ///   - entry: the break at which it is stopped, which is then ended; nil for none.
    ///   - listener: where the calls of the filter will wait; left alone for a filter that
    ///     hands none over.
    /// - Throws: what seccomp(2) and pidfd_getfd(2) give: EMFILE where the target may not open one
    ///   more descriptor, EBUSY where somebody listens already; ESRCH where the process ended.
    package static func insert(
        _ filter: CallFilter, into process: borrowing StartedProcess, at entry: EntryBreak?,
        listener: inout FaultListener?
    ) throws(SystemError) {
        let id = process.processID
        let descriptor = process.descriptor.number
        let address = wringer_unfiltered_address(
            entry?.place.address ?? wringer_stopped_at(id))
        var reached = entry?.place ?? wringer_break()
        var taken: Int32 = -1
        let installs = entry?.installs ?? false
        let isReached = entry != nil
        let instructions = installs ? filter.rules : filter.instructions(sparing: address)
        _ = try retrying("put a filter into", "the target") {
            unsafe filter.withRaw(instructions) {
                if installs {
                    unsafe wringer_end_installation(id, descriptor, &reached, $0, &taken)
                } else if isReached {
                    unsafe wringer_insert_filter(id, descriptor, &reached, $0, &taken)
                } else {
                    unsafe wringer_insert_filter(id, descriptor, nil, $0, &taken)
                }
            }
        }
        if taken >= 0 { listener = FaultListener(OwnedDescriptor(taking: taken)) }
    }
}
