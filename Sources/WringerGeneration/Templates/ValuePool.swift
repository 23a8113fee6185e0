internal import WringerModel

/// Values of one kind that interpreters have failed on, ready to stand in any language.
///
/// A value has a name: what `--set` takes and provenance keeps. Where the text is short the name is
/// the text; else it begins with `@`, as `@letters-1048576`.
package enum ValuePool: String, Hashable, Sendable, CaseIterable {
    /// Whole numbers at the ends of types: around every power of two, and of many digits.
    case integers
    /// Counts that no memory holds, and those at which sizes change their type.
    case sizes
    /// Sizes below 0.
    case negatives
    /// Decimal fractions at the ends of what is a number, written as most languages have them.
    case floats
    /// Text that is hard to measure, to compare and to print.
    case unicode
    /// Text that is empty, or long, or read by formatters.
    case strings
    /// Widths and precisions for formatting.
    case widths

    /// The values, each once, always in the same order.
    package var values: [PoolValue] {
        switch self {
        case .integers: Self.allIntegers
        case .sizes: Self.allSizes
        case .negatives: Self.allNegatives
        case .floats: Self.allFloats
        case .unicode: Self.allUnicode
        case .strings: Self.allStrings
        case .widths: Self.allWidths
        }
    }

    /// Whether a program may do something as often, or to as many, as a value says.
    var holdsCounts: Bool {
        switch self {
        case .integers, .sizes, .strings, .widths: true
        case .negatives, .floats, .unicode: false
        }
    }

    /// The text that a name stands for, or the text itself where it is of the kind of this pool.
    func text(of name: String) throws(TemplateProblem) -> String {
        if let value = values.first(where: { $0.name == name }) { return value.text }
        if name.hasPrefix("@") {
            let known = values.map(\.name).filter { $0.hasPrefix("@") }
            throw TemplateProblem(
                "the pool \(rawValue) has no value '\(visible(name))'"
                    + suggestion(for: name, among: known)
                    + (known.isEmpty ? "" : "; it has \(known.joined(separator: " "))"))
        }
        if let expected = problem(with: name) {
            throw TemplateProblem("expected \(expected), found '\(visible(name, limit: 40))'")
        }
        return name
    }

    /// What the pool expects in place of a text that is not of its kind; nil where it is.
    private func problem(with text: String) -> String? {
        switch self {
        case .integers: text.wholeMatch(of: /-?[0-9]+/) == nil ? "a whole number" : nil
        case .sizes, .widths:
            text.wholeMatch(of: /[0-9]+/) == nil ? "a whole number from 0" : nil
        case .negatives: text.wholeMatch(of: /-[0-9]+/) == nil ? "a number below 0" : nil
        case .floats:
            text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/) == nil
                ? "a number such as -1.5e-300" : nil
        case .unicode, .strings:
            text.unicodeScalars.contains(where: Self.isSpecial)
                ? "a text without quotes, backslash, line end, dollar, brackets and braces" : nil
        }
    }

    /// Whether a character can mean something to a language in the middle of a literal.
    static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", "`", "\\", "$", "(", ")", "[", "]", "{", "}": true
        default:
            scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
                || (0x2028...0x2029).contains(scalar.value)
        }
    }
}

/// One value of a pool.
package struct PoolValue: Hashable, Sendable {
    /// ASCII without spaces, unlike those of all other values of its pool.
    package let name: String
    private let start: String
    private let piece: String
    private let count: Int
    private let end: String

    /// What the program has: up to 1 MiB, made anew each time.
    package var text: String { start + String(repeating: piece, count: count) + end }

    /// A short value that is its own name.
    init(_ text: String) { self.init(text, start: text, repeating: "", 0) }

    /// A value by a name: a text, repeated, and what stands before and behind.
    init(
        _ name: String, start: String = "", repeating piece: String, _ count: Int, end: String = ""
    ) {
        self.name = name
        self.start = start
        self.piece = piece
        self.count = count
        self.end = end
    }
}
