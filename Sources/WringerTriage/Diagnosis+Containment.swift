internal import WringerModel

/// What holds targets in, in the order in which a worker tries it.
extension Diagnosis {
    /// The namespaces that a worker gets here.
    enum Enclosing { case own, user, none }

    var enclosing: Enclosing {
        if facts.works(.enclosure, .enclosureProc) { return .own }
        return facts.works(.userEnclosure, .userEnclosureProc) ? .user : .none
    }

    /// An ability in the namespaces that a worker gets; nil where it gets none.
    private func enclosed(_ own: Ability, _ user: Ability) -> Attempt? {
        switch enclosing {
        case .own: facts[own]
        case .user: facts[user]
        case .none: nil
        }
    }

    var ownProcesses: FeatureFinding {
        switch enclosing {
        case .own:
            return FeatureFinding(.ownProcesses, .on, "with mounts and IPC of its own")
        case .user:
            return FeatureFinding(
                .ownProcesses, .on, "with mounts and IPC of its own, in a user namespace")
        case .none:
            if facts.works(.enclosure) || facts.works(.userEnclosure) {
                let attempt = facts.works(.enclosure) ? Ability.enclosureProc : .userEnclosureProc
                return FeatureFinding(
                    .ownProcesses, .off,
                    "namespaces can be made, but no /proc in them: \(facts[attempt])",
                    next: Advice.procStep)
            }
            return FeatureFinding(
                .ownProcesses, .off,
                "namespaces: \(facts[.enclosure]), in a user namespace: \(facts[.userEnclosure])",
                next: Advice.namespaces(facts))
        }
    }

    var readOnlyFiles: FeatureFinding {
        switch enclosed(.enclosureView, .userEnclosureView) {
        case .works:
            return FeatureFinding(.readOnlyFiles, .on, "all mounts can be made read-only")
        case .some(let attempt):
            let isOld = attempt.error == .notImplemented
            return FeatureFinding(
                .readOnlyFiles, .off, "making all mounts read-only: \(attempt)",
                next: isOld ? "Linux 5.12 or later" : Advice.leaveContainer)
        case nil:
            guard facts.works(.landlockFiles) else {
                return FeatureFinding(
                    .readOnlyFiles, .off, "neither namespaces nor Landlock",
                    next: Advice.namespaces(facts))
            }
            return FeatureFinding(
                .readOnlyFiles, .limited,
                "Landlock keeps targets from writing, not from changing permissions and times",
                next: Advice.namespaces(facts))
        }
    }

    var writesHeldIn: FeatureFinding {
        let version = facts.landlockVersion
        if facts.works(.landlockFiles) {
            guard version >= 3 else {
                return FeatureFinding(
                    .writesHeldIn, .limited,
                    "Landlock version \(version) lets files be truncated (truncate(2))",
                    next: "Linux 6.2 or later")
            }
            return FeatureFinding(.writesHeldIn, .on, "Landlock version \(version)")
        }
        let byMounts = enclosed(.enclosureView, .userEnclosureView) == .works
        return FeatureFinding(
            .writesHeldIn, byMounts ? .limited : .off,
            "Landlock: \(facts[.landlockFiles])" + (byMounts ? "; by read-only mounts alone" : ""),
            next: Advice.landlock(facts))
    }

    var noNetwork: FeatureFinding {
        let attempt = enclosed(.enclosureNetwork, .userEnclosureNetwork)
        if attempt == .works {
            return FeatureFinding(.noNetwork, .on, "a network of its own, with a loopback device")
        }
        let refusal = attempt.map { "a network of its own: \($0)" } ?? "no namespaces"
        let filters = facts.works(.seccompFilter)
        return FeatureFinding(
            .noNetwork, filters ? .limited : .off,
            refusal + (filters ? "; a filter refuses every socket" : ", and no filters"),
            next: attempt == nil ? Advice.namespaces(facts) : Advice.leaveContainer)
    }

    var signalsHeldIn: FeatureFinding {
        if facts.works(.landlockSignals) {
            return FeatureFinding(
                .signalsHeldIn, .on, "Landlock version \(facts.landlockVersion)")
        }
        if enclosing != .none {
            return FeatureFinding(
                .signalsHeldIn, .on, "no process outside of the namespace can be named")
        }
        return FeatureFinding(
            .signalsHeldIn, .off, "targets can end other processes of their user",
            next: "Linux 6.12 or later with Landlock; or namespaces: " + Advice.namespaces(facts))
    }

    var otherUser: FeatureFinding {
        guard facts.user == 0 else {
            return FeatureFinding(
                .otherUser, .limited, "targets run as you do, as user \(facts.user)",
                next: "run as root, and targets get a user that owns nothing")
        }
        let needed = ["chown", "kill", "setgid", "setuid"]
        let lacking = needed.filter { !facts.capabilities.contains($0) }
        if facts.works(.changeUser), lacking.isEmpty {
            return FeatureFinding(.otherUser, .on, "targets run as a user that owns nothing")
        }
        let reason =
            lacking.isEmpty
            ? "changing the user: \(facts[.changeUser])"
            : "root without the capabilities \(lacking.joined(separator: " "))"
        return FeatureFinding(
            .otherUser, .off, reason + "; targets run as root",
            next: "run as an ordinary user, or as root with all capabilities")
    }

    var processLimit: FeatureFinding {
        if otherUser.state == .on, facts.works(.processLimitOfOtherUser) {
            return FeatureFinding(.processLimit, .on, "counted for the user of the targets")
        }
        guard facts.works(.processLimit) else {
            return FeatureFinding(
                .processLimit, .off, "RLIMIT_NPROC here: \(facts[.processLimit])",
                next: "run as an ordinary user")
        }
        guard enclosing == .user else {
            return FeatureFinding(
                .processLimit, .limited,
                "all processes of user \(facts.user) count, and --limit nproc alone sets it",
                next: Advice.namespaces(facts))
        }
        return FeatureFinding(.processLimit, .on, "counted in the user namespace")
    }

    var groupLimit: FeatureFinding {
        let groups = facts.groups
        guard let own = groups.own else {
            return FeatureFinding(
                .groupLimit, .off, "no control groups are mounted",
                next: "mount -t cgroup2 none /sys/fs/cgroup")
        }
        if groups.boundsProcesses == .works {
            return FeatureFinding(
                .groupLimit, .on, "a new group below \(own.folder) held its process to no child")
        }
        if groups.child == .works {
            return FeatureFinding(
                .groupLimit, .off, "a new group bounds no processes: \(groups.boundsProcesses)",
                next: own.version == 2
                    ? "echo +pids >\(own.folder)/cgroup.subtree_control, as root"
                    : Advice.leaveContainer)
        }
        return FeatureFinding(
            .groupLimit, .off, "making a group below \(own.folder): \(groups.child)",
            next: Advice.group(groups))
    }
}
