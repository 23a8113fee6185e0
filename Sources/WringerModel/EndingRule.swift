/// What one kind of ending of a target looks like: how it ended, and what it printed.
package struct EndingRule: Hashable, Sendable, Codable {
    /// The exit codes that fit; nil where a signal is asked for, or where any ending fits.
    package let exit: ExitCodes?
    package let signal: Signal?
    package let stream: OutputStream
    /// What the stream must show; nil asks only that it is not empty.
    package let pattern: Pattern?

    package init(exit: ExitCodes?, signal: Signal?, stream: OutputStream, pattern: Pattern?) {
        self.exit = exit
        self.signal = signal
        self.stream = stream
        self.pattern = pattern
    }

    /// Exit 1 to 125 with something on standard error. From 126 on a shell speaks of its own
    /// failures and of signals.
    package static let defaultRefusal = EndingRule(
        exit: ExitCodes(ranges: [1...125]), signal: nil, stream: .standardError, pattern: nil)

    /// Whether an outcome fits, whatever was printed.
    package func fits(_ outcome: Outcome) -> Bool {
        switch outcome {
        case .exited(let code): signal == nil && (exit?.contains(code) ?? true)
        case .signalled(let number): exit == nil && (signal == nil || signal == number)
        case .timedOut, .outputLimit, .unfinished, .notStarted: false
        }
    }
}

/// One of the two streams that a target prints to.
package enum OutputStream: String, Hashable, Sendable, Codable, CaseIterable {
    case standardOutput = "stdout"
    case standardError = "stderr"
}

/// A set of exit codes, written as `1`, `"1..125"` or a list of these.
package struct ExitCodes: Hashable, Sendable {
    package let ranges: [ClosedRange<Int32>]

    package init(ranges: [ClosedRange<Int32>]) { self.ranges = ranges }

    /// Reads `1`, `1..125` or several of these with commas; codes are 0 to 255.
    package init?(text: String) {
        var ranges: [ClosedRange<Int32>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = String(part).splitOnce(at: "..")
            let first = Int32(ends.0.trimmingSpaces())
            let last = ends.1.map { Int32($0.trimmingSpaces()) } ?? first
            guard let first, let last, first <= last, (0...255).contains(first), last <= 255
            else { return nil }
            ranges.append(first...last)
        }
        self.init(ranges: ranges)
    }

    /// Whether the set holds a code.
    package func contains(_ code: Int32) -> Bool { ranges.contains { $0.contains(code) } }

    package var text: String {
        ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)..\($0.upperBound)" }
            .joined(separator: ",")
    }
}

extension ExitCodes: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let codes = ExitCodes(text: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no set of exit codes")
        }
        self = codes
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension String {
    /// The text before and after the first occurrence of `separator`; the second part is nil
    /// where it does not occur.
    package func splitOnce(at separator: String) -> (String, String?) {
        guard let range = self.firstRange(of: separator) else { return (self, nil) }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }

    /// The text without spaces and tabs at its ends.
    package func trimmingSpaces() -> String {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        var text = drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return String(text)
    }
}
