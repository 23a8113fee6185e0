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
    /// Further runs of exactly this trial.
    package var repeats: [Observation] = []
    /// The smallest values of limits under which a program that does nothing ends well.
    package var floors: [LimitName: UInt64] = [:]

    package init(_ observation: Observation) { self.observation = observation }
}

/// A further run that a verdict needs.
package enum Need: Hashable, Sendable {
    /// This many runs without the hostile conditions.
    case twins(Int)
    case idle
    case parseOnly
}
