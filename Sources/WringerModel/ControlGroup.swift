/// How control groups are mounted.
package enum ControlGroupLayout: String, Hashable, Sendable, Codable {
    /// Not at all.
    case none
    case v1
    case v2
    /// Version 2 is mounted, without the controllers that version 1 has.
    case hybrid
}

/// Our control group in one hierarchy.
package struct ControlGroup: Hashable, Sendable {
    /// Its folder, absolute.
    package let folder: String
    /// 1 or 2.
    package let version: Int

    package init(folder: String, version: Int) {
        self.folder = folder
        self.version = version
    }
}

/// What is known of control groups (cgroups(7)).
package struct ControlGroupFacts: Hashable, Sendable {
    package var layout = ControlGroupLayout.none
    /// All that are mounted, whatever the version, by their names.
    package var controllers: [String] = []
    /// Our group in the hierarchy that counts processes, else in version 2; nil without either.
    package var own: ControlGroup?
    /// A child group was made in our own group and removed again.
    package var child = Attempt.untried
    /// A process that joined the child group was held to a number of processes.
    package var boundsProcesses = Attempt.untried
    /// What our group hands down to a child group; version 2 only.
    package var delegated: [String] = []
    /// The child group can hand its controllers further down (`cgroup.subtree_control`); version 2
    /// only.
    package var delegates = Attempt.untried

    package init() {}
}

/// The mounted hierarchies and our place in them, read from the texts of /proc/self/mountinfo and
/// /proc/self/cgroup (proc(5), cgroups(7)).
package struct ControlGroupMap: Hashable, Sendable {
    package private(set) var layout = ControlGroupLayout.none
    /// Of version 1; those of version 2 are in a file of its folder.
    package private(set) var legacyControllers: [String] = []
    /// Our group in the hierarchy of version 1 that counts processes.
    package private(set) var counting: ControlGroup?
    /// Our group in version 2.
    package private(set) var unified: ControlGroup?

    private struct Mount {
        let root: String
        let point: String
        let options: [Substring]
    }

    package init(mounts: String, membership: String) {
        var places: [String: String] = [:]
        for line in membership.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            for name in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
                places[String(name)] = String(parts[2])
            }
        }
        for line in mounts.split(separator: "\n") {
            let halves = line.split(separator: " ").split(separator: "-", maxSplits: 1)
            guard halves.count == 2, halves[0].count >= 5, let type = halves[1].first else {
                continue
            }
            let fields = Array(halves[0])
            let mount = Mount(
                root: Self.plain(fields[3]), point: Self.plain(fields[4]),
                options: halves[1].last?.split(separator: ",") ?? [])
            switch type {
            case "cgroup": addLegacy(mount, places)
            case "cgroup2": unified = unified ?? Self.group(mount, places[""], version: 2)
            default: continue
            }
        }
        legacyControllers.sort()
        switch (legacyControllers.isEmpty, unified == nil) {
        case (true, true): layout = .none
        case (true, false): layout = .v2
        case (false, true): layout = .v1
        case (false, false): layout = .hybrid
        }
    }

    private mutating func addLegacy(_ mount: Mount, _ places: [String: String]) {
        // A named hierarchy, as that of systemd, has no controller.
        let names = mount.options.map(String.init)
            .filter { places[$0] != nil && !$0.hasPrefix("name=") }
        legacyControllers += names
        if names.contains("pids") { counting = Self.group(mount, places["pids"], version: 1) }
    }

    /// The folder of a place, where that is below what is mounted: in a container often a part is.
    private static func group(_ mount: Mount, _ place: String?, version: Int) -> ControlGroup? {
        guard let place else { return nil }
        guard mount.root != "/" else {
            return ControlGroup(folder: mount.point + (place == "/" ? "" : place), version: version)
        }
        guard place == mount.root || place.hasPrefix(mount.root + "/") else {
            return ControlGroup(folder: mount.point, version: version)
        }
        let rest = place.dropFirst(mount.root.count)
        return ControlGroup(folder: mount.point + rest, version: version)
    }

    /// A path without the escapes of mountinfo for space, tab, line end and backslash.
    private static func plain(_ text: Substring) -> String {
        var path = String(text)
        for (escape, character) in [
            (#"\040"#, " "), (#"\011"#, "\t"), (#"\012"#, "\n"), (#"\134"#, #"\"#),
        ] {
            path = path.replacing(escape, with: character)
        }
        return path
    }
}
