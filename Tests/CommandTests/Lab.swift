import CWringer
import Foundation
import Testing
import WringerSystem

/// All tests that start processes. They share one process and its children, so that they run one
/// after another.
@Suite(.serialized)
enum CommandTests {}

/// How a command ended and what it printed.
struct Ended {
    let status: Int32?
    let signal: Int32?
    let output: String
    let error: String

    /// The object that a command printed under `--json`.
    var json: [String: Any] {
        let value = try? JSONSerialization.jsonObject(with: Data(output.utf8))
        return value as? [String: Any] ?? [:]
    }

    /// A value in the object, by its keys: `at("outcome", "code")`.
    func at(_ keys: String...) -> Any? {
        keys.reduce(json as Any?) { value, key in (value as? [String: Any])?[key] }
    }

    func text(_ keys: String...) -> String? {
        keys.reduce(json as Any?) { value, key in (value as? [String: Any])?[key] } as? String
    }
}

/// A temporary folder in which one test works, and the built program.
///
/// Whatever a command started must be gone when it has ended: each run checks that no process is
/// left and no scratch folder stays.
final class Lab {
    let folder: String

    /// The repository and the folder of the built programs.
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    static let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path
    static let brittle = products + "/brittle"
    static let wringer = products + "/wringer"

    /// A program of the folder `fixtures`, built by the compiler that Swift needs anyway: what the
    /// package manager builds has the Swift runtime in it, which makes calls of its own.
    static func compiled(_ fixture: String) throws -> String {
        compiling.lock()
        defer { compiling.unlock() }
        let program = builtPrograms + "/" + fixture
        guard access(program, X_OK) != 0 else { return program }
        try FileManager.default.createDirectory(
            atPath: builtPrograms, withIntermediateDirectories: true)
        let line =
            "$(command -v clang || command -v cc) -O1 -g -w -pthread "
            + "\(repository)/fixtures/\(fixture)/*.c -o \(program)"
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/bin/sh")
        compiler.arguments = ["-c", line]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0, "\(line)")
        return program
    }

    private static let compiling = NSLock()
    private static let builtPrograms = "/tmp/wringer-test-programs.\(getpid())"

    /// Orphans of what we start become our children, where they can be counted.
    private static let isSubreaper: Bool = wringer_become_subreaper() == 0

    init() throws {
        var name = Array("/tmp/wringer-test.XXXXXX".utf8CString)
        try #require(mkdtemp(&name) != nil)
        folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try #require(Self.isSubreaper)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    // MARK: - Files

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let path = folder + "/" + name
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func read(_ name: String) throws -> String {
        String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)), as: UTF8.self
        )
    }

    func list(_ name: String = ".") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + name)) ?? []).sorted()
    }

    // MARK: - Commands

    /// Runs `wringer`, to its end or for a minute, and checks that it leaves nothing behind.
    @discardableResult
    func wringer(
        _ arguments: String..., environment: [String: String] = [:], input: String? = nil,
        leavesScratch: Bool = false
    ) throws -> Ended {
        try wringer(arguments, environment: environment, input: input, leavesScratch: leavesScratch)
    }

    @discardableResult
    func wringer(
        _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
        leavesScratch: Bool = false
    ) throws -> Ended {
        let before = Self.scratchFolders
        let running = try start([Self.wringer] + arguments, environment: environment, input: input)
        let ended = try running.wait()
        #expect(Self.leftProcesses() == [], "no process is left of wringer \(arguments)")
        if !leavesScratch {
            #expect(
                Self.scratchFolders.subtracting(before) == [],
                "no scratch folder is left of \(arguments)")
        }
        return ended
    }

    /// Runs a line of sh(1), for what a person would do without Wringer.
    func shell(_ line: String, environment: [String: String] = [:]) throws -> Ended {
        let ended = try start(["/bin/sh", "-c", line], environment: environment).wait()
        #expect(Self.leftProcesses() == [], "no process is left of the shell")
        return ended
    }

    /// Starts a command in the folder of the lab.
    func start(
        _ command: [String], environment: [String: String] = [:], input: String? = nil
    ) throws -> Running {
        var variables = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"]
        variables["WRINGER_CORPUS"] = Self.repository + "/corpus"
        variables.merge(environment) { _, new in new }
        return try Running(command, variables, folder: folder, input: input)
    }

    /// Scratch folders that no worker uses any more.
    static var scratchFolders: Set<String> {
        let names = ["/dev/shm", "/tmp"].flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
                .filter { $0.hasPrefix("wringer.") }.map { folder + "/" + $0 }
        }
        return Set(names.filter { !isInUse($0) })
    }

    /// Whether a worker of somebody else holds the lock of a scratch folder.
    private static func isInUse(_ path: String) -> Bool {
        let folder = open(path, O_RDONLY | O_DIRECTORY)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        return flock(folder, LOCK_EX | LOCK_NB) != 0
    }

    /// Children of ours that should not be: a moment is given for those that are just ending.
    static func leftProcesses() -> [Int32] {
        for _ in 0..<50 {
            let left = ownChildren()
            guard !left.isEmpty else { return [] }
            // Adopted zombies are ours to reap; they have ended.
            for child in left { waitpid(child, nil, WNOHANG) }
            usleep(2000)
        }
        return ownChildren()
    }

    /// Our children but those of exit tests, which run this same program and which the test
    /// library waits for: reaped by us, their tests would wait for ever.
    private static func ownChildren() -> [Int32] {
        let runner = ProcessTree.name(of: getpid())
        return ProcessTree.children(of: getpid()).filter { ProcessTree.name(of: $0) != runner }
    }
}
