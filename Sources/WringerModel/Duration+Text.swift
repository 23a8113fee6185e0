extension Duration {
    /// The duration in seconds; exact to about a microsecond over a night.
    package var seconds: Double {
        let (whole, attoseconds) = components
        return Double(whole) + Double(attoseconds) / 1e18
    }

    /// The duration in whole nanoseconds, as the kernel's interfaces take it.
    package var nanoseconds: Int64 {
        let (whole, attoseconds) = components
        return whole * 1_000_000_000 + attoseconds / 1_000_000_000
    }

    /// Reads `10s`, `500ms`, `8h`, `5m` or a bare number of seconds; fractions are allowed.
    /// Gives nil for anything else, for zero and below, and for more than ten years.
    package init?(text: String) {
        let units = [("ms", 0.001), ("us", 0.000_001), ("h", 3600.0), ("m", 60.0), ("s", 1.0)]
        let match = units.first { text.hasSuffix($0.0) }
        let number = match.map { text.dropLast($0.0.count) } ?? Substring(text)
        guard let count = Double(number), number.first?.isNumber == true else { return nil }
        let seconds = count * (match?.1 ?? 1)
        guard seconds > 0, seconds < 315_360_000 else { return nil }
        self = .nanoseconds(Int64((seconds * 1e9).rounded()))
    }

    /// As a person writes it: `250 ms`, `1.50 s`, `2 h 05 min`.
    package var text: String {
        let milliseconds = nanoseconds / 1_000_000
        switch milliseconds {
        case ..<10: return "\(decimal(seconds * 1000, places: 2)) ms"
        case ..<1000: return "\(milliseconds) ms"
        case ..<60_000: return "\(decimal(seconds, places: 2)) s"
        case ..<3_600_000:
            return "\(milliseconds / 60_000) min \(padded(milliseconds / 1000 % 60)) s"
        default:
            return "\(milliseconds / 3_600_000) h \(padded(milliseconds / 60_000 % 60)) min"
        }
    }
}

/// A number with a fixed count of decimal places, without the formatter of Foundation, which
/// alone would add 50 MB to a static build. One that no 64 bits hold is written as Swift does it:
/// `inf`, `nan`, `1e+30`.
package func decimal(_ value: Double, places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let rounded = (value.magnitude * scale).rounded()
    // False for what is no number, too.
    guard rounded < 0x1p63 else { return "\(value)" }
    let scaled = Int64(rounded)
    let sign = value < 0 && scaled != 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(scaled)" }
    let fraction = String(scaled % Int64(scale))
    let zeros = String(repeating: "0", count: places - fraction.count)
    return "\(sign)\(scaled / Int64(scale)).\(zeros)\(fraction)"
}

private func padded(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
