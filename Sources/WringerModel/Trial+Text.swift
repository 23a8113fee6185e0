extension OutputSink {
    /// The names that `--stdout` and `--stderr` take, for help and errors.
    package static let knownNames = ["full", "closed", "pipe", "slow:BYTES_PER_SECOND"]

    /// Reads `full`, `closed`, `pipe`, `slow:BYTES_PER_SECOND` or `captured`.
    package init?(text: String) {
        let (name, argument) = text.splitOnce(at: ":")
        switch (name, argument) {
        case ("captured", nil): self = .captured
        case ("full", nil): self = .full
        case ("closed", nil): self = .closed
        case ("pipe", nil): self = .brokenPipe
        case ("slow", let argument?):
            guard let rate = ByteCount(text: argument), (1...1 << 30).contains(rate.bytes)
            else { return nil }
            self = .slow(bytesPerSecond: Int(rate.bytes))
        default: return nil
        }
    }

    package var text: String {
        switch self {
        case .captured: "captured"
        case .full: "full"
        case .closed: "closed"
        case .brokenPipe: "pipe"
        case .slow(let rate): "slow:\(rate)"
        }
    }
}

extension OutputSink: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let sink = OutputSink(text: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no state of an output stream")
        }
        self = sink
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension StandardInput {
    /// What `--stdin` takes beside the name of a file.
    package static let knownNames = ["empty", "closed", "endless", "failing[:ERRNO]"]

    /// Reads a state of standard input: `empty`, `closed`, `endless`, `failing` (EIO) or
    /// `failing:ERRNO`. Gives nil for what must then be the name of a file.
    ///
    /// - Throws: `InputSyntaxError` where the error number after `failing:` is unknown.
    package static func state(_ text: String) throws(InputSyntaxError) -> StandardInput? {
        switch text {
        case "empty": return .empty
        case "closed": return .closed
        case "endless": return .endless
        case "failing": return .failing(.io)
        default: break
        }
        guard text.hasPrefix("failing:") else { return nil }
        let name = String(text.dropFirst("failing:".count))
        guard let error = ErrorNumber(name: name) else {
            throw InputSyntaxError(
                description: "--stdin failing: unknown error '\(visible(name))'"
                    + suggestion(for: name, among: ErrorNumber.knownNames))
        }
        return .failing(error)
    }

    /// One word for people and recordings: `empty`, `failing:EIO`, `bytes`.
    package var text: String {
        switch self {
        case .empty: "empty"
        case .closed: "closed"
        case .endless: "endless"
        case .failing(let error): "failing:\(error)"
        case .bytes: "bytes"
        }
    }
}

/// Why a state of standard input could not be read.
package struct InputSyntaxError: Error, CustomStringConvertible {
    package let description: String
}
