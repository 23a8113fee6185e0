/// What is known of one system call of 64-bit Linux: its name, the sets it belongs to, its
/// arguments, and the errors it can give.
package struct CallFacts: Hashable, Sendable {
    /// As libseccomp names it, which is as strace(1) names it.
    package let name: String
    /// As x86-64 numbers it; for rules that name calls by number, and for nothing else.
    package let x86Number: Int
    package let classes: CallClasses
    /// In the order of the registers that carry them, at most six.
    package let arguments: [CallArgument]

    /// The facts of a call; nil for a name that is not in the table.
    package static func named(_ name: String) -> CallFacts? { table[name] }

    /// Every call that is known, sorted by name.
    package static let all: [CallFacts] = table.values.sorted { $0.name < $1.name }

    private static let table: [String: CallFacts] = {
        let rows = (fileRows + "\n" + otherRows).split(separator: "\n").map { CallFacts(row: $0) }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0) })
    }()

    /// Reads a row of the table: name, number, letters of the classes (`-` for none), arguments.
    private init(row: Substring) {
        let fields = row.split(separator: " ").map(String.init)
        guard fields.count >= 3, let number = Int(fields[1]) else {
            preconditionFailure("a row of the table of calls: \(row)")
        }
        name = fields[0]
        x86Number = number
        classes = CallClasses(letters: fields[2])
        arguments = fields.dropFirst(3).map { CallArgument(field: $0) }
    }
}

extension CallFacts {
    /// The places, from 0, of the arguments that are paths.
    package var pathIndices: [Int] { indices(of: .path) }

    /// The place of the descriptor of the folder from which the first path is looked up.
    package var directoryIndex: Int? { indices(of: .directory).first }

    /// The place of the descriptor of the folder from which the path at this place is looked up;
    /// nil where that is the working folder.
    package func directoryIndex(ofPathAt index: Int) -> Int? {
        guard index > 0, arguments[index].role == .path else { return nil }
        return arguments[index - 1].role == .directory ? index - 1 : nil
    }

    /// The place of the first argument that is a descriptor, of a folder or of anything.
    package var descriptorIndex: Int? {
        arguments.firstIndex { $0.role == .descriptor || $0.role == .directory }
    }

    /// The place of the address where the call puts the bytes that it gives, as many as its result
    /// says; nil for a call that gives none, or gives them in a structure.
    package var bufferIndex: Int? { indices(of: .buffer).first }

    /// The place of the number of bytes to transfer; nil where a smaller one would not be a
    /// transfer cut short.
    package var countIndex: Int? { indices(of: .count).first }

    /// The place of an argument by its name: as in the table, a usual name for the same thing
    /// (`len` for `count`), or `arg1` to `arg6`.
    package func index(ofArgument name: String) -> Int? {
        if name.hasPrefix("arg"), let place = Int(name.dropFirst(3)), (1...6).contains(place) {
            return place - 1
        }
        if let index = arguments.firstIndex(where: { $0.name == name }) { return index }
        guard let group = CallArgument.synonyms.first(where: { $0.contains(name) }) else {
            return nil
        }
        return arguments.firstIndex { group.contains($0.name) }
    }

    private func indices(of role: CallArgument.Role) -> [Int] {
        arguments.indices.filter { arguments[$0].role == role }
    }
}

/// One argument of a system call.
package struct CallArgument: Hashable, Sendable {
    package let name: String
    package let role: Role

    /// What an argument is for, as far as faults have to know.
    package enum Role: Hashable, Sendable {
        case plain
        /// The address of a path that ends in a zero byte.
        case path
        /// The descriptor of the folder from which the path that follows is looked up.
        case directory
        case descriptor
        /// Where the call puts the bytes that it gives.
        case buffer
        /// The number of bytes to transfer, of which fewer may be transferred.
        case count
    }

    /// Names that people use for one thing.
    static let synonyms: [[String]] = [
        ["count", "len", "length", "size", "nbytes"], ["addr", "address", "start"],
        ["offset", "off", "pos"], ["flags", "flag"], ["request", "cmd"], ["sig", "signal"],
        ["dirfd", "dfd"],
    ]

    fileprivate init(field: String) {
        let roles: [Character: Role] = [
            "/": .path, "@": .directory, "#": .descriptor, "*": .buffer, "+": .count,
        ]
        role = field.first.flatMap { roles[$0] } ?? .plain
        name = role == .plain ? field : String(field.dropFirst())
    }
}

/// The sets of strace(1) that a call belongs to.
package struct CallClasses: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let file = CallClasses(rawValue: 1)
    package static let descriptor = CallClasses(rawValue: 2)
    package static let process = CallClasses(rawValue: 4)
    package static let network = CallClasses(rawValue: 8)
    package static let signal = CallClasses(rawValue: 16)
    package static let ipc = CallClasses(rawValue: 32)
    package static let memory = CallClasses(rawValue: 64)
    package static let credentials = CallClasses(rawValue: 128)

    fileprivate init(letters: String) {
        let classes: [Character: CallClasses] = [
            "f": .file, "d": .descriptor, "p": .process, "n": .network, "s": .signal, "i": .ipc,
            "m": .memory, "c": .credentials,
        ]
        self.init(letters.compactMap { classes[$0] })
    }
}
