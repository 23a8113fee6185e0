internal import CWringer
internal import Glibc
package import WringerModel

/// The folder in which targets run: one per worker, in memory where possible, emptied between
/// trials and not made anew (31 us against 1,250 us on a disk), removed at the end.
package struct ScratchFolder: ~Copyable {
    /// Its absolute path. It has always the same length, so that it does not move what a target
    /// has on its stack.
    package let path: String
    /// Held under a lock as long as the worker lives, so that others know that it is in use.
    private let lock: OwnedDescriptor
    /// Whether something may be in it.
    private var isUsed = true
    /// Whose it is, where it is not ours.
    private var owner: TargetUser?

    private static let prefix = "wringer."
    /// The most bytes of written files that are read after a trial, to be compared.
    private static let maximumDigested = ByteCount.mebibytes(64)
    /// The most written files that are noted.
    private static let maximumFileCount = 1000

    /// - Parameter inOwnMemory: whether it is made in the memory of `mountMemory`.
    package init(inOwnMemory: Bool) throws(SystemError) {
        let made = try Self.makeFolder(inOwnMemory: inOwnMemory)
        let folder = try openDescriptor(made, O_RDONLY | O_DIRECTORY)
        _ = flock(folder.number, LOCK_EX | LOCK_NB)
        path = made
        lock = folder
    }

    /// Mounts a memory file system of this worker's own where the folder will be made: what is in
    /// it is gone with the worker, and can never fill the machine's.
    ///
    /// - Parameter size: the most bytes in it.
    /// - Throws: where this worker has no mounts of its own.
    package static func mountMemory(size: ByteCount) throws(SystemError) {
        _ = try retrying("mount", ownMemory) {
            unsafe wringer_mount_memory(ownMemory, "mode=1777,nr_inodes=200k,size=\(size.bytes)")
        }
    }

    /// Where a worker mounts a memory file system of its own. There is such a folder on every
    /// machine, and in the worker's own `/proc` it is nobody else's: over any other folder we would
    /// hide what a person may have in it.
    private static let ownMemory = "/proc/fs"
    /// The memory file system of the machine.
    private static let sharedMemory = "/dev/shm"

    /// The machine's memory where we may write there.
    private static var sharedPlace: String {
        unsafe access(sharedMemory, W_OK | X_OK) == 0 ? sharedMemory : "/tmp"
    }

    private static func makeFolder(inOwnMemory: Bool) throws(SystemError) -> String {
        let shared = sharedPlace
        removeAbandoned(in: shared)
        guard inOwnMemory else { return try makeUnique(shared + "/" + prefix + "XXXXXX") }
        // The same in every worker: programs that print where they are print the same.
        let own = ownMemory + "/" + prefix + "target"
        _ = try retrying("create folder", own) { unsafe mkdir(own, 0o755) }
        return own
    }

    private static func makeUnique(_ template: String) throws(SystemError) -> String {
        var name = Array(template.utf8CString)
        guard unsafe mkdtemp(&name) != nil else {
            throw SystemError("create folder", template, .current)
        }
        return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { remove() }

    /// Removes the folders of workers that were killed: nobody holds their lock. One that is
    /// younger than a minute may not have been locked yet.
    private static func removeAbandoned(in place: String) {
        for name in (try? Files.list(place)) ?? [] where name.hasPrefix(prefix) {
            let path = place + "/" + name
            var status = stat()
            guard unsafe lstat(path, &status) == 0,
                status.st_uid == geteuid() || TargetUser.isOne(status.st_uid),
                status.st_mode & S_IFMT == S_IFDIR, status.st_ctim.tv_sec + 60 < time(nil),
                let folder = try? openDescriptor(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW),
                flock(folder.number, LOCK_EX | LOCK_NB) == 0
            else { continue }
            DurableFiles.removeTree(path)
        }
    }

    /// Removes the folder.
    package func remove() { DurableFiles.removeTree(path) }

    /// Moves all that is in the folder to a new one beside it, for a person to look at.
    ///
    /// - Returns: the path of that folder, which nobody removes.
    package func setAside() throws(SystemError) -> String {
        let kept = try Self.makeUnique(Self.sharedPlace + "/wringer-kept.XXXXXX")
        for name in try Files.list(path) {
            let (old, new) = (path + "/" + name, kept + "/" + name)
            _ = try retrying("move", old) { unsafe rename(old, new) }
        }
        return kept
    }

    /// Removes all that is in the folder, and gives it its permissions again.
    ///
    /// - Throws: where something cannot be removed; the next trial would find it.
    package mutating func empty() throws(SystemError) {
        guard isUsed else { return }
        let number = lock.number
        _ = try retrying("empty", path) { wringer_empty_open_folder(number) }
        isUsed = false
    }

    /// Removes the program's own file where a trial left that and nothing else, and did not change
    /// it, as most trials do.
    ///
    /// - Parameter program: nil where the trial had no file.
    /// - Returns: whether the folder is empty now; else nothing was removed.
    package mutating func takeUnchanged(_ program: Program?) -> Bool {
        let (number, count) = (lock.number, program?.bytes.count ?? 0)
        let isEmpty =
            if let program {
                unsafe program.bytes.withUnsafeBufferPointer { bytes in
                    unsafe program.fileName.withCString {
                        unsafe wringer_take_only_file(number, $0, bytes.baseAddress, count) != 0
                    }
                }
            } else {
                wringer_take_only_file(number, nil, nil, 0) != 0
            }
        if isEmpty { isUsed = false }
        return isEmpty
    }

    /// Notes that from now on anything may be in the folder.
    package mutating func use() { isUsed = true }

    /// Writes a file that the next trial reads. It is not synced.
    package func write(_ bytes: [UInt8], as name: String) throws(SystemError) {
        let path = path + "/" + name
        let file = try openDescriptor(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
        try writeAll(bytes, to: file, path)
        // Whatever our umask is: a target may run as another user.
        if let owner { _ = fchown(file.number, owner.identifier, owner.identifier) }
    }

    /// Gives the folder to a user, or back to us.
    package mutating func give(to user: TargetUser?) throws(SystemError) {
        guard user != owner else { return }
        let identifier = user?.identifier ?? geteuid()
        let group = user?.identifier ?? getegid()
        let number = lock.number
        _ = try retrying("give away", path) { fchown(number, identifier, group) }
        owner = user
    }

    /// What a trial left in the folder, with digests of the first 64 MiB. The program's own file
    /// does not count while it is what it was.
    package func writtenFiles(except program: Program) -> [WrittenFile] {
        let names = (try? Files.list(path)) ?? []
        if names.isEmpty || names == [program.fileName], isUnchanged(program) { return [] }
        var found: [WrittenFile] = []
        var budget = Self.maximumDigested.bytes
        collect("", into: &found, &budget)
        return found.filter { $0.path != program.fileName || !isUnchanged(program) }
    }

    private func isUnchanged(_ program: Program) -> Bool {
        let file = path + "/" + program.fileName
        let count = UInt64(program.bytes.count)
        guard let size = Files.size(file) else { return true }
        return size.bytes == count
            && (try? Files.readRegular(file, limit: ByteCount(count))) == program.bytes
    }

    private func collect(
        _ folder: String, into found: inout [WrittenFile], _ budget: inout UInt64
    ) {
        for name in (try? Files.list(path + "/" + folder)) ?? []
        where found.count < Self.maximumFileCount {
            let relative = folder.isEmpty ? name : folder + "/" + name
            let absolute = path + "/" + relative
            guard Files.linkTarget(absolute) == nil else { continue }
            switch Files.kind(absolute) {
            // A path longer than the system takes gives nothing, and so ends the descent.
            case .folder: collect(relative, into: &found, &budget)
            case .regular:
                let size = (Files.size(absolute) ?? ByteCount(0)).bytes
                let isRead = size <= budget
                if isRead { budget -= size }
                let content =
                    isRead ? try? Files.readRegular(absolute, limit: ByteCount(size)) : nil
                found.append(
                    WrittenFile(
                        path: relative, byteCount: size, sha256: content.map(Digest.of) ?? ""))
            case .other, nil: continue
            }
        }
    }
}

/// What targets can leave behind besides files and processes, in an IPC namespace of our own.
package enum OwnIPC {
    /// Removes shared memory, semaphores and message queues (sysvipc(7)).
    package static func clear() { wringer_remove_ipc() }
}
