internal import CWringer
internal import Glibc

/// What a read or write without waiting gave.
package enum Transfer: Sendable, Equatable {
    case bytes(Int)
    /// Nothing now; later perhaps.
    case wouldBlock
    /// End of file, or nobody at the other end.
    case ended
}

/// Reading and writing pipes and terminals without waiting.
package enum Streams {
    /// Makes reads and writes give back at once.
    package static func setNonblocking(_ descriptor: Int32) {
        _ = wringer_set_nonblocking(descriptor)
    }

    /// Makes a pipe as small as the kernel lets it be, one page.
    package static func shrinkPipe(_ descriptor: Int32) {
        _ = wringer_set_pipe_size(descriptor, 4096)
    }

    /// Reads what is there, up to `limit` bytes and the size of the buffer.
    package static func read(
        _ descriptor: Int32, into buffer: inout [UInt8], limit: Int
    ) -> Transfer {
        let count = unsafe buffer.withUnsafeMutableBytes {
            unsafe Glibc.read(descriptor, $0.baseAddress, min(limit, $0.count))
        }
        return transfer(count)
    }

    /// Writes as much of `bytes` as is taken now.
    package static func write(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Transfer {
        let count = unsafe bytes.withUnsafeBytes {
            unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
        }
        return count == 0 ? .bytes(0) : transfer(count)
    }

    /// Writes all of `bytes`, waiting where it must. A reader that has gone is no error: there is
    /// nobody left to tell.
    ///
    /// - Returns: false where bytes were lost, as on a full disk.
    package static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Somebody made our stream non-blocking; wait a moment.
                usleep(1000)
            } else if errno != EINTR {
                return errno == EPIPE
            }
        }
        return true
    }

    /// Makes sure that descriptors 0 to 2 are open, so that no file of ours gets their numbers
    /// and is taken for a stream.
    package static func openMissingStandardDescriptors() {
        // Without these the first files that are opened would be taken for them. What is written
        // to a standard output that is not there must be known to be lost, so that one is only for
        // reading.
        for number in Int32(0)...2 where fcntl(number, F_GETFD) < 0 {
            _ = unsafe open("/dev/null", number == 1 ? O_RDONLY : O_RDWR)
        }
    }

    private static func transfer(_ count: Int) -> Transfer {
        if count > 0 { return .bytes(count) }
        if count == 0 { return .ended }
        // EIO is how a terminal says that its other side is gone (tty_ioctl(4)).
        return errno == EAGAIN || errno == EINTR ? .wouldBlock : .ended
    }
}
