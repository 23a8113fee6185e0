internal import CSeccomp
internal import CWringer
internal import Glibc
package import WringerModel

/// A compiled seccomp filter, which the launcher installs just before exec.
package struct SeccompFilter: Sendable {
    let instructions: [wringer_instruction]

    /// How many instructions the kernel runs at most for a call; loading costs about 0.8 us each.
    package var instructionCount: Int { instructions.count }

    /// What a filter is to refuse.
    package struct Refusals: Hashable, Sendable {
        /// The error of every read of descriptor 0; nil to leave them alone.
        package var standardInput: ErrorNumber?
        /// A process, and its user and group, whose limits, priority and processors are not to be
        /// changed: the worker, where the target runs as the same user.
        package var protectedProcess: Int32?
        /// What sockets cannot be made.
        package var sockets = SocketRefusal.none

        package init() {}

        /// Whether there is nothing to refuse.
        package var isEmpty: Bool { self == Refusals() }
    }

    /// Sockets that a target cannot make. Pairs of connected streams it can.
    package enum SocketRefusal: Sendable {
        case none
        /// Those of the file system: nothing else keeps a target from connecting to a service that
        /// lets everybody in (unix(7)).
        case local
        /// All, as where there is no network namespace to keep them in.
        case all
    }

    /// A filter that refuses.
    ///
    /// The reads are those that take bytes from a file descriptor: read, readv, pread64, preadv
    /// and preadv2. A target that duplicates the descriptor and reads from the copy escapes it.
    package static func refusing(_ refusals: Refusals) throws(SystemError) -> SeccompFilter {
        let instructions = try unsafe compiled(allowingForeign: false) {
            context throws(SystemError) in
            for rule in rules(refusals) {
                let number = unsafe seccomp_syscall_resolve_name(rule.call)
                let conditions = rule.conditions.map {
                    scmp_arg_cmp(
                        arg: $0.argument,
                        op: $0.isAbove ? SCMP_CMP_GT : SCMP_CMP_MASKED_EQ,
                        datum_a: $0.isAbove ? UInt64($0.value) : UInt64($0.mask),
                        datum_b: UInt64($0.value))
                }
                try check(
                    unsafe conditions.withUnsafeBufferPointer {
                        unsafe seccomp_rule_add_array(
                            context, fail(rule.error), number, UInt32($0.count), $0.baseAddress)
                    })
            }
        }
        return SeccompFilter(instructions: instructions)
    }

    /// Compiles the rules that `addRules` adds.
    ///
    /// - Parameter allowingForeign: whether calls of another architecture are made, as those of a
    ///   32-bit program; else they fail with ENOSYS.
    static func compiled(
        allowingForeign: Bool,
        _ addRules: (scmp_filter_ctx) throws(SystemError) -> Void
    ) throws(SystemError) -> [wringer_instruction] {
        guard let context = unsafe seccomp_init(allow) else {
            throw SystemError("make", "seccomp filter", ErrorNumber(ENOMEM))
        }
        defer { unsafe seccomp_release(context) }
        // By 32-bit calls all refusals could be gone around; a 32-bit target is refused before.
        let foreign = allowingForeign ? allow : fail(ErrorNumber(ENOSYS))
        try check(unsafe seccomp_attr_set(context, SCMP_FLTATR_ACT_BADARCH, foreign))
        unsafe try addRules(context)
        // libseccomp 2.5 exports to a descriptor only.
        let memory = try retrying("make", "memory file") { wringer_memory_file() }
        let file = OwnedDescriptor(taking: memory)
        try check(unsafe seccomp_export_bpf(context, file.number))
        return try read(from: file)
    }

    /// Installs the filter in this process, from which every target inherits it: that costs a
    /// trial nothing, where a filter of its own costs it 60 microseconds.
    package func installHere() throws(SystemError) {
        _ = try retrying("install", "seccomp filter") {
            unsafe instructions.withUnsafeBufferPointer {
                guard let start = $0.baseAddress else { return Int32(0) }
                return unsafe wringer_install_filter(start, UInt16($0.count))
            }
        }
    }

    static let allow: UInt32 = 0x7fff_0000  // SCMP_ACT_ALLOW; the macros are not imported

    private static func fail(_ error: ErrorNumber) -> UInt32 {
        0x0005_0000 | UInt32(error.number)  // SCMP_ACT_ERRNO(error)
    }

    /// One call that fails where all of its conditions hold.
    private struct Rule {
        let call: String
        let error: ErrorNumber
        var conditions: [Condition] = []
    }

    /// What an argument has to be: equal under a mask, or above a value.
    private struct Condition {
        let argument: UInt32
        let value: UInt32
        /// The kernel looks at the low 32 bits of a descriptor or a process id only.
        var mask: UInt32 = 0xffff_ffff
        var isAbove = false

        init(_ argument: UInt32, _ value: UInt32) {
            self.argument = argument
            self.value = value
        }
    }

    private static func rules(_ refusals: Refusals) -> [Rule] {
        var rules: [Rule] = []
        if let error = refusals.standardInput {
            rules += ["read", "readv", "pread64", "preadv", "preadv2"].map {
                Rule(call: $0, error: error, conditions: [Condition(0, 0)])
            }
        }
        if let process = refusals.protectedProcess {
            let worker = UInt32(process)
            let byProcess = [
                "prlimit64", "sched_setaffinity", "sched_setscheduler", "sched_setparam",
                "sched_setattr",
            ]
            rules += byProcess.map {
                Rule(call: $0, error: .notPermitted, conditions: [Condition(0, worker)])
            }
            // PRIO_PROCESS 0, PRIO_PGRP 1, PRIO_USER 2 (setpriority(2)); ioprio_set(2) counts
            // from 1.
            for (call, first) in [("setpriority", UInt32(0)), ("ioprio_set", 1)] {
                rules.append(
                    Rule(
                        call: call, error: .notPermitted,
                        conditions: [Condition(0, first), Condition(1, worker)]))
                rules += [first + 1, first + 2].map {
                    Rule(call: call, error: .notPermitted, conditions: [Condition(0, $0)])
                }
            }
        }
        return rules + socketRules(refusals.sockets)
    }

    private static func socketRules(_ refusal: SocketRefusal) -> [Rule] {
        let denied = ErrorNumber(EACCES)
        var rules: [Rule] = []
        switch refusal {
        case .none: return []
        case .local:
            // Those of hypervisors (vsock(7)) and other families above netlink know no network
            // namespace either.
            var exotic = Condition(0, UInt32(AF_NETLINK))
            exotic.isAbove = true
            rules = [[Condition(0, UInt32(AF_UNIX))], [exotic]].map {
                Rule(call: "socket", error: denied, conditions: $0)
            }
        case .all: rules = [Rule(call: "socket", error: denied)]
        }
        // A pair for datagrams can send anywhere: SOCK_DGRAM 2, SOCK_RAW 3 (socket(2)).
        rules += [UInt32(2), 3].map {
            var type = Condition(1, $0)
            type.mask = 0xf
            return Rule(call: "socketpair", error: denied, conditions: [type])
        }
        // By its queues calls are made that no filter sees (io_uring(7)).
        rules.append(Rule(call: "io_uring_setup", error: ErrorNumber(ENOSYS)))
        return rules
    }

    static func check(_ result: Int32) throws(SystemError) {
        guard result == 0 else {
            throw SystemError("build", "seccomp filter", ErrorNumber(-result))
        }
    }

    private static func read(
        from file: borrowing OwnedDescriptor
    ) throws(SystemError) -> [wringer_instruction] {
        let size = lseek(file.number, 0, SEEK_END)
        let count = Int(size) / MemoryLayout<wringer_instruction>.stride
        precondition((1...4096).contains(count), "a filter has 1 to 4096 instructions (seccomp(2))")
        var instructions = [wringer_instruction](repeating: wringer_instruction(), count: count)
        let number = file.number
        let got = try retrying("read", "seccomp filter") {
            unsafe instructions.withUnsafeMutableBytes {
                unsafe pread(number, $0.baseAddress, $0.count, 0)
            }
        }
        precondition(got == Int(size), "a memory file is read whole")
        return instructions
    }
}
