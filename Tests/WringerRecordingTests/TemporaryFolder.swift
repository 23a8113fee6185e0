import Foundation

/// A folder of its own for one test, removed with the value.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = "/tmp/wringer-recording-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ content: [UInt8]) throws {
        try Data(content).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
    }

    /// All names in a folder, hidden ones too.
    func names(_ folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
    }

    /// Replaces one text by another in a file; the text must be there.
    func edit(_ name: String, _ old: String, _ new: String) throws {
        let text = String(decoding: try read(name), as: UTF8.self)
        struct Missing: Error {}
        guard text.contains(old) else { throw Missing() }
        try write(name, Array(text.replacingOccurrences(of: old, with: new).utf8))
    }
}
