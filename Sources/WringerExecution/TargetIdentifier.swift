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

    package init() {}

    /// The identity of the target of an observation that was asked to identify it.
    ///
    /// - Parameter workingFolder: against which relative arguments were looked up.
    /// - Throws: where a file cannot be read.
    package mutating func identity(
        of setup: Setup, program: Program, images: ImageTrace?
    ) throws(ExecutionError) -> TargetIdentity {
        let executions = images?.executions ?? []
        let binaryPath = Self.binary(of: setup, program: program, executions)
        let binary = try file(binaryPath)
        let mapped = images?.mappedFiles[binaryPath] ?? []
        var libraries: [TargetIdentity.File] = []
        for path in mapped where path != binaryPath {
            // A library can be gone by now; what is gone cannot be identified.
            guard Files.kind(path) == .regular else { continue }
            libraries.append(try file(path))
        }
        var scripts: [TargetIdentity.File] = []
        for path in Self.scripts(of: setup, executions) where path != binaryPath {
            scripts.append(try file(path))
        }
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
            case .file: execution.arguments.contains { $0.hasSuffix(program.fileName) }
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

    private mutating func file(_ path: String) throws(ExecutionError) -> TargetIdentity.File {
        if let file = known[path] { return file }
        let bytes = try harness { () throws(SystemError) in try Files.read(path) }
        let file = TargetIdentity.File(
            path: path, sha256: Digest.of(bytes), buildID: ElfFile.buildID(of: bytes))
        known[path] = file
        return file
    }
}
