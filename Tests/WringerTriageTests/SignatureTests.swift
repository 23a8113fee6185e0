import Testing
import WringerModel

@testable import WringerTriage

@Suite struct SignatureTests {
    private func program(_ text: String, _ provenance: Provenance = .file(path: "x")) -> Program {
        Program(bytes: Array(text.utf8), fileExtension: "x", provenance: provenance)
    }

    private func normalised(_ line: String, _ text: String = "") -> String {
        Signature.normalised(line, program: program(text))
    }

    @Test(arguments: [
        ("line 12: depth 4096 of 200", "line N: depth N of N"),
        ("free(): invalid pointer 0x55d1aF09", "free(): invalid pointer ADDRESS"),
        ("0x12 at 34", "ADDRESS at N"), ("at 7f1234567890", "at ADDRESS"),
        ("at 55d1af09ab12:", "at ADDRESS:"), ("==123==ERROR 5:17", "==N==ERROR N:N"),
        ("no number", "no number"), ("v1.2.3", "vN.N.N"), ("", ""),
    ])
    func `numbers and addresses do not tell failures apart`(_ line: String, _ text: String) {
        #expect(normalised(line) == text)
    }

    @Test(arguments: [
        ("near 'foo'", "near '…'"), ("near \"foo\"", "near \"…\""), ("near ‘foo’", "near ‘…’"),
        ("near “foo”", "near “…”"), ("'foo' and 'bar' and 'baz'", "'…' and '…' and 'baz'"),
        ("no 'module' here", "no 'module' here"),
    ])
    func `quoted text of the program does not tell failures apart`(_ line: String, _ text: String) {
        #expect(normalised(line, "foo = bar") == text)
    }

    @Test func `quoted text of the program with numbers is found before they are masked`() {
        #expect(normalised("near 'x12'", "x12 = 1") == "near '…'")
        #expect(normalised("near 'x13'", "x12 = 1") == "near 'xN'")
    }

    @Test func `a signature shows no control character and is not long`() {
        #expect(normalised("a\u{1b}[2J\u{202e}b") == #"a\x1b[NJ\u{202e}b"#)
        #expect(normalised(String(repeating: "x", count: 500)).count == 161)
    }

    @Test(
        arguments: [
            (.signalled(.segmentation), "crashed · SIGSEGV · \"oops\" · shape s"),
            (.exited(code: 3), "crashed · exit 3 · \"oops\" · shape s"),
            (.timedOut, "crashed · \"oops\" · shape s"),
        ] as [(Outcome, String)])
    func `a signature has verdict, ending, line and shape`(_ outcome: Outcome, _ text: String) {
        let signature = Signature(
            verdict: .crashed, outcome: outcome, cause: nil, diagnostic: "oops",
            program: program("", .nest(shape: "s", depth: 5)))
        #expect(signature.text == text)
    }

    @Test func `a depth is no part of a signature`() {
        func signature(_ depth: Int) -> Signature {
            Signature(
                verdict: .crashed, outcome: .signalled(.abort), cause: nil,
                diagnostic: "at \(depth)",
                program: program("", .nest(shape: "s", depth: depth)))
        }
        #expect(signature(10) == signature(20_000))
    }

    @Test func `silence leaves no line`() {
        for silence in [nil, ""] {
            let signature = Signature(
                verdict: .crashed, outcome: .signalled(.abort), cause: nil, diagnostic: silence,
                program: program(""))
            #expect(signature.text == "crashed · SIGABRT")
        }
    }

    @Test func `the folder of the worker is no part of a line`() {
        let line = Signature.normalised(
            "t: /tmp/w1/program.x:7: odd", program: program(""), scratch: "/tmp/w1")
        #expect(line == "t: program.x:N: odd")
    }
}
