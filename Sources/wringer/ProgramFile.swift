internal import WringerModel
internal import WringerSystem

/// Reading what a person names: programs and inputs.
enum ProgramFile {
    /// A program for a target.
    static func read(_ path: String, for target: Target) throws -> Program {
        let bytes = try bytes(of: path, "program")
        if target.input == .argument {
            guard !bytes.contains(0) else {
                throw CommandFailure.badInput(
                    "program \(visible(path)) holds a NUL byte, which no argument can")
            }
            // MAX_ARG_STRLEN of execve(2): 32 pages.
            guard bytes.count < 128 << 10 else {
                throw CommandFailure.badInput(
                    "program \(visible(path)) has \(bytes.count) bytes, and the kernel takes less "
                        + "than 128K as one argument")
            }
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let given = name.split(separator: ".").count > 1 ? name.split(separator: ".").last : nil
        let fileExtension =
            target.fileExtension.isEmpty ? String(given ?? "") : target.fileExtension
        return Program(
            bytes: bytes, fileExtension: fileExtension, provenance: .file(path: path))
    }

    /// The content of a file that a person named, or why it cannot be had.
    static func bytes(of path: String, _ what: String) throws -> [UInt8] {
        switch Files.kind(path) {
        case nil: throw CommandFailure.badInput("\(what) \(visible(path)) does not exist")
        case .folder:
            throw CommandFailure.badInput("\(what) \(visible(path)) is a folder; name a file in it")
        case .regular, .other: break
        }
        if let size = Files.size(path), size > Files.maximumReadable {
            throw CommandFailure.badInput(
                "\(what) \(visible(path)) has \(size) bytes; at most \(Files.maximumReadable) are "
                    + "taken")
        }
        do throws(SystemError) {
            return try Files.read(path)
        } catch {
            throw CommandFailure.badInput("\(what): \(error)")
        }
    }
}
