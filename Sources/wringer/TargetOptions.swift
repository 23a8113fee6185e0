internal import ArgumentParser
internal import FoundationEssentials
internal import WringerExecution
internal import WringerModel
internal import WringerSystem
internal import WringerTargets

/// How a target is named: by its name, or as a command after `--`.
struct TargetOptions: ParsableArguments {
    @Option(help: "A target of the corpus by name, or a path to a target.yaml or its folder.")
    var target: String?

    /// The ad hoc target after `--`.
    private var command: [String] { Invocation.command }

    /// The target that is meant.
    ///
    /// An ad hoc command that is known in the corpus by its name, such as `lua5.4`, gets the
    /// rules and the probe of that target.
    func resolve(_ library: TargetLibrary) throws -> (target: Target, known: TargetDescription?) {
        if let name = target {
            guard command.isEmpty else {
                throw CommandFailure.badInput("give either --target or a command after --")
            }
            do throws(TargetLibraryError) {
                let description = try library.find(name)
                return (description.target, description)
            } catch { throw CommandFailure.badInput(error.description) }
        }
        guard let first = command.first else {
            throw CommandFailure.badInput(
                "no target: give --target NAME (see wringer target list), or a command after --, "
                    + "as in: wringer run prog.lua -- lua5.4 @@")
        }
        let name = first.split(separator: "/").last.map(String.init) ?? first
        let takesFile = command.dropFirst().contains { $0.contains("@@") }
        if let known = library.matching(commandBaseName: name) {
            var target = known.target
            target.command = command
            target.input = takesFile ? .file : .stdin
            return (target, known)
        }
        return (
            Target(
                name: name, command: command, fileExtension: "",
                input: takesFile ? .file : .stdin),
            nil
        )
    }
}

extension TargetLibrary {
    /// The library of this process.
    static func ofThisProcess() -> TargetLibrary {
        let executable = Files.linkTarget("/proc/self/exe") ?? ""
        let folder = executable.split(separator: "/").dropLast().joined(separator: "/")
        return standard(
            environment: ProcessInfo.processInfo.environment,
            currentFolder: Files.currentFolder, executableFolder: "/" + folder)
    }
}

extension TargetResolver {
    /// The resolver of this process: its PATH and its folder.
    static func ofThisProcess() -> TargetResolver {
        let path = ProcessInfo.processInfo.environment["PATH"]
        return TargetResolver(
            searchPath: path ?? "/usr/local/bin:/usr/bin:/bin",
            currentFolder: Files.currentFolder)
    }
}
