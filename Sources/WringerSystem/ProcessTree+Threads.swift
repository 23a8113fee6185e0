internal import CWringer
internal import Glibc
package import WringerModel

/// What the threads of a trial do.
extension ProcessTree {
    /// The most threads that are looked at: a fork bomb must not hold us up.
    private static let maximumThreadCount = 512
    /// How long all threads together may take to stop, and all stacks to be taken.
    private static let stopTime = Duration.milliseconds(20)
    private static let stackTime = Duration.milliseconds(80)
    private static let stackFrameCount = 64

    /// What every thread of a process and its descendants does now, and the processor time that
    /// all of them have used so far.
    ///
    /// - Parameter stops: whether the first of them, as many as `CrashDetail.maximumThreadCount`,
    ///   are stopped and described with their stacks. Who traces them sees these stops as
    ///   `ChildChange.stopped`, and lets them go on.
    package static func snapshot(
        of processID: Int32, stops: Bool = false
    ) -> (threads: [StalledThread], used: Duration) {
        var threads: [StalledThread] = []
        var found: [(process: Int32, thread: Int32)] = []
        var used = Duration.zero
        for process in descendants(of: processID) {
            for thread in self.threads(of: process).prefix(maximumThreadCount - threads.count) {
                let folder = "/proc/\(process)/task/\(thread)"
                guard let state = state(in: text(folder + "/stat")) else { continue }
                used += state.used
                let waits = waitsOnFutex(text(folder + "/syscall"))
                threads.append(StalledThread(state: state.letter, waitsOnFutex: waits))
                found.append((process, thread))
            }
        }
        if stops {
            let details = details(of: Array(found.prefix(CrashDetail.maximumThreadCount)))
            for (index, detail) in details.enumerated() { threads[index].detail = detail }
        }
        return (threads, used)
    }

    /// Describes threads: first all as they are, for a stop would change it, then their stacks.
    private static func details(
        of found: [(process: Int32, thread: Int32)]
    ) -> [ThreadState?] {
        var states = found.map { ThreadState($0.thread, of: $0.process) }
        let stopped = stop(found.map(\.thread))
        let end = Instant.now() + stackTime
        for process in Set(found.map(\.process)).sorted() {
            let indices = found.indices.filter {
                found[$0].process == process && stopped.contains(found[$0].thread)
            }
            let left = end - .now()
            guard !indices.isEmpty, left > .zero else { continue }
            let stacks = Stacks.take(
                of: indices.map { found[$0].thread }, in: process,
                maximumFrames: stackFrameCount, time: left)
            for (index, stack) in zip(indices, stacks) {
                states[index] = states[index]?.with(stack)
            }
        }
        return states
    }

    /// Stops threads; gives those that did in time. One that we do not trace, that sleeps in the
    /// kernel or waits for the answer of a supervisor of its calls does not.
    private static func stop(_ threads: [Int32]) -> Set<Int32> {
        var waiting = threads.filter { wringer_interrupt($0) == 0 }
        var stopped: Set<Int32> = []
        let end = Instant.now() + stopTime
        while true {
            let now = waiting.filter { wringer_is_stopped($0) != 0 }
            stopped.formUnion(now)
            waiting.removeAll { stopped.contains($0) }
            guard !waiting.isEmpty, Instant.now() < end else { return stopped }
            usleep(200)
        }
    }

    /// The state letter and the user and system time: fields 3, 14 and 15 of proc(5). The name in
    /// field 2 may hold spaces and brackets, so that we begin at its end.
    static func state(in stat: String) -> (letter: String, used: Duration)? {
        guard let end = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        guard fields.count > 13, let user = Int64(fields[11]), let system = Int64(fields[12])
        else { return nil }
        let perSecond = Int64(sysconf(Int32(_SC_CLK_TCK)))
        return (String(fields[0]), .nanoseconds((user + system) * (1_000_000_000 / perSecond)))
    }

    /// Whether `/proc/TID/syscall` shows futex(2) that waits, with a null timeout: a wake-up that
    /// is held in the kernel waits for nobody.
    private static func waitsOnFutex(_ text: String) -> Bool {
        let fields = text.split(separator: " ")
        guard fields.count > 4, fields[0] == "\(SYS_futex)", fields[4] == "0x0",
            let operation = UInt32(fields[2].dropFirst(2), radix: 16)
        else { return false }
        // FUTEX_WAIT, FUTEX_LOCK_PI, FUTEX_WAIT_BITSET, FUTEX_LOCK_PI2; above them are flags
        // (futex(2)).
        return [0, 6, 9, 13].contains(operation & 0x7f)
    }
}

#if arch(x86_64)
    private let SYS_futex = 202
#else
    private let SYS_futex = 98
#endif
