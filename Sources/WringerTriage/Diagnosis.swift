package import WringerModel

/// What the facts of a kernel and a machine mean for Wringer: which features are on, limited or
/// off, why, and what a person can do. It asks nothing itself.
package struct Diagnosis: Sendable {
    let facts: KernelFacts

    package init(_ facts: KernelFacts) { self.facts = facts }

    /// One for each feature, in their order.
    package var findings: [FeatureFinding] { Feature.allCases.map(finding) }

    /// Whether targets can be started and traced.
    package var isHuntingPossible: Bool {
        findings.allSatisfy { !$0.feature.isNeeded || $0.state != .off }
    }

    private func finding(_ feature: Feature) -> FeatureFinding {
        switch feature {
        case .launching: launching
        case .tracing: tracing
        case .ownProcesses: ownProcesses
        case .readOnlyFiles: readOnlyFiles
        case .writesHeldIn: writesHeldIn
        case .noNetwork: noNetwork
        case .signalsHeldIn: signalsHeldIn
        case .otherUser: otherUser
        case .processLimit: processLimit
        case .exactDepth: exactDepth
        case .memoryScratch: memoryScratch
        case .cheapCrashes: cheapCrashes
        case .callFaults: callFaults
        case .untracedCallFaults: untracedCallFaults
        case .groupLimit: groupLimit
        }
    }

    // MARK: - Running

    private var launching: FeatureFinding {
        if facts.works(.launch) {
            return FeatureFinding(.launching, .on, "this program was started as a target is")
        }
        let tooOld = [facts[.closeRange], facts[.clonePidfd]].contains {
            $0.error == .notImplemented || $0 == .noEffect
        }
        return FeatureFinding(
            .launching, .off, "starting a child: \(facts[.launch])",
            next: tooOld ? "Linux 5.9 or later" : Advice.leaveContainer)
    }

    private var tracing: FeatureFinding {
        if facts.works(.tracedLaunch) {
            return FeatureFinding(.tracing, .on, "a child was traced from its first instruction")
        }
        let step = Advice.tracing(facts)
        return FeatureFinding(
            .tracing, .off, step.reason, next: step.step + "; --no-trace runs without crash detail")
    }

    private var exactDepth: FeatureFinding {
        if facts.works(.fixedAddresses) {
            return FeatureFinding(.exactDepth, .on, "addresses can be the same in every run")
        }
        let refusal = "fixing addresses: \(facts[.fixedAddresses])"
        if facts.settings.randomizeAddresses == 0 {
            return FeatureFinding(
                .exactDepth, .limited, refusal + "; but this machine varies none",
                next: "pass --aslr, which asks for nothing here")
        }
        return FeatureFinding(
            .exactDepth, .off, refusal,
            next: "docker run --security-opt seccomp=unconfined; or pass --aslr")
    }

    // MARK: - The machine

    /// Below this a scratch folder is soon full: what a container gets by default.
    private static let littleScratch = ByteCount.mebibytes(64)

    private var memoryScratch: FeatureFinding {
        let own: Ability = enclosing == .user ? .userEnclosureMemory : .enclosureMemory
        if enclosing != .none, facts.works(own) {
            return FeatureFinding(.memoryScratch, .on, "a file system of its own in memory")
        }
        guard let place = facts.room.scratchPlace else {
            return FeatureFinding(
                .memoryScratch, .off, "no folder can be made in /dev/shm or /tmp",
                next: "make one of them writable")
        }
        guard facts.room.isScratchInMemory else {
            return FeatureFinding(
                .memoryScratch, .limited, "\(place) is on a disk, which costs time in each trial",
                next: "mount a tmpfs on /dev/shm that this user can write to")
        }
        if let free = facts.room.freeScratch, free <= Self.littleScratch {
            return FeatureFinding(
                .memoryScratch, .limited, "\(place) has \(free) or less free",
                next: "docker run --shm-size=1g")
        }
        return FeatureFinding(.memoryScratch, .on, "\(place), shared with the machine")
    }

    /// A pipe handler is started whatever RLIMIT_CORE says (core(5)); only a soft limit of exactly
    /// one byte keeps the kernel from it, which is there against handlers that crash themselves
    /// (fs/coredump.c).
    private var cheapCrashes: FeatureFinding {
        let step = "sysctl kernel.core_pattern=core"
        guard let pattern = facts.settings.corePattern else {
            return FeatureFinding(
                .cheapCrashes, .limited, "kernel.core_pattern cannot be read", next: "mount /proc")
        }
        switch pattern.first {
        case "|":
            return FeatureFinding(
                .cheapCrashes, .limited,
                "each crash starts the handler in kernel.core_pattern, and a core limit of 0 "
                    + "does not keep it from that (core(5))", next: step)
        case "@":
            return FeatureFinding(
                .cheapCrashes, .limited, "kernel.core_pattern sends each crash to a socket",
                next: step)
        default:
            return FeatureFinding(
                .cheapCrashes, .on, "cores are files, and the limit on them is 0")
        }
    }
}
