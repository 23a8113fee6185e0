/// A number of bytes, written as people write it: `64M`, `1G`, `4096`.
///
/// Suffixes are powers of 1024, as in CLI.md and prlimit(1).
package struct ByteCount: Hashable, Comparable, Sendable, Codable {
    /// The count in bytes.
    package let bytes: UInt64

    package init(_ bytes: UInt64) { self.bytes = bytes }

    /// A count of 1024 bytes each.
    package static func kibibytes(_ count: UInt64) -> ByteCount { ByteCount(count << 10) }
    /// A count of 1024 times 1024 bytes each.
    package static func mebibytes(_ count: UInt64) -> ByteCount { ByteCount(count << 20) }

    /// Reads `digits[K|M|G]`. Gives nil for anything else and for what overflows 64 bits.
    package init?(text: some StringProtocol) {
        let shifts: [Character: UInt64] = ["K": 10, "M": 20, "G": 30, "T": 40]
        var digits = Substring(text)
        var shift: UInt64 = 0
        if let last = digits.last, let found = shifts[Character(last.uppercased())] {
            shift = found
            digits = digits.dropLast()
        }
        guard let count = UInt64(digits), digits.allSatisfy(\.isNumber) else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << shift)
        guard !overflow else { return nil }
        self.init(bytes)
    }

    package static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(UInt64.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bytes)
    }
}

extension ByteCount: CustomStringConvertible {
    /// The shortest exact form: `256K`, `8M`, `1000`.
    package var description: String {
        for (suffix, shift) in [("T", 40), ("G", 30), ("M", 20), ("K", 10)] {
            let unit = UInt64(1) << UInt64(shift)
            if bytes >= unit, bytes % unit == 0 { return "\(bytes / unit)\(suffix)" }
        }
        return "\(bytes)"
    }
}
