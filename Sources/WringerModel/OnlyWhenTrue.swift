/// A Boolean that is written only where it is true: most are not, and files that are older than it
/// have none.
@propertyWrapper
package struct OnlyWhenTrue: Hashable, Sendable, Codable {
    package var wrappedValue: Bool

    package init(wrappedValue: Bool) { self.wrappedValue = wrappedValue }

    package init(from decoder: any Decoder) throws {
        wrappedValue = try decoder.singleValueContainer().decode(Bool.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(wrappedValue)
    }
}

extension KeyedDecodingContainer {
    /// What code that the compiler makes for a property calls: absent is false.
    package func decode(_ type: OnlyWhenTrue.Type, forKey key: Key) throws -> OnlyWhenTrue {
        try decodeIfPresent(type, forKey: key) ?? OnlyWhenTrue(wrappedValue: false)
    }
}

extension KeyedEncodingContainer {
    /// What code that the compiler makes for a property calls: false is left out.
    package mutating func encode(_ value: OnlyWhenTrue, forKey key: Key) throws {
        if value.wrappedValue { try encode(value.wrappedValue, forKey: key) }
    }
}
