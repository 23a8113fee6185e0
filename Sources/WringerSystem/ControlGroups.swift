internal import Glibc
internal import WringerModel

/// Finding out what control groups allow this process, by making one and removing it again.
enum ControlGroups {
    /// What is mounted, and what a child group of our own can do.
    static func facts() throws(SystemError) -> ControlGroupFacts {
        let map = ControlGroupMap(
            mounts: ProcText.read("/proc/self/mountinfo") ?? "",
            membership: ProcText.read("/proc/self/cgroup") ?? "")
        var facts = ControlGroupFacts()
        facts.layout = map.layout
        facts.controllers = map.legacyControllers
        if let unified = map.unified { facts.controllers += controllers(of: unified.folder) }
        facts.controllers.sort()
        facts.own = map.counting ?? map.unified
        if let own = facts.own {
            try holdingSignals { () throws(SystemError) in try tryChild(of: own, &facts) }
        }
        return facts
    }

    /// The controllers that a group of version 2 has.
    private static func controllers(of folder: String) -> [String] {
        let text = ProcText.read(folder + "/cgroup.controllers") ?? ""
        return text.split(separator: " ").map(String.init)
    }

    private static func tryChild(
        of own: ControlGroup, _ facts: inout ControlGroupFacts
    ) throws(SystemError) {
        let folder = own.folder + "/wringer-doctor-\(getpid())"
        guard unsafe mkdir(folder, 0o755) == 0 else {
            facts.child = .refused(.current)
            return
        }
        defer { facts.child = remove(folder) }
        if own.version == 2 {
            facts.delegated = controllers(of: folder).sorted()
            facts.delegates = write("+pids", to: folder + "/cgroup.subtree_control")
            // A group that hands controllers down takes no process in (cgroups(7)).
            _ = write("-pids", to: folder + "/cgroup.subtree_control")
        }
        facts.boundsProcesses = try KernelProbe.attemptGroup(folder)
    }

    /// A group cannot be removed until its last process is wholly gone.
    private static func remove(_ folder: String) -> Attempt {
        for _ in 0..<200 {
            if unsafe rmdir(folder) == 0 { return .works }
            guard errno == EBUSY else { break }
            usleep(1000)
        }
        return .refused(.current)
    }

    private static func write(_ text: String, to path: String) -> Attempt {
        do throws(SystemError) {
            try writeAll(Array(text.utf8), to: try openForWriting(path), path)
            return .works
        } catch { return .refused(error.error) }
    }
}

/// Does something that an interrupt in the middle would leave half done: signals that come
/// meanwhile count at its end.
func holdingSignals<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
) throws(Failure) -> Value {
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    unsafe sigprocmask(SIG_BLOCK, &all, &before)
    defer { unsafe sigprocmask(SIG_SETMASK, &before, nil) }
    return try body()
}

/// The files of /proc and /sys, which have no size and are small.
enum ProcText {
    /// Without the line end at its end; nil where there is no such file or we may not read it.
    static func read(_ path: String) -> String? {
        guard let bytes = try? Files.read(path, limit: .mebibytes(4)) else { return nil }
        return String(decoding: bytes.last == 0x0a ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }

    /// A file that holds one number.
    static func number(_ path: String) -> Int? { read(path).flatMap { Int($0) } }

    /// The text behind `name:` in a file of such lines.
    static func field(_ name: String, of path: String) -> String? {
        let lines = (read(path) ?? "").split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix(name + ":") }) else { return nil }
        return String(line.dropFirst(name.utf8.count + 1).drop { $0 == " " || $0 == "\t" })
    }
}
