internal import Glibc
package import WringerModel

/// What fits in a place where something is to be written.
package struct FileRoom: Hashable, Sendable {
    /// What the file system has free for this user (statvfs(3), `f_bavail`).
    package let free: ByteCount
    /// The greatest size of a file of this process (RLIMIT_FSIZE, setrlimit(2)); beyond it a write
    /// ends the process by SIGXFSZ. Nil where there is no limit.
    package let greatestFile: ByteCount?

    /// The room in a folder; in the nearest one above it that exists, where it does not yet.
    ///
    /// - Throws: what statvfs(3) gives.
    package init(inFolder path: String) throws(SystemError) {
        var place = Files.absolute(path)
        while Files.kind(place) == nil, let slash = place.lastIndex(of: "/"), place != "/" {
            place = slash == place.startIndex ? "/" : String(place[..<slash])
        }
        var facts = statvfs()
        let folder = place
        _ = try retrying("look at the file system of", folder) { unsafe statvfs(folder, &facts) }
        self.init(facts)
    }

    /// The room for what is written to a descriptor from its place on; nil where it is no regular
    /// file, as a pipe or a terminal, which hold any amount one after another.
    package init?(ofFile descriptor: Int32) {
        var status = stat()
        var facts = statvfs()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            unsafe fstatvfs(descriptor, &facts) == 0
        else { return nil }
        let start = UInt64(max(0, lseek(descriptor, 0, SEEK_CUR)))
        self.init(facts, writtenBefore: start)
    }

    private init(_ facts: statvfs, writtenBefore: UInt64 = 0) {
        let (bytes, overflows) = UInt64(facts.f_bavail)
            .multipliedReportingOverflow(by: UInt64(facts.f_frsize))
        free = ByteCount(overflows ? .max : bytes)
        if case .finite(let limit) = OwnLimits.current()[.fileSize]?.soft {
            greatestFile = ByteCount(limit > writtenBefore ? limit - writtenBefore : 0)
        } else {
            greatestFile = nil
        }
    }
}
