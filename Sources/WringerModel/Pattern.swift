/// A regular expression of a target's description, kept as its text.
///
/// `^` and `$` match at line ends. A `Regex` is not `Sendable`, so that users compile once and
/// keep the result to themselves.
package struct Pattern: Hashable, Sendable {
    package let source: String

    /// - Throws: `PatternError` when the text is no regular expression.
    package init(_ source: String) throws(PatternError) {
        self.source = source
        do {
            _ = try Regex(source)
        } catch {
            throw PatternError(source: source, reason: "\(error)")
        }
    }

    /// The expression, ready to match. Matching is by Unicode scalars: a CR LF pair is two.
    package func compiled() -> Regex<AnyRegexOutput> {
        do {
            return try Regex(source).anchorsMatchLineEndings()
                .matchingSemantics(.unicodeScalar)
        } catch {
            preconditionFailure("a pattern is compiled once before it is kept: \(source)")
        }
    }
}

/// Why a pattern was refused.
package struct PatternError: Error, CustomStringConvertible {
    package let source: String
    package let reason: String

    package var description: String { "pattern '\(visible(source))': \(visible(reason))" }
}

extension Pattern: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(container.decode(String.self))
        } catch let error as PatternError {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: error.description)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(source)
    }
}
