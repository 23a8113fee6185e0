/// One thing that a kernel lets this process do or not; known only from having done it.
package enum Ability: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
    /// A child as targets are started: by clone(2) that shares memory, with limits and a session.
    case launch
    /// The same under ptrace(2), stopped before its first instruction.
    case tracedLaunch
    /// Tracing of an own child that is to end with us (PTRACE_O_EXITKILL, Linux 3.8).
    case seize

    /// A filter that makes a call fail in the kernel (seccomp(2)).
    case seccompFilter
    case seccompErrno
    case seccompTrace
    case seccompNotify
    case seccompKill
    case seccompLog
    /// A call that is notified to us and answered (seccomp_unotify(2), Linux 5.0).
    case listener
    /// Signals leave a call alone that waits for its answer (Linux 5.19).
    case listenerWaitKillable
    /// Caller and listener share a processor (Linux 6.6).
    case listenerSyncWakeUp
    /// A notified call that goes on as if nothing were (Linux 5.5).
    case listenerContinue
    /// A descriptor that is put into the caller (Linux 5.9).
    case listenerAddDescriptor

    /// Linux 5.3.
    case pidfdOpen
    /// A descriptor taken out of an own child (Linux 5.6).
    case pidfdGetfd
    /// CLONE_PIDFD (Linux 5.2).
    case clonePidfd
    /// Linux 5.3; containers often hide it.
    case clone3
    /// Linux 5.9.
    case closeRange
    /// memfd_create(2), Linux 3.17.
    case memoryFile

    /// Writing is refused under a ruleset (landlock(7), Linux 5.13).
    case landlockFiles
    /// A signal to our own parent is refused under a ruleset (Linux 6.12).
    case landlockSignals

    case processNamespace
    case mountNamespace
    case networkNamespace
    case ipcNamespace
    case userNamespace
    /// Process, mount and IPC namespaces at the same time, as a worker wants them.
    case enclosure
    /// A `/proc` of its own in there.
    case enclosureProc
    /// A view of all files that is read-only, by mount_setattr(2) with AT_RECURSIVE (Linux 5.12).
    case enclosureView
    /// A network of its own in there.
    case enclosureNetwork
    /// A file system in memory of its own in there.
    case enclosureMemory
    /// The same five in a user namespace as well, which needs no privilege.
    case userEnclosure
    case userEnclosureProc
    case userEnclosureView
    case userEnclosureNetwork
    case userEnclosureMemory

    /// Addresses that do not vary (personality(2)).
    case fixedAddresses
    /// Becoming the user that targets run as, without a way back; for root only.
    case changeUser
    case noNewPrivileges
    case dropCapabilities
    /// RLIMIT_NPROC binds a process of our user.
    case processLimit
    /// It binds one that has become another user.
    case processLimitOfOtherUser
}

/// What trying an ability gave.
package enum Attempt: Hashable, Sendable {
    /// It was done, and its effect was seen.
    case works
    /// The kernel, or what stands before it in a container, said no.
    case refused(ErrorNumber)
    /// The kernel said yes, and nothing changed.
    case noEffect
    /// It had no end in time, and was ended.
    case timedOut
    /// The child was ended by a signal, as by a filter that kills.
    case died(Signal)
    /// It was not tried.
    case untried

    /// The error where there was one.
    package var error: ErrorNumber? {
        if case .refused(let error) = self { return error }
        return nil
    }
}

extension Attempt: CustomStringConvertible {
    /// A word or two: `works`, `EPERM`, `no effect`.
    package var description: String {
        switch self {
        case .works: "works"
        case .refused(let error): error.name
        case .noEffect: "no effect"
        case .timedOut: "no end in time"
        case .died(let signal): "died of \(signal.name)"
        case .untried: "not tried"
        }
    }
}
