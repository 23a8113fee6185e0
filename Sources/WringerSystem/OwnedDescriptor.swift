internal import CWringer
internal import Glibc

/// A file descriptor with exactly one owner, or none; it is closed when the owner ends.
package struct OwnedDescriptor: ~Copyable {
    /// The number, valid as long as this value is open; -1 where it is not.
    package private(set) var number: Int32

    /// No descriptor.
    package init() { number = -1 }

    /// Takes over a descriptor that nobody else will close.
    package init(taking number: Int32) {
        precondition(number >= 0, "a descriptor is not negative")
        self.number = number
    }

    deinit { if number >= 0 { _ = Glibc.close(number) } }

    package var isOpen: Bool { number >= 0 }

    /// The number where there is a descriptor.
    package var openNumber: Int32? { isOpen ? number : nil }

    /// Closes now; nothing happens where there is no descriptor.
    package mutating func close() {
        if isOpen { _ = Glibc.close(number) }
        number = -1
    }

    /// Closes now, and says whether delayed writes were lost (close(2)).
    package mutating func closeChecked(_ subject: String) throws(SystemError) {
        let result = Glibc.close(number)
        // On Linux the descriptor is gone even where close fails: it is never tried again.
        number = -1
        guard result == 0 || errno == EINTR else { throw SystemError("close", subject, .current) }
    }
}

/// Opens a file.
///
/// - Parameter flags: `O_` flags of open(2); O_CLOEXEC is added.
func openDescriptor(
    _ path: String, _ flags: Int32, mode: UInt32 = 0o644
) throws(SystemError) -> OwnedDescriptor {
    let number = try retrying("open", path) { unsafe open(path, flags | O_CLOEXEC, mode) }
    return OwnedDescriptor(taking: number)
}

/// Opens a file to read from.
package func openForReading(_ path: String) throws(SystemError) -> OwnedDescriptor {
    try openDescriptor(path, O_RDONLY)
}

/// Opens a file that exists to write to.
package func openForWriting(_ path: String) throws(SystemError) -> OwnedDescriptor {
    try openDescriptor(path, O_WRONLY)
}

/// Makes a pipe; both ends close on exec. What the places held before is closed.
package func makePipe(
    readEnd: inout OwnedDescriptor, writeEnd: inout OwnedDescriptor
) throws(SystemError) {
    var ends: (Int32, Int32) = (-1, -1)
    _ = try retrying("make", "pipe") { unsafe wringer_pipe(&ends.0, &ends.1) }
    readEnd = OwnedDescriptor(taking: ends.0)
    writeEnd = OwnedDescriptor(taking: ends.1)
}

/// Writes all of `bytes` to a file.
func writeAll(
    _ bytes: [UInt8], to file: borrowing OwnedDescriptor, _ path: String
) throws(SystemError) {
    let number = file.number
    var offset = 0
    while offset < bytes.count {
        offset += try retrying("write", path) {
            unsafe bytes[offset...].withUnsafeBytes {
                unsafe Glibc.write(number, $0.baseAddress, $0.count)
            }
        }
    }
}
