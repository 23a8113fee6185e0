extension CallFacts {
    /// The calls of a set of strace 6.1, sorted by name, by the name that strace accepts, such as
    /// `%file`, `file` or `all`; nil for a name of none.
    package static func set(named name: String) -> [CallFacts]? {
        if name == "all" { return all }
        let isOld = oldSets.contains(name)
        let set = isOld ? "%" + name : name
        if let members = smallSets[set] {
            return all.filter { members.contains($0.name) }
        }
        return classSets[set].map { one in all.filter { $0.classes.contains(one) } }
    }

    /// The names of all sets, for "did you mean".
    package static let setNames: [String] = (Array(classSets.keys) + smallSets.keys).sorted()

    /// The sets that strace still accepts without their `%`.
    private static let oldSets: Set<String> = [
        "desc", "file", "ipc", "memory", "network", "process", "signal",
    ]

    private static let classSets: [String: CallClasses] = [
        "%file": .file, "%desc": .descriptor, "%process": .process, "%network": .network,
        "%net": .network, "%signal": .signal, "%ipc": .ipc, "%memory": .memory,
        "%creds": .credentials,
    ]

    private static let smallSets: [String: Set<String>] = [
        "%stat": ["stat"],
        "%lstat": ["lstat"],
        "%fstat": ["fstat", "newfstatat", "statx"],
        "%%stat": ["stat", "lstat", "fstat", "newfstatat", "statx"],
        "%statfs": ["statfs"],
        "%fstatfs": ["fstatfs"],
        "%%statfs": ["fstatfs", "statfs", "ustat"],
        "%pure": [
            "getegid", "geteuid", "getgid", "getpgrp", "getpid", "getppid", "gettid", "getuid",
        ],
        "%clock": [
            "adjtimex", "clock_adjtime", "clock_getres", "clock_gettime", "clock_settime",
            "gettimeofday", "settimeofday", "time",
        ],
    ]
}
