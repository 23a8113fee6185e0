internal import CWringer
internal import Glibc
package import WringerModel

/// What `/proc` tells of the processes of a trial. A process that has ended gives nothing.
package enum ProcessTree {
    /// The most processes and threads that are looked at: a fork bomb must not hold us up.
    private static let maximumCount = 512

    /// Whether this process runs as uid 0.
    package static var runsAsRoot: Bool { geteuid() == 0 }

    /// A number that no other process of ours on this machine has while this one lives, for names
    /// of files: every worker is process 1 of its namespace, and has the number of its starter.
    package static var uniqueNumber: Int32 { WorkerRole.ofThisProcess?.starter ?? getpid() }

    /// This process, as it is counted in its own namespace.
    package static var ownProcess: Int32 { getpid() }

    /// The processes whose parent is `processID`, zombies included.
    package static func children(of processID: Int32) -> [Int32] {
        threads(of: processID).flatMap { thread in
            text("/proc/\(processID)/task/\(thread)/children").split(separator: " ")
                .compactMap { Int32($0) }
        }
    }

    /// A process and all that descend from it, at most `maximumCount`.
    package static func descendants(of processID: Int32) -> [Int32] {
        var found = [processID]
        var next = 0
        while next < found.count, found.count < maximumCount {
            found += children(of: found[next])
            next += 1
        }
        return found
    }

    /// The name of a process's program, at most 15 characters, as in `/proc/PID/comm`.
    package static func name(of processID: Int32) -> String {
        String(text("/proc/\(processID)/comm").prefix { $0 != "\n" })
    }

    /// The file that a process executes.
    package static func executable(of processID: Int32) -> String? {
        Files.linkTarget("/proc/\(processID)/exe")
    }

    /// The arguments that a process was started with.
    package static func arguments(of processID: Int32) -> [String] {
        text("/proc/\(processID)/cmdline").split(separator: "\0", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    /// The id of the process that a thread belongs to.
    package static func process(of threadID: Int32) -> Int32 {
        statusNumber("Tgid:", of: threadID).map { Int32($0) } ?? threadID
    }

    /// The number in a line of `/proc/PID/status`.
    private static func statusNumber(_ key: StaticString, of processID: Int32) -> Int? {
        let status = bytes("/proc/\(processID)/status")
        let wanted = unsafe UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
        var start = status.startIndex
        while start < status.endIndex {
            let end = status[start...].firstIndex(of: 0x0a) ?? status.endIndex
            if unsafe status[start..<end].starts(with: wanted) {
                let digits = status[start..<end].drop { !(0x30...0x39).contains($0) }
                    .prefix { (0x30...0x39).contains($0) }
                return digits.isEmpty
                    ? nil : digits.reduce(0) { $0 &* 10 &+ Int($1 - 0x30) }
            }
            start = end + 1
        }
        return nil
    }

    /// Whether a process has ended and only waits to be reaped.
    package static func isDead(_ processID: Int32) -> Bool {
        guard let state = state(in: text("/proc/\(processID)/stat")) else { return true }
        return state.letter == "Z" || state.letter == "X"
    }

    /// The files that a process has mapped to execute, each once, in the order of addresses.
    package static func mappedExecutables(of processID: Int32) -> [String] {
        var paths: [String] = []
        for line in text("/proc/\(processID)/maps").split(separator: "\n") {
            let fields = line.split(separator: " ", maxSplits: 5)
            guard fields.count == 6, fields[1].contains("x") else { continue }
            let path = fields[5].drop { $0 == " " }
            if path.hasPrefix("/"), !paths.contains(String(path)) { paths.append(String(path)) }
        }
        return paths
    }

    /// The addresses of the mapping `[stack]`.
    package static func mainStack(of processID: Int32) -> Range<UInt64>? {
        for line in text("/proc/\(processID)/maps").split(separator: "\n") {
            guard line.hasSuffix("[stack]") else { continue }
            let ends = line.prefix { $0 != " " }.split(separator: "-")
            guard ends.count == 2, let low = UInt64(ends[0], radix: 16),
                let high = UInt64(ends[1], radix: 16), low < high
            else { return nil }
            return low..<high
        }
        return nil
    }

    /// What every thread of a process and its descendants does now, and the processor time that
    /// all of them have used so far.
    package static func snapshot(of processID: Int32) -> (threads: [StalledThread], used: Duration)
    {
        var states: [StalledThread] = []
        var ticks: UInt64 = 0
        for process in descendants(of: processID) {
            for thread in threads(of: process).prefix(maximumCount - states.count) {
                let folder = "/proc/\(process)/task/\(thread)"
                guard let state = state(in: text(folder + "/stat")) else { continue }
                ticks += state.ticks
                let waits = waitsOnFutex(text(folder + "/syscall"))
                states.append(StalledThread(state: state.letter, waitsOnFutex: waits))
            }
        }
        let perSecond = Int64(sysconf(Int32(_SC_CLK_TCK)))
        return (states, .nanoseconds(Int64(ticks) * (1_000_000_000 / perSecond)))
    }

    private static func threads(of processID: Int32) -> [Int32] {
        ((try? Files.list("/proc/\(processID)/task")) ?? []).compactMap { Int32($0) }
    }

    /// The state letter and the user and system time in clock ticks: fields 3, 14 and 15 of
    /// proc(5). The name in field 2 may hold spaces and brackets, so that we begin at its end.
    private static func state(in stat: String) -> (letter: String, ticks: UInt64)? {
        guard let end = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        guard fields.count > 13, let user = UInt64(fields[11]), let system = UInt64(fields[12])
        else { return nil }
        return (String(fields[0]), user + system)
    }

    /// Whether `/proc/TID/syscall` shows futex(2) with a null timeout.
    private static func waitsOnFutex(_ text: String) -> Bool {
        let fields = text.split(separator: " ")
        return fields.count > 4 && fields[0] == "\(SYS_futex)" && fields[4] == "0x0"
    }

    private static func text(_ path: String) -> String {
        String(decoding: bytes(path), as: UTF8.self)
    }

    private static func bytes(_ path: String) -> [UInt8] {
        (try? Files.read(path, limit: .mebibytes(16))) ?? []
    }
}

#if arch(x86_64)
    private let SYS_futex = 202
#else
    private let SYS_futex = 98
#endif
