internal import CWringer
internal import Glibc
package import WringerModel

extension ErrorNumber {
    /// The system's own words for the error, such as `No such file or directory`.
    package var explanation: String {
        guard let text = unsafe wringer_error_text(number) else { return "unknown error" }
        return unsafe String(cString: text)
    }

    /// The error of the system call that has just failed on this thread.
    static var current: ErrorNumber { ErrorNumber(errno) }
}
