import Testing
import WringerGeneration

@Suite struct TokenizerTests {
    private func tokens(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return Tokenizer.tokens(of: bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    private func kinds(_ text: String) -> [TokenKind] {
        Tokenizer.tokens(of: Array(text.utf8)).map(\.kind)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `the tokens of any bytes joined are the bytes`(_ seed: UInt64) {
        for count in [0, 1, 2, 3, 17, 400, 5000] {
            let bytes = Samples.bytes(seed: seed, count: count)
            let tokens = Tokenizer.tokens(of: bytes)
            #expect(tokens.allSatisfy { !$0.range.isEmpty })
            #expect(tokens.flatMap { bytes[$0.range] } == bytes, "seed \(seed), \(count) bytes")
        }
    }

    @Test func `every byte and every pair of bytes is covered by tokens`() {
        var failures: [[UInt8]] = []
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let bytes = [first, second]
                let joined = Tokenizer.tokens(of: bytes).flatMap { bytes[$0.range] }
                if joined != bytes { failures.append(bytes) }
            }
        }
        #expect(failures.isEmpty)
    }

    @Test func `a statement falls into its words`() {
        #expect(
            tokens("if (x1>=10) {\r\n\ty_ = \"a\\\"b\";\n}") == [
                "if", " ", "(", "x1", ">=", "10", ")", " ", "{", "\r\n", "\t", "y_", " ", "=", " ",
                "\"a\\\"b\"", ";", "\n", "}",
            ])
    }

    @Test(arguments: [
        "0", "12", "0x1F", "1.5", "1e-5", "1E+10", "2.5e-3f", "0x1p-3", "1_000u8", "0b101",
    ])
    func `a number is one token`(_ text: String) {
        #expect(kinds(text) == [.number])
    }

    @Test func `what only looks like a number ends where it must`() {
        #expect(tokens("1..2") == ["1", "..", "2"])
        #expect(tokens("0xe-5") == ["0xe", "-", "5"])
        #expect(tokens("1-2") == ["1", "-", "2"])
        #expect(tokens("7.f") == ["7", ".", "f"])
        #expect(tokens("1e+") == ["1e", "+"])
    }

    @Test(arguments: [#""a b""#, #"'a b'"#, "`a b`", #""\"""#, #""it's""#, #""\\""#, "\"(\""])
    func `a quoted string is one token`(_ text: String) {
        #expect(kinds(text) == [.string])
    }

    @Test func `a quote without its partner on the line is punctuation`() {
        #expect(
            kinds("don't\nit's") == [
                .name, .punctuation, .name, .lineEnd, .name, .punctuation,
                .name,
            ])
        #expect(kinds("\"\\\n\"") == [.punctuation, .punctuation, .lineEnd, .punctuation])
        #expect(tokens("'a \"b\"") == ["'", "a", " ", "\"b\""])
    }

    @Test func `letters of other scripts join names and symbols stand alone`() {
        #expect(tokens("größe←ƒx⟼λ×2") == ["größe", "←", "ƒx", "⟼", "λ", "×", "2"])
        #expect(kinds("größe⟼") == [.name, .punctuation])
    }

    @Test func `bytes that are no text are of another kind`() {
        let bytes: [UInt8] = [0x61, 0xff, 0xc0, 0x80, 0x00, 0x62, 0xed, 0xa0, 0x80, 0x20]
        #expect(Tokenizer.tokens(of: bytes).map(\.kind) == [.name, .other, .name, .other, .space])
    }

    @Test func `a long run of operators is several tokens`() {
        #expect(tokens("!!!!!!!!") == ["!!!", "!!!", "!!"])
    }

    /// With a scan to the end of the line for each quote this takes a thousand times longer.
    @Test(arguments: ["\\\"", "\\'\\\"\\`", "\"\\", "("])
    func `hostile lines take linear time`(_ piece: String) {
        let bytes = Array(String(repeating: piece, count: 15_000).utf8)
        let clock = ContinuousClock()
        let start = clock.now
        let tokens = Tokenizer.tokens(of: bytes)
        #expect(clock.now - start < .seconds(3))
        #expect(tokens.last?.range.upperBound == bytes.count)
    }
}
