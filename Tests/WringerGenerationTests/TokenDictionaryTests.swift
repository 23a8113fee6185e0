import Testing
import WringerGeneration
import WringerModel

@Suite struct TokenDictionaryTests {
    private func words(_ text: String) throws(DictionarySyntaxError) -> [String] {
        try TokenDictionary.parse(text.utf8).words.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `names, levels, bare values and comments are read`() throws {
        let text = """
            # keywords of the language

            kw_if="if"
              "while"\t
            op-plus@2 = "+="
            lib.print="print("
            hash="#"
            """
        #expect(try words(text) == ["if", "while", "+=", "print(", "#"])
    }

    @Test func `escapes give their bytes`() throws {
        let dictionary = try TokenDictionary.parse(#"a="\\\"\x00\xfF\x41""#.utf8)
        #expect(dictionary.words == [[0x5c, 0x22, 0x00, 0xff, 0x41]])
    }

    @Test func `quotes inside, symbols and line ends of other systems are taken`() throws {
        #expect(try words("a=\"x\"y\"\r\nb=\"λ⟼\"\r\n") == ["x\"y", "λ⟼"])
    }

    @Test func `a word given twice is there once`() throws {
        #expect(try words("\"a\"\n\"b\"\nc=\"a\"") == ["a", "b"])
    }

    @Test func `no lines are an empty dictionary`() throws {
        #expect(try words("").isEmpty)
        #expect(try words("\n# nothing\n\n").isEmpty)
    }

    @Test(arguments: [
        ("word", DictionarySyntaxError.Reason.noValue),
        ("name=", .noValue),
        ("name=\"open", .valueNotClosed),
        ("\"", .valueNotClosed),
        ("\"a\" trailing", .valueNotClosed),
        ("\"\"", .emptyValue),
        ("name \"a\"", .noEqualsSign),
        ("=\"a\"", .badName),
        ("two words=\"a\"", .badName),
        ("name@=\"a\"", .badLevel),
        ("name@high=\"a\"", .badLevel),
        ("\"\\n\"", .badEscape),
        ("\"\\x4\"", .badEscape),
        ("\"\\x+4\"", .badEscape),
        ("\"\\xg0\"", .badEscape),
        ("\"a\\\"", .badEscape),
        ("\"a\tb\"", .controlCharacter),
    ])
    func `an error names its line`(_ line: String, _ reason: DictionarySyntaxError.Reason) {
        let error = #expect(throws: DictionarySyntaxError.self) {
            try words("# comment\n\nok=\"fine\"\n\(line)\nalso=\"fine\"\n")
        }
        #expect(error?.line == 4)
        #expect(error?.reason == reason)
        #expect(error?.description.hasPrefix("line 4 of the dictionary: ") == true)
    }

    @Test func `words are learned from programs, without numbers and white space`() {
        let programs = [Samples.seed("a", "f(x, 12) == \"s\"\n"), Samples.seed("b", "x + f")]
        let words = TokenDictionary.learned(from: programs).words
        #expect(
            words.map { String(decoding: $0, as: UTF8.self) }
                == ["f", "(", "x", ",", ")", "==", "\"s\"", "+"])
    }

    @Test func `long tokens are not learned`() {
        let longest = String(repeating: "a", count: TokenDictionary.greatestLearnedByteCount)
        let dictionary = TokenDictionary.learned(from: [Samples.seed("a", "\(longest) \(longest)b")]
        )
        #expect(dictionary.words == [Array(longest.utf8)])
    }

    @Test func `a huge program does not make a huge dictionary`() {
        let text = (0..<10_000).map { "name\($0)" }.joined(separator: " ")
        let dictionary = TokenDictionary.learned(from: [Samples.seed("huge", text)])
        #expect(dictionary.words.count == TokenDictionary.greatestLearnedCount)
    }

    @Test func `merged dictionaries keep their order and lose what is double`() {
        let first = TokenDictionary(words: [[1], [2]])
        let second = TokenDictionary(words: [[2], [], [3]])
        #expect(first.merged(with: second).words == [[1], [2], [3]])
    }
}
