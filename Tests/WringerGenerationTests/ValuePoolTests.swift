import Testing
import WringerModel

@testable import WringerGeneration

@Suite struct ValuePoolTests {
    private func texts(_ pool: ValuePool) -> [String] { pool.values.map(\.text) }

    @Test(arguments: ValuePool.allCases)
    func `names are short, plain and each once, and stand for their values`(
        _ pool: ValuePool
    ) throws {
        let values = pool.values
        #expect(values.count >= 20)
        #expect(Set(values.map(\.name)).count == values.count)
        #expect(Set(values.map(\.text)).count == values.count)
        for value in values {
            #expect(value.name.utf8.count < 80)
            #expect(value.name.utf8.allSatisfy { (0x21...0x7e).contains($0) }, "\(value.name)")
            #expect(try pool.text(of: value.name) == value.text)
            #expect(value.text.utf8.count <= 1 << 20)
            #expect(value.name.hasPrefix("@") || value.name == value.text)
        }
    }

    /// When it changes, recordings and seeds in older reports mean other programs: say so.
    @Test func `pools are the same from build to build`() {
        var digest = Samples.emptyDigest
        for value in ValuePool.allCases.flatMap(\.values) {
            Samples.digest(&digest, "\(value.name)=\(value.text)".utf8)
        }
        #expect(digest == 10_944_700_689_349_174_873)
    }

    @Test func `integers lie around every power of two`() {
        let all = Set(texts(.integers))
        var power = UInt128(1)
        for _ in 0...64 {
            for number in [power - 1, power, power + 1] {
                #expect(all.contains("\(number)"), "\(number)")
                #expect(number == 0 || all.contains("-\(number)"), "-\(number)")
            }
            power *= 2
        }
        for text in [
            "0", "-1", "\(Int32.min)", "\(Int64.min)", "\(UInt64.max)", "\(UInt128.max)",
            "340282366920938463463374607431768211456", String(repeating: "9", count: 100_000),
        ] { #expect(all.contains(text)) }
        #expect(!all.contains("-0"))
        #expect(all.allSatisfy { $0.wholeMatch(of: /-?(?:0|[1-9][0-9]*)/) != nil })
    }

    @Test func `sizes and widths are counts, negatives lie below 0`() {
        for text in texts(.sizes) + texts(.widths) {
            #expect(text.wholeMatch(of: /0|[1-9][0-9]*/) != nil, "\(text)")
        }
        #expect(Set(texts(.sizes)).isSuperset(of: ["1073741824", "9999999"]))
        #expect(texts(.widths).contains("9999999"))
        for text in texts(.negatives) {
            #expect(text.wholeMatch(of: /-[1-9][0-9]*/) != nil, "\(text)")
        }
    }

    @Test func `floats have the ends of doubles`() {
        let all = texts(.floats)
        let values = all.map { Double($0) }
        #expect(values.allSatisfy { $0 != nil })
        let numbers = values.compactMap(\.self)
        #expect(numbers.contains(.leastNonzeroMagnitude))
        #expect(numbers.contains(.leastNormalMagnitude))
        #expect(numbers.contains(Double.leastNormalMagnitude.nextDown))
        #expect(numbers.contains(.greatestFiniteMagnitude))
        #expect(numbers.contains { $0 == 0 && $0.sign == .minus })
        #expect(all.contains("1e400") && all.contains("-0.0"))
        #expect(all.contains { $0.count > 10_000 })
    }

    @Test(arguments: [ValuePool.unicode, .strings])
    func `texts hold nothing that ends a literal`(_ pool: ValuePool) {
        let forbidden = Set("\"'`\\$()[]{}\n\r".unicodeScalars).union(["\u{85}", "\u{2028}"])
        for value in pool.values {
            #expect(value.text.unicodeScalars.allSatisfy { !forbidden.contains($0) }, "\(value)")
        }
    }

    @Test func `unicode is beyond ASCII, and has what it should`() {
        let all = texts(.unicode)
        #expect(all.allSatisfy { $0.unicodeScalars.contains { $0.value > 0x7f } })
        let scalars = Set(all.flatMap { $0.unicodeScalars.map(\.value) })
        #expect(
            scalars.isSuperset(of: [
                0x301, 0x202e, 0x200d, 0xd7ff, 0xe000, 0xfeff, 0xfffe, 0xffff, 0xfdd0, 0x10000,
                0x10ffff,
            ]))
        #expect(all.contains { $0.count < 10 && $0.utf8.count > 100_000 }, "a long grapheme")
    }

    @Test func `strings are empty, of one letter, and of a mebibyte`() {
        let counts = Set(texts(.strings).map(\.utf8.count))
        #expect(counts.isSuperset(of: [0, 1, 255, 256, 1023, 1024, 65_535, 65_536, 1 << 20]))
    }

    @Test(
        arguments: [
            (ValuePool.integers, "12", nil), (.integers, "x", "a whole number"),
            (.sizes, "-1", "a whole number from 0"), (.widths, "1.0", "a whole number from 0"),
            (.negatives, "1", "a number below 0"), (.negatives, "-9", nil),
            (.floats, "-1.5e-7", nil), (.floats, "1e", "a number such as -1.5e-300"),
            (.unicode, "pâté", nil),
            (
                .strings, "a\"b",
                "a text without quotes, backslash, line end, dollar, brackets and braces"
            ),
        ] as [(ValuePool, String, String?)])
    func `another text is taken where it is of the kind`(
        _ pool: ValuePool, _ text: String, _ expected: String?
    ) {
        do throws(TemplateProblem) {
            #expect(try pool.text(of: text) == text)
            #expect(expected == nil)
        } catch {
            #expect(error.message.hasPrefix("expected \(expected ?? "nothing"), found "))
        }
    }
}
