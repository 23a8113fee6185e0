/// The system calls of a trial that ran under call tracing: a second run of the trial, made to
/// explain the first.
package struct CallTrace: Hashable, Sendable {
    /// The most calls that are kept: the last ones.
    package static let maximumCallCount = 512

    /// How the traced run ended: evidence for the first run only where both ended alike.
    package var outcome: Outcome
    /// How many calls there were.
    package var callCount: Int
    /// The last calls, in the order in which they returned.
    package var calls: [TracedCall]
    /// How often which call failed with which error, the most frequent first.
    package var failures: [CallFailures]
    /// The stack at the first fault that fired; nil where none did.
    package var stackAtFault: StackTrace?
    /// The time of the fatal signal of the main process; nil where there was none.
    package var fatalTime: Duration?

    package init(outcome: Outcome) {
        self.outcome = outcome
        callCount = 0
        calls = []
        failures = []
    }
}

/// One call and what it gave.
package struct TracedCall: Hashable, Sendable, Codable {
    /// When it returned, since the start of the target; of a call that never returned, when it was
    /// made.
    @InSeconds package var time: Duration
    package let thread: Int32
    /// The name, or `syscall_N` for one that has none.
    package let name: String
    @InHexadecimal package var arguments: [UInt64]
    /// What it returned; nil for a call that did not return.
    package let result: Int64?
    package let error: ErrorNumber?
    /// The place in the plan of the rule that was applied to it; nil for none.
    package let rule: Int?
    /// The path that it named, or the file behind the descriptor that it used; nil where it was
    /// not looked at.
    package let path: String?

    package init(
        time: Duration, thread: Int32, name: String, arguments: [UInt64], result: Int64?,
        error: ErrorNumber?, rule: Int?, path: String?
    ) {
        self.time = time
        self.thread = thread
        self.name = name
        self.arguments = arguments
        self.result = result
        self.error = error
        self.rule = rule
        self.path = path
    }
}

/// How often a call failed with one error.
package struct CallFailures: Hashable, Sendable, Codable {
    package let call: String
    package let error: ErrorNumber
    /// The descriptor that was used, for calls that use one; nil for others.
    package let descriptor: Int32?
    package var count: Int
    /// How many of them were injected.
    package var injected: Int

    package init(
        call: String, error: ErrorNumber, descriptor: Int32?, count: Int, injected: Int
    ) {
        self.call = call
        self.error = error
        self.descriptor = descriptor
        self.count = count
        self.injected = injected
    }
}
