internal import WringerModel
internal import WringerSystem

/// The stops of tasks in their system calls.
extension Supervisor {
    /// Lets the target run, which waits at its exec.
    ///
    /// - Returns: why it could not be taken over for its faults; nil where it runs.
    mutating func begin(_ target: borrowing StartedProcess) -> LaunchFailure? {
        interceptor?.begin(target)
        if let failure = interceptor?.failure { return failure }
        resume(target.processID)
        return nil
    }

    /// Whether the next thing to happen is mostly that the loader of the target is done.
    var awaitsEntry: Bool {
        tracer == nil && !mainHasEnded && interceptor?.isLoading(mainProcess) ?? false
    }

    /// Lets a stopped task go on: to its next call where all calls are noted.
    func resume(_ task: Int32, delivering signal: Signal? = nil) {
        if tracer != nil || (interceptor?.awaitsReturn(of: task) ?? false) {
            Children.resumeToCall(task, delivering: signal)
        } else {
            Children.resume(task, delivering: signal)
        }
    }

    /// Whether a process that is stopped by SIGTRAP has come out of its dynamic loader.
    mutating func reachedEntry(_ process: Int32, _ target: borrowing StartedProcess) -> Bool {
        interceptor?.reachedEntry(process, target) ?? false
    }

    /// A task is stopped because the filter wants its call traced.
    mutating func filtered(_ task: Int32) {
        let next = interceptor?.filtered(task) ?? .goOn
        proceed(task, next)
    }

    /// A task is at the entry or the exit of a call.
    mutating func inCall(_ task: Int32) {
        switch Tracee.call(of: task) {
        case .entry(let call), .filtered(let call):
            interceptor?.forgetHit(of: task)
            tracer?.enter(call)
            resume(task)
        case .exit(let result):
            let rule = interceptor?.hitCalls[task]
            let next = interceptor?.returned(task, result) ?? .goOn
            if tracer != nil {
                // What was changed counts, not what the kernel gave.
                var given = result
                if case .exit(let changed) = Tracee.call(of: task) { given = changed }
                tracer?.leave(task, given, rule: rule)
                if rule != nil { tracer?.sawFault(of: task) }
            }
            proceed(task, next)
        case .elsewhere: resume(task)
        }
    }

    private func proceed(_ task: Int32, _ next: Interceptor.Next) {
        switch next {
        case .goOn: resume(task)
        case .toExit: Children.resumeToCall(task)
        case .stay: break
        }
    }

    /// When a call that is held up goes on; nil where none is.
    var nextDelay: Instant? { interceptor?.nextDeadline }

    /// Answers one call, which must be there; false where the trial has a new deadline from it.
    mutating func answerOne() -> Bool { interceptor?.answerOne() ?? false }

    /// Answers the calls that wait, and lets those go on whose delay is over.
    mutating func handleCalls(at now: Instant, isReady: Bool) {
        if isReady { interceptor?.answer() }
        for (task, next) in interceptor?.due(at: now) ?? [] { proceed(task, next) }
    }
}
