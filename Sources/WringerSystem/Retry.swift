internal import Glibc
internal import WringerModel

/// Runs a system call that gives -1 and `errno` on failure, again while it is interrupted.
///
/// EBADF and EFAULT on a descriptor or an address of ours are a bug of ours, never weather.
func retrying<Value: SignedInteger>(
    _ operation: String, _ subject: @autoclosure () -> String, _ call: () -> Value
) throws(SystemError) -> Value {
    while true {
        let value = call()
        guard value < 0 else { return value }
        let error = ErrorNumber.current
        if error.number == EINTR { continue }
        precondition(
            error.number != EBADF && error.number != EFAULT,
            "\(operation) \(subject()): \(error.name) is a bug of Wringer")
        throw SystemError(operation, subject(), error)
    }
}
