internal import Glibc
package import WringerModel

/// What a path names.
package enum FileKind: Sendable { case regular, folder, other }

/// Reading, and what a folder holds. Paths are as the system takes them; no `~`, no patterns.
package enum Files {
    /// The most that is read into memory at once. A larger program is refused with a message.
    package static let maximumReadable = ByteCount.mebibytes(256)

    /// What the path names, links followed; nil where there is nothing.
    package static func kind(_ path: String) -> FileKind? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .regular
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// The size of a file in bytes, links not followed; nil where there is nothing.
    package static func size(_ path: String) -> ByteCount? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return ByteCount(UInt64(status.st_size))
    }

    /// Whether this process may execute the file.
    package static func isExecutable(_ path: String) -> Bool {
        unsafe kind(path) == .regular && access(path, X_OK) == 0
    }

    /// The whole content of a file.
    ///
    /// - Throws: EFBIG where it holds more than `limit`, and what open(2) and read(2) give.
    package static func read(
        _ path: String, limit: ByteCount = maximumReadable
    ) throws(SystemError) -> [UInt8] {
        // What has a size says so before any of it is read.
        if kind(path) == .regular, let size = size(path), size > limit {
            throw SystemError("read \(size), more than \(limit), of", path, ErrorNumber(EFBIG))
        }
        return try content(of: try openDescriptor(path, O_RDONLY), path, limit)
    }

    /// The whole content of a regular file that somebody else could have put there: no link is
    /// followed, and a pipe or a device is refused and never waited for.
    package static func readRegular(
        _ path: String, limit: ByteCount = maximumReadable
    ) throws(SystemError) -> [UInt8] {
        let file = try openDescriptor(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        var status = stat()
        guard unsafe fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw SystemError("read what is no regular file,", path, ErrorNumber(EINVAL))
        }
        guard UInt64(status.st_size) <= limit.bytes else {
            throw SystemError("read more than \(limit) of", path, ErrorNumber(EFBIG))
        }
        return try content(of: file, path, limit)
    }

    private static func content(
        of file: borrowing OwnedDescriptor, _ path: String, _ limit: ByteCount
    ) throws(SystemError) -> [UInt8] {
        let number = file.number
        var content: [UInt8] = []
        // A byte more than may be: what is too large is found out by reading.
        let size = Int(min(limit.bytes, 1 << 16 - 1)) + 1
        var buffer = [UInt8](repeating: 0, count: size)
        while true {
            let count = try retrying("read", path) {
                unsafe buffer.withUnsafeMutableBytes {
                    unsafe Glibc.read(number, $0.baseAddress, $0.count)
                }
            }
            guard count > 0 else { return content }
            guard UInt64(content.count + count) <= limit.bytes else {
                throw SystemError("read more than \(limit) of", path, ErrorNumber(EFBIG))
            }
            content.append(contentsOf: buffer[..<count])
        }
    }

    /// The first bytes of a file, at most `count`.
    package static func readPrefix(_ path: String, _ count: Int) throws(SystemError) -> [UInt8] {
        let file = try openDescriptor(path, O_RDONLY)
        var buffer = [UInt8](repeating: 0, count: count)
        let number = file.number
        let got = try retrying("read", path) {
            unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(number, $0.baseAddress, $0.count)
            }
        }
        return Array(buffer[..<got])
    }

    /// The names in a folder, sorted, without `.` and `..`: the first that the system gives, where
    /// there are more than asked for.
    package static func list(
        _ path: String, atMost count: Int = .max
    ) throws(SystemError) -> [String] {
        guard let folder = unsafe opendir(path) else {
            throw SystemError("read folder", path, .current)
        }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while names.count < count, let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The path without links, `.` and `..`; nil where it does not exist.
    package static func realPath(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// The target of a symbolic link, such as `/proc/PID/exe`; nil where it cannot be read.
    package static func linkTarget(_ path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes { raw in
            unsafe raw.withMemoryRebound(to: CChar.self) { text in
                guard let start = text.baseAddress else { return -1 }
                return unsafe readlink(path, start, text.count)
            }
        }
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    /// The folder in which this process runs.
    package static var currentFolder: String { realPath(".") ?? "." }

    /// The path made absolute against the current folder; links are kept.
    package static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : currentFolder + "/" + path
    }
}
