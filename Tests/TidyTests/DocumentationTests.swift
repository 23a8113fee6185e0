import Testing

@Suite struct DocumentationTests {
    /// Requirements of the standard library's protocols, documented there.
    private static var witnesses: Regex<Substring> {
        /\bfunc\s+(?:encode\(to |hash\(into |==|<)/
    }

    private static var declaration: Regex<Substring> {
        /^\s*(?:@\w+\s+)*(?:package|public)\s+(?:[a-z]+\s+)*?(?:struct|enum|class|protocol|func)\s/
    }

    /// The declarations without a comment above them.
    private func undocumented(_ file: SourceFile) -> [String] {
        file.code.indices.compactMap { index in
            let line = file.code[index]
            guard line.utf8.contains("p"), line.contains("package ") || line.contains("public "),
                line.contains(Self.declaration), !line.contains(Self.witnesses)
            else {
                return nil
            }
            var above = index - 1
            while above >= 0, isAttribute(file.lines[above]) { above -= 1 }
            guard above >= 0, isComment(file.lines[above]) else {
                return "\(file.path):\(index + 1) \(line.trimmingPrefix(/\s+/))"
            }
            return nil
        }
    }

    private func isAttribute(_ line: String) -> Bool { line.trimmingPrefix(/\s+/).hasPrefix("@") }
    private func isComment(_ line: String) -> Bool { line.trimmingPrefix(/\s+/).hasPrefix("///") }

    @Test func `every type and function that others see is documented`() {
        for file in SourceTree.swift {
            for place in undocumented(file) { Issue.record("\(place)") }
        }
    }

    @Test func `a declaration without a comment is seen`() {
        let file = SourceFile(
            path: "Sources/M/x.swift",
            text: """
                package struct A {}
                /// Documented.
                package struct B {}
                /// Documented.
                @frozen
                package enum C {}

                package static func f() {}
                package mutating func g() {}
                // No documentation.
                package final class D {}
                /// Documented.

                package protocol E {}
                package func encode(to encoder: any Encoder) throws {}
                func h() {}
                """)
        #expect(
            undocumented(file).map { $0.prefix(20).split(separator: ":").last?.prefix(2) } == [
                "1 ", "8 ", "9 ", "11", "14",
            ])
    }

    @Test func `a comment of a declaration is a sentence`() {
        for file in SourceTree.swift {
            for (index, line) in file.lines.enumerated() where isComment(line) {
                let text = line.trimmingPrefix(/\s*\/\/\//)
                if !text.isEmpty, !text.hasPrefix(" ") {
                    Issue.record("\(file.path):\(index + 1) lacks a space after ///")
                }
            }
        }
    }
}
