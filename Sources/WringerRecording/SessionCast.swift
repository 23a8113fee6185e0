internal import FoundationEssentials
internal import WringerModel

/// `session.cast`, asciicast version 2: input and output with their times, playable by any
/// asciinema player. One JSON value a line: a header, then `[seconds, kind, text]`.
package enum SessionCast {
    /// One event of a session.
    package struct Event: Sendable, Equatable {
        /// Since the start of the target.
        package let time: Duration
        /// `o` for output, `i` for input, `m` for a marker.
        package let kind: String
        package let text: String
    }

    static func encode(_ recording: Recording) -> [UInt8] {
        let size = recording.trial.setup.terminal ?? TerminalSize(columns: 80, rows: 24)
        var text =
            #"{"version": 2, "width": \#(size.columns), "height": \#(size.rows), "#
            + #""timestamp": \#(recording.created)}"# + "\n"
        for event in events(of: recording) {
            let time = decimal(event.time.seconds, places: 6)
            text += "[\(time), \"\(event.kind)\", \(json(event.text))]\n"
        }
        return Array(text.utf8)
    }

    /// All events in the order of their times.
    private static func events(of recording: Recording) -> [Event] {
        let observation = recording.observation
        // A terminal turns line ends into CR LF itself; a pipe does not.
        let isTerminal = recording.trial.setup.terminal != nil
        var cursors: [OutputStream: Cursor] = [
            .standardOutput: Cursor(observation.standardOutput),
            .standardError: Cursor(observation.standardError),
        ]
        var events: [Event] = []
        for chunk in observation.outputChunks {
            let raw = cursors[chunk.stream]?.next(chunk.byteCount) ?? ""
            let text = isTerminal ? raw : raw.replacing("\n", with: "\r\n")
            if !text.isEmpty { events.append(Event(time: chunk.time, kind: "o", text: text)) }
        }
        var input = Cursor(observation.inputBytes)
        for chunk in observation.inputChunks where !observation.inputBytes.isEmpty {
            let text = input.next(chunk.byteCount)
            if !text.isEmpty { events.append(Event(time: chunk.time, kind: "i", text: text)) }
        }
        events += marks(of: recording)
        let ending = "\(observation.outcome): \(recording.judgement.verdict.rawValue)"
        events.append(Event(time: observation.usage.wall, kind: "m", text: ending))
        return events.enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }.map(\.element)
    }

    /// The faults that fired, and when a resource came to its limit.
    private static func marks(of recording: Recording) -> [Event] {
        let observation = recording.observation
        var marks = observation.faults.fired.map {
            Event(time: $0.time, kind: "m", text: $0.text)
        }
        let limits = recording.trial.setup.limitsInForce
        let summary = observation.resources.summary(under: limits)
        for series in ResourceSeries.allCases {
            guard let name = summary.series[series]?.limit, let limit = limits[name],
                let peak = observation.resources.points.compactMap({ $0[series] }).max(),
                let point = observation.resources.points.first(where: { $0[series] == peak })
            else { continue }
            let text = "\(series.name) came to its limit \(name.rawValue)=\(name.text(of: limit))"
            marks.append(Event(time: point.time, kind: "m", text: text))
        }
        return marks
    }

    /// Reads the events of a cast; lines that are none are passed over, as players do.
    package static func decode(_ bytes: [UInt8]) -> [Event] {
        bytes.split(separator: 0x0a).dropFirst().compactMap { line in
            (try? JSONDecoder().decode(Line.self, from: Data(line)))?.event
        }
    }

    private struct Line: Decodable {
        let event: Event

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            let seconds = try container.decode(Double.self)
            event = Event(
                time: .nanoseconds(Int64((min(max(seconds, 0), 1e9) * 1e9).rounded())),
                kind: try container.decode(String.self), text: try container.decode(String.self))
        }
    }

    /// Hands out a stream piece by piece, holding back a character that is cut in the middle.
    private struct Cursor {
        private let bytes: [UInt8]
        private var start = 0
        private var end = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func next(_ count: Int) -> String {
            end += min(count, bytes.count - end)
            var cut = end
            if end < bytes.count {
                // At most three bytes of an unfinished UTF-8 character.
                while cut > max(start, end - 3), bytes[cut] & 0xc0 == 0x80 { cut -= 1 }
            }
            defer { start = cut }
            return String(decoding: bytes[start..<cut], as: UTF8.self)
        }
    }

    private static func json(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: result += "\\\""
            case 0x5c: result += "\\\\"
            case ..<0x20, 0x7f...0x9f:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
