package import WringerModel

/// The commands that show a finding again: one with Wringer, one with a plain shell.
package enum ShellCommand {
    /// Quotes a word for sh(1), where it needs it.
    package static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
            default: Array("_-./=:,+@%".utf8).contains(byte)
            }
        }
        if plain, !word.isEmpty { return word }
        return "'" + word.replacing("'", with: #"'\''"#) + "'"
    }

    /// The plain line, and comments for sh(1) that say in what it differs or why there is none.
    package static func plainLines(_ trial: Trial, recording: String) -> [String] {
        guard let line = plain(trial, recording: recording) else {
            return obstacle(to: trial).map { ["# none: \($0)"] } ?? []
        }
        return [line] + differences(of: trial).map { "# \($0)" }
    }

    /// The command that replays a recording.
    package static func replay(recording: String) -> String {
        "wringer replay \(quoted(recording))"
    }

    /// A line for sh(1) that sets the same conditions without Wringer, by tools of every Debian:
    /// env, setarch, prlimit, and strace where a call is to fail. Nil where sh has no way.
    ///
    /// - Parameter recording: the folder that holds the program and the input.
    package static func plain(_ trial: Trial, recording: String) -> String? {
        let setup = trial.setup
        guard setup.terminal == nil, setup.target.input != .repl else { return nil }
        if case .slow = setup.standardOutput { return nil }
        if case .slow = setup.standardError { return nil }
        // A pipe on standard error alone cannot be had without one on standard output.
        if setup.standardError == .brokenPipe { return nil }
        let program = trial.trialCase.program
        let file = recording + "/" + program.fileName
        var words = ["env", "-i"]
        words += setup.environment.sorted { $0.key < $1.key }.map {
            quoted("\($0.key)=\($0.value)")
        }
        let faults = trial.trialCase.faults
        guard obstacle(to: trial) == nil else { return nil }
        if case .failing(let error) = trial.trialCase.standardInput {
            let calls = "read,readv,pread64"
            words += [
                "strace", "-f", "-o", "/dev/null", "-P", "/dev/null", "-e",
                "inject=\(calls):error=\(error)",
            ]
        }
        if setup.addressRandomization == .off { words += ["setarch", "-R"] }
        words += limitWords(setup)
        // Behind the limits, so that the calls of the tools that set them are not counted.
        if !faults.isEmpty { words += ["strace", "-f", "-o", "/dev/null"] }
        for expression in faults.rules.compactMap({ $0.straceExpression() }) {
            words += ["-e", quoted("inject=" + expression)]
        }
        words.append(quoted(setup.executable))
        for argument in setup.target.command.dropFirst() {
            words.append(self.argument(argument, of: setup.target, file: file))
        }
        let source = input(trial, file: file, recording: recording)
        let sinks = outputs(setup)
        let line = source.before + words.joined(separator: " ") + source.after + sinks
        // A line that had to be escaped to be shown could not be pasted.
        return visible(line, limit: .max) == line ? line : nil
    }

    private static func limitWords(_ setup: Setup) -> [String] {
        guard !setup.limits.isEmpty else { return [] }
        let options = setup.limits.sorted.map { name, limit in
            "--\(name.rawValue)=\(text(limit.soft)):\(text(limit.hard))"
        }
        return ["prlimit"] + options
    }

    private static func text(_ value: LimitValue) -> String {
        switch value {
        case .finite(let count): "\(count)"
        case .unlimited: "unlimited"
        }
    }

    private static func argument(_ argument: String, of target: Target, file: String) -> String {
        guard argument.contains("@@") else { return quoted(argument) }
        if target.input == .argument {
            let (before, after) = argument.splitOnce(at: "@@")
            return [before, after ?? ""].map { $0.isEmpty ? "" : quoted($0) }
                .joined(separator: "\"$(cat \(quoted(file)))\"")
        }
        return quoted(argument.replacing("@@", with: file))
    }

    private static func input(
        _ trial: Trial, file: String, recording: String
    ) -> (before: String, after: String) {
        if trial.setup.target.input == .stdin { return ("", " <\(quoted(file))") }
        switch trial.trialCase.standardInput {
        case .empty, .failing: return ("", " </dev/null")
        case .closed: return ("", " <&-")
        case .endless: return ("yes wringer | ", "")
        case .bytes: return ("", " <\(quoted(recording + "/stdin"))")
        }
    }

    private static func outputs(_ setup: Setup) -> String {
        var text = ""
        switch setup.standardError {
        case .full: text += " 2>/dev/full"
        case .closed: text += " 2>&-"
        case .captured, .brokenPipe, .slow: break
        }
        switch setup.standardOutput {
        case .full: text += " >/dev/full"
        case .closed: text += " >&-"
        case .brokenPipe: text += " | true"
        case .captured, .slow: break
        }
        return text
    }
}
