import Testing
import WringerModel

@Suite struct VisibleTextTests {
    @Test(arguments: [
        ("plain text", "plain text"), ("a\nb", #"a\nb"#), ("a\r\nb", #"a\r\nb"#),
        ("a\tb", #"a\tb"#), ("\u{1b}[31mred", #"\x1b[31mred"#), ("\u{0}", #"\x00"#),
        ("\u{7}", #"\x07"#), ("\u{1f}", #"\x1f"#), ("\u{7f}", #"\x7f"#), (" ~", " ~"),
        ("größer 日本 😀", "größer 日本 😀"), ("e\u{301}", "e\u{301}"), ("", ""),
    ])
    func `control characters become escapes`(_ text: String, _ shown: String) {
        #expect(visible(text) == shown)
    }

    @Test(arguments: [
        ("\u{80}", #"\x80"#), ("\u{9b}31m", #"\x9b31m"#), ("\u{9f}", #"\x9f"#),
        ("\u{a0}", "\u{a0}"),
    ])
    func `the second set of control characters is escaped`(_ text: String, _ shown: String) {
        #expect(visible(text) == shown)
    }

    /// Bidi_Control of Unicode 16, the separators, and the byte order mark.
    @Test(
        arguments: [
            0x061c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066,
            0x2067, 0x2068, 0x2069, 0xfeff,
        ] as [UInt32])
    func `what reorders or breaks a line is escaped`(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(visible("a\(Character(scalar))b") == "a\\u{\(String(value, radix: 16))}b")
    }

    @Test(
        arguments: [
            ([0x61, 0xff, 0x62], #"a\u{fffd}b"#), ([0xc3], #"\u{fffd}"#),
            ([0xed, 0xa0, 0x80], #"\u{fffd}\u{fffd}\u{fffd}"#), ([0xc3, 0xa9], "é"),
            ([0xc2, 0x9b], #"\x9b"#), ([0x1b], #"\x1b"#),
        ] as [([UInt8], String)])
    func `what is not UTF-8 is shown as replaced`(_ bytes: [UInt8], _ shown: String) {
        #expect(visible(bytes: bytes) == shown)
    }

    @Test func `a text up to the limit is kept whole`() {
        #expect(visible("abc", limit: 3) == "abc")
        #expect(visible("abcd", limit: 3) == "abc…")
        #expect(visible("\n\n\n\n", limit: 3) == #"\n\n\n…"#)
        #expect(visible(String(repeating: "x", count: 401)).count == 401)
    }

    @Test func `bytes beyond the limit are marked as left out`() {
        #expect(visible(bytes: Array("abc".utf8), limit: 3) == "abc")
        #expect(visible(bytes: Array("abcd".utf8), limit: 3) == "abc…")
        #expect(visible(bytes: Array("éééé".utf8), limit: 3) == "ééé…")
        #expect(visible(bytes: Array("😀😀😀".utf8), limit: 2) == "😀😀…")
    }

    @Test func `no scalar of the first planes gives a raw control character`() {
        for value in UInt32(0)...0x2fff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = visible(String(Character(scalar)))
            #expect(
                !shown.unicodeScalars.contains { $0.properties.generalCategory == .control },
                "\(String(value, radix: 16))")
        }
    }
}
