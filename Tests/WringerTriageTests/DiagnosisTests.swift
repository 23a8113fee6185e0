import Testing
import WringerModel

@testable import WringerTriage

@Suite struct DiagnosisTests {
    private func finding(_ feature: Feature, _ facts: KernelFacts) throws -> FeatureFinding {
        try #require(Diagnosis(facts).findings.first { $0.feature == feature })
    }

    private func states(_ facts: KernelFacts, _ state: FeatureState) -> [Feature] {
        Diagnosis(facts).findings.filter { $0.state == state }.map(\.feature)
    }

    // MARK: - Whole machines

    @Test func `on a modern machine root has everything`() {
        let diagnosis = Diagnosis(KernelSamples.modernRoot)
        #expect(states(KernelSamples.modernRoot, .on) == Feature.allCases)
        #expect(diagnosis.isHuntingPossible)
        #expect(diagnosis.findings.allSatisfy { $0.nextStep == nil })
    }

    @Test func `an ordinary user lacks another user and a control group`() throws {
        let facts = KernelSamples.ordinaryUser
        #expect(states(facts, .limited) == [.otherUser])
        #expect(states(facts, .off) == [.groupLimit])
        #expect(try finding(.ownProcesses, facts).reason.contains("user namespace"))
        #expect(try finding(.otherUser, facts).reason.contains("user 1000"))
        #expect(try finding(.groupLimit, facts).nextStep?.contains("Delegate=yes") == true)
        #expect(Diagnosis(facts).isHuntingPossible)
    }

    @Test func `an old kernel is told which one would do`() throws {
        let facts = KernelSamples.oldRoot
        #expect(Diagnosis(facts).isHuntingPossible)
        #expect(states(facts, .off) == [.readOnlyFiles, .writesHeldIn, .callFaults])
        #expect(try finding(.readOnlyFiles, facts).nextStep == "Linux 5.12 or later")
        #expect(try finding(.writesHeldIn, facts).nextStep?.contains("5.13") == true)
        #expect(try finding(.signalsHeldIn, facts).state == .on, "by its namespace")
        let faults = try finding(.callFaults, facts)
        #expect(faults.state == .off)
        #expect(faults.nextStep == "Linux 5.19 or later")
    }

