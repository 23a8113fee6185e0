package import WringerModel
internal import WringerSystem

/// Finds out which build of a target ran, from what was executed and mapped in a trial.
///
/// A command is often a wrapper: `python3` may be a shell script of a version manager, which
/// executes a second script, which executes the binary. The binary that counts is the last one
/// that was executed with the program among its arguments.
package struct TargetIdentifier {
    /// Files that were read before, so that a hunt reads each once.
    private var known: [String: TargetIdentity.File] = [:]

    /// How much of a binary is searched for its build id, which linkers put near the beginning.
    private static let headLength = 1 << 20

    package init() {}

    /// The identity of the target of an observation that was asked to identify it; nil where the
    /// binary cannot be read, such as one that may only be executed.
    package mutating func identity(
        of setup: Setup, program: Program, images: ImageTrace?
    ) -> TargetIdentity? {
        let executions = images?.executions ?? []
        let binaryPath = Self.binary(of: setup, program: program, executions)
        guard let binary = file(binaryPath) else { return nil }
        let mapped = images?.mappedFiles[binaryPath] ?? []
        let libraries = mapped.filter { $0 != binaryPath }.compactMap { file($0) }
        let scripts = Self.scripts(of: setup, executions).filter { $0 != binaryPath }
            .compactMap { file($0) }
        var command = setup.target.command
        command[0] = setup.executable
        return TargetIdentity(
            command: command, binary: binary,
            libraries: libraries.sorted { $0.path < $1.path }, scripts: scripts)
    }

    private static func binary(
        of setup: Setup, program: Program, _ executions: [ImageTrace.Execution]
    ) -> String {
        let ofProgram = executions.last { execution in
            switch setup.target.input {
            case .file:
                execution.arguments.contains {
                    $0 == program.fileName || $0.hasSuffix("/" + program.fileName)
                }
            case .argument:
                execution.arguments.contains(String(decoding: program.bytes, as: UTF8.self))
            case .stdin, .repl: execution.isMainProcess
            }
        }
        let last = executions.last { $0.isMainProcess }
        return (ofProgram ?? last)?.path ?? Files.realPath(setup.executable) ?? setup.executable
    }

    /// Every regular file that was named as an absolute argument before the program, and every
    /// earlier executable: wrappers, and the scripts that an interpreter was given.
    private static func scripts(
        of setup: Setup, _ executions: [ImageTrace.Execution]
    ) -> [String] {
        var paths: [String] = []
        for execution in executions where execution.isMainProcess {
            let named = execution.arguments.prefix(8).filter { $0.hasPrefix("/") }
            for path in named where Files.kind(path) == .regular {
                let real = Files.realPath(path) ?? path
                if !paths.contains(real), real != execution.path { paths.append(real) }
            }
        }
        return paths
    }

    /// A file by its content; nil for what is gone by now or cannot be read.
    private mutating func file(_ path: String) -> TargetIdentity.File? {
        if let file = known[path] { return file }
        guard Files.kind(path) == .regular, let digest = try? Digest.ofFile(path),
            let head = try? Files.readPrefix(path, Self.headLength)
        else { return nil }
        let file = TargetIdentity.File(
            path: path, sha256: digest, buildID: ElfFile.buildID(of: head))
        known[path] = file
        return file
    }
}
