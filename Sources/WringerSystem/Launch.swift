internal import CWringer
internal import Glibc
package import WringerModel

/// What the launcher needs to start a target; made once for many launches of one setup.
package struct LaunchPlan {
    /// The absolute path of the executable.
    package var executable: String
    package var arguments: CStringArray
    package var environment: CStringArray
    /// The absolute path of the folder in which the target starts.
    package var workingFolder: String
    package var limits: Limits
    package var filter: SeccompFilter?
    package var addressRandomization: AddressRandomization
    package var tracing: Tracing
    /// Whether descriptor 0 is a terminal that the target is to control.
    package var controlsTerminal = false

    package init(
        executable: String, arguments: CStringArray, environment: CStringArray,
        workingFolder: String, limits: Limits, filter: SeccompFilter?,
        addressRandomization: AddressRandomization, tracing: Tracing
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingFolder = workingFolder
        self.limits = limits
        self.filter = filter
        self.addressRandomization = addressRandomization
        self.tracing = tracing
    }
}

/// The three descriptors that a target starts with; nil for one that is closed.
package struct StandardDescriptors {
    package var input: Int32?
    package var output: Int32?
    package var error: Int32?

    package init(input: Int32?, output: Int32?, error: Int32?) {
        self.input = input
        self.output = output
        self.error = error
    }
}

/// What became of a launch.
package enum Launch: ~Copyable {
    /// The program is mapped. Traced, it waits for `resume`; untraced, it runs.
    case started(StartedProcess)
    /// A step failed; the child is gone.
    case failed(LaunchFailure)
    /// The kernel ended the child in the middle of exec, as with a stack too small to start on.
    case diedInExec(Signal)
}

/// A process that was started, by its id and by a descriptor that no other process can inherit.
package struct StartedProcess: ~Copyable {
    package let processID: Int32
    package let descriptor: OwnedDescriptor

    /// Sends a signal to just this process; nothing happens where it has ended.
    package func send(_ signal: Signal) {
        _ = wringer_pidfd_kill(descriptor.number, signal.number)
    }
}

/// Starts a target.
///
/// - Parameter containment: what keeps the target from harming the machine.
/// - Throws: what clone(2) or ptrace(2) refuse; then there is no child.
package func launch(
    _ plan: borrowing LaunchPlan, _ descriptors: StandardDescriptors,
    containment: Containment
) throws(SystemError) -> Launch {
    var limits = plan.limits
    if limits[.core] == nil { limits[.core] = Limit(soft: .finite(0), hard: .finite(0)) }
    let sorted = limits.sorted
    let rawLimits = sorted.map {
        wringer_limit(
            resource: $0.name.resource, soft: $0.limit.soft.raw, hard: $0.limit.hard.raw)
    }
    var launched = wringer_launched()
    let result = unsafe withRawPlan(
        plan, descriptors, containment, limits: rawLimits
    ) { raw in
        unsafe wringer_launch(raw, &launched)
    }
    guard result == 0 else {
        throw SystemError(
            plan.tracing == .on ? "start under ptrace" : "start", plan.executable, .current)
    }
    guard launched.pid == 0 else {
        return .started(
            StartedProcess(
                processID: launched.pid, descriptor: OwnedDescriptor(taking: launched.pidfd)))
    }
    if launched.died_of != 0 { return .diedInExec(Signal(launched.died_of)) }
    let limit =
        sorted.indices.contains(Int(launched.limit_index))
        ? sorted[Int(launched.limit_index)].name : .core
    return .failed(
        LaunchFailure(
            step: launchStep(launched.step, limit: limit), error: ErrorNumber(launched.error)))
}

/// Lends the flat plan that C reads.
private func withRawPlan(
    _ plan: borrowing LaunchPlan, _ descriptors: StandardDescriptors,
    _ containment: Containment, limits: [wringer_limit],
    _ body: (UnsafePointer<wringer_plan>) -> Int32
) -> Int32 {
    let instructions = plan.filter?.instructions ?? []
    let (executable, folder) = (plan.executable, plan.workingFolder)
    return unsafe executable.withCString { executable in
        unsafe folder.withCString { folder in
            unsafe limits.withUnsafeBufferPointer { limits in
                unsafe instructions.withUnsafeBufferPointer { instructions in
                    var raw = unsafe wringer_plan(
                        executable: executable, argv: plan.arguments.start,
                        envp: plan.environment.start, working_folder: folder,
                        descriptors: (
                            descriptors.input ?? -1, descriptors.output ?? -1,
                            descriptors.error ?? -1
                        ),
                        controls_terminal: plan.controlsTerminal ? 1 : 0,
                        view: containment.view?.descriptor.number ?? -1,
                        network: containment.network?.descriptor.number ?? -1,
                        ruleset: containment.ruleset.number,
                        changes_user: containment.user == nil ? 0 : 1,
                        user: containment.user?.identifier ?? 0,
                        group: containment.user?.identifier ?? 0,
                        stays_root: containment.user == nil && geteuid() == 0 ? 1 : 0,
                        randomizes_addresses: plan.addressRandomization == .on ? 1 : 0,
                        traced: plan.tracing == .on ? 1 : 0,
                        trace_options: wringer_trace_options(),
                        limits: limits.baseAddress, limit_count: limits.count,
                        filter: instructions.isEmpty ? nil : instructions.baseAddress,
                        filter_length: UInt16(instructions.count))
                    return unsafe body(&raw)
                }
            }
        }
    }
}

private func launchStep(_ step: Int32, limit: LimitName) -> LaunchStep {
    switch wringer_step(UInt32(step)) {
    case WRINGER_STEP_SESSION: .session
    case WRINGER_STEP_PERSONALITY: .personality
    case WRINGER_STEP_NAMESPACES: .namespaces
    case WRINGER_STEP_WORKING_FOLDER: .workingFolder
    case WRINGER_STEP_PRIVILEGES: .privileges
    case WRINGER_STEP_CONTAINMENT: .containment
    case WRINGER_STEP_DESCRIPTORS: .descriptors
    case WRINGER_STEP_TERMINAL: .terminal
    case WRINGER_STEP_LIMIT: .limit(limit)
    case WRINGER_STEP_FILTER: .filter
    case WRINGER_STEP_PARENT_DEATH: .parentDeath
    case WRINGER_STEP_EXECUTE: .execute
    default: preconditionFailure("the launcher reports one of its own steps, not \(step)")
    }
}