    @Test func `a container without namespaces`() throws {
        let facts = KernelSamples.container
        #expect(Diagnosis(facts).isHuntingPossible)
        #expect(states(facts, .off) == [.ownProcesses, .exactDepth, .groupLimit])
        #expect(
            states(facts, .limited) == [.readOnlyFiles, .noNetwork, .memoryScratch, .cheapCrashes])
        #expect(try finding(.signalsHeldIn, facts).state == .on, "by Landlock")
        #expect(try finding(.otherUser, facts).state == .on)
        #expect(try finding(.exactDepth, facts).nextStep?.contains("--aslr") == true)
        #expect(try finding(.memoryScratch, facts).nextStep == "docker run --shm-size=1g")
        #expect(try finding(.cheapCrashes, facts).reason.contains("core limit of 0"))
    }

    @Test func `nothing known is nothing possible, and every line has a next step`() {
        let diagnosis = Diagnosis(KernelFacts())
        #expect(!diagnosis.isHuntingPossible)
        for finding in diagnosis.findings {
            #expect(finding.state != .on, "\(finding)")
            #expect(finding.nextStep != nil, "\(finding)")
        }
    }

    @Test(arguments: [
        KernelSamples.modernRoot, KernelSamples.ordinaryUser, KernelSamples.oldRoot,
        KernelSamples.container, KernelFacts(),
    ])
    func `each feature has one line, with a reason in half a sentence`(_ facts: KernelFacts) {
        let findings = Diagnosis(facts).findings
        #expect(findings.map(\.feature) == Feature.allCases)
        for finding in findings {
            #expect(!finding.reason.isEmpty && !finding.reason.hasSuffix("."), "\(finding)")
        }
    }

    // MARK: - Tracing and launching

    @Test func `a machine on which nothing can be traced is none to hunt on`() throws {
        var facts = KernelSamples.ordinaryUser
        facts.refuse([.tracedLaunch, .seize, .pidfdGetfd], .notPermitted)
        facts.settings.ptraceScope = 2
        #expect(!Diagnosis(facts).isHuntingPossible)
        let tracing = try finding(.tracing, facts)
        #expect(tracing.state == .off)
        #expect(tracing.nextStep?.contains("sysctl kernel.yama.ptrace_scope=1") == true)
        #expect(tracing.nextStep?.contains("--no-trace") == true)
        #expect(try finding(.callFaults, facts).state == .off)
        facts.settings.ptraceScope = 3
        #expect(try finding(.tracing, facts).nextStep?.contains("boot") == true)
        facts.settings.ptraceScope = nil
        #expect(try finding(.tracing, facts).nextStep?.contains("SYS_PTRACE") == true)
        facts.tracer = 4711
        #expect(try finding(.tracing, facts).reason.contains("4711"))
    }

    @Test func `a machine on which nothing can be started is none to hunt on`() throws {
        var facts = KernelSamples.modernRoot
        facts[.launch] = .died(.badSystemCall)
        #expect(!Diagnosis(facts).isHuntingPossible)
        #expect(try finding(.launching, facts).reason == "starting a child: died of SIGSYS")
        facts[.closeRange] = .refused(.notImplemented)
        #expect(try finding(.launching, facts).nextStep == "Linux 5.9 or later")
    }

    // MARK: - Containment

    @Test func `the switches of distributions are named for an ordinary user`() throws {
        var facts = KernelSamples.ordinaryUser
        facts.refuse(KernelSamples.userNamespaces, .notPermitted)
        #expect(try finding(.ownProcesses, facts).nextStep?.contains("run as root") == true)
        facts.settings.restrictedUserNamespaces = 1
        #expect(try finding(.ownProcesses, facts).nextStep?.contains("apparmor") == true)
        facts.settings.maximumUserNamespaces = 0
        #expect(
            try finding(.ownProcesses, facts).nextStep
                == "sysctl user.max_user_namespaces=10000, or run as root")
        facts.settings.unprivilegedUserNamespaces = 0
        #expect(
            try finding(.ownProcesses, facts).nextStep
                == "sysctl kernel.unprivileged_userns_clone=1, or run as root")
        #expect(try finding(.processLimit, facts).state == .limited)
    }

    @Test func `namespaces without a proc of their own are none`() throws {
        var facts = KernelSamples.modernRoot
        facts.refuse([.enclosureProc, .userEnclosureProc], .notPermitted)
        let processes = try finding(.ownProcesses, facts)
        #expect(processes.state == .off)
        #expect(processes.reason.contains("no /proc"))
        #expect(try finding(.readOnlyFiles, facts).state == .limited)
    }

    @Test func `root without privilege still has user namespaces`() throws {
        var facts = KernelSamples.modernRoot
        facts.capabilities = []
        facts.refuse([.enclosure, .enclosureProc, .changeUser], .notPermitted)
        #expect(try finding(.ownProcesses, facts).state == .on)
        #expect(try finding(.otherUser, facts).reason.contains("capabilities chown kill"))
        #expect(try finding(.processLimit, facts).state == .off)
    }

    @Test func `a Landlock that cannot hold truncation is limited`() throws {
        var facts = KernelSamples.modernRoot
        facts.landlockVersion = 2
        #expect(try finding(.writesHeldIn, facts).state == .limited)
        facts[.landlockFiles] = .refused(.notSupported)
        #expect(try finding(.writesHeldIn, facts).state == .limited, "by mounts")
        #expect(try finding(.writesHeldIn, facts).nextStep?.contains("lsm=") == true)
        facts[.landlockFiles] = .noEffect
        facts[.enclosureView] = .noEffect
        #expect(try finding(.writesHeldIn, facts).state == .off)
    }

    @Test func `without a network of its own a filter refuses sockets, or nothing does`() throws {
        var facts = KernelSamples.modernRoot
        facts[.enclosureNetwork] = .refused(.notPermitted)
        #expect(try finding(.noNetwork, facts).state == .limited)
        facts[.seccompFilter] = .refused(.notPermitted)
        #expect(try finding(.noNetwork, facts).state == .off)
    }

    // MARK: - Faults and the machine

    @Test func `only one can listen to system calls`() throws {
        var facts = KernelSamples.modernRoot
        facts.refuse([.listener, .listenerContinue, .listenerWaitKillable], .busy)
        #expect(try finding(.callFaults, facts).reason.contains("listens"))
        #expect(try finding(.untracedCallFaults, facts).state == .limited)
    }

    @Test(
        arguments: [
            (.listenerContinue, "Linux 5.5 or later"), (.pidfdGetfd, "Linux 5.6 or later"),
        ] as [(Ability, String)])
    func `what an old kernel lacks for faults`(_ ability: Ability, _ step: String) throws {
        var facts = KernelSamples.modernRoot
        facts[ability] = .refused(.notImplemented)
        let faults = try finding(.callFaults, facts)
        #expect(faults.state == .off)
        #expect(faults.nextStep == step)
    }

    @Test func `notification is not for kernels before 5_0, nor behind a filter`() throws {
        var facts = KernelSamples.modernRoot
        facts[.listener] = .refused(.invalid)
        facts[.seccompNotify] = .refused(.notSupported)
        #expect(try finding(.callFaults, facts).nextStep == "Linux 5.0 or later")
        facts.refuse([.listener, .seccompNotify, .seccompFilter], .notPermitted)
        #expect(try finding(.callFaults, facts).nextStep?.contains("container") == true)
        #expect(try finding(.untracedCallFaults, facts).state == .off)
    }

    @Test func `addresses that nobody varies are as good, with an option`() throws {
        var facts = KernelSamples.container
        facts.settings.randomizeAddresses = 0
        #expect(try finding(.exactDepth, facts).state == .limited)
    }

    @Test func `a scratch folder is in memory, on a disk, or nowhere`() throws {
        var facts = KernelSamples.container
        facts.room.freeScratch = .mebibytes(512)
        #expect(try finding(.memoryScratch, facts).state == .on)
        facts.room.isScratchInMemory = false
        facts.room.scratchPlace = "/tmp"
        #expect(try finding(.memoryScratch, facts).reason.contains("/tmp is on a disk"))
        facts.room.scratchPlace = nil
        #expect(try finding(.memoryScratch, facts).state == .off)
    }

    @Test(
        arguments: [
            ("core", .on), ("/var/core/%e", .on), ("", .on), ("|/bin/x", .limited),
            ("@/s", .limited),
        ] as [(String, FeatureState)])
    func `where crashes go`(_ pattern: String, _ state: FeatureState) throws {
        var facts = KernelSamples.modernRoot
        facts.settings.corePattern = pattern
        #expect(try finding(.cheapCrashes, facts).state == state)
    }

    @Test func `a control group that cannot bound`() throws {
        var facts = KernelSamples.modernRoot
        facts.groups.boundsProcesses = .refused(.denied)
        #expect(try finding(.groupLimit, facts).nextStep?.contains("+pids") == true)
        facts.groups.own = ControlGroup(folder: "/sys/fs/cgroup/pids", version: 1)
        facts.groups.child = .refused(.notPermitted)
        #expect(try finding(.groupLimit, facts).nextStep == "run as root")
        facts.groups.own = nil
        #expect(try finding(.groupLimit, facts).nextStep?.contains("mount") == true)
    }
}
