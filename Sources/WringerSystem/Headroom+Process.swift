package import WringerModel

extension Headroom {
    /// What a process has used of its limits, in the order of `LimitName`: of its stack (that of
    /// its first thread), address space, data, processor time in whole seconds, descriptors; and
    /// of the limit on processes what all of the trial have, which is what counts where their user
    /// is theirs alone.
    ///
    /// - Parameter mainProcess: the process that the trial started.
    package static func all(
        of process: Int32, mappings: [Mapping], mainProcess: Int32
    ) -> [Headroom] {
        let limits = softLimits(ProcessTree.text("/proc/\(process)/limits"))
        let status = ProcessTree.text("/proc/\(process)/status")
        var used: [LimitName: UInt64] = [:]
        let stack = mappings.last { $0.name == "[stack]" }
        used[.stack] = stack.map { $0.end - $0.start } ?? kibibytes("VmStk:", in: status)
        used[.addressSpace] = kibibytes("VmSize:", in: status)
        used[.data] = kibibytes("VmData:", in: status)
        used[.openFiles] = UInt64(OpenDescriptor.count(of: process))
        used[.cpu] = ProcessSample(of: process, through: process).map {
            UInt64(max($0.cpu.nanoseconds, 0)) / 1_000_000_000
        }
        used[.processes] = UInt64(
            ProcessTree.descendants(of: mainProcess).reduce(0) {
                $0 + ProcessTree.threads(of: $1).count
            })
        return LimitName.allCases.compactMap { name in
            guard let used = used[name], let limit = limits[name] else { return nil }
            return Headroom(name: name, used: used, limit: limit)
        }
    }

    /// The soft limits in the text of `/proc/PID/limits` (proc(5)): the name has 25 columns, the
    /// soft limit follows after a space.
    private static func softLimits(_ text: String) -> [LimitName: UInt64?] {
        var limits: [LimitName: UInt64?] = [:]
        for line in text.split(separator: "\n") {
            let title = line.prefix(25)
            let end = title.lastIndex { $0 != " " } ?? title.startIndex
            guard let name = titles[String(title[...end])],
                let value = line.dropFirst(25).split(separator: " ").first
            else { continue }
            limits[name] = .some(UInt64(value))
        }
        return limits
    }

    private static let titles: [String: LimitName] = [
        "Max cpu time": .cpu, "Max data size": .data, "Max stack size": .stack,
        "Max processes": .processes, "Max open files": .openFiles,
        "Max address space": .addressSpace,
    ]

    /// The number in a line of `/proc/PID/status`, in bytes.
    private static func kibibytes(_ key: String, in status: String) -> UInt64? {
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(key) })
        else { return nil }
        let digits = line.dropFirst(key.count).drop { !$0.isNumber }.prefix { $0.isNumber }
        return UInt64(digits).map { $0 << 10 }
    }
}
