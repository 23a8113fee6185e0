import Testing
import WringerGeneration
import WringerModel

/// Each operator, seen in the mutants that it alone has made.
@Suite struct MutationOperatorTests {
    /// Mutants of the first seed that only the operator `name` has changed.
    private func mutants(
        by name: String, of texts: String..., count: Int = 12
    ) throws -> [Program] {
        let seeds = texts.enumerated().map { Samples.seed("\($0)", $1) }
        // Small, since most mutants that are made here have several operators and are dropped.
        let mutator = Mutator(
            parents: Samples.entries(of: seeds), dictionary: Samples.dictionary,
            maximumByteCount: 2048)
        var found: [Program] = []
        for number in 0..<60_000 as Range<UInt64> where found.count < count {
            var random = RandomStream(seed: 11, stream: "test", number: number)
            let program = mutator.mutant(using: &random)
            guard case .mutation("0", [name], _) = program.provenance else { continue }
            found.append(program)
        }
        try #require(found.count == count, "\(name) is too rare")
        return found
    }

    private func depth(_ program: Program) -> Int {
        var (depth, greatest) = (0, 0)
        for byte in program.bytes {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            greatest = max(greatest, depth)
        }
        return depth == 0 ? greatest : -1
    }

    private func lines(_ program: Program) -> [Substring] { program.text.split(separator: "\n") }

    @Test func `a flipped bit is one bit`() throws {
        let text = "print(1)"
        for program in try mutants(by: "flip-bit", of: text) {
            let bits = zip(program.bytes, text.utf8).map { ($0 ^ $1).nonzeroBitCount }
            #expect(bits.reduce(0, +) == 1)
        }
    }

    @Test func `a replaced byte is one byte`() throws {
        for program in try mutants(by: "replace-byte", of: "print(1)") {
            #expect(zip(program.bytes, "print(1)".utf8).count { $0 != $1 } == 1)
        }
    }

    @Test(
        arguments: ["insert-bytes", "insert-hostile", "insert-nul", "duplicate-bytes"] + [
            "insert-unicode", "combining-run",
        ])
    func `an insertion keeps all bytes`(_ name: String) throws {
        for program in try mutants(by: name, of: "abcdefgh") {
            #expect(program.bytes.count > 8)
            var rest = Array("abcdefgh".utf8)[...]
            for byte in program.bytes where byte == rest.first { rest = rest.dropFirst() }
            #expect(rest.isEmpty)
            if name == "insert-nul" { #expect(program.bytes.contains(0)) }
        }
    }

    @Test func `deleted bytes are one range`() throws {
        let text = "abcdefgh"
        for program in try mutants(by: "delete-bytes", of: text) {
            let kept = program.text
            #expect(kept.utf8.count < 8)
            #expect(
                (0...kept.count).contains { count in
                    text.hasPrefix(kept.prefix(count)) && text.hasSuffix(kept.dropFirst(count))
                })
        }
    }

    @Test func `copied bytes come from the program`() throws {
        for program in try mutants(by: "copy-bytes", of: "abcdefgh") {
            #expect(program.bytes.count == 8)
            #expect(program.bytes.allSatisfy { "abcdefgh".utf8.contains($0) })
        }
    }

    @Test func `a truncated program is a beginning`() throws {
        for program in try mutants(by: "truncate", of: "print(1)\n") {
            #expect("print(1)\n".utf8.starts(with: program.bytes))
        }
    }

    @Test func `invalid UTF-8 is invalid`() throws {
        for program in try mutants(by: "invalid-utf8", of: "print(1)") {
            #expect(String(validating: program.bytes, as: UTF8.self) == nil)
        }
    }

    @Test func `a deleted token was one`() throws {
        let texts = Set(try mutants(by: "delete-token", of: "a+ b").map(\.text))
        #expect(texts == ["+ b", "a b", "a+ "])
    }

    @Test func `a name that is duplicated is not one long name`() throws {
        for program in try mutants(by: "duplicate-token", of: "not") {
            #expect(program.text.split(separator: " ").allSatisfy { $0 == "not" })
            #expect(program.text.split(separator: " ").count > 1)
        }
    }

