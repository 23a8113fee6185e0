internal import CSeccomp
internal import Glibc
internal import WringerModel

extension ThreadState {
    /// Looks at a thread, which need not be stopped; nil where it is gone.
    init?(_ thread: Int32, of process: Int32) {
        let folder = "/proc/\(process)/task/\(thread)"
        guard let state = ProcessTree.state(in: ProcessTree.text(folder + "/stat")) else {
            return nil
        }
        self.init(
            thread: thread, state: state.letter,
            name: String(ProcessTree.text(folder + "/comm").prefix { $0 != "\n" }),
            call: Self.call(ProcessTree.text(folder + "/syscall")),
            used: Self.used(folder) ?? state.used, stack: nil)
    }

    /// The same with a stack.
    func with(_ stack: StackTrace?) -> ThreadState {
        ThreadState(
            thread: thread, state: state, name: name, call: call, used: used, stack: stack)
    }

    /// The first number of `schedstat`: the time on a processor in nanoseconds, where the kernel
    /// counts it (Documentation/scheduler/sched-stats.rst); `stat` counts hundredths of a second.
    private static func used(_ folder: String) -> Duration? {
        guard let first = ProcessTree.text(folder + "/schedstat").split(separator: " ").first,
            let nanoseconds = Int64(first), nanoseconds > 0
        else { return nil }
        return .nanoseconds(nanoseconds)
    }

    /// Reads `/proc/TID/syscall` (proc(5)): the number of the call and its arguments; nil for a
    /// thread that runs, or is stopped outside of any.
    private static func call(_ text: String) -> String? {
        let fields = text.split(separator: " ")
        guard fields.count > 2, let number = Int32(fields[0]), number >= 0,
            let argument = UInt64(fields[1].dropFirst(2), radix: 16)
        else { return nil }
        // A descriptor reads well as a number, and an address does not.
        let shown = argument < 1 << 16 ? "\(argument)" : "0x" + String(argument, radix: 16)
        return "\(name(ofCall: number))(\(shown))"
    }

    private static func name(ofCall number: Int32) -> String {
        guard
            let name = unsafe seccomp_syscall_resolve_num_arch(seccomp_arch_native(), number)
        else { return "syscall_\(number)" }
        defer { unsafe free(name) }
        return unsafe String(cString: name)
    }
}
