internal import CWringer
internal import Glibc
package import WringerModel

/// Trying what a kernel allows, each thing in a child of its own that is gone afterwards.
package enum KernelProbe {
    /// How long one thing may take; all of them together take about 30 ms.
    private static let timeout: Int32 = 2000  // ms

    /// Tries one thing. The process must have one thread.
    ///
    /// - Throws: where no child can be made (fork(2)).
    package static func attempt(_ ability: Ability) throws(SystemError) -> Attempt {
        var probed = wringer_probed()
        _ = try retrying("start", "child") {
            unsafe wringer_probe(ability.probe, timeout, &probed)
        }
        return attempt(probed)
    }

    /// Tries whether a control group holds a process in it to a number of processes.
    ///
    /// - Parameter folder: an empty group that was made for this.
    static func attemptGroup(_ folder: String) throws(SystemError) -> Attempt {
        var probed = wringer_probed()
        _ = try retrying("start", "child") {
            unsafe wringer_probe_group(folder, timeout, &probed)
        }
        return attempt(probed)
    }

    private static func attempt(_ probed: wringer_probed) -> Attempt {
        switch wringer_probe_result(UInt32(probed.result)) {
        case WRINGER_PROBE_WORKS: .works
        case WRINGER_PROBE_REFUSED: .refused(ErrorNumber(probed.number))
        case WRINGER_PROBE_NO_EFFECT: .noEffect
        case WRINGER_PROBE_TIMED_OUT: .timedOut
        case WRINGER_PROBE_DIED: .died(Signal(probed.number))
        default: preconditionFailure("a probe gives one of its own results, not \(probed.result)")
        }
    }
}

extension Ability {
    fileprivate var probe: wringer_probe {
        switch self {
        case .launch: WRINGER_PROBE_LAUNCH
        case .tracedLaunch: WRINGER_PROBE_TRACED_LAUNCH
        case .seize: WRINGER_PROBE_SEIZE
        case .seccompFilter: WRINGER_PROBE_SECCOMP_FILTER
        case .seccompErrno: WRINGER_PROBE_SECCOMP_ERRNO
        case .seccompTrace: WRINGER_PROBE_SECCOMP_TRACE
        case .seccompNotify: WRINGER_PROBE_SECCOMP_NOTIFY
        case .seccompKill: WRINGER_PROBE_SECCOMP_KILL
        case .seccompLog: WRINGER_PROBE_SECCOMP_LOG
        case .listener: WRINGER_PROBE_LISTENER
        case .listenerWaitKillable: WRINGER_PROBE_LISTENER_WAIT_KILLABLE
        case .listenerSyncWakeUp: WRINGER_PROBE_LISTENER_SYNC_WAKE_UP
        case .listenerContinue: WRINGER_PROBE_LISTENER_CONTINUE
        case .listenerAddDescriptor: WRINGER_PROBE_LISTENER_ADD_DESCRIPTOR
        case .pidfdOpen: WRINGER_PROBE_PIDFD_OPEN
        case .pidfdGetfd: WRINGER_PROBE_PIDFD_GETFD
        case .clonePidfd: WRINGER_PROBE_CLONE_PIDFD
        case .clone3: WRINGER_PROBE_CLONE3
        case .closeRange: WRINGER_PROBE_CLOSE_RANGE
        case .memoryFile: WRINGER_PROBE_MEMORY_FILE
        case .landlockFiles: WRINGER_PROBE_LANDLOCK_FILES
        case .landlockSignals: WRINGER_PROBE_LANDLOCK_SIGNALS
        case .processNamespace: WRINGER_PROBE_NAMESPACE_PID
        case .mountNamespace: WRINGER_PROBE_NAMESPACE_MOUNT
        case .networkNamespace: WRINGER_PROBE_NAMESPACE_NETWORK
        case .ipcNamespace: WRINGER_PROBE_NAMESPACE_IPC
        case .userNamespace: WRINGER_PROBE_NAMESPACE_USER
        case .enclosure: WRINGER_PROBE_ENCLOSURE
        case .enclosureProc: WRINGER_PROBE_ENCLOSURE_PROC
        case .enclosureView: WRINGER_PROBE_ENCLOSURE_VIEW
        case .enclosureNetwork: WRINGER_PROBE_ENCLOSURE_NETWORK
        case .enclosureMemory: WRINGER_PROBE_ENCLOSURE_MEMORY
        case .userEnclosure: WRINGER_PROBE_USER_ENCLOSURE
        case .userEnclosureProc: WRINGER_PROBE_USER_ENCLOSURE_PROC
        case .userEnclosureView: WRINGER_PROBE_USER_ENCLOSURE_VIEW
        case .userEnclosureNetwork: WRINGER_PROBE_USER_ENCLOSURE_NETWORK
        case .userEnclosureMemory: WRINGER_PROBE_USER_ENCLOSURE_MEMORY
        case .fixedAddresses: WRINGER_PROBE_FIXED_ADDRESSES
        case .changeUser: WRINGER_PROBE_CHANGE_USER
        case .noNewPrivileges: WRINGER_PROBE_NO_NEW_PRIVILEGES
        case .dropCapabilities: WRINGER_PROBE_DROP_CAPABILITIES
        case .processLimit: WRINGER_PROBE_PROCESS_LIMIT
        case .processLimitOfOtherUser: WRINGER_PROBE_PROCESS_LIMIT_OF_OTHER_USER
        }
    }
}
