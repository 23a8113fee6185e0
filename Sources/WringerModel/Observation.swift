/// What happened in one trial.
package struct Observation: Hashable, Sendable {
    package var outcome: Outcome
    /// False where the target ended inside exec, before its first instruction, or, where faults
    /// were to be injected, inside its dynamic loader.
    package var reachedStart: Bool
    /// What was kept of standard output and standard error.
    package var standardOutput: [UInt8]
    package var standardError: [UInt8]
    /// When which stream gave how many bytes, in order.
    package var outputChunks: [OutputChunk]
    /// When the target's standard input took how many bytes, in order.
    package var inputChunks: [InputChunk]
    /// What was typed into a live session, or fed: the bytes that `inputChunks` counts.
    package var inputBytes: [UInt8]
    package var usage: Usage
    /// The resources over time; empty where none were read.
    package var resources: ResourceTrace
    /// The fatal signal as the kernel described it; nil where there was none, or no tracing.
    package var fatalSignal: FatalSignal?
    /// The state at the fatal signal; nil where there was none, or it could not be taken.
    package var crash: CrashDetail?
    /// What became of the faults of the trial; empty where it had none.
    package var faults: FaultReport
    /// The system calls of a second, traced run; nil where there was none.
    package var calls: CallTrace?
    /// What the threads did at the deadline; nil where there was none.
    package var stall: Stall?
    /// Processes of the trial that were alive when the target had ended, and were then killed.
    package var survivors: [Survivor]
    /// What the target left in its scratch folder, by path.
    package var files: [WrittenFile]
    /// What was executed and mapped; filled only in a trial that was asked to identify its target.
    package var images: ImageTrace?
    /// Facts that a person should know, such as "the prompt never appeared".
    package var notes: [String]

    package init(outcome: Outcome) {
        self.outcome = outcome
        reachedStart = true
        standardOutput = []
        standardError = []
        outputChunks = []
        inputChunks = []
        inputBytes = []
        usage = Usage()
        resources = ResourceTrace()
        fatalSignal = nil
        crash = nil
        faults = FaultReport()
        calls = nil
        stall = nil
        survivors = []
        files = []
        images = nil
        notes = []
    }
}

/// A piece of output and when it was read.
package struct OutputChunk: Hashable, Sendable {
    /// Since the start of the target.
    package let time: Duration
    package let stream: OutputStream
    package var byteCount: Int

    package init(time: Duration, stream: OutputStream, byteCount: Int) {
        self.time = time
        self.stream = stream
        self.byteCount = byteCount
    }
}

/// What the trial used, from the kernel's accounting of the reaped target (wait4(2)).
package struct Usage: Hashable, Sendable {
    package var wall: Duration = .zero
    package var user: Duration = .zero
    package var system: Duration = .zero
    /// Of the target itself, from `/proc`; where it is not traced, as far as it was seen.
    package var peakResidentSet = ByteCount(0)
    package var minorFaults = 0
    package var majorFaults = 0

    package init() {}
}

/// The fatal signal, from its siginfo and the registers at that moment (ptrace(2)).
package struct FatalSignal: Hashable, Sendable, Codable {
    package let signal: Signal
    /// `si_code`: above zero from the kernel itself, else sent by a process (sigaction(2)).
    package let code: Int32
    package let sender: Sender
    /// The address that could not be accessed; nil for signals without one.
    @InHexadecimal package var faultAddress: UInt64?
    @InHexadecimal package var stackPointer: UInt64
    @InHexadecimal package var instructionPointer: UInt64
    /// The lowest and the highest address of the mapping `[stack]`, zero where there is none.
    @InHexadecimal package var stackLow: UInt64
    @InHexadecimal package var stackHigh: UInt64
    /// Whether the process is the one that was started, and not a descendant of it.
    package let isMainProcess: Bool

    /// Who sent a signal.
    package enum Sender: String, Hashable, Sendable, Codable { case kernel, itself, another }

    package init(
        signal: Signal, code: Int32, sender: Sender, faultAddress: UInt64?, stackPointer: UInt64,
        instructionPointer: UInt64, stackLow: UInt64, stackHigh: UInt64, isMainProcess: Bool
    ) {
        self.signal = signal
        self.code = code
        self.sender = sender
        self.faultAddress = faultAddress
        self.stackPointer = stackPointer
        self.instructionPointer = instructionPointer
        self.stackLow = stackLow
        self.stackHigh = stackHigh
        self.isMainProcess = isMainProcess
    }
}

/// What all threads of a trial did at its deadline.
package struct Stall: Hashable, Sendable, Codable {
    package let threads: [StalledThread]
    /// The share of one core that the trial used in the last moments before it was ended.
    package let processorShare: Double

    package init(threads: [StalledThread], processorShare: Double) {
        self.threads = threads
        self.processorShare = processorShare
    }
}

/// One thread at the deadline.
package struct StalledThread: Hashable, Sendable, Codable {
    /// As in proc(5): `R` running, `S` sleeping, `D` in the kernel, `T` stopped.
    package let state: String
    /// In futex(2) without a timeout: only another thread can wake it.
    package let waitsOnFutex: Bool
    /// More about it; nil where it was not stopped to be looked at.
    package var detail: ThreadState?

    package init(state: String, waitsOnFutex: Bool, detail: ThreadState? = nil) {
        self.state = state
        self.waitsOnFutex = waitsOnFutex
        self.detail = detail
    }
}

/// A process that outlived the target.
package struct Survivor: Hashable, Sendable, Codable {
    /// The most survivors of one trial that are noted.
    package static let maximumCount = 32

    package let processID: Int32
    /// The name of its program, as in `/proc/PID/comm`.
    package let name: String

    package init(processID: Int32, name: String) {
        self.processID = processID
        self.name = name
    }
}

/// A file that the target left in its scratch folder.
package struct WrittenFile: Hashable, Sendable, Codable {
    /// Relative to the scratch folder.
    package let path: String
    package let byteCount: UInt64
    /// SHA-256 in hexadecimal; empty for a file that was too large to read.
    package let sha256: String

    package init(path: String, byteCount: UInt64, sha256: String) {
        self.path = path
        self.byteCount = byteCount
        self.sha256 = sha256
    }
}

/// What was executed in a trial, in order, and what the target had mapped at its end.
package struct ImageTrace: Hashable, Sendable {
    /// One file that was executed.
    package struct Execution: Hashable, Sendable {
        /// The file behind `/proc/PID/exe`.
        package let path: String
        package let arguments: [String]
        package let isMainProcess: Bool

        package init(path: String, arguments: [String], isMainProcess: Bool) {
            self.path = path
            self.arguments = arguments
            self.isMainProcess = isMainProcess
        }
    }

    package var executions: [Execution] = []
    /// The files mapped by each executable at its end, by the path of the executable.
    package var mappedFiles: [String: [String]] = [:]

    package init() {}
}
