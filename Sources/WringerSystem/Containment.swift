internal import CWringer
internal import Glibc
internal import WringerModel

/// What keeps a generated program from harming the machine, for the launches of one setup.
///
/// Under its Landlock ruleset (landlock(7)) a target reads and executes as before, writes only
/// below given folders, reaches no TCP port from version 4 on (Linux 6.7), and from version 6 on
/// (Linux 6.12) its signals and abstract sockets reach nothing but its own.
package final class Containment {
    /// Closed where this kernel has no Landlock.
    private(set) var ruleset = OwnedDescriptor()
    let view: TargetView?
    let network: TargetNetwork?
    /// Nil for the worker's own user.
    let user: TargetUser?

    /// The version of Landlock that this kernel has; 0 for none.
    package static var version: Int { Int(wringer_landlock_version()) }

    /// The version from which on signals are held in.
    package static let signalVersion = 6

    /// Devices that a program may write to and nobody is hurt.
    private static let harmlessDevices = ["/dev/null", "/dev/zero", "/dev/full", "/dev/tty"]

    /// - Parameters:
    ///   - folders: where writing is allowed; a folder that does not exist is an error.
    ///   - view: the file system that targets see; nil for the worker's own.
    ///   - network: their network; nil for the worker's own.
    ///   - keepsNetwork: whether TCP is left alone.
    ///   - user: who they run as; nil for the worker's own user.
    ///
    /// Where this kernel has no Landlock nothing is held in by it; `version` tells.
    package init(
        writable folders: [String], view: TargetView?, network: TargetNetwork?,
        keepsNetwork: Bool, user: TargetUser?
    ) throws(SystemError) {
        self.view = view
        self.network = network
        self.user = user
        guard Self.version > 0 else { return }
        ruleset = OwnedDescriptor(
            taking: try retrying("make", "Landlock ruleset") {
                wringer_make_ruleset(keepsNetwork ? 1 : 0)
            })
        for folder in folders {
            try allow(folder, isFolder: true)
        }
        for device in Self.harmlessDevices where Files.kind(device) != nil {
            try allow(device, isFolder: false)
        }
    }

    private func allow(_ path: String, isFolder: Bool) throws(SystemError) {
        let number = ruleset.number
        _ = try retrying("allow writing to", path) {
            unsafe wringer_allow_writing(number, path, isFolder ? 1 : 0)
        }
    }
}
