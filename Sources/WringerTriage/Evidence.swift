package import WringerModel

/// An observation, and those of the further runs that its verdict rests on.
package struct Evidence: Sendable {
    package let observation: Observation
    /// Runs of the same trial without its hostile conditions, none to two.
    package var twins: [Observation] = []
    /// A program that does nothing, under the conditions of the trial.
    package var idle: Observation?
    /// The command that only parses, with the program of the trial.
    package var parseOnly: Observation?
    /// The same trial with several times its deadline, where it is slowness that has to be told
    /// from a hang.
    package var moreTime: Observation?
    /// Further runs of exactly this trial.
    package var repeats: [Observation] = []
    /// The system calls of a further run of exactly this trial, and how that run ended.
    package var calls: CallTrace?
    /// The smallest values of limits under which a program that does nothing ends well.
    package var floors: [LimitName: UInt64] = [:]
    /// The needs that were met already, whatever came of it.
    package var met: Set<Need> = []

    package init(_ observation: Observation) { self.observation = observation }
}

/// A further run that a verdict needs.
package enum Need: Hashable, Sendable {
    /// How many times its deadline a trial gets that may be slow and not hung.
    package static let moreTimeFactor = 5

    /// This many runs without the hostile conditions.
    case twins(Int)
    case idle
    /// The parse-only command, and where that does not end either, the trial with more time.
    case parseOnly
    /// The same trial with more time, where its program surely ends.
    case moreTime
    /// The same trial under call tracing: which calls failed before the end.
    case calls
}
