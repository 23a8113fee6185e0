import Testing

@Suite struct ShapeTests {
    /// Files that may be longer, each with its reason. None is.
    static let longFiles: [String: String] = [:]

    @Test func `a file has at most 300 lines`() {
        for file in SourceTree.files where Self.longFiles[file.path] == nil {
            let count = file.lines.count - (file.lines.last == "" ? 1 : 0)
            if count > 300 { Issue.record("\(file.path) has \(count) lines") }
        }
    }

    @Test func `a line has at most 100 columns`() {
        for file in SourceTree.files {
            for (index, line) in file.lines.enumerated()
            where line.utf8.count > 100 && line.count > 100 {
                Issue.record("\(file.path):\(index + 1) has \(line.count) columns")
            }
        }
    }

    @Test func `a line has no tab and no space at its end`() {
        for file in SourceTree.files {
            for (index, line) in file.lines.enumerated() {
                if line.utf8.contains(0x09) || line.hasSuffix(" ") || line.hasSuffix("\r") {
                    Issue.record("\(file.path):\(index + 1)")
                }
            }
        }
    }

    @Test func `a file ends with one line end`() {
        for file in SourceTree.files where !file.lines.isEmpty {
            if file.lines.last != "" || file.lines.dropLast().last == "" {
                Issue.record("\(file.path)")
            }
        }
    }
}
