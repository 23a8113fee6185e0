package import WringerModel
internal import WringerSystem

/// Why a target cannot be run here; the description names the thing and what to try.
package struct TargetUnavailable: Error, Sendable, CustomStringConvertible {
    package let description: String
}

/// Finds the executable of a target and makes the environment that it starts with.
package struct TargetResolver: Sendable {
    /// The search path for commands without a slash; also the `PATH` of the target.
    private let searchPath: String
    private let currentFolder: String

    package init(searchPath: String, currentFolder: String) {
        self.searchPath = searchPath
        self.currentFolder = currentFolder
    }

    /// The absolute path of the target's executable.
    ///
    /// - Throws: where it is missing, no file, not executable, for another architecture, or a
    ///   script whose interpreter is missing: what exec would refuse, said before.
    package func executable(of target: Target) throws(TargetUnavailable) -> String {
        guard let command = target.command.first, !command.isEmpty else {
            throw TargetUnavailable(description: "target \(visible(target.name)) has no command")
        }
        let path = try find(command, target)
        try checkContent(of: path)
        return path
    }

    private func find(_ command: String, _ target: Target) throws(TargetUnavailable) -> String {
        if command.contains("/") {
            let path = command.hasPrefix("/") ? command : currentFolder + "/" + command
            try checkFile(path, command)
            return path
        }
        let folders = searchPath.split(separator: ":").map(String.init)
        let candidates = folders.filter { $0.hasPrefix("/") }.map { $0 + "/" + command }
        if let found = candidates.first(where: Files.isExecutable) { return found }
        if let present = candidates.first(where: { Files.kind($0) != nil }) {
            try checkFile(present, command)
        }
        let install =
            target.install.isEmpty
            ? "check its spelling, or give its path"
            : "try: apt-get install \(visible(target.install.joined(separator: " ")))"
        throw TargetUnavailable(
            description: "target command '\(visible(command))' is not found in PATH; \(install)")
    }

    private func checkFile(_ path: String, _ command: String) throws(TargetUnavailable) {
        let shown = visible(command)
        switch Files.kind(path) {
        case nil:
            throw TargetUnavailable(
                description: "target command '\(shown)' does not exist; check the path")
        case .folder:
            throw TargetUnavailable(
                description: "target command '\(shown)' is a folder; name the program in it")
        case .other:
            throw TargetUnavailable(description: "target command '\(shown)' is no regular file")
        case .regular where !Files.isExecutable(path):
            throw TargetUnavailable(
                description: "target command '\(shown)' may not be executed; try: chmod +x \(shown)"
            )
        case .regular: break
        }
    }

    private func checkContent(of path: String) throws(TargetUnavailable) {
        guard let head = try? Files.readPrefix(path, 512) else {
            // Execute permission without read permission is fine for exec.
            return
        }
        if head.starts(with: [0x7f, 0x45, 0x4c, 0x46]) {
            guard ElfFile.machine(of: head) == ElfFile.ownMachine else {
                throw TargetUnavailable(
                    description: "\(visible(path)) is built for another architecture "
                        + "(ELF machine \(ElfFile.machine(of: head) ?? 0), this machine is "
                        + "\(ElfFile.ownMachine))")
            }
        } else if head.starts(with: Array("#!".utf8)) {
            let line = String(decoding: head.dropFirst(2).prefix { $0 != 0x0a }, as: UTF8.self)
            // As the kernel reads it: a carriage return would belong to the name.
            let words = line.unicodeScalars.split { $0 == " " || $0 == "\t" }
            let interpreter = words.first.map(String.init) ?? ""
            guard Files.isExecutable(String(interpreter)) else {
                throw TargetUnavailable(
                    description: "\(visible(path)) is a script for '\(visible(interpreter))', "
                        + "which is not there or not executable; see its first line")
            }
        } else {
            throw TargetUnavailable(
                description: "\(visible(path)) is neither an ELF program nor a script with a "
                    + "#! line: the kernel cannot execute it")
        }
    }

    /// The whole environment of a target but for the folders of the worker: clean, declared, the
    /// same on every machine but for `PATH`.
    package func environment(
        of target: Target, additions: [String: String]
    ) -> [String: String] {
        var environment = [
            "PATH": searchPath, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "TERM": "dumb",
        ]
        for name in target.hashSeedVariables { environment[name] = "0" }
        environment.merge(target.environment) { _, new in new }
        environment.merge(additions) { _, new in new }
        return environment
    }
}
