import Testing
import WringerModel

@testable import WringerTriage

@Suite struct OutputComparisonTests {
    private func compare(
        _ found: String, _ good: [String], noise: [String] = [], scratch: String = ""
    ) -> OutputDifference {
        var target = Samples.target
        target.noise = noise.map(Samples.pattern)
        return OutputComparison(rules: TextRules(target), scratch: scratch)
            .compare(Array(found.utf8), with: good.map { Array($0.utf8) })
    }

    @Test func `equal outputs are the same`() {
        #expect(compare("a\nb\n", ["a\nb\n"]) == .same)
        #expect(compare("", [""]) == .same)
        #expect(compare("", ["", ""]) == .same)
    }

    @Test func `the first line that differs is shown`() {
        #expect(
            compare("a\nX\nc\n", ["a\nb\nc\n"]) == .differs(line: 2, expected: "b", found: "X"))
        #expect(compare("", ["a"]) == .differs(line: 1, expected: "a", found: "(nothing)"))
        #expect(compare("a", [""]) == .differs(line: 1, expected: "(nothing)", found: "a"))
    }

    @Test func `a missing end is shown as nothing`() {
        #expect(compare("a", ["a\nb"]) == .differs(line: 2, expected: "b", found: "(nothing)"))
        #expect(compare("a\nb", ["a"]) == .differs(line: 2, expected: "(nothing)", found: "b"))
    }

    @Test func `what is shown is escaped`() {
        #expect(
            compare("\u{1b}[2J", ["a"]) == .differs(line: 1, expected: "a", found: #"\x1b[2J"#))
    }

    @Test func `without a good run there is nothing to say`() {
        #expect(compare("a", []) == .undecided)
    }

    @Test func `lines that differ between good runs are masked`() {
        #expect(compare("x\n3\n", ["x\n1\n", "x\n2\n"]) == .same)
        #expect(
            compare("y\n3\n", ["x\n1\n", "x\n2\n"]) == .differs(line: 1, expected: "x", found: "y"))
    }

    @Test func `a masked line must still be there`() {
        #expect(
            compare("x", ["x\n1", "x\n2"])
                == .differs(line: 2, expected: "1", found: "(nothing)"))
    }

    @Test func `good runs of different length are undecided`() {
        #expect(compare("a\n", ["a\nb\n", "a\n"]) == .undecided)
    }

    @Test func `good runs without a stable line are undecided`() {
        #expect(compare("3", ["1", "2"]) == .undecided)
        #expect(compare("5\n6", ["1\n2", "3\n4"]) == .undecided)
    }

    /// The nothing after the last line end is no line.
    @Test func `good runs whose only line differs are undecided`() {
        #expect(compare("3\n", ["1\n", "2\n"]) == .undecided)
        #expect(compare("3\n4\n", ["1\n", "2\n"]) == .undecided)
    }

    @Test func `lines may end in CR LF`() {
        #expect(compare("x\r\n3\r\n", ["x\r\n1\r\n", "x\r\n2\r\n"]) == .same)
        guard case .differs(let line, _, _) = compare("a\r\nX\r\n", ["a\r\nb\r\n"]) else {
            Issue.record("a line that differs is not seen")
            return
        }
        #expect(line == 2)
    }

    @Test func `declared noise is masked`() {
        #expect(
            compare("table: 0x55d1\n", ["table: 0x7f00\n"], noise: ["0x[0-9a-f]+"]) == .same)
        #expect(
            compare("table: 0x1 b\n", ["table: 0x2 c\n"], noise: ["0x[0-9a-f]+"])
                == .differs(line: 1, expected: "table: <noise> c", found: "table: <noise> b"))
    }

    @Test func `the folder of the worker is masked`() {
        #expect(
            compare("/tmp/w2/p.x: bad\n", ["/tmp/w2/p.x: bad\n"], scratch: "/tmp/w2") == .same)
        #expect(compare("/tmp/w2/p\n", ["<scratch>/p\n"], scratch: "/tmp/w2") == .same)
    }

    @Test func `bytes that are no text are compared`() {
        let rules = TextRules(Samples.target)
        let comparison = OutputComparison(rules: rules, scratch: "")
        #expect(comparison.compare([0xff, 0x00], with: [[0xff, 0x00]]) == .same)
        #expect(
            comparison.compare([0x61, 0x00], with: [[0x61, 0x01]])
                == .differs(line: 1, expected: #"a\x01"#, found: #"a\x00"#))
    }

    /// Two bytes that are both no text must not be taken for each other.
    @Test func `different bytes that are no text differ`() {
        let comparison = OutputComparison(rules: TextRules(Samples.target), scratch: "")
        #expect(comparison.compare([0xfe], with: [[0xff]]) != .same)
    }
}
