internal import CWringer
internal import WringerModel

/// What keeps a generated program from harming the machine: a Landlock ruleset (landlock(7)).
///
/// Under it a target reads and executes as before, writes only below given folders, and from
/// version 6 on (Linux 6.12) its signals reach no process but its own.
package struct Containment: ~Copyable {
    /// Closed where this kernel has no Landlock.
    var ruleset = OwnedDescriptor()

    /// The version of Landlock that this kernel has; 0 for none.
    package static var version: Int { Int(wringer_landlock_version()) }

    /// The version from which on signals are held in.
    package static let signalVersion = 6

    /// Devices that a program may write to and nobody is hurt.
    private static let harmlessDevices = ["/dev/null", "/dev/zero", "/dev/full", "/dev/tty"]

    /// - Parameter folders: where writing is allowed; a folder that does not exist is an error.
    /// Where this kernel has no Landlock nothing is held in; `version` tells.
    package init(writable folders: [String]) throws(SystemError) {
        guard Self.version > 0 else { return }
        ruleset = OwnedDescriptor(
            taking: try retrying("make", "Landlock ruleset") { wringer_make_ruleset() })
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
