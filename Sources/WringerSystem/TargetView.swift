internal import CWringer
internal import Glibc
internal import WringerModel

/// The file system as targets see it: a mount namespace (mount_namespaces(7)) in which everything
/// can be read, nothing but given folders can be written or changed in any way, and the folders in
/// which services keep their sockets are empty.
///
/// Landlock keeps a target from writing; it does not keep it from changing permissions or times.
/// This does.
package final class TargetView {
    let descriptor: OwnedDescriptor

    /// Folders in which services keep their sockets.
    private static let socketFolders = ["/run", "/var/run", "/tmp/.X11-unix", "/tmp/.ICE-unix"]

    /// - Parameters:
    ///   - folders: the folders that can be written.
    ///   - needed: paths that stay what they are: a folder above one of them is not hidden.
    /// - Throws: where the kernel refuses a namespace or a mount.
    package init(writable folders: [String], needed: [String]) throws(SystemError) {
        let hidden = Self.socketFolders.filter { folder in
            Files.kind(folder) == .folder && Files.linkTarget(folder) == nil
                && !(folders + needed).contains { $0.hasPrefix(folder + "/") }
        }
        let writable = CStringArray(folders.map { Array($0.utf8) })
        let covered = CStringArray(hidden.map { Array($0.utf8) })
        let plan = unsafe wringer_view_plan(
            writable: writable.start, hidden: covered.start,
            replaces_devices: (folders + needed).contains { $0.hasPrefix("/dev/") } ? 0 : 1)
        descriptor = OwnedDescriptor(
            taking: try retrying("make", "view of the file system") {
                unsafe withUnsafePointer(to: plan) { unsafe wringer_make_view($0) }
            })
    }
}

/// A network namespace with nothing but a loopback device of its own (network_namespaces(7)).
package final class TargetNetwork {
    let descriptor: OwnedDescriptor

    /// - Throws: where the kernel refuses it.
    package init() throws(SystemError) {
        descriptor = OwnedDescriptor(
            taking: try retrying("make", "network namespace") { wringer_make_network() })
    }
}

/// The user that a target runs as where that is not ours.
package struct TargetUser: Hashable, Sendable {
    package let identifier: UInt32

    /// Identifiers from here on belong to nobody: above those of systemd's containers
    /// (524,288 to 1,879,048,191, systemd.io/UIDS-GIDS).
    private static let base: UInt32 = 1_900_000_000

    /// Whether an identifier is one of those.
    static func isOne(_ identifier: UInt32) -> Bool { identifier >= base }

    /// The user that all targets share.
    package static let shared = TargetUser(identifier: base)

    /// A user that only the targets of one worker have: RLIMIT_NPROC counts the processes of a
    /// user on the whole machine.
    ///
    /// - Parameter starter: the process id of who started that worker, below 2^22 (proc(5),
    ///   pid_max).
    package static func exclusive(toWorkerOf starter: Int32) -> TargetUser {
        TargetUser(identifier: base + 1 + UInt32(starter & 0x3f_ffff))
    }

    /// Whether this process may become another user: it is root, with the capability for it.
    package static var isAvailable: Bool {
        guard geteuid() == 0 else { return false }
        let status = (try? Files.read("/proc/self/status", limit: .mebibytes(1))) ?? []
        let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("CapEff:") }),
            let mask = UInt64(line.dropFirst(7).drop { $0 == "\t" || $0 == " " }, radix: 16)
        else { return false }
        let needed: [UInt64] = [0, 5, 6, 7]  // CHOWN, KILL, SETGID, SETUID (capabilities(7))
        // In a user namespace the user may not exist: then nobody can become it.
        return needed.allSatisfy { mask & 1 << $0 != 0 } && shared.canExecute("/")
    }

    /// Whether this user can execute and read a file, through all folders on the way.
    package func canExecute(_ path: String) -> Bool {
        unsafe wringer_may_access(path, X_OK, identifier, identifier) != 0
    }

    /// Whether this user can make files in a folder.
    package func canWrite(_ folder: String) -> Bool {
        unsafe wringer_may_access(folder, W_OK | X_OK, identifier, identifier) != 0
    }

    /// Whether this user can read a file, through all folders on the way.
    package func canRead(_ path: String) -> Bool {
        unsafe wringer_may_access(path, R_OK, identifier, identifier) != 0
    }
}
