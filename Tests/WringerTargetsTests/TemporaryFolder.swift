import Foundation

/// A folder of its own for one test, removed with the value.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = URL(fileURLWithPath: "/tmp/wringer-targets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and the folders above it; gives its path.
    @discardableResult
    func write(_ name: String, _ text: String = "") throws -> String {
        let file = "\(path)/\(name)"
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// Makes a folder; gives its path.
    @discardableResult
    func makeFolder(_ name: String) throws -> String {
        let folder = "\(path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Writes the `target.yaml` of a target that needs nothing else.
    func writeTarget(_ folder: String, program: String = "lua5.4", extra: String = "") throws {
        let name = folder.split(separator: "/").last ?? ""
        try write(
            "\(folder)/target.yaml",
            "name: \(name)\ncommand: [\(program), \"@@\"]\nextension: lua\n\(extra)")
    }
}
