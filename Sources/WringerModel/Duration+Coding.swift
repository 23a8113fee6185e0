extension Duration {
    /// A number of seconds from a file that anybody may have edited, to the nanosecond; nil for
    /// what is below zero, above thirty years, or no number.
    package init?(seconds: Double) {
        guard seconds >= 0, seconds < 1e9 else { return nil }
        self = .nanoseconds(Int64((seconds * 1e9).rounded()))
    }

    /// Decodes a number of seconds.
    ///
    /// - Throws: `DecodingError` for one that `init(seconds:)` refuses.
    package static func decode(_ seconds: Double, at path: [any CodingKey]) throws -> Duration {
        guard let duration = Duration(seconds: seconds) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: path, debugDescription: "\(seconds) is no time in seconds"))
        }
        return duration
    }
}

/// A duration, or none, that is written as a number of seconds or null: Swift's own coding writes
/// two integers that few readers understand.
@propertyWrapper
package struct InSeconds<Value: WrittenInSeconds>: Codable {
    /// The duration itself.
    package var wrappedValue: Value

    /// Wraps a duration, or none.
    package init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    package init(from decoder: any Decoder) throws {
        wrappedValue = try Value.read(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws { try wrappedValue.write(to: encoder) }
}

extension InSeconds: Equatable where Value: Equatable {}
extension InSeconds: Hashable where Value: Hashable {}
extension InSeconds: Sendable where Value: Sendable {}

/// What can be written as a number of seconds.
package protocol WrittenInSeconds {
    /// Reads what `write` wrote.
    static func read(from decoder: any Decoder) throws -> Self
    /// Writes a number of seconds, or null.
    func write(to encoder: any Encoder) throws
}

extension Duration: WrittenInSeconds {
    /// Reads a number of seconds.
    package static func read(from decoder: any Decoder) throws -> Duration {
        let seconds = try decoder.singleValueContainer().decode(Double.self)
        return try decode(seconds, at: decoder.codingPath)
    }

    /// Writes a number of seconds.
    package func write(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}

extension Optional: WrittenInSeconds where Wrapped == Duration {
    /// Reads a number of seconds, or null.
    package static func read(from decoder: any Decoder) throws -> Duration? {
        try decoder.singleValueContainer().decodeNil() ? nil : Duration.read(from: decoder)
    }

    /// Writes a number of seconds, or null.
    package func write(to encoder: any Encoder) throws {
        if let self { return try self.write(to: encoder) }
        var container = encoder.singleValueContainer()
        try container.encodeNil()
    }
}
