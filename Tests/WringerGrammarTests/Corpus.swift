import Foundation
import Testing
import WringerGrammar

/// The languages that come with Wringer, with their grammars and seeds.
enum Corpus {
    static let languages = [
        "anarchy", "anarchy-py", "javascript", "lua", "python", "scheme", "tcl",
    ]

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "corpus")

    private static func files(_ path: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: path), includingPropertiesForKeys: nil
        ).sorted { $0.path < $1.path }
    }

    static func grammar(_ language: String) throws -> Grammar {
        let files = try files("\(language)/grammar").filter { $0.pathExtension == "g4" }
        let file = try #require(files.first)
        return try GrammarReader.read(file.lastPathComponent) { name in
            let other = file.deletingLastPathComponent().appending(path: name)
            return FileManager.default.contents(atPath: other.path).map { [UInt8]($0) }
        }
    }

    static func seeds(_ language: String) throws -> [(name: String, text: [UInt8])] {
        try files("\(language)/seeds").map {
            ($0.lastPathComponent, [UInt8](try Data(contentsOf: $0)))
        }
    }
}