    @Test func `an operator can be duplicated many times`() throws {
        let programs = try mutants(by: "duplicate-token", of: "-")
        #expect(programs.allSatisfy { program in program.bytes.allSatisfy { $0 == 0x2d } })
        #expect(programs.contains { $0.bytes.count == 2 })
        #expect(programs.contains { $0.bytes.count > 20 })
    }

    @Test func `swapped tokens are all still there`() throws {
        for program in try mutants(by: "swap-tokens", of: "abc + (12)") {
            #expect(program.bytes.sorted() == Array("abc + (12)".utf8).sorted())
        }
    }

    @Test(arguments: ["replace-word", "insert-word"])
    func `the dictionary gives the words`(_ name: String) throws {
        for program in try mutants(by: name, of: "a+b") {
            #expect(["zork", "==", "while"].contains { program.text.contains($0) })
        }
    }

    @Test func `an extreme takes the place of a number`() throws {
        let programs = try mutants(by: "extreme-number", of: "x = 5;")
        for program in programs {
            #expect(program.text.hasPrefix("x = ") && program.text.hasSuffix(";"))
        }
        #expect(Set(programs).count > 6)
    }

    @Test func `a stutter nests what is in brackets`() throws {
        let programs = try mutants(by: "stutter-brackets", of: "f(1, g(2))", count: 40)
        for program in programs { #expect(depth(program) > 2, "\(program.text)") }
        #expect(programs.contains { depth($0) > 50 })
        #expect(programs.contains { $0.text.contains("f(1, f(1, ") })
        #expect(programs.contains { $0.text.contains("((") })
    }

    @Test func `brackets in strings do not count`() throws {
        for program in try mutants(by: "stutter-brackets", of: "(\")\")") {
            #expect(program.text.hasPrefix("((") && program.text.hasSuffix("))"))
        }
    }

    @Test func `a bracket without its partner hides no others`() throws {
        for program in try mutants(by: "stutter-brackets", of: "] (a [ b) )") {
            #expect(program.text.contains("(a [ (a [ b)") || program.text.contains("((a [ b))"))
        }
    }

    @Test func `brackets are deleted with or without what encloses them`() throws {
        let texts = Set(try mutants(by: "delete-brackets", of: "f(a)[b]").map(\.text))
        #expect(texts == ["f[b]", "f()[b]", "f(a)", "f(a)[]"])
    }

    @Test func `a bracketed range of another seed is spliced in`() throws {
        for program in try mutants(by: "splice-brackets", of: "f(a)", "g(b) [c]") {
            #expect(program.text == "f(b)")
        }
    }

    @Test func `a repeated line is the same line`() throws {
        for program in try mutants(by: "repeat-line", of: "a = 1\r\nb = 2\r\n") {
            let lines = program.text.split(separator: "\r\n")
            #expect(lines.count > 2)
            #expect(lines.allSatisfy { $0 == "a = 1" || $0 == "b = 2" })
        }
    }

    @Test func `a deleted line is a whole line`() throws {
        let texts = Set(try mutants(by: "delete-line", of: "a\nb\nc").map(\.text))
        #expect(texts == ["b\nc", "a\nc", "a\nb\n"])
    }

    @Test func `swapped lines stay lines`() throws {
        let texts = Set(try mutants(by: "swap-lines", of: "a\nb\nc", count: 40).map(\.text))
        #expect(texts == ["b\na\nc", "c\nb\na", "a\nc\nb"])
    }

    @Test func `a token of the same kind takes the place of one`() throws {
        let texts = Set(try mutants(by: "replace-token", of: "ab+12*cd", count: 40).map(\.text))
        #expect(texts == ["ab*12*cd", "ab+12+cd", "cd+12*cd", "ab+12*ab"])
        let borrowed = Set(try mutants(by: "borrow-token", of: "a 1", "zz 99").map(\.text))
        #expect(borrowed == ["zz 1", "a 99"])
    }

    @Test func `numbers have neighbours`() throws {
        let texts = Set(try mutants(by: "step-number", of: "x8y", count: 30).map(\.text))
        #expect(texts == ["x9y", "x7y", "x16y", "x4y", "x-8y"])
    }

    @Test func `digits in a string and in a name become huge, and what is around them stays`()
        throws
    {
        for program in try mutants(by: "extreme-digits", of: "f(\"%5d\")") {
            #expect(program.text.hasPrefix("f(\"%") && program.text.hasSuffix("d\")"))
        }
    }

    @Test(arguments: ["%d", "%5d", "100%x"])
    func `a width is put where none was as well`(_ format: String) throws {
        let programs = try mutants(by: "extreme-width", of: format)
        #expect(Set(programs).count > 4)
        let letter = format.suffix(1)
        #expect(programs.allSatisfy { $0.text.contains("%") && $0.text.hasSuffix(letter) })
        #expect(
            programs.contains { $0.text.contains("%2147483647") || $0.text.contains("9999999") })
    }

