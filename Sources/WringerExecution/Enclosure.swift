internal import WringerModel
internal import WringerSystem

/// What a worker holds its targets in with: what it has of its own, and what it therefore lacks.
struct Enclosure {
    private let role: WorkerRole?
    private var network: TargetNetwork?
    /// Whether this worker has a memory file system of its own.
    private(set) var hasMemory = false
    private var refusals: [String] = []
    private let mayChangeUser = TargetUser.isAvailable
    /// One view for each set of folders that a setup may write to and must see.
    private let views = ViewCache()
    private(set) var description: [String] = []

    /// The most processes that a target may have at once where we can count them; a fork bomb ends
    /// there. Above it an explicit `--limit nproc` decides.
    static let maximumProcessCount: UInt64 = 1024

    /// The most that a scratch folder in memory may hold; on a machine with little memory it is a
    /// quarter of that.
    private static let maximumMemory = ByteCount.mebibytes(1024)

    private final class ViewCache {
        var views: [[String]: TargetView] = [:]
    }

    init(role: WorkerRole?) {
        self.role = role
        switch role?.namespaces {
        case .own: description.append("a process, mount and IPC namespace of its own")
        case .user: description.append("a user, process, mount and IPC namespace of its own")
        case .some(.none), nil: break
        }
        if mayChangeUser {
            description.append("targets run as user \(TargetUser.shared.identifier)")
        }
        description.append("Landlock version \(Containment.version)")
    }

    /// Whether this worker has mounts and process ids to itself.
    var hasNamespaces: Bool { role != nil && role?.namespaces != .some(.none) }

    mutating func mountMemory() {
        guard hasNamespaces else { return }
        let size = min(Self.maximumMemory, ByteCount(Machine.memory.bytes / 4))
        do throws(SystemError) {
            try ScratchFolder.mountMemory(size: size)
            hasMemory = true
            description.append("a scratch folder in memory of its own, \(size)")
        } catch { refusals.append("\(error): targets share the machine's memory file system") }
    }

    mutating func makeNetwork() {
        guard hasNamespaces else { return }
        do throws(SystemError) {
            network = try TargetNetwork()
            description.append("a network of its own")
        } catch { refusals.append("\(error)") }
    }

    /// What a setup's targets are held in with.
    ///
    /// - Parameter scratch: the scratch folder.
    func containment(
        for setup: Setup, scratch: String, user: TargetUser?
    ) throws(SystemError) -> Containment {
        let folders = [scratch] + setup.writableFolders
        return try Containment(
            writable: folders, view: view(for: setup, writable: folders),
            network: setup.allowances.network ? nil : network,
            keepsNetwork: setup.allowances.network || network != nil, user: user)
    }

    private func view(
        for setup: Setup, writable folders: [String]
    ) throws(SystemError) -> TargetView? {
        guard hasNamespaces else { return nil }
        // What the target itself is made of, and with the network how names are resolved.
        var needed = [Files.realPath(setup.executable) ?? setup.executable]
        if setup.allowances.network, let file = Files.realPath("/etc/resolv.conf") {
            needed.append(file)
        }
        let key = folders + needed
        if let known = views.views[key] { return known }
        let view = try TargetView(writable: folders, needed: needed)
        views.views[key] = view
        return view
    }

    /// Who the targets of a setup run as; nil for our own user.
    func user(for setup: Setup) -> TargetUser? {
        guard mayChangeUser, !setup.allowances.ownUser else { return nil }
        let counts = setup.limits[.processes] != nil
        let user = role.map {
            counts ? TargetUser.exclusive(toWorkerOf: $0.starter) : TargetUser.shared
        }
        let chosen = user ?? .shared
        // A target under a closed home folder runs as who may reach it.
        let files = [setup.executable] + setup.target.command.dropFirst()
        let areReachable = files.allSatisfy {
            !$0.hasPrefix("/") || Files.kind($0) != .regular || chosen.canRead($0)
        }
        // A folder that a person gave is to be written, whoever owns it.
        let areWritable = setup.writableFolders.allSatisfy(chosen.canWrite)
        return areReachable && areWritable && chosen.canExecute(setup.executable) ? chosen : nil
    }

    /// What a person should know of a target that runs as our own user although it need not.
    func note(for setup: Setup, user: TargetUser?) -> String? {
        guard user == nil, mayChangeUser, !setup.allowances.ownUser else { return nil }
        let closed = setup.writableFolders.filter { !TargetUser.shared.canWrite($0) }
        let reason =
            closed.isEmpty
            ? "no other user can reach its files"
            : "no other user can write in \(closed.joined(separator: ", ")); see chown(1)"
        return "the target runs as root, with no bound on its processes: \(reason)"
    }

    /// The limit on processes that a setup gets where it sets none.
    func processCeiling(for setup: Setup, user: TargetUser?) -> Limit? {
        // Without a user or a namespace of its own all processes of our user would count.
        let isCounted = role?.namespaces == .user && !ProcessTree.runsAsRoot
        guard setup.limits[.processes] == nil, user != nil || isCounted else { return nil }
        let own = setup.inheritedLimits[.processes]?.hard ?? .unlimited
        let ceiling = min(LimitValue.finite(Self.maximumProcessCount), own)
        return Limit(soft: ceiling, hard: ceiling)
    }

    /// Puts this worker under the filter that all its targets inherit: what a target that runs as
    /// our own user could do to us, and the sockets of the machine's services, which no namespace
    /// keeps from it.
    mutating func installFilter() {
        var refusals = SeccompFilter.Refusals()
        refusals.protectedProcess = ProcessTree.ownProcess
        refusals.sockets = .local
        do throws(SystemError) {
            try SeccompFilter.refusing(refusals).installHere()
            description.append("a filter that protects the worker and refuses local sockets")
        } catch { self.refusals.append("\(error)") }
    }

    /// What a filter of a setup's own has to refuse.
    func refusals(for setup: Setup) -> SeccompFilter.Refusals {
        var refusals = SeccompFilter.Refusals()
        if network == nil, !setup.allowances.network { refusals.sockets = .all }
        return refusals
    }

    /// What a target is not kept from here, a line each, with the next step.
    var shortfalls: [String] {
        var found = refusals
        if Containment.version == 0 {
            found.append(
                "this kernel has no Landlock: programs can write wherever their user can")
        } else if Containment.version < Containment.signalVersion, !hasNamespaces {
            found.append(
                "Landlock version \(Containment.version) holds no signals in: programs can end "
                    + "other processes of this user")
        }
        if !hasNamespaces {
            let reason = role?.refusal.map { " (\($0.name))" } ?? ""
            found.append(
                "no namespaces\(reason): programs see all processes, and can change the "
                    + "permissions and times of files that their user owns")
        }
        if ProcessTree.runsAsRoot, !mayChangeUser {
            found.append("root without the capability to become another user: targets run as root")
        }
        return found
    }
}
