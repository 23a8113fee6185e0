import WringerModel

/// Facts of machines as they are met.
enum KernelSamples {
    private static let allCapabilities = [
        "chown", "kill", "setgid", "setuid", "sys_admin", "sys_ptrace",
    ]
    private static let namespaces: [Ability] = [
        .processNamespace, .mountNamespace, .networkNamespace, .ipcNamespace, .enclosure,
        .enclosureProc, .enclosureView, .enclosureNetwork, .enclosureMemory,
    ]
    static let userNamespaces: [Ability] = [
        .userNamespace, .userEnclosure, .userEnclosureProc, .userEnclosureView,
        .userEnclosureNetwork, .userEnclosureMemory,
    ]

    /// Debian 13 or later, as root, on a machine of its own.
    static var modernRoot: KernelFacts {
        var facts = KernelFacts()
        facts.release = "6.18.1"
        facts.architecture = "x86_64"
        facts.capabilities = allCapabilities
        facts.landlockVersion = 7
        for ability in Ability.allCases { facts[ability] = .works }
        // RLIMIT_NPROC never binds user 0.
        facts[.processLimit] = .noEffect
        facts.settings.corePattern = "core"
        facts.settings.randomizeAddresses = 2
        facts.settings.maximumUserNamespaces = 96365
        facts.groups.layout = .v2
        facts.groups.own = ControlGroup(folder: "/sys/fs/cgroup/a", version: 2)
        facts.groups.child = .works
        facts.groups.boundsProcesses = .works
        facts.room.scratchPlace = "/dev/shm"
        facts.room.freeScratch = .mebibytes(8000)
        facts.room.isScratchInMemory = true
        return facts
    }

    /// The same machine for an ordinary user.
    static var ordinaryUser: KernelFacts {
        var facts = modernRoot
        facts.user = 1000
        facts.capabilities = []
        facts.refuse(namespaces + [.changeUser, .processLimitOfOtherUser], .notPermitted)
        facts[.processLimit] = .works
        facts.groups.child = .refused(.denied)
        facts.groups.boundsProcesses = .untried
        return facts
    }

    /// Linux 5.10 without Landlock, as root.
    static var oldRoot: KernelFacts {
        var facts = modernRoot
        facts.release = "5.10.0"
        facts.landlockVersion = 0
        facts.refuse(
            [.landlockFiles, .landlockSignals, .enclosureView, .userEnclosureView],
            .notImplemented)
        facts.refuse([.listenerWaitKillable, .listenerSyncWakeUp], .invalid)
        return facts
    }

    /// A container as docker makes them: root, few capabilities, a filter that forbids namespaces.
    static var container: KernelFacts {
        var facts = modernRoot
        facts.capabilities = ["chown", "kill", "setgid", "setuid"]
        facts.refuse(namespaces + userNamespaces + [.fixedAddresses], .notPermitted)
        facts[.clone3] = .refused(.notImplemented)
        facts.settings.corePattern = "|/usr/share/apport/apport %p"
        facts.groups.child = .refused(.readOnlyFiles)
        facts.groups.boundsProcesses = .untried
        facts.room.freeScratch = .mebibytes(64)
        return facts
    }
}

extension KernelFacts {
    /// Notes that these were refused with an error.
    mutating func refuse(_ abilities: [Ability], _ error: ErrorNumber) {
        for ability in abilities { self[ability] = .refused(error) }
    }
}
