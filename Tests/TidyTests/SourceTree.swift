import Foundation

/// One source file of the repository.
struct SourceFile: Sendable, CustomStringConvertible {
    /// Relative to the root, such as `Sources/WringerModel/Trial.swift`.
    let path: String
    let lines: [String]
    /// The lines without comments and without the text of strings; Swift only.
    let code: [String]

    var description: String { path }
    /// The target that it belongs to, such as `WringerModel`.
    var module: String { String(path.split(separator: "/")[1]) }
    var isSwift: Bool { path.hasSuffix(".swift") }

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = CodeScanner.code(of: text)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The places `path:line` at which the code matches; lines count from 1.
    ///
    /// - Parameter word: what every match contains; most lines are passed over by it, which is
    ///   faster than the pattern.
    func places(
        of pattern: Regex<Substring>, with word: String, in lines: [String]? = nil
    ) -> [String] {
        (lines ?? code).enumerated().compactMap { index, line in
            line.utf8.contains(word) && line.contains(pattern) ? "\(path):\(index + 1)" : nil
        }
    }
}

extension String.UTF8View {
    /// Whether the bytes of a word occur.
    func contains(_ word: String) -> Bool {
        let word = Array(word.utf8)
        guard let first = word.first else { return true }
        var start = startIndex
        while let found = self[start...].firstIndex(of: first) {
            if self[found...].starts(with: word) { return true }
            start = index(after: found)
        }
        return false
    }
}

/// The sources of the repository that this test was compiled from.
enum SourceTree {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// All Swift and C files below `Sources` and `Benchmarks`.
    static let files: [SourceFile] = {
        let paths = ["Sources", "Benchmarks"].flatMap { folder in
            (FileManager.default.enumerator(atPath: "\(root)/\(folder)")?
                .compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }
        }
        return paths.sorted().filter { path in
            [".swift", ".c", ".h"].contains { path.hasSuffix($0) }
        }.compactMap { path in
            guard let text = try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
            else { return nil }
            return SourceFile(path: path, text: text)
        }
    }()

    static let swift = files.filter(\.isSwift)

    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }
}

/// Takes comments and the text of strings out of Swift code; line ends stay.
enum CodeScanner {
    static func code(of text: String) -> String {
        var result: [Unicode.Scalar] = []
        let scalars = Array(text.unicodeScalars)
        var index = 0
        func starts(_ word: String) -> Bool {
            var place = index
            for scalar in word.unicodeScalars {
                guard place < scalars.count, scalars[place] == scalar else { return false }
                place += 1
            }
            return true
        }
        /// Passes over everything up to and with `end`, keeping line ends.
        func skip(to end: String, escapes: Bool, staysInLine: Bool) {
            while index < scalars.count {
                if starts(end) {
                    index += end.unicodeScalars.count
                    return
                }
                if scalars[index] == "\n" {
                    if staysInLine { return }
                    result.append("\n")
                } else if escapes, scalars[index] == "\\" {
                    index += 1
                }
                index += 1
            }
        }
        while index < scalars.count {
            if starts("//") {
                while index < scalars.count, scalars[index] != "\n" { index += 1 }
            } else if starts("/*") {
                skip(to: "*/", escapes: false, staysInLine: false)
            } else if starts("\"\"\"") {
                index += 3
                skip(to: "\"\"\"", escapes: true, staysInLine: false)
                result += Array("\"\"".unicodeScalars)
            } else if starts("#\"") {
                index += 2
                skip(to: "\"#", escapes: false, staysInLine: true)
                result += Array("\"\"".unicodeScalars)
            } else if starts("\"") {
                index += 1
                skip(to: "\"", escapes: true, staysInLine: true)
                result += Array("\"\"".unicodeScalars)
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: result)
        return text
    }
}
