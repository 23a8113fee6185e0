internal import WringerModel

/// The facts as lines of a name and a text; everything that is not ours is escaped.
struct DoctorFacts {
    private let facts: KernelFacts

    init(_ facts: KernelFacts) { self.facts = facts }

    var lines: [(name: String, value: String)] {
        [
            ("seccomp", seccomp), ("notify", notify), ("landlock", landlock),
            ("namespaces", namespaces), ("together", enclosure), ("with user", userEnclosure),
            ("ptrace", tracing), ("addresses", addresses), ("privileges", privileges),
            ("processes", processes), ("cgroup", groups), ("crashes", crashes), ("disk", disk),
            ("memory", memory), ("limits", limits),
        ]
    }

    /// What works by its name, and what does not with its reason.
    private func list(_ abilities: [(Ability, String)]) -> String {
        let all = abilities.map { ability, name in
            let attempt = facts[ability]
            let isThere = attempt == .works
            return (isThere: isThere, text: isThere ? name : "\(name) (\(attempt))")
        }
        let there = all.filter(\.isThere).map(\.text).joined(separator: ", ")
        let missing = all.filter { !$0.isThere }.map(\.text).joined(separator: ", ")
        if missing.isEmpty { return there }
        return there.isEmpty ? "no \(missing)" : "\(there); no \(missing)"
    }

    private var seccomp: String {
        list([
            (.seccompFilter, "filter"), (.seccompErrno, "errno"), (.seccompTrace, "trace"),
            (.seccompNotify, "user_notif"), (.seccompKill, "kill_process"), (.seccompLog, "log"),
        ]) + "; libseccomp \(facts.libseccompVersion)"
    }

    private var notify: String {
        list([
            (.listener, "answers"), (.listenerContinue, "continue"),
            (.listenerAddDescriptor, "addfd"), (.listenerWaitKillable, "wait_killable"),
            (.listenerSyncWakeUp, "sync_wake_up"), (.pidfdGetfd, "pidfd_getfd"),
        ])
    }

    private var landlock: String {
        let version = facts.landlockVersion
        let brings = version == 0 ? "" : ": " + facts.landlockBrings.joined(separator: ", ")
        let tried = list([
            (.landlockFiles, "writes refused"), (.landlockSignals, "signals refused"),
        ])
        return (version == 0 ? "none" : "version \(version)\(brings)") + "; \(tried)"
    }

    private var namespaces: String {
        list([
            (.processNamespace, "pid"), (.mountNamespace, "mount"), (.networkNamespace, "network"),
            (.ipcNamespace, "ipc"), (.userNamespace, "user"),
        ])
    }

    private var enclosure: String {
        list([
            (.enclosure, "pid+mount+ipc"), (.enclosureNetwork, "network"),
            (.enclosureProc, "/proc"), (.enclosureView, "read-only mounts"),
            (.enclosureMemory, "tmpfs"),
        ])
    }

    private var userEnclosure: String {
        list([
            (.userEnclosure, "pid+mount+ipc"), (.userEnclosureNetwork, "network"),
            (.userEnclosureProc, "/proc"), (.userEnclosureView, "read-only mounts"),
            (.userEnclosureMemory, "tmpfs"),
        ])
    }

    private var tracing: String {
        let yama = facts.settings.ptraceScope.map { "ptrace_scope \($0)" } ?? "no Yama"
        let tracer = facts.tracer.map { ", traced by \($0)" } ?? ""
        return list([(.seize, "seize with exitkill"), (.tracedLaunch, "launch")])
            + "; \(yama)\(tracer)"
    }

    private var addresses: String {
        list([(.fixedAddresses, "can be fixed")])
            + "; randomize_va_space \(text(facts.settings.randomizeAddresses))"
    }

    private var privileges: String {
        list([
            (.changeUser, "change of user"), (.noNewPrivileges, "no_new_privs"),
            (.dropCapabilities, "capset"), (.processLimit, "nproc binds us"),
            (.processLimitOfOtherUser, "nproc binds another user"),
        ])
    }

    private var processes: String {
        list([
            (.pidfdOpen, "pidfd_open"), (.clonePidfd, "clone_pidfd"), (.clone3, "clone3"),
            (.closeRange, "close_range"), (.memoryFile, "memfd"),
        ])
    }

    private var groups: String {
        let groups = facts.groups
        guard let own = groups.own else { return groups.layout.rawValue }
        var parts = ["\(groups.layout.rawValue): \(groups.controllers.joined(separator: " "))"]
        parts.append("ours in v\(own.version) is \(own.folder)")
        parts.append("child group \(groups.child), bound on processes \(groups.boundsProcesses)")
        if own.version == 2 {
            let given = groups.delegated.joined(separator: " ")
            parts.append(
                "hands down \(given.isEmpty ? "nothing" : given), further \(groups.delegates)")
        }
        return visible(parts.joined(separator: "; "))
    }

    private var crashes: String {
        let pattern = facts.settings.corePattern.map { visible($0, limit: 60) } ?? "unknown"
        return "core_pattern \(pattern); "
            + "perf_event_paranoid \(text(facts.settings.perfEventParanoid))"
    }

    private var disk: String {
        let room = facts.room
        guard let place = room.scratchPlace else {
            return "\(text(room.freeHere)) free here; no place for a scratch folder"
        }
        return "\(text(room.freeHere)) free here, \(text(room.freeScratch)) in \(visible(place)) "
            + (room.isScratchInMemory ? "(memory)" : "(no memory)")
    }

    private var memory: String {
        let room = facts.room
        let swap =
            room.totalSwap == ByteCount(0)
            ? "no swap" : "\(text(room.freeSwap)) of \(text(room.totalSwap)) swap free"
        return "\(text(room.availableMemory)) available, \(swap); processors \(room.processors)"
    }

    private var limits: String {
        let hard = facts.limits.sorted.compactMap { name, limit -> String? in
            guard case .finite(let value) = limit.hard else { return nil }
            let count = name.unit == .bytes ? "\(ByteCount(value))" : "\(value)"
            return "\(name.rawValue)=\(count)"
        }
        let settings = facts.settings
        return "hard " + (hard.isEmpty ? "none" : hard.joined(separator: " "))
            + "; pid_max \(text(settings.maximumProcessID)), "
            + "threads-max \(text(settings.maximumThreads))"
    }

    private func text(_ number: Int?) -> String { number.map { "\($0)" } ?? "unknown" }

    /// Rounded, for people: `78.9 GiB`.
    private func text(_ count: ByteCount?) -> String {
        guard let count else { return "unknown" }
        for (unit, shift) in [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)]
        where count.bytes >> UInt64(shift) > 0 {
            let units = Double(count.bytes) / Double(UInt64(1) << UInt64(shift))
            return "\(decimal(units, places: 1)) \(unit)"
        }
        return "\(count.bytes) bytes"
    }
}
