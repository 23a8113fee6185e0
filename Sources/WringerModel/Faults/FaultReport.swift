/// What became of the rules of a trial.
package struct FaultReport: Hashable, Sendable, Codable {
    /// The most faults of which each is described; more are only counted.
    package static let maximumDescribed = 1000

    /// One for each rule of the plan, in its order.
    package var counts: [FaultCount] = []
    /// The faults that fired, in the order of time: the first of them.
    package var fired: [FiredFault] = []

    package init() {}

    /// Whether there is nothing to tell.
    package var isEmpty: Bool { counts.isEmpty && fired.isEmpty }
}

/// How often one rule was met. Of a rule that is uncounted nothing is known.
package struct FaultCount: Hashable, Sendable, Codable {
    /// Calls for which the selection and the predicates held, from the arming point on.
    package var matched: Int
    package var fired: Int

    package init(matched: Int = 0, fired: Int = 0) {
        self.matched = matched
        self.fired = fired
    }
}

/// One fault that fired, with its coordinates.
package struct FiredFault: Hashable, Sendable, Codable {
    /// The place of its rule in the plan, from 0.
    package let rule: Int
    /// Since the start of the target.
    @InSeconds package var time: Duration
    /// As in proc(5), in the process namespace of the worker.
    package let thread: Int32
    package let call: String
    /// The six argument registers.
    @InHexadecimal package var arguments: [UInt64]
    /// The number of the call among those that matched the rule, from 1.
    package let occurrence: Int
    /// What was done, for people: `ENOMEM`, `returned 0`, `short 1`, `flip 1`, `SIGTERM`,
    /// `delayed 20ms`.
    package let effect: String
    /// The error that the call gave, where it was made to fail.
    package let error: ErrorNumber?

    package init(
        rule: Int, time: Duration, thread: Int32, call: String, arguments: [UInt64],
        occurrence: Int, effect: String, error: ErrorNumber?
    ) {
        self.rule = rule
        self.time = time
        self.thread = thread
        self.call = call
        self.arguments = arguments
        self.occurrence = occurrence
        self.effect = effect
        self.error = error
    }
}
