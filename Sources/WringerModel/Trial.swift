/// Everything that determines one execution: a setup and a case.
package struct Trial: Hashable, Sendable {
    package let setup: Setup
    package let trialCase: Case

    package init(setup: Setup, trialCase: Case) {
        self.setup = setup
        self.trialCase = trialCase
    }
}

/// What is fixed before the target starts. Trials with one setup can share a prepared runner.
package struct Setup: Hashable, Sendable, Codable {
    package var target: Target
    /// The absolute path that is executed; `target.command[0]` stays what the target sees as its
    /// own name.
    package var executable: String
    /// The whole environment but for `HOME`, `PWD` and `TMPDIR`, which are the scratch folder.
    package var environment: [String: String]
    /// The limits that the trial sets.
    package var limits: Limits
    /// All other limits, as the worker had them: a stack limit that nobody wrote down is how
    /// crashes get lost. A replay gives them to the target again as far as it may.
    package var inheritedLimits: Limits
    /// The wall time after which the target is ended; nil for a live session without a deadline.
    @InSeconds package var timeout: Duration?
    /// The most bytes of both output streams together; more ends the target.
    package var maximumOutput: ByteCount
    package var standardOutput: OutputSink
    package var standardError: OutputSink
    package var addressRandomization: AddressRandomization
    package var tracing: Tracing
    /// Folders beside the scratch folder in which the target may write, absolute.
    package var writableFolders: [String]
    /// What containment lets through for this trial.
    package var allowances: Allowances
    /// The size of the pseudo-terminal that is the target's three streams; nil for pipes.
    package var terminal: TerminalSize?

    package init(
        target: Target, executable: String, environment: [String: String],
        inheritedLimits: Limits
    ) {
        self.target = target
        self.inheritedLimits = inheritedLimits
        self.executable = executable
        self.environment = environment
        limits = target.limits
        timeout = target.timeout
        maximumOutput = Setup.defaultMaximumOutput
        standardOutput = .captured
        standardError = .captured
        addressRandomization = .off
        tracing = .on
        writableFolders = []
        allowances = Allowances()
        terminal = nil
    }

    /// The limits that are other than what the target has by itself or inherits anyway.
    package var hostileLimits: [(name: LimitName, limit: Limit)] {
        limits.sorted.filter { name, limit in
            target.limits[name] != limit && inheritedLimits[name]?.soft != limit.soft
        }
    }

    /// The default of `--max-output`.
    package static let defaultMaximumOutput = ByteCount.mebibytes(64)
}

/// What varies from trial to trial of one setup.
package struct Case: Hashable, Sendable {
    package var program: Program
    package var standardInput: StandardInput
    package var faults: FaultPlan

    package init(
        program: Program, standardInput: StandardInput = .empty, faults: FaultPlan = FaultPlan()
    ) {
        self.program = program
        self.standardInput = standardInput
        self.faults = faults
    }
}

/// Where a stream of the target goes.
package enum OutputSink: Hashable, Sendable {
    /// A pipe that is read as fast as the target writes, and kept.
    case captured
    /// `/dev/full`: every write fails with ENOSPC.
    case full
    /// The descriptor is closed: every write fails with EBADF.
    case closed
    /// A pipe whose reader has gone: SIGPIPE, or EPIPE where that is ignored.
    case brokenPipe
    /// A small pipe that is read at this many bytes a second, and kept.
    case slow(bytesPerSecond: Int)

    /// Whether what the target writes reaches the observation.
    package var isKept: Bool {
        switch self {
        case .captured, .slow: true
        case .full, .closed, .brokenPipe: false
        }
    }
}

/// What the target finds as its standard input.
package enum StandardInput: Hashable, Sendable {
    /// `/dev/null`.
    case empty
    /// The descriptor is closed.
    case closed
    /// A pipe that never ends: the line `wringer` again and again.
    case endless
    /// Every read of descriptor 0 fails with this error, in the kernel, by a seccomp filter.
    case failing(ErrorNumber)
    /// These bytes through a pipe, as fast as the target reads or at a recorded pace.
    case bytes([UInt8], pace: [InputChunk]?)
}

/// A piece of standard input and when the target's pipe took it.
package struct InputChunk: Hashable, Sendable, Codable {
    /// Since the start of the target.
    package let time: Duration
    package let byteCount: Int

    package init(time: Duration, byteCount: Int) {
        self.time = time
        self.byteCount = byteCount
    }

    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        time = try Duration.decode(container.decode(Double.self), at: decoder.codingPath)
        byteCount = try container.decode(Int.self)
        guard byteCount >= 0 else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "fewer than no bytes")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(time.seconds)
        try container.encode(byteCount)
    }
}

/// Whether the kernel lays out the address space at random.
package enum AddressRandomization: String, Hashable, Sendable, Codable { case on, off }

/// Whether the target runs under ptrace, which alone tells who sent a fatal signal, and why.
package enum Tracing: String, Hashable, Sendable, Codable { case on, off }

/// The size of a pseudo-terminal in characters.
package struct TerminalSize: Hashable, Sendable, Codable {
    package let columns: UInt16
    package let rows: UInt16

    package init(columns: UInt16, rows: UInt16) {
        self.columns = columns
        self.rows = rows
    }
}
