import Testing
import WringerGeneration

@Suite struct BinaryWordsTests {
    private let known = TokenDictionary(words: ["while", "print", "+"].map { Array($0.utf8) })

    private func words(_ files: [[String]]) -> [String] {
        TokenDictionary.learned(
            fromTextsOf: files.map { $0.map { Array($0.utf8) } }, near: known
        ).words.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `words that stand among known words are taken, nearest to most of them first`() {
        let far = (0..<40).map { "Some_Symbol\($0)" }
        #expect(
            words([["repeat"] + far + ["goto", "while", "until", "print", "..="] + far])
                .prefix(3).allSatisfy { ["goto", "until", "..="].contains($0) })
        #expect(!words([["lonely"] + far + ["while"]]).contains("lonely"))
    }

    @Test func `messages, symbols and numbers are not words, and none is taken twice`() {
        let texts = [
            "GLIBC_Private", "string-set!", "cannot%sopen", "12ab", "while", "for", "for",
            "<=>", "<<<<", "x", "EOF", "PyObject_Call",
        ]
        #expect(words([texts]) == ["string-set!", "for", "<=>", "EOF"])
    }

    @Test func `without known words nothing is learned, and not without bound`() {
        #expect(
            TokenDictionary.learned(
                fromTextsOf: [[Array("while".utf8)]], near: TokenDictionary()
            ).words.isEmpty)
        let many = (0..<5000).flatMap { ["while", "word_\($0)"] }
        #expect(words([many]).count == TokenDictionary.greatestBinaryCount)
    }

    @Test func `a dictionary is read back from its text`() throws {
        let dictionary = TokenDictionary(
            words: [Array("a\"b\\c".utf8), [0, 255, 10], Array("λ".utf8), Array("#".utf8)])
        #expect(try TokenDictionary.parse(dictionary.text) == dictionary)
    }
}
