/// A piece of a program, as a tokenizer that knows no language sees it.
package struct Token: Hashable, Sendable {
    /// What it looks like.
    package let kind: TokenKind
    /// Where it lies in the bytes of the program; never empty.
    package let range: Range<Int>
}

/// What a token looks like; only the language knows what it is.
package enum TokenKind: Hashable, Sendable, CaseIterable {
    /// A run of letters, digits and `_` that does not begin with a digit.
    case name
    /// What begins with a digit: `12`, `0x1f`, `1.5e-3`, `1_000u8`.
    case number
    /// From a quote to the same quote on the same line; `\` escapes. A quote without its partner
    /// is punctuation.
    case string
    /// One of `(`, `[`, `{`.
    case opener
    /// One of `)`, `]`, `}`.
    case closer
    /// One to three characters such as `==`, or one symbol beyond ASCII such as `⟼`.
    case punctuation
    /// A run of spaces, tabs, vertical tabs and form feeds.
    case space
    /// `\n`, `\r\n` or `\r`.
    case lineEnd
    /// A run of control characters and of bytes that are not UTF-8.
    case other

    /// Whether a token of this kind only separates others.
    package var isSeparator: Bool {
        switch self {
        case .space, .lineEnd: true
        case .name, .number, .string, .opener, .closer, .punctuation, .other: false
        }
    }
}
