internal import Glibc

/// A lock on a folder that ends with the process that holds it (flock(2)), however that ends.
package enum FolderLock {
    /// Takes the lock of a folder.
    ///
    /// - Returns: the descriptor that holds it; a closed one where somebody else does.
    /// - Throws: where the folder cannot be opened.
    package static func take(_ path: String) throws(SystemError) -> OwnedDescriptor {
        let folder = try openDescriptor(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        return flock(folder.number, LOCK_EX | LOCK_NB) == 0 ? folder : OwnedDescriptor()
    }
}