    @Test func `a bracketed range is repeated, and exchanged with another`() throws {
        for program in try mutants(by: "duplicate-brackets", of: "f(a)") {
            #expect(program.text.hasPrefix("f(a)(a)") || program.text.hasPrefix("f(a)f(a)"))
        }
        let texts = Set(try mutants(by: "swap-brackets", of: "f(a)[b]").map(\.text))
        #expect(texts == ["f[b](a)"])
    }

    @Test func `a line of another program comes before one`() throws {
        let texts = Set(try mutants(by: "borrow-line", of: "a\nb", "c\nd", count: 40).map(\.text))
        #expect(texts == ["c\na\nb", "d\na\nb", "a\nc\nb", "a\nd\nb"])
    }

    @Test func `two programs are put one behind the other, or one in the other`() throws {
        let joined = Set(try mutants(by: "concatenate", of: "(a)", "[b]").map(\.text))
        #expect(joined == ["(a)\n[b]", "[b]\n(a)"])
        let nested = Set(try mutants(by: "nest-program", of: "(a)", "[b]").map(\.text))
        #expect(nested == ["([b])", "(a[b])"])
        let outer = Set(try mutants(by: "nest-in-program", of: "(a)", "x[b]y").map(\.text))
        #expect(outer == ["x[(a)]y"])
    }

    @Test func `programs are fused behind the same bracket`() throws {
        let texts = Set(try mutants(by: "fuse-brackets", of: "f(a)+1;", "g(b)-2; [c]").map(\.text))
        #expect(texts.contains("f(a)-2; [c]"))
        #expect(texts.allSatisfy { $0.hasPrefix("f(a)") })
    }

    @Test func `a letter is replaced by one that looks the same`() throws {
        for program in try mutants(by: "homoglyph", of: "ab") {
            #expect(program.text.count == 2 && program.bytes.contains { $0 >= 0x80 })
            #expect(program.text.contains("a") || program.text.contains("b"))
        }
    }

    @Test func `a blank and a line end are replaced by others`() throws {
        for program in try mutants(by: "odd-blank", of: "a b") {
            #expect(program.text.hasPrefix("a") && program.text.hasSuffix("b"))
        }
        let blanks = Set(try mutants(by: "odd-blank", of: "a b").map(\.text))
        #expect(blanks.count > 3 && !blanks.contains("a b"))
        for program in try mutants(by: "odd-line-end", of: "a\n") {
            #expect(program.text.hasPrefix("a") && program.text != "a\n")
        }
    }

    @Test func `a byte is repeated up to the ends of buffers`() throws {
        let counts = try mutants(by: "repeat-byte", of: "x", count: 60).map(\.bytes.count)
        #expect(counts.contains { $0 > 200 } && counts.contains { $0 < 10 })
    }

    @Test func `swapped bytes are all still there`() throws {
        for program in try mutants(by: "swap-bytes", of: "abcdefgh") {
            #expect(program.bytes.sorted() == Array("abcdefgh".utf8))
        }
    }

    @Test func `seeds are fused between lines`() throws {
        for program in try mutants(by: "fuse-lines", of: "a\nb", "c\nd") {
            let lines = lines(program)
            #expect(lines.first == "a" && lines.last == "d", "\(program.text)")
            #expect(lines.allSatisfy { $0.count == 1 })
        }
    }
}
