import Foundation
import Testing

/// A command that runs, its output going to files beside the folder it runs in.
final class Running {
    let processID: pid_t
    private let capture: String
    private var isOver = false

    init(
        _ command: [String], _ environment: [String: String], folder: String, input: String?
    ) throws {
        capture = folder + ".capture-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: capture, withIntermediateDirectories: true)
        var source = "/dev/null"
        if let input {
            source = capture + "/input"
            try Data(input.utf8).write(to: URL(fileURLWithPath: source))
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, source, O_RDONLY, 0)
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 1, capture + "/output", flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, capture + "/error", flags, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of the test runner block signals; a command of a person starts with none blocked.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        // env(1) changes the folder and then becomes the command, under the same process id.
        let command = ["/usr/bin/env", "-C", folder] + command
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var child: pid_t = 0
        let error = posix_spawn(&child, command[0], &actions, &attributes, &arguments, &variables)
        try #require(error == 0, "posix_spawn \(command[0]): \(String(cString: strerror(error)))")
        processID = child
    }

    deinit {
        if !isOver {
            kill(processID, SIGKILL)
            waitpid(processID, nil, 0)
        }
        try? FileManager.default.removeItem(atPath: capture)
    }

    /// Sends a signal to just this process.
    func send(_ signal: Int32) { kill(processID, signal) }

    /// What it has printed so far.
    var output: String { text("output") }
    var error: String { text("error") }

    private func text(_ name: String) -> String {
        let data = try? Data(contentsOf: URL(fileURLWithPath: capture + "/" + name))
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    /// Waits until it has ended; one that takes longer than two minutes is killed, and that fails.
    func wait() throws -> Ended {
        var status: Int32 = 0
        let deadline = Date().addingTimeInterval(120)
        var found = waitpid(processID, &status, WNOHANG)
        while found == 0, Date() < deadline {
            usleep(1000)
            found = waitpid(processID, &status, WNOHANG)
        }
        if found == 0 {
            Issue.record("it did not end within two minutes; killed")
            kill(processID, SIGKILL)
            found = waitpid(processID, &status, 0)
        }
        isOver = true
        try #require(found == processID, "the command was reaped by somebody else")
        let signal = status & 0x7f
        return Ended(
            status: signal == 0 ? (status >> 8) & 0xff : nil, signal: signal == 0 ? nil : signal,
            output: output, error: error)
    }

    /// Waits until a condition holds, at most that long.
    func waitUntil(_ what: String, seconds: Int = 10, _ condition: () -> Bool) throws {
        let deadline = Date().addingTimeInterval(Double(seconds))
        while Date() < deadline {
            if condition() { return }
            usleep(5000)
        }
        Issue.record("it never came to: \(what)")
    }
}
