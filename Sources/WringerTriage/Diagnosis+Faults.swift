internal import WringerModel

/// Which faults can be put into system calls.
extension Diagnosis {
    /// What is missing for answering calls, with the step towards it; nil where nothing is.
    private var missingForAnswers: (reason: String, step: String)? {
        let listener = facts[.listener]
        if listener.error == .busy {
            return (
                "somebody listens to our system calls already, and only one can",
                "run outside of the container or tool that listens"
            )
        }
        guard listener == .works else {
            let isOld = [.notSupported, .invalid].contains(facts[.seccompNotify].error)
            return (
                "notification of calls: \(listener)",
                isOld ? "Linux 5.0 or later" : Advice.leaveContainer
            )
        }
        guard facts.works(.listenerContinue) else {
            return (
                "a notified call cannot go on: \(facts[.listenerContinue])", "Linux 5.5 or later"
            )
        }
        guard facts.works(.pidfdGetfd) else {
            let isOld = facts[.pidfdGetfd].error == .notImplemented
            return (
                "taking the listener out of a target: \(facts[.pidfdGetfd])",
                isOld ? "Linux 5.6 or later" : Advice.tracing(facts).step
            )
        }
        return nil
    }

    var callFaults: FeatureFinding {
        if let missing = missingForAnswers {
            return FeatureFinding(.callFaults, .off, missing.reason, next: missing.step)
        }
        guard facts.works(.tracedLaunch) else {
            return FeatureFinding(
                .callFaults, .off, "they are put into targets by ptrace",
                next: Advice.tracing(facts).step)
        }
        guard facts.works(.listenerWaitKillable) else {
            return FeatureFinding(
                .callFaults, .off, "a signal interrupts a call that waits for its answer",
                next: "Linux 5.19 or later")
        }
        let isQuick = facts.works(.listenerSyncWakeUp)
        return FeatureFinding(
            .callFaults, .on,
            "calls are notified, answered and let go on"
                + (isQuick ? "" : ", slower than from Linux 6.6 on"))
    }

    var untracedCallFaults: FeatureFinding {
        guard let missing = missingForAnswers else {
            return FeatureFinding(
                .untracedCallFaults, .on, "the listener can be taken out of a target")
        }
        if facts.works(.seccompFilter, .seccompErrno) {
            return FeatureFinding(
                .untracedCallFaults, .limited,
                "every call of a kind can fail, in the kernel; \(missing.reason)",
                next: missing.step)
        }
        return FeatureFinding(
            .untracedCallFaults, .off, "a filter: \(facts[.seccompFilter])",
            next: Advice.leaveContainer)
    }
}
