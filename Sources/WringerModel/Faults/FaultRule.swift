/// One rule of a fault plan: which calls, under which predicates, on which of their occurrences,
/// get which effect.
///
/// The language in which people write rules is that of strace's `-e inject=` (strace(1)), extended;
/// see `docs/FAULTS.md`.
package struct FaultRule: Hashable, Sendable {
    /// The calls as they were written, such as `mmap,brk` or `%file`: what a printer gives back.
    package var selection: String
    /// The names of the calls that the selection comes to, sorted, each known to Wringer.
    package var calls: [String]
    /// All of these have to hold for a call to count.
    package var predicates: [ArgumentPredicate] = []
    /// What the call gives instead of its own result; nil where it is only delayed or a signal is
    /// sent.
    package var effect: FaultEffect?
    /// Sent to the thread that makes the call, when it makes it.
    package var signal: Signal?
    /// How long the call is held up before it is made, and before it returns.
    @InSeconds package var delayOnEntry: Duration?
    @InSeconds package var delayOnExit: Duration?
    /// Which of the calls that match are hit.
    package var occurrences = Occurrences.all
    /// The chance with which an occurrence that is due is hit, above 0 and up to 1, decided by the
    /// seed of the trial.
    package var probability: Double?
    /// From when on calls count.
    package var arming = ArmingPoint.start
    /// Done by the kernel alone: without a count, a cost or a report.
    package var isUncounted = false

    package init(selection: String, calls: [String]) {
        self.selection = selection
        self.calls = calls
    }
}

/// What happens to a call that is hit.
package enum FaultEffect: Hashable, Sendable {
    /// It fails with this error, as the kernel itself would make it fail.
    case error(ErrorNumber)
    /// It fails with one of the errors that it can really give, decided by the seed of the trial.
    case anyError
    /// It gives this value and does nothing.
    case returnValue(Int64)
    /// It is made for at most this many bytes, 1 and above: a short transfer that really happens.
    case short(UInt64)
    /// One bit is turned in each of this many of the bytes that it gives, 1 and above, at places
    /// decided by the seed of the trial.
    case flip(UInt64)
}

/// From when on the calls of a trial count for a rule.
package enum ArmingPoint: String, Hashable, Sendable, Codable, CaseIterable {
    /// From the first instruction after exec, which is the dynamic loader's.
    case exec
    /// From the first instruction of the program itself, when its loader is done. The loaders of
    /// programs that are executed later do not count either.
    case start
    /// From when the target has first opened the program of the trial, or read it from standard
    /// input.
    case program
}

/// Which of the calls that match a rule are hit, counted from 1: `first`, and every `step` after
/// it up to `last`.
package struct Occurrences: Hashable, Sendable {
    /// 1 to 65535.
    package var first: UInt32
    /// At least `first`; nil for no end.
    package var last: UInt32?
    /// 1 to 65535; of no meaning where `first` is `last`.
    package var step: UInt32

    package init(first: UInt32, last: UInt32?, step: UInt32) {
        self.first = first
        self.last = last
        self.step = step
    }

    package static let all = Occurrences(first: 1, last: nil, step: 1)

    /// Whether the call of this number is hit.
    package func contains(_ number: Int) -> Bool {
        guard number >= Int(first) else { return false }
        if let last, number > Int(last) { return false }
        return (number - Int(first)) % Int(step) == 0
    }
}

/// What an argument of a call has to be.
package enum ArgumentPredicate: Hashable, Sendable {
    /// The path that is named, or the file behind the descriptor that is used, fits this pattern
    /// of a shell: `*` and `?` match `/` as well.
    case path(String)
    /// The first descriptor among the arguments is this one.
    case descriptor(Int32)
    /// An argument, by its name as written and its place, 0 to 5, compared as a number without
    /// sign.
    case number(name: String, index: Int, Comparison, UInt64)

    /// How an argument is compared with the value of the rule.
    package enum Comparison: String, Hashable, Sendable, CaseIterable {
        case equal = "="
        case different = "!="
        case atLeast = ">="
        case atMost = "<="
        case above = ">"
        case below = "<"
        /// At least one of the bits is set.
        case anyBit = "&"
    }
}

/// The faults of a trial. In files: `{"seed": 7, "rules": ["mmap:error=ENOMEM"]}`.
package struct FaultPlan: Hashable, Sendable, Codable {
    /// Every rule counts the calls that match it; the first one that is due has its effect.
    package var rules: [FaultRule]
    /// Decides what is left to chance.
    package var seed: UInt64

    package init(rules: [FaultRule] = [], seed: UInt64 = 0) {
        self.rules = rules
        self.seed = seed
    }

    /// Whether there is nothing to inject.
    package var isEmpty: Bool { rules.isEmpty }
}
