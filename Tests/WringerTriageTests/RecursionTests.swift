import Testing
import WringerModel

@testable import WringerTriage

@Suite struct RecursionTests {
    private func cycle(_ text: String) -> String {
        Recursion.cycle(text.split(separator: " ").map(String.init)).joined(separator: " ")
    }

    private func times(_ text: String, _ count: Int) -> String {
        String(repeating: text + " ", count: count)
    }

    @Test(arguments: [
        ("b", "b"), ("c a b", "a b c"), ("b a", "a b"), ("p q r s", "p q r s"),
    ])
    func `a cycle begins with its least function`(_ level: String, _ expected: String) {
        #expect(cycle("leaf x " + times(level, 50) + "main") == expected)
    }

    @Test func `nested repeats are no part of a cycle`() {
        #expect(cycle(times("e e e x c", 40)) == "c e x")
        #expect(cycle(times("e l e x c", 40)) == "c e x")
        #expect(cycle(times("e l e l e x x c", 40)) == "c e x")
    }

    @Test func `a recursion without order is what each turn passes through`() {
        var random = Wander(state: 7)
        var text = ""
        for _ in 0..<400 { text += ["u b ", "i u b ", "u u b "][random.next() % 3] }
        #expect(cycle(text) == "b" || cycle(text) == "b u" || cycle(text) == "u")
        // Any two of its programs give the same.
        var other = Wander(state: 99)
        var second = ""
        for _ in 0..<400 { second += ["u b ", "i u b ", "u u b "][other.next() % 3] }
        #expect(cycle(second) == cycle(text))
    }

    @Test func `nothing that comes again is no cycle`() {
        #expect(cycle("a b c d") == "")
        #expect(cycle("") == "")
        #expect(cycle("a b a b") == "")
    }

    @Test func `the sentence has frames and bytes and the limit`() {
        let fatal = Samples.fatal(
            .segmentation, address: 0x7fff_ff7f_fff8, stackPointer: 0x7fff_ff80_0000)
        let stack = Samples.stack(
            "leaf+1/48 " + times("parse_unary+0x9/16 parse_binary+0x7/32 parse+0x5/32", 100),
            end: .frameLimit)
        let trial = Samples.trial(limits: [.stack: Samples.both(8 << 20)])
        let found = Samples.judge(trial, Samples.crash(fatal, stack))
        #expect(found.cause?.kind == .stackExhausted)
        #expect(
            found.cause?.text
                == "stack exhausted: about 314,400 frames of a 3-frame cycle, 80 bytes a level, "
                + "stack limit 8 MiB")
        #expect(
            found.signature?.text
                == "crashed · SIGSEGV · stackExhausted · cycle(parse parse_unary parse_binary)")
        #expect(
            found.cause?.evidence.contains {
                $0.hasSuffix("(only the innermost 301 frames were taken)")
            }
                == true)
    }

    @Test(arguments: [(80, "80 bytes"), (8 << 20, "8 MiB"), (65_536, "64 KiB"), (1536, "1.5 KiB")])
    func `bytes are told as people say them`(_ bytes: UInt64, _ text: String) {
        #expect(binaryText(bytes) == text)
    }

    /// Numbers that are the same in every run.
    private struct Wander {
        var state: Int
        mutating func next() -> Int {
            state = (state &* 1_103_515_245 &+ 12_345) & 0x7fff_ffff
            return state >> 16
        }
    }
}
