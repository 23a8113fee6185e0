internal import CSeccomp
internal import CWringer
internal import Glibc
package import WringerModel

/// Gathers what `wringer doctor` tells: asks the kernel, and tries what cannot be asked.
package enum KernelSurvey {
    /// Everything. Takes about 50 ms; nothing is left of it.
    ///
    /// - Throws: where not even a child can be made.
    package static func facts() throws(SystemError) -> KernelFacts {
        var facts = KernelFacts()
        facts.release = Machine.kernelRelease
        facts.architecture = Machine.architecture
        facts.user = geteuid()
        (facts.capabilities, facts.missingCapabilities) = capabilities()
        if let tracer = ProcText.field("TracerPid", of: ownStatus).flatMap({ Int32($0) }) {
            facts.tracer = tracer > 0 ? tracer : nil
        }
        facts.libseccompVersion = libseccompVersion
        facts.landlockVersion = Containment.version
        for ability in Ability.allCases {
            facts.attempts[ability] = try KernelProbe.attempt(ability)
        }
        facts.settings = settings()
        facts.groups = try ControlGroups.facts()
        facts.room = room()
        facts.limits = OwnLimits.current()
        return facts
    }

    private static let ownStatus = "/proc/self/status"

    /// By their numbers, as in linux/capability.h.
    private static let capabilityNames = [
        "chown", "dac_override", "dac_read_search", "fowner", "fsetid", "kill", "setgid", "setuid",
        "setpcap", "linux_immutable", "net_bind_service", "net_broadcast", "net_admin", "net_raw",
        "ipc_lock", "ipc_owner", "sys_module", "sys_rawio", "sys_chroot", "sys_ptrace", "sys_pacct",
        "sys_admin", "sys_boot", "sys_nice", "sys_resource", "sys_time", "sys_tty_config", "mknod",
        "lease", "audit_write", "audit_control", "setfcap", "mac_override", "mac_admin", "syslog",
        "wake_alarm", "block_suspend", "audit_read", "perfmon", "bpf", "checkpoint_restore",
    ]

    private static func capabilities() -> (held: [String], missing: [String]) {
        let mask =
            ProcText.field("CapEff", of: ownStatus).flatMap { UInt64($0, radix: 16) } ?? 0
        let last = ProcText.number("/proc/sys/kernel/cap_last_cap") ?? 40
        var (held, missing): ([String], [String]) = ([], [])
        for number in 0...min(max(last, 0), 63) {
            let isKnown = capabilityNames.indices.contains(number)
            let name = isKnown ? capabilityNames[number] : "\(number)"
            if mask >> UInt64(number) & 1 == 1 { held.append(name) } else { missing.append(name) }
        }
        return (held, missing)
    }

    private static var libseccompVersion: String {
        guard let version = unsafe seccomp_version() else { return "unknown" }
        let found = unsafe version.pointee
        return "\(found.major).\(found.minor).\(found.micro)"
    }

    private static func settings() -> KernelSettings {
        let kernel = "/proc/sys/kernel/"
        var settings = KernelSettings()
        settings.ptraceScope = ProcText.number(kernel + "yama/ptrace_scope")
        settings.randomizeAddresses = ProcText.number(kernel + "randomize_va_space")
        settings.corePattern = ProcText.read(kernel + "core_pattern")
        settings.perfEventParanoid = ProcText.number(kernel + "perf_event_paranoid")
        settings.unprivilegedUserNamespaces = ProcText.number(
            kernel + "unprivileged_userns_clone")
        settings.maximumUserNamespaces = ProcText.number("/proc/sys/user/max_user_namespaces")
        settings.restrictedUserNamespaces = ProcText.number(
            kernel + "apparmor_restrict_unprivileged_userns")
        settings.maximumProcessID = ProcText.number(kernel + "pid_max")
        settings.maximumThreads = ProcText.number(kernel + "threads-max")
        return settings
    }

    private static func room() -> MachineRoom {
        var room = MachineRoom()
        room.freeHere = free(".")
        room.scratchPlace = try? scratchPlace()
        if let place = room.scratchPlace {
            room.freeScratch = free(place)
            room.isScratchInMemory = unsafe wringer_is_in_memory(place) != 0
        }
        room.availableMemory = memory("MemAvailable")
        room.totalSwap = memory("SwapTotal")
        room.freeSwap = memory("SwapFree")
        room.processors = Int(wringer_processor_count())
        return room
    }

    /// Where a scratch folder was made; it is gone again.
    private static func scratchPlace() throws(SystemError) -> String {
        let path = try holdingSignals { () throws(SystemError) in
            let folder = try ScratchFolder(inOwnMemory: false)
            return folder.path
        }
        return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    /// What an ordinary user can still write there.
    private static func free(_ path: String) -> ByteCount? {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return nil }
        return ByteCount(UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }

    /// A line of /proc/meminfo, which counts by 1024 bytes.
    private static func memory(_ name: String) -> ByteCount? {
        guard let text = ProcText.field(name, of: "/proc/meminfo"),
            let count = text.split(separator: " ").first.flatMap({ UInt64($0) })
        else { return nil }
        return .kibibytes(count)
    }
}
