/// Text from a target, made safe to print: control characters, terminal sequences, bidirectional
/// overrides and invalid UTF-8 become escapes such as `\x1b`; line ends become `\n`.
///
/// A target's output is hostile: an unescaped sequence could rewrite the terminal, and a line end
/// could forge a line of ours.
///
/// - Parameter limit: the most characters that are kept; the rest is replaced by `…`.
package func visible(_ text: some StringProtocol, limit: Int = 400) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
        guard count < limit else { return result + "…" }
        count += 1
        switch scalar.value {
        case 0x0a: result += "\\n"
        case 0x0d: result += "\\r"
        case 0x09: result += "\\t"
        case ..<0x20, 0x7f...0x9f:
            let hex = String(scalar.value, radix: 16)
            result += "\\x" + (hex.count < 2 ? "0" : "") + hex
        // Bidirectional marks, overrides and isolates, line and paragraph separators, the BOM.
        case 0x061c, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff, 0xfffd:
            result += "\\u{" + String(scalar.value, radix: 16) + "}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// The same for bytes; what is not valid UTF-8 shows as `\u{fffd}`.
package func visible(bytes: some Collection<UInt8>, limit: Int = 400) -> String {
    visible(String(decoding: bytes.prefix(limit * 4 + 4), as: UTF8.self), limit: limit)
}
