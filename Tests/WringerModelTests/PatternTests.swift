import Testing
import WringerModel

@Suite struct PatternTests {
    private func matches(_ source: String, _ text: String) throws -> Bool {
        try Pattern(source).compiled().firstMatch(in: text) != nil
    }

    @Test(arguments: ["(", "[", "a{2,1}", "*", "(?<n", "\\"])
    func `a text that is no expression is refused`(_ source: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(source) }
        #expect(error?.source == source)
        #expect(error?.description.hasPrefix("pattern '\(source)': ") == true)
        #expect(error?.reason.isEmpty == false)
    }

    @Test func `the error shows no control character`() {
        let error = #expect(throws: PatternError.self) { try Pattern("(\u{1b}[2J\n") }
        #expect(error?.description.hasPrefix(#"pattern '(\x1b[2J\n': "#) == true)
        #expect(error?.description.unicodeScalars.contains { $0.value < 0x20 } == false)
    }

    @Test func `anchors match at the ends of lines`() throws {
        #expect(try matches("^Error", "first\nError: x\n"))
        #expect(try !matches("^Error", "an Error\n"))
        #expect(try matches("line$", "a line\nmore"))
        #expect(try !matches("line$", "lines\nmore"))
        #expect(try matches("^$", "a\n\nb"))
    }

    @Test func `anchors match at line ends of CR LF as well`() throws {
        #expect(try matches("^Error", "first\r\nError: x\r\n"))
        #expect(try matches("line$", "a line\r\nmore"))
    }

    @Test func `a dot stays in its line`() throws {
        let text = "panic: one\ntwo"
        let match = try #require(try Pattern("^panic: .*").compiled().firstMatch(in: text))
        #expect(String(text[match.range]) == "panic: one")
    }

    @Test func `a pattern is encoded as its source`() throws {
        let pattern = try Pattern(#"^\d+ "x""#)
        #expect(try JSON.text(pattern) == #""^\\d+ \"x\"""#)
        #expect(try JSON.roundTrip(pattern) == pattern)
        #expect(throws: DecodingError.self) { try JSON.value(Pattern.self, #""(""#) }
    }
}
