import Foundation
import Testing

/// Who runs a command: containment has other means for root than for an ordinary user, and is
/// tested as both.
enum Person: String, CaseIterable, CustomTestStringConvertible {
    case root, ordinaryUser

    var testDescription: String { rawValue }

    /// An identifier that nothing else on the machine uses.
    static let userIdentifier: uid_t = 61_184

    /// Those that we can be.
    static let here: [Person] = {
        guard geteuid() == 0 else { return [.ordinaryUser] }
        return canBeAnybody ? [.root, .ordinaryUser] : [.root]
    }()

    /// Whether an ordinary user can run what we built: it needs Swift's libraries.
    static let canBeAnybody: Bool = {
        guard geteuid() == 0 else { return true }
        let command = ["/usr/bin/setpriv"] + switching + [program, "--version"]
        let running = try? Running(command, [:], folder: "/tmp", input: nil)
        return (try? running?.wait().status) == 0
    }()

    private static let switching = [
        "--reuid", "\(userIdentifier)", "--regid", "\(userIdentifier)", "--clear-groups",
    ]

    /// The program where everybody can read it: a checkout may lie under a closed home folder.
    static let program: String = {
        var name = Array("/tmp/wringer-test-program.XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { return Lab.wringer }
        let folder = String(
            decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        chmod(folder, 0o755)
        try? FileManager.default.copyItem(atPath: Lab.wringer, toPath: folder + "/wringer")
        atexit { try? FileManager.default.removeItem(atPath: Person.programFolder) }
        return folder + "/wringer"
    }()

    private static var programFolder: String {
        (program as NSString).deletingLastPathComponent
    }

    /// The words before a command that make it this person's.
    var prefix: [String] {
        self == .ordinaryUser && geteuid() == 0 ? ["/usr/bin/setpriv"] + Self.switching : []
    }
}

extension Lab {
    /// Starts a command as a person, to whom the folder of the lab then belongs.
    func start(_ command: [String], as person: Person) throws -> Running {
        try own(by: person)
        return try start(person.prefix + command)
    }

    /// Runs `wringer` as a person, while `others` of the test run, and checks that nothing of it
    /// is left.
    func wringer(
        as person: Person, beside others: [Running] = [], _ arguments: String...
    ) throws -> Ended {
        let ended = try start([Person.program] + arguments, as: person).wait()
        let known = others.map(\.processID)
        #expect(Lab.leftProcesses().filter { !known.contains($0) } == [], "of \(arguments)")
        #expect(ended.status != nil && ended.status != 3, "\(ended)")
        return ended
    }

    /// Runs a command to its end as a person, without Wringer.
    func plainly(_ command: String..., as person: Person) throws -> Ended {
        try start(command, as: person).wait()
    }

    private func own(by person: Person) throws {
        guard geteuid() == 0 else { return }
        let owner = person == .root ? 0 : Person.userIdentifier
        chown(folder, owner, owner)
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            lchown(folder + "/" + name, owner, owner)
        }
    }

    /// What the recorded trial of `--record kept` printed.
    func printed(_ folder: String = "kept") throws -> String {
        let names = list(folder)
        try #require(names.count == 1, "one recording: \(names)")
        return try read("\(folder)/\(names[0])/stdout")
    }
}
