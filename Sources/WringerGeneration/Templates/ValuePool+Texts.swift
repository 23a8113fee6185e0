extension ValuePool {
    static let allStrings = [
        PoolValue("@empty", repeating: "", 0),
        PoolValue("@one", repeating: "a", 1),
        PoolValue("@space", repeating: " ", 1),
        PoolValue("@zero", repeating: "0", 1),
        PoolValue("@minus", repeating: "-", 1),
        // Names that objects have by themselves, and words that are read as numbers.
        PoolValue("@proto", repeating: "__proto__", 1),
        PoolValue("@constructor", repeating: "constructor", 1),
        PoolValue("@nan", repeating: "nan", 1),
        PoolValue("@infinity", repeating: "-Infinity", 1),
        PoolValue("@hexadecimal", repeating: "0x7fffffffffffffffffffffff", 1),
        PoolValue("@exponent", repeating: "1e999999999", 1),
        // What a formatter, a matcher or a shell reads.
        PoolValue("@percent-s", repeating: "%s", 8),
        PoolValue("@percent-n", repeating: "%n", 8),
        PoolValue("@percent-width", repeating: "%9999999d", 1),
        PoolValue("@percent-stars", repeating: "%*.*f", 8),
        PoolValue("@percent-position", repeating: "%99999999999s", 1),
        PoolValue("@percent-end", repeating: "%", 1),
        PoolValue("@stars-64", repeating: "*", 64),
        PoolValue("@dots-64", repeating: ".*", 64, end: "x"),
        PoolValue("@optionals-24", repeating: "a?", 24),
        PoolValue("@folders", repeating: "../", 512),
        // Buffers of fixed size end at powers of two.
        PoolValue("@letters-255", repeating: "a", 255),
        PoolValue("@letters-256", repeating: "a", 256),
        PoolValue("@letters-1023", repeating: "a", 1023),
        PoolValue("@letters-1024", repeating: "a", 1024),
        PoolValue("@letters-4096", repeating: "a", 4096),
        PoolValue("@letters-65535", repeating: "a", 65_535),
        PoolValue("@letters-65536", repeating: "a", 65_536),
        PoolValue("@letters-1048576", repeating: "a", 1 << 20),
        PoolValue("@spaces-65536", repeating: " ", 65_536),
        PoolValue("@digits-65536", repeating: "7", 65_536),
        PoolValue("@words-65536", repeating: "word ", 13_107, end: "."),
        PoolValue("@commas-65536", repeating: ",", 65_536),
    ]

    static let allUnicode = [
        // Marks that stack on one letter, with and without the letter.
        PoolValue("@combining-1", start: "e", repeating: "\u{301}", 1),
        PoolValue("@combining-1000", start: "a", repeating: "\u{300}\u{316}", 500),
        PoolValue("@combining-65536", start: "a", repeating: "\u{301}", 65_536),
        PoolValue("@combining-alone", repeating: "\u{301}", 3),
        PoolValue("@combining-order", repeating: "q\u{323}\u{307} q\u{307}\u{323}", 4),
        PoolValue("@hangul", repeating: "\u{1112}\u{1161}\u{11ab}\u{d55c}", 16),
        PoolValue("@grapheme-long", start: "\u{915}", repeating: "\u{94d}\u{915}", 2000),
        // What changes the direction of what is printed.
        PoolValue("@rtl-override", start: "abc\u{202e}", repeating: "def", 1, end: "\u{202c}ghi"),
        PoolValue("@rtl-nested", repeating: "\u{202b}a\u{202a}b", 70),
        PoolValue("@rtl-isolates", repeating: "\u{2067}a\u{2066}b", 140),
        PoolValue("@arabic", repeating: "\u{fdfa}\u{644}\u{627}", 64),
        // What is joined, and what joins nothing.
        PoolValue("@zwj-family", repeating: "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}", 1),
        PoolValue("@zwj-1000", start: "\u{1f468}", repeating: "\u{200d}\u{1f468}", 1000),
        PoolValue("@zwj-alone", repeating: "\u{200d}", 16),
        PoolValue("@flags-odd", repeating: "\u{1f1e9}", 33),
        PoolValue("@skin-tones", repeating: "\u{1f44d}\u{1f3ff}", 32),
        PoolValue("@keycap", repeating: "1\u{fe0f}\u{20e3}", 16),
        PoolValue("@tags", start: "\u{1f3f4}", repeating: "\u{e0067}", 64, end: "\u{e007f}"),
        // Around the surrogates, the planes and the lengths of UTF-8.
        PoolValue("@surrogate-ends", repeating: "\u{d7ff}\u{e000}", 4),
        PoolValue("@planes", repeating: "\u{ffff}\u{10000}\u{1ffff}\u{20000}\u{10ffff}", 2),
        PoolValue("@noncharacters", repeating: noncharacters, 2),
        PoolValue("@lengths", repeating: "a\u{ff}\u{7ff}\u{800}\u{ffff}\u{10000}", 8),
        PoolValue("@astral-4096", repeating: "\u{1d4d0}", 4096),
        PoolValue("@two-byte-65535", repeating: "\u{e9}", 32_767, end: "a"),
        PoolValue("@private", repeating: "\u{e000}\u{f8ff}\u{f0000}\u{10fffd}", 4),
        // What is there and not seen.
        PoolValue("@bom-inside", start: "a", repeating: "\u{feff}", 3, end: "b"),
        PoolValue("@zero-width", repeating: "a\u{200b}\u{200c}\u{2060}\u{ad}", 16),
        PoolValue("@blanks", repeating: "\u{a0}\u{1680}\u{2003}\u{202f}\u{3000}", 8),
        PoolValue("@variation", repeating: "\u{fe0e}\u{fe0f}\u{e0100}", 16),
        PoolValue("@replacement", repeating: "\u{fffd}", 16),
        // Whose case, width or number is another than it seems.
        PoolValue("@case-grows", repeating: "\u{df}\u{149}\u{1f0}\u{390}\u{fb03}", 16),
        PoolValue("@case-shrinks", repeating: "\u{2126}\u{212a}\u{212b}\u{1e9e}", 16),
        PoolValue("@turkish", repeating: "\u{130}\u{131}Ii", 16),
        PoolValue("@sigma", repeating: "\u{3a3}\u{3c3}\u{3c2} ", 16),
        PoolValue("@digits", repeating: "\u{661}\u{967}\u{ff11}\u{1d7d9}\u{b2}", 8),
        PoolValue("@wide", repeating: "\u{4e2d}\u{ff21}\u{1f600}", 32),
        PoolValue("@expands", repeating: "\u{fdfa}\u{1d160}\u{344}", 32),
        PoolValue("@mixed", repeating: "p\u{430}yp\u{430}l \u{3bf}\u{6f}", 8),
    ]

    /// The compiler refuses some of them in a literal.
    private static let noncharacters = [0xfffe, 0xffff, 0xfdd0, 0xfdef, 0x1fffe, 0x10ffff]
        .compactMap { Unicode.Scalar(UInt32($0)) }.map { String($0) }.joined()
}
