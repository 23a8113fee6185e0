internal import WringerSystem

/// What a runner does for one trial, in its order.
package enum TrialStep: Int, CaseIterable, Sendable {
    /// The scratch folder is emptied, and the program put into it.
    case placing
    /// Pipes, files and terminals are opened.
    case opening
    /// From clone to the moment at which the target is mapped: limits, containment, exec.
    case launching
    /// From there to the end of the target and all that it started.
    case running
    /// What it left is looked at and removed.
    case clearing
}

/// How long each step of a trial took.
package struct StepTimes: Sendable {
    private var durations = [Duration](repeating: .zero, count: TrialStep.allCases.count)
    private var last: Instant

    init(start: Instant) { last = start }

    /// The time of one step.
    package subscript(step: TrialStep) -> Duration { durations[step.rawValue] }

    /// A step has ended now.
    mutating func end(_ step: TrialStep) {
        let now = Instant.now()
        durations[step.rawValue] += now - last
        last = now
    }
}
