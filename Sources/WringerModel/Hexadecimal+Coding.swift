extension UInt64 {
    /// The number as people write addresses: `0x7ffd0010`.
    package var hexadecimal: String { "0x" + String(self, radix: 16) }

    /// Reads `0x` and 1 to 16 hexadecimal digits; nil for anything else.
    package init?(hexadecimal text: String) {
        let digits = text.utf8.dropFirst(2)
        guard text.hasPrefix("0x"), (1...16).contains(digits.count) else { return nil }
        var value: UInt64 = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: value = value << 4 | UInt64(digit - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt64((digit | 0x20) - 0x57)
            default: return nil
            }
        }
        self = value
    }
}

/// An address, a register, or several of them, written as `"0x7ffd0010"`: as debuggers show it,
/// and exact for readers whose numbers end at 53 bits. A plain number is read as well, as the
/// recordings of format version 1 have it.
@propertyWrapper
package struct InHexadecimal<Value: WrittenInHexadecimal>: Codable {
    /// The number itself.
    package var wrappedValue: Value

    /// Wraps a number, none, or a list of them.
    package init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    package init(from decoder: any Decoder) throws {
        wrappedValue = try Value.readHexadecimal(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try wrappedValue.writeHexadecimal(to: encoder)
    }
}

extension InHexadecimal: Equatable where Value: Equatable {}
extension InHexadecimal: Hashable where Value: Hashable {}
extension InHexadecimal: Sendable where Value: Sendable {}

/// What can be written in hexadecimal.
package protocol WrittenInHexadecimal {
    /// Reads what `writeHexadecimal` wrote.
    static func readHexadecimal(from decoder: any Decoder) throws -> Self
    /// Writes a text, null, or a list of texts.
    func writeHexadecimal(to encoder: any Encoder) throws
}

extension UInt64: WrittenInHexadecimal {
    /// Reads a text such as `0x10`, or a number.
    package static func readHexadecimal(from decoder: any Decoder) throws -> UInt64 {
        let container = try decoder.singleValueContainer()
        guard let text = try? container.decode(String.self) else {
            return try container.decode(UInt64.self)
        }
        guard let value = UInt64(hexadecimal: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no hexadecimal number")
        }
        return value
    }

    /// Writes a text such as `0x10`.
    package func writeHexadecimal(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hexadecimal)
    }
}

extension Optional: WrittenInHexadecimal where Wrapped == UInt64 {
    /// Reads a number, or null.
    package static func readHexadecimal(from decoder: any Decoder) throws -> UInt64? {
        try decoder.singleValueContainer().decodeNil()
            ? nil : UInt64.readHexadecimal(from: decoder)
    }

    /// Writes a number, or null.
    package func writeHexadecimal(to encoder: any Encoder) throws {
        if let self { return try self.writeHexadecimal(to: encoder) }
        var container = encoder.singleValueContainer()
        try container.encodeNil()
    }
}

extension Array: WrittenInHexadecimal where Element == UInt64 {
    /// Reads a list of numbers.
    package static func readHexadecimal(from decoder: any Decoder) throws -> [UInt64] {
        try decoder.singleValueContainer().decode([InHexadecimal<UInt64>].self)
            .map(\.wrappedValue)
    }

    /// Writes a list of texts.
    package func writeHexadecimal(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(map(\.hexadecimal))
    }
}

extension KeyedDecodingContainer {
    /// Takes a number that is left out where there is none, as format version 1 does.
    package func decode(
        _ type: InHexadecimal<UInt64?>.Type, forKey key: Key
    ) throws -> InHexadecimal<UInt64?> {
        try decodeIfPresent(type, forKey: key) ?? InHexadecimal(wrappedValue: nil)
    }
}
