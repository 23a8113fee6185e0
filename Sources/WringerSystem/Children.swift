internal import CWringer
internal import Glibc
package import WringerModel

/// A change of one child, tracee or adopted orphan of this process.
package enum ChildChange: Sendable {
    case ended(processID: Int32, Ending, Usage)
    /// A traced task is about to get a signal, and waits for `resume`.
    case aboutToGet(processID: Int32, Signal)
    /// A traced task was stopped by job control.
    case groupStopped(processID: Int32)
    case executed(processID: Int32)
    /// Its memory is about to be given back.
    case exiting(processID: Int32)
    /// A filter wants the call traced that it is about to make.
    case filtered(processID: Int32)
    /// It is at the entry or at the exit of a system call.
    case inCall(processID: Int32)
    /// Any other stop of tracing, such as the first one of a new tracee.
    case stopped(processID: Int32)
    /// Nothing has changed.
    case nothing
    /// There is no child at all: nothing that a trial started is left.
    case noChildren

    /// How a task ended.
    package enum Ending: Sendable {
        case exited(code: Int32)
        case signalled(Signal)
    }
}

/// All children of this process. One thread owns them: it started them, traces and reaps them.
package enum Children {
    /// The next change, without waiting.
    package static func nextChange() -> ChildChange {
        var change = wringer_child_change()
        unsafe wringer_next_change(&change)
        let processID = change.pid
        switch wringer_change(UInt32(change.kind)) {
        case WRINGER_NO_CHILDREN: return .noChildren
        case WRINGER_EXITED:
            return .ended(processID: processID, .exited(code: change.value), usage(of: change))
        case WRINGER_SIGNALLED:
            let ending = ChildChange.Ending.signalled(Signal(change.value))
            return .ended(processID: processID, ending, usage(of: change))
        case WRINGER_SIGNAL_STOP:
            return .aboutToGet(processID: processID, Signal(change.value))
        case WRINGER_GROUP_STOP: return .groupStopped(processID: processID)
        case WRINGER_EVENT_STOP:
            switch change.value {
            case 4: return .executed(processID: processID)  // PTRACE_EVENT_EXEC
            case 6: return .exiting(processID: processID)  // PTRACE_EVENT_EXIT
            case 7: return .filtered(processID: processID)  // PTRACE_EVENT_SECCOMP
            default: return .stopped(processID: processID)
            }
        case WRINGER_CALL_STOP: return .inCall(processID: processID)
        default: return .nothing
        }
    }

    /// Waits until a child changes, or for so long: for nothing else, in one call where the wait
    /// for anything takes three. SIGCHLD must be blocked.
    ///
    /// - Returns: whether one did.
    package static func awaitChange(within duration: Duration) -> Bool {
        wringer_await_child(duration.nanoseconds) != 0
    }

    /// Lets a stopped tracee go on, with a signal or without. One that is gone is no error.
    package static func resume(_ processID: Int32, delivering signal: Signal? = nil) {
        wringer_resume(processID, signal?.number ?? 0)
    }

    /// Lets a stopped tracee go on to the next entry or exit of a system call.
    package static func resumeToCall(_ processID: Int32, delivering signal: Signal? = nil) {
        wringer_resume_to_call(processID, signal?.number ?? 0)
    }

    /// Leaves a tracee in its group stop until it is continued.
    package static func keepStopped(_ processID: Int32) { wringer_listen(processID) }

    /// Makes this process the parent of every orphan among its descendants.
    package static func adoptOrphans() throws(SystemError) {
        _ = try retrying("become", "subreaper") { wringer_become_subreaper() }
    }

    /// Sends SIGKILL to a whole process group of the trial.
    package static func killGroup(_ processID: Int32) {
        // 0 and 1 would name our own group and every process there is (kill(2)).
        precondition(processID > 1, "a group to kill has an id above 1")
        _ = kill(-processID, SIGKILL)
    }

    /// Sends SIGKILL to every direct child, adopted orphans included. Gives how many there were.
    package static func killDirectChildren() -> Int {
        let children = ProcessTree.children(of: getpid())
        for child in children where child > 1 { _ = kill(child, SIGKILL) }
        return children.count
    }

    private static func usage(of change: wringer_child_change) -> Usage {
        var usage = Usage()
        usage.user = .nanoseconds(change.user_ns)
        usage.system = .nanoseconds(change.system_ns)
        usage.minorFaults = Int(change.minor_faults)
        usage.majorFaults = Int(change.major_faults)
        return usage
    }
}
