internal import CWringer
internal import Glibc
package import WringerModel

/// Opens a pseudo-terminal: `controller` is the worker's side, `terminal` the target's.
package func openTerminal(
    size: TerminalSize, controller: inout OwnedDescriptor, terminal: inout OwnedDescriptor
) throws(SystemError) {
    var ends: (Int32, Int32) = (-1, -1)
    _ = try retrying("open", "pseudo-terminal") {
        unsafe wringer_open_terminal(size.columns, size.rows, &ends.0, &ends.1)
    }
    controller = OwnedDescriptor(taking: ends.0)
    terminal = OwnedDescriptor(taking: ends.1)
}

/// The terminal of the person in front of it.
package enum UserTerminal {
    /// The size of the terminal behind a descriptor; nil where there is none.
    package static func size(of descriptor: Int32) -> TerminalSize? {
        var columns: UInt16 = 0
        var rows: UInt16 = 0
        guard unsafe wringer_terminal_size(descriptor, &columns, &rows) == 0, columns > 0, rows > 0
        else { return nil }
        return TerminalSize(columns: columns, rows: rows)
    }

    /// Tells a terminal its size; what runs in it gets SIGWINCH.
    package static func resize(_ descriptor: Int32, to size: TerminalSize) {
        _ = wringer_set_terminal_size(descriptor, size.columns, size.rows)
    }

    /// Makes the terminal behind a descriptor pass every key on; false where it is no terminal.
    package static func makeRaw(_ descriptor: Int32) -> Bool { wringer_make_raw(descriptor) == 0 }

    /// Keeps the settings of a terminal for `restore`; false where it is none.
    package static func keep(_ descriptor: Int32) -> Bool { wringer_keep_terminal(descriptor) == 0 }

    /// Undoes `makeRaw`, or what happened since `keep`.
    package static func restore(_ descriptor: Int32) { _ = wringer_restore_terminal(descriptor) }
}
