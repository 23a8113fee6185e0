internal import CWringer
internal import Glibc
internal import WringerModel

/// Writing that survives a power cut: synced before it is named, whole or absent.
package enum DurableFiles {
    /// Creates a folder; one that exists already is fine.
    package static func createFolder(_ path: String) throws(SystemError) {
        guard unsafe mkdir(path, 0o755) != 0 else {
            let parent = path.split(separator: "/").dropLast().joined(separator: "/")
            return try syncFolder((path.hasPrefix("/") ? "/" : "./") + parent)
        }
        let error = ErrorNumber.current
        if error.number == EEXIST, Files.kind(path) == .folder { return }
        throw SystemError("create folder", path, error)
    }

    /// Creates a folder that must not exist yet; gives false where something of that name does.
    package static func createNewFolder(_ path: String) throws(SystemError) -> Bool {
        if unsafe mkdir(path, 0o755) == 0 { return true }
        let error = ErrorNumber.current
        if error.number == EEXIST { return false }
        throw SystemError("create folder", path, error)
    }

    /// Creates a folder and those above it.
    package static func createFolders(_ path: String) throws(SystemError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made == "/" ? "" : "/") + part
            try createFolder(made)
        }
    }

    /// Writes a new file and syncs it. The folder is not synced.
    package static func write(
        _ content: some Collection<UInt8>, to path: String
    ) throws(SystemError) {
        var file = try openDescriptor(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
        try writeAll(Array(content), to: file, path)
        let number = file.number
        _ = try retrying("sync", path) { fsync(number) }
        try file.closeChecked(path)
    }

    /// Writes a file under a temporary name, syncs it and gives it its name, in the place of
    /// another: it is whole or absent. The folder is not synced.
    package static func publish(
        _ content: some Collection<UInt8>, as path: String
    ) throws(SystemError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let temporary =
            (parts.dropLast() + [".\(parts.last ?? "").\(getpid())"]).joined(separator: "/")
        do throws(SystemError) {
            try write(content, to: temporary)
            _ = try retrying("rename to", path) { unsafe rename(temporary, path) }
        } catch {
            removeTree(temporary)
            throw error
        }
    }

    /// Appends to a file, which is made where it is missing; synced.
    package static func append(_ content: [UInt8], to path: String) throws(SystemError) {
        var file = try openDescriptor(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW)
        try writeAll(content, to: file, path)
        let number = file.number
        _ = try retrying("sync", path) { fdatasync(number) }
        try file.closeChecked(path)
    }

    /// Makes the names in a folder durable.
    package static func syncFolder(_ path: String) throws(SystemError) {
        let folder = try openDescriptor(path, O_RDONLY | O_DIRECTORY)
        _ = try retrying("sync", path) { fsync(folder.number) }
    }

    /// Gives a finished folder its name. Where one of that name exists the two change places in
    /// one step (renameat2(2), RENAME_EXCHANGE), so that the name is whole at any moment, and the
    /// old one is removed.
    package static func publish(folder temporary: String, as path: String) throws(SystemError) {
        for _ in 0..<Self.publishingAttempts where Files.kind(path) != .folder {
            do throws(SystemError) {
                _ = try retrying("rename to", path) { unsafe rename(temporary, path) }
                return
            } catch {
                // Somebody else published one of this name meanwhile (rename(2)).
                guard [EEXIST, ENOTEMPTY].contains(error.error.number) else { throw error }
            }
        }
        _ = try retrying("replace", path) { unsafe wringer_exchange(temporary, path) }
        // The old one goes only when the new one is sure to have its name.
        try syncFolder(path + "/..")
        removeTree(temporary)
    }

    /// How often a name may be taken and given up again while we try.
    private static let publishingAttempts = 8

    /// Removes a file or a whole folder, as far as it can; links are not followed.
    package static func removeTree(_ path: String) {
        guard unsafe unlink(path) != 0, errno == EISDIR || errno == EPERM else { return }
        _ = unsafe wringer_empty_folder(path)
        _ = unsafe rmdir(path)
    }
}
