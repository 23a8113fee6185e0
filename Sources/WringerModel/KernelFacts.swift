/// What a kernel and a machine allow this process, and what they have; all of it was asked or
/// tried, nothing is concluded. A value that the kernel does not have is nil.
package struct KernelFacts: Hashable, Sendable {
    /// Such as `6.18.44`.
    package var release = "unknown"
    /// Such as `x86_64`.
    package var architecture = "unknown"
    /// The effective user.
    package var user: UInt32 = 0
    /// The names of the effective capabilities, such as `sys_admin`; by their numbers.
    package var capabilities: [String] = []
    /// The names of those that this kernel has and we have not.
    package var missingCapabilities: [String] = []
    /// The process that traces us, such as strace; nil for none.
    package var tracer: Int32?
    /// Such as `2.5.4`.
    package var libseccompVersion = "unknown"
    /// The version of Landlock, 0 for none (landlock(7)).
    package var landlockVersion = 0
    /// What was tried.
    package var attempts: [Ability: Attempt] = [:]
    package var settings = KernelSettings()
    package var groups = ControlGroupFacts()
    package var room = MachineRoom()
    /// The limits of this process, soft and hard.
    package var limits = Limits()

    package init() {}

    /// What trying an ability gave.
    package subscript(ability: Ability) -> Attempt {
        get { attempts[ability] ?? .untried }
        set { attempts[ability] = newValue }
    }

    /// Whether all of these abilities were seen to work.
    package func works(_ abilities: Ability...) -> Bool {
        abilities.allSatisfy { self[$0] == .works }
    }

    /// What the version of Landlock brings, the oldest first.
    package var landlockBrings: [String] {
        let brought = [
            (1, "files"), (2, "refer"), (3, "truncate"), (4, "network"), (5, "ioctl"),
            (6, "scopes"),
        ]
        return brought.filter { $0.0 <= landlockVersion }.map(\.1)
    }
}

/// What /proc/sys says; nil where the file is not there.
package struct KernelSettings: Hashable, Sendable {
    /// 0: every own process can be traced, 1: own children, 2: with CAP_SYS_PTRACE, 3: none
    /// (Documentation/admin-guide/LSM/Yama.rst).
    package var ptraceScope: Int?
    /// 0: none, 1: without the heap, 2: all (proc(5)).
    package var randomizeAddresses: Int?
    /// Where cores go; with `|` at its start, to a program (core(5)).
    package var corePattern: String?
    /// From -1, everybody may measure everything, to 4, nobody may anything (perf_event_open(2)).
    package var perfEventParanoid: Int?
    /// Debian's switch: 0 keeps ordinary users from making user namespaces.
    package var unprivilegedUserNamespaces: Int?
    /// The most user namespaces of a user; 0 switches them off (namespaces(7)).
    package var maximumUserNamespaces: Int?
    /// Ubuntu's switch: 1 takes all capabilities away in user namespaces.
    package var restrictedUserNamespaces: Int?
    /// Process ids are below this.
    package var maximumProcessID: Int?
    /// The most tasks of the machine.
    package var maximumThreads: Int?

    package init() {}
}

/// What there is room for; bytes and counts.
package struct MachineRoom: Hashable, Sendable {
    /// Free for this user in the current folder; nil where that cannot be asked.
    package var freeHere: ByteCount?
    /// Where scratch folders are made; nil where none can be.
    package var scratchPlace: String?
    /// Free there.
    package var freeScratch: ByteCount?
    /// Whether that is in memory (tmpfs).
    package var isScratchInMemory = false
    /// MemAvailable of /proc/meminfo.
    package var availableMemory: ByteCount?
    package var totalSwap: ByteCount?
    package var freeSwap: ByteCount?
    /// Those that this process may run on (sched_getaffinity(2)).
    package var processors = 0

    package init() {}
}
