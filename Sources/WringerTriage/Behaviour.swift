package import WringerModel

/// What a trial showed, roughly: its verdict, how it ended, and the first and the last thing that
/// the target said of it, since some say what is wrong before a traceback and some behind it.
/// Programs that show what none before did are worth more mutants.
///
/// Made for every trial of a hunt, so bytes are looked at once and no expression is matched.
package struct Behaviour: Hashable, Sendable {
    private let verdict: Verdict
    private let outcome: Outcome
    /// The diagnostic lines without what varies from program to program.
    package let line: [UInt8]

    /// How much of a line counts.
    private static let lineLength = 200
    /// How much of a program is searched for the words of a message.
    private static let programReach = 16 << 10

    /// - Parameter scratch: the folder of the worker, left out of the line.
    package init(
        _ verdict: Verdict, _ observation: Observation, program: Program, scratch: String
    ) {
        self.verdict = verdict
        outcome = observation.outcome
        // A refusal may stand on standard output, where other text does not count.
        let stream =
            observation.standardError.isEmpty && verdict == .rejected
            ? observation.standardOutput : observation.standardError
        let (first, last) = (Self.firstLine(of: stream), Self.lastLine(of: stream))
        let scratch = Array(scratch.utf8)
        var text = Self.normalised(first, program: program.bytes, scratch: scratch)
        if last.startIndex > first.startIndex {
            text.append(0x0a)
            text += Self.normalised(last, program: program.bytes, scratch: scratch)
        }
        line = text
    }

    private static func firstLine(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
        return bytes[start...].prefix(lineLength).prefix { $0 != 0x0a && $0 != 0x0d }
    }

    private static func lastLine(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        var end = bytes.count
        while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
        var start = end
        while start > 0, end - start < lineLength, ![0x0a, 0x0d].contains(bytes[start - 1]) {
            start -= 1
        }
        return bytes[start..<end]
    }

    /// A line with `0` for every number, `q` for every quoted text, and `w` for every word that
    /// stands in the program.
    static func normalised(
        _ line: ArraySlice<UInt8>, program: [UInt8], scratch: [UInt8]
    ) -> [UInt8] {
        var result: [UInt8] = []
        var rest = line
        while let byte = rest.first {
            if !scratch.isEmpty, rest.starts(with: scratch) {
                rest = rest.dropFirst(scratch.count)
            } else if isQuote(byte), let end = closing(in: rest) {
                result.append(UInt8(ascii: "q"))
                rest = rest[(end + 1)...]
            } else if isWord(byte) {
                let word = rest.prefix(while: isWord)
                rest = rest.dropFirst(word.count)
                if word.contains(where: { (0x30...0x39).contains($0) }) {
                    result.append(UInt8(ascii: "0"))
                } else if contains(program, word) {
                    result.append(UInt8(ascii: "w"))
                } else {
                    result += word
                }
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private static func isQuote(_ byte: UInt8) -> Bool { [0x22, 0x27, 0x60].contains(byte) }

    /// The other end of a quotation, in which `'` also ends what `` ` `` began.
    private static func closing(in text: ArraySlice<UInt8>) -> Int? {
        guard let opening = text.first else { return nil }
        let rest = text.dropFirst()
        return rest.firstIndex { $0 == opening || (opening == 0x60 && $0 == 0x27) }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20) || byte == 0x5f
            || byte >= 0x80
    }

    /// Whether a word of three bytes or more stands in the beginning of the program.
    private static func contains(_ program: [UInt8], _ word: ArraySlice<UInt8>) -> Bool {
        guard word.count > 2, let first = word.first else { return false }
        let end = min(program.count, programReach) - word.count
        var place = 0
        while place <= end {
            if program[place] == first, program[place...].starts(with: word) { return true }
            place += 1
        }
        return false
    }
}
