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
        Mapping.all(of: processID).last { $0.name == "[stack]" }.map { $0.start..<$0.end }
    }

    /// Whether a signal ends a process: it is neither caught nor ignored.
    package static func isFatal(_ signal: Signal, to processID: Int32) -> Bool {
        let lines = text("/proc/\(processID)/status").split(separator: "\n")
        return ["SigIgn:", "SigCgt:"].allSatisfy { key in
            guard let line = lines.first(where: { $0.hasPrefix(key) }),
                let mask = UInt64(line.dropFirst(key.count).drop { $0 == "\t" }, radix: 16)
            else { return false }
            return mask >> UInt64(signal.number - 1) & 1 == 0
        }
    }

    /// The ids of the threads of a process.
    static func threads(of processID: Int32) -> [Int32] {
        ((try? Files.list("/proc/\(processID)/task")) ?? []).compactMap { Int32($0) }
    }

    static func text(_ path: String) -> String {
        String(decoding: bytes(path), as: UTF8.self)
    }

    private static func bytes(_ path: String) -> [UInt8] {
        (try? Files.read(path, limit: .mebibytes(16))) ?? []
    }
}
