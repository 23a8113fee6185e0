/// What a lane does, sent to it as its first line.
struct LaneTask: Codable {
    /// What one trial of the lane is.
    enum Work: String, Codable {
        /// The loop in C; the arguments of the command follow, a line each.
        case baseline
        /// `Runner.run`.
        case run
        /// `Examiner.examine`: a run and its verdict.
        case examine
        /// No trial: a mutant is made.
        case mutate
        /// No trial: a program of a grammar is made.
        case derive
    }

    var work: Work
    /// Whether the lane runs in a worker process, with namespaces of its own.
    var isInWorker: Bool
    var subject: Subject
    var isTraced = true
    /// Whether the baseline leaves the address space to chance; Wringer does not.
    var isRandomized = true
    /// Whether the target runs as our own user also where that is root.
    var keepsUser = false
    /// The one processor of all processes of the lane; nil for any.
    var processor: Int32?
    /// The faults of each trial; nil for none.
    var faults: FaultTask?
    /// Whether the state of a target is taken at its fatal signal.
    var capturesCrashes = true
}

/// One rule, and how often it is to fire in a trial.
struct FaultTask: Codable {
    let rule: String
    let fires: Int

    /// A rule on a call that no subject makes.
    static let idle = FaultTask(rule: "getpgid:error=EPERM", fires: 0)
}

/// What a lane says when it is ready, or why it never will be.
struct LaneGreeting: Codable {
    /// What targets are not held in by.
    var shortfalls: [String] = []
    var failure: String?
}

/// One turn of a lane: trials one after another until either is reached, but one in any case.
struct Turn {
    /// Longer than any turn may take; for turns that are counted.
    static let longMilliseconds = 3_600_000

    var milliseconds = longMilliseconds
    var trials = Int(Int32.max)

    var line: String { "\(milliseconds) \(trials)\n" }

    init(milliseconds: Int) { self.milliseconds = milliseconds }
    init(trials: Int) { self.trials = trials }

    init?(line: String) {
        let numbers = line.split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 2 else { return nil }
        (milliseconds, trials) = (numbers[0], numbers[1])
    }
}

/// What a lane answers to a turn; the loop in C writes the same.
struct TurnResult: Codable {
    var nanoseconds: Int64?
    var trials: Int?
    var outputBytes: Int?
    /// The mean of each step of the trials in microseconds, in their order.
    var steps: [Double]?
    /// The memory of the lane after the turn, `VmRSS` of proc(5).
    var residentKibibytes: Int?
    /// The number that the last trial printed first; 0 where it printed none.
    var printed: Double?
    var failure: String?
}

/// A turn that was measured.
struct Measured {
    let trials: Int
    let nanoseconds: Int64
    let steps: [Double]
    let residentKibibytes: Int
    let printed: Double
    let outputBytes: Int

    var microseconds: Double { Double(nanoseconds) / 1000 / Double(trials) }
    /// Trials a second.
    var rate: Double { Double(trials) * 1e9 / Double(nanoseconds) }
}
