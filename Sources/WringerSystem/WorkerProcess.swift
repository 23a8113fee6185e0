internal import CWringer
internal import Glibc
package import WringerModel

/// What a process of ours is: the one that a person started, or a worker of it.
///
/// A worker is the same program with the same arguments; only its name, the first argument, is
/// another, so that it reads well in a list of processes.
package struct WorkerRole: Hashable, Sendable {
    /// The namespaces that a worker has to itself.
    package enum Namespaces: String, Sendable, CaseIterable {
        /// Process ids, mounts and IPC.
        case own
        /// The same, in a user namespace: without privilege there is no other way to them.
        case user
        /// None: this kernel, or a container around us, permits neither.
        case none
    }

    package let namespaces: Namespaces
    /// The process id of the one that started this worker, as the machine counts them; unique on
    /// the machine while that one lives.
    package let starter: Int32
    /// Why there are no namespaces; nil where there are some.
    package let refusal: ErrorNumber?

    private static let name = "wringer-worker"

    package init(namespaces: Namespaces, starter: Int32, refusal: ErrorNumber?) {
        self.namespaces = namespaces
        self.starter = starter
        self.refusal = refusal
    }

    /// The role that the name of a process tells; nil for one that is no worker.
    package init?(processName: String) {
        let words = processName.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 4, words[0] == Self.name,
            let namespaces = Namespaces(rawValue: String(words[1])),
            let starter = Int32(words[2]), starter > 0, let refusal = Int32(words[3])
        else { return nil }
        self.init(
            namespaces: namespaces, starter: starter,
            refusal: refusal == 0 ? nil : ErrorNumber(refusal))
    }

    /// The first argument of a worker: `wringer-worker own 4711 0`.
    package var processName: String {
        "\(Self.name) \(namespaces.rawValue) \(starter) \(refusal?.number ?? 0)"
    }

    /// The role of this process.
    package static var ofThisProcess: WorkerRole? {
        CommandLine.arguments.first.flatMap(WorkerRole.init(processName:))
    }
}

/// A worker that was started.
package struct WorkerProcess: ~Copyable {
    package let processID: Int32
    /// Becomes readable when the worker ends.
    package let descriptor: OwnedDescriptor

    /// Starts this program again as a worker, in as many namespaces of its own as it may have.
    ///
    /// The caller has one thread and all signals blocked (`WorkerSignals`).
    ///
    /// - Parameter allowed: the namespaces that will do; the first that can be had are taken.
    ///
    /// - Throws: where no process can be made at all.
    package static func start(
        in allowed: [WorkerRole.Namespaces] = WorkerRole.Namespaces.allCases
    ) throws(SystemError) -> WorkerProcess {
        var refusal: ErrorNumber?
        for namespaces in allowed {
            let role = WorkerRole(
                namespaces: namespaces, starter: getpid(),
                refusal: namespaces == .none ? refusal : nil)
            var started = wringer_worker_started()
            if start(as: role, &started) {
                return WorkerProcess(
                    processID: started.pid, descriptor: OwnedDescriptor(taking: started.pidfd))
            }
            refusal = ErrorNumber(started.error)
        }
        throw SystemError("start", "worker", refusal ?? .current)
    }

    private static func start(
        as role: WorkerRole, _ started: inout wringer_worker_started
    ) -> Bool {
        let rest = CommandLine.arguments.dropFirst().map { Array($0.utf8) }
        let arguments = CStringArray([Array(role.processName.utf8)] + rest)
        let flags =
            role.namespaces == .none
            ? 0 : wringer_worker_namespaces(role.namespaces == .user ? 1 : 0)
        let plan = unsafe wringer_worker_plan(namespaces: flags, argv: arguments.start)
        return unsafe withUnsafePointer(to: plan) { plan in
            unsafe wringer_start_worker(plan, &started) == 0
        }
    }

    /// Hands a signal on to the worker.
    package func forward(_ signal: Signal) {
        _ = wringer_forward_signal(processID, signal.number)
    }

    /// Ends the worker, and all that it runs with it.
    package func kill() { _ = wringer_pidfd_kill(descriptor.number, Signal.kill.number) }

    /// What a worker does first.
    package static func begin() throws(SystemError) {
        _ = try retrying("begin", "worker") { wringer_begin_worker() }
    }
}
