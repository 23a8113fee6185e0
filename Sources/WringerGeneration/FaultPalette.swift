package import WringerModel

/// The system-call faults that a hunt draws from: calls that the target makes, with errors that
/// they can really give.
package struct FaultPalette: Sendable {
    private let calls: [(name: String, count: Int, errors: [ErrorNumber])]

    /// Calls whose failures an interpreter has to live with, as far as it makes them.
    package static let candidates = [
        "brk", "clone", "clone3", "close", "dup", "dup2", "fcntl", "fstat", "ftruncate", "futex",
        "getcwd", "getdents64", "getrandom", "ioctl", "lseek", "mmap", "mprotect", "mremap",
        "munmap", "newfstatat", "open", "openat", "pipe2", "poll", "pread64", "prlimit64",
        "pwrite64",
        "read", "readlink", "readv", "rename", "sched_getaffinity", "socket", "statx", "sysinfo",
        "unlink", "wait4", "write", "writev",
    ]

    /// The rules that count the candidates in one run and do nothing to them, for the plan of a
    /// run whose counts go to `init`.
    package static var countingRules: [FaultRule] {
        candidates.map { FaultRule(selection: $0, calls: [$0]) }
    }

    /// - Parameter counts: how often the target makes each call in a usual run, by its name.
    package init(counts: [String: Int]) {
        calls = Self.candidates.compactMap { name in
            guard let count = counts[name], count > 0, let facts = CallFacts.named(name),
                !facts.errors.isEmpty
            else { return nil }
            return (name, count, facts.errors)
        }
    }

    /// Whether there is nothing to draw.
    package var isEmpty: Bool { calls.isEmpty }

    /// A plan of one rule: a call, one of its errors, and an occurrence that a usual run reaches
    /// or just misses; this one alone, or all from it on. There must be something to draw.
    package func plan(using random: inout RandomStream) -> FaultPlan {
        let call = random.element(of: calls)
        var rule = FaultRule(selection: call.name, calls: [call.name])
        rule.effect = .error(random.element(of: call.errors))
        // Early occurrences are other code than late ones, and a long run has many late ones.
        let bound = min(call.count + call.count / 4 + 1, 60_000)
        let first = UInt32(random.geometric(upTo: bound))
        let isLasting = random.chance(1, in: 2)
        rule.occurrences = Occurrences(first: first, last: isLasting ? nil : first, step: 1)
        return FaultPlan(rules: [rule], seed: random.next())
    }
}
