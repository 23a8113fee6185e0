package import WringerSystem

/// Why a trial could not be made: the harness failed, never the target.
package enum ExecutionError: Error, Sendable, CustomStringConvertible {
    case system(SystemError)
    /// ptrace is not permitted here, as in some containers.
    case notTraceable(SystemError)
    /// The faults of a trial cannot be done here, or not as they are asked for.
    case unsupportedFaults(FaultProgram.Unsupported)
    /// A person asked twice for the end: the trial in hand was cut short and says nothing.
    case interrupted
    /// A killed process did not end within 20 seconds.
    case unkillable(processID: Int32)

    package var description: String {
        switch self {
        case .system(let error): error.description
        case .notTraceable(let error):
            "\(error); where ptrace is not permitted, as in some containers, try --no-trace"
        case .unsupportedFaults(let error): error.description
        case .interrupted: "interrupted"
        case .unkillable(let processID):
            "process \(processID) does not end though it was killed: it hangs in the kernel"
        }
    }
}

/// Runs system calls of the harness, whose failure is a failure of the execution.
func harness<Value: ~Copyable>(
    _ body: () throws(SystemError) -> Value
) throws(ExecutionError) -> Value {
    do throws(SystemError) {
        return try body()
    } catch { throw .system(error) }
}
