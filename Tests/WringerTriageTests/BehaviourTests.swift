import Testing
import WringerModel

@testable import WringerTriage

@Suite struct BehaviourTests {
    private func line(_ text: String, program: String = "") -> String {
        let line = Behaviour.normalised(
            Array(text.utf8)[...], program: Array(program.utf8), scratch: Array("/tmp/w.1".utf8))
        return String(decoding: line, as: UTF8.self)
    }

    @Test func `numbers, quotations and words of the program do not count`() {
        #expect(line("lua: p.lua:12: bad number 0x5f") == line("lua: p.lua:7: bad number 0x10"))
        #expect(line("unexpected near 'abc'") == line("unexpected near 'x y z'"))
        #expect(line("unexpected near `abc'") == line("unexpected near `d'"))
        #expect(
            line("unbound variable: foo", program: "(foo)")
                == line("unbound variable: zork", program: "(zork)"))
        #expect(line("/tmp/w.1/p.lua: no") == line("/p.lua: no"))
    }

    @Test func `other messages are other behaviour`() {
        #expect(line("stack overflow") != line("unexpected symbol"))
        #expect(line("it's odd") == "it's odd")
        #expect(line("") == "")
    }

    @Test func `the verdict, the ending and the last line tell trials apart`() {
        func behaviour(
            _ verdict: Verdict, _ outcome: Outcome, error: String, output: String = ""
        ) -> Behaviour {
            let observation = Samples.observation(outcome, out: output, err: error)
            return Behaviour(
                verdict, observation,
                program: Program(
                    bytes: [], fileExtension: "", provenance: .check(name: "x")), scratch: "")
        }
        let first = behaviour(.rejected, .exited(code: 1), error: "a\nerror 1\n\n")
        #expect(first == behaviour(.rejected, .exited(code: 1), error: "a\nx\nerror 2\n"))
        // The message may stand before a traceback as well as behind it.
        #expect(first != behaviour(.rejected, .exited(code: 1), error: "b\nerror 1\n"))
        #expect(first != behaviour(.rejected, .exited(code: 2), error: "error 1"))
        #expect(first != behaviour(.crashed, .exited(code: 1), error: "error 1"))
        #expect(first != behaviour(.rejected, .exited(code: 1), error: "warning"))
        // Standard output counts only where it holds a refusal.
        #expect(
            behaviour(.passed, .exited(code: 0), error: "", output: "x")
                == behaviour(.passed, .exited(code: 0), error: "", output: "y"))
        #expect(
            behaviour(.rejected, .exited(code: 0), error: "", output: "Error: x")
                != behaviour(.rejected, .exited(code: 0), error: "", output: "Panic: y"))
    }
}
