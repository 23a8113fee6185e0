internal import Glibc
internal import WringerModel

/// Writing what is made piece by piece.
package enum ChunkedOutput {
    /// Writes all of a chunk to an open descriptor, waiting where it must.
    ///
    /// - Throws: what write(2) gives; EPIPE where the reader has gone and SIGPIPE is ignored.
    package static func write(
        _ chunk: ArraySlice<UInt8>, to descriptor: Int32, _ subject: String
    ) throws(SystemError) {
        var rest = chunk
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Somebody made the stream non-blocking; wait a moment.
                usleep(1000)
            } else if errno != EINTR {
                throw SystemError("write", subject, .current)
            }
        }
    }
}

/// A new file that has no name until it is whole: it is removed where it is not published.
package struct ChunkedFile: ~Copyable {
    private let path: String
    private let temporaryPath: String
    private var file: OwnedDescriptor
    private var isPublished = false

    /// Begins a file; its folder exists. The temporary name begins with a dot and is of this
    /// process alone.
    ///
    /// - Throws: what open(2) gives.
    package init(path: String) throws(SystemError) {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        self.path = path
        temporaryPath = "\(path[..<cut]).wringer-\(getpid())-\(path[cut...].utf8.count).tmp"
        // What an earlier process of this number may have left.
        _ = unsafe unlink(temporaryPath)
        file = try openDescriptor(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        // A process in another process namespace cannot tell from our number that we live.
        _ = flock(file.number, LOCK_EX | LOCK_NB)
    }

    /// Removes the temporary files that processes which were killed left in a folder: regular ones
    /// of that form of name, whose process is gone and which nobody holds the lock of (flock(2)).
    /// What cannot be removed stays.
    package static func removeAbandoned(in folder: String) {
        for name in (try? Files.list(folder)) ?? [] {
            guard let match = name.wholeMatch(of: /\.wringer-([0-9]{1,10})-[0-9]+\.tmp/),
                let owner = Int32(match.output.1), owner > 1, kill(owner, 0) != 0, errno == ESRCH,
                let file = try? openDescriptor(
                    folder + "/" + name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
                flock(file.number, LOCK_EX | LOCK_NB) == 0
            else { continue }
            _ = unsafe unlink(folder + "/" + name)
        }
    }

    deinit { if !isPublished { _ = unsafe unlink(temporaryPath) } }

    /// Appends a chunk.
    package mutating func append(_ chunk: ArraySlice<UInt8>) throws(SystemError) {
        try ChunkedOutput.write(chunk, to: file.number, temporaryPath)
    }

    /// Makes what was written durable and gives it its name; a file of that name is replaced.
    /// The folder is not synced.
    package consuming func publish() throws(SystemError) {
        let number = file.number
        _ = try retrying("sync", temporaryPath) { fsync(number) }
        try file.closeChecked(temporaryPath)
        let (temporary, final) = (temporaryPath, path)
        _ = try retrying("rename to", final) { unsafe rename(temporary, final) }
        isPublished = true
    }
}

/// A regular file read from its beginning piece by piece; no link is followed.
package struct FileReader: ~Copyable {
    private let path: String
    private let file: OwnedDescriptor

    /// Opens a file.
    ///
    /// - Throws: what open(2) gives.
    package init(_ path: String) throws(SystemError) {
        self.path = path
        file = try openDescriptor(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    }

    /// The next bytes, `count` of them where there are as many.
    ///
    /// - Throws: what read(2) gives.
    package mutating func next(_ count: Int) throws(SystemError) -> ArraySlice<UInt8> {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        let number = file.number
        while filled < count {
            let got = try retrying("read", path) {
                unsafe bytes.withUnsafeMutableBytes {
                    unsafe Glibc.read(
                        number, $0.baseAddress.map { unsafe $0 + filled }, count - filled)
                }
            }
            guard got > 0 else { break }
            filled += got
        }
        return bytes[..<filled]
    }
}
