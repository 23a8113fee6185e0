import Foundation
import Testing
import WringerModel

@testable import WringerRecording

@Suite struct SessionCastTests {
    private func chunk(
        _ milliseconds: Int, _ stream: WringerModel.OutputStream, _ count: Int
    ) -> OutputChunk {
        OutputChunk(time: .milliseconds(milliseconds), stream: stream, byteCount: count)
    }

    private func observation(
        out: [UInt8] = [], err: [UInt8] = [], input: [UInt8] = [], chunks: [OutputChunk] = [],
        taken: [InputChunk] = []
    ) -> Observation {
        var observation = Observation(outcome: .exited(code: 0))
        observation.standardOutput = out
        observation.standardError = err
        observation.inputBytes = input
        observation.outputChunks = chunks
        observation.inputChunks = taken
        observation.usage.wall = .seconds(2)
        return observation
    }

    private func cast(_ observation: Observation, terminal: TerminalSize? = nil) -> [UInt8] {
        var setup = Samples.setup
        setup.terminal = terminal
        return SessionCast.encode(Samples.recording(setup: setup, observation: observation))
    }

    private func event(_ milliseconds: Int, _ kind: String, _ text: String) -> SessionCast.Event {
        SessionCast.Event(time: .milliseconds(milliseconds), kind: kind, text: text)
    }

    private let terminal = TerminalSize(columns: 100, rows: 30)

    @Test func `a cast has a header of asciicast version 2`() throws {
        for (size, width, height) in [(nil, 80, 24), (terminal, 100, 30)] {
            let lines = cast(observation(), terminal: size).split(separator: 0x0a)
            let header = try #require(
                JSONSerialization.jsonObject(with: Data(lines[0])) as? [String: Int])
            #expect(
                header == [
                    "version": 2, "width": width, "height": height, "timestamp": 1_700_000_000,
                ])
        }
    }

    @Test func `events are read back in the order of their times`() {
        let observation = observation(
            out: Array("abcd".utf8), err: Array("!?".utf8), input: Array("xy".utf8),
            chunks: [
                chunk(100, .standardOutput, 2), chunk(200, .standardError, 2),
                chunk(400, .standardOutput, 2),
            ],
            taken: [
                InputChunk(time: .milliseconds(150), byteCount: 1),
                InputChunk(time: .milliseconds(300), byteCount: 1),
            ])
        #expect(
            SessionCast.decode(cast(observation, terminal: terminal)) == [
                event(100, "o", "ab"), event(150, "i", "x"), event(200, "o", "!?"),
                event(300, "i", "y"), event(400, "o", "cd"), event(2000, "m", "exit 0: crashed"),
            ])
    }

    @Test func `every line is valid JSON whatever was printed`() throws {
        let hostile = Array(0...255) + Array("\"\\\u{2028}\u{1b}]0;x\u{7}\n\r\u{7f}\u{9b}".utf8)
        let bytes = cast(
            observation(
                out: hostile, err: hostile, input: hostile,
                chunks: [
                    chunk(1, .standardOutput, hostile.count), chunk(2, .standardError, 3),
                    chunk(3, .standardError, hostile.count - 3),
                ],
                taken: [InputChunk(time: .zero, byteCount: hostile.count)]))
        #expect(bytes.last == 0x0a)
        let lines = bytes.split(separator: 0x0a)
        #expect(lines.count == 6)
        for line in lines.dropFirst() {
            let event = try #require(
                JSONSerialization.jsonObject(with: Data(line)) as? [any Sendable])
            #expect(event.count == 3)
            #expect(event[0] is Double || event[0] is Int)
            #expect(["o", "i", "m"].contains(event[1] as? String))
            #expect(event[2] is String)
        }
    }

    @Test func `control characters are escaped`() {
        let bytes = cast(
            observation(
                out: Array("\u{1b}[2J\u{0}\u{7f}\u{9b}\"\\".utf8),
                chunks: [chunk(0, .standardOutput, 10)]), terminal: terminal)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#"[0.000000, "o", "\u001b[2J\u0000\u007f\u009b\"\\"]"#))
        #expect(
            !text.unicodeScalars.contains {
                $0.properties.generalCategory == .control && $0 != "\n"
            })
    }

    @Test func `a character that is cut between pieces goes with the second`() {
        let text = Array("aé😀b".utf8)
        for cut in 0...text.count {
            let observation = observation(
                out: text,
                chunks: [
                    chunk(1, .standardOutput, cut), chunk(2, .standardOutput, text.count - cut),
                ])
            let events = SessionCast.decode(cast(observation, terminal: terminal))
                .filter { $0.kind == "o" }
            #expect(events.map(\.text).joined() == "aé😀b", "cut at \(cut)")
            #expect(!events.contains { $0.text.contains("\u{fffd}") }, "cut at \(cut)")
        }
    }

    @Test func `a text in single bytes is read back whole`() {
        let text = "añ日本😀\u{301}z"
        let bytes = Array(text.utf8)
        let observation = observation(
            out: bytes, chunks: bytes.indices.map { chunk($0, .standardOutput, 1) })
        let events = SessionCast.decode(cast(observation, terminal: terminal))
        #expect(events.filter { $0.kind == "o" }.map(\.text).joined() == text)
    }

    @Test func `bytes that are no text are replaced and lose nothing after them`() {
        let bytes: [UInt8] = [0x80, 0x80, 0x80, 0x80, 0x80, 0x61, 0xc3]
        let observation = observation(
            out: bytes, chunks: bytes.indices.map { chunk($0, .standardOutput, 1) })
        let shown = SessionCast.decode(cast(observation, terminal: terminal))
            .filter { $0.kind == "o" }.map(\.text).joined()
        #expect(shown == String(repeating: "\u{fffd}", count: 5) + "a\u{fffd}")
    }

    @Test func `line ends of a pipe become those of a terminal`() {
        let observation = observation(
            out: Array("a\nb\r\n".utf8), chunks: [chunk(1, .standardOutput, 5)])
        #expect(
            SessionCast.decode(cast(observation)).first == event(1, "o", "a\r\nb\r\n"))
        #expect(
            SessionCast.decode(cast(observation, terminal: terminal)).first
                == event(1, "o", "a\nb\r\n"))
    }

    @Test func `lines that are no events are passed over`() {
        let text = """
            {"version": 2}
            [0.5, "o", "x"]
            nonsense
            [1, "o"]
            ["1", "o", "x"]
            {}

            [2.5, "i", "y"]
            """
        #expect(
            SessionCast.decode(Array(text.utf8)) == [event(500, "o", "x"), event(2500, "i", "y")])
        #expect(SessionCast.decode([]) == [])
    }

    @Test func `a time beyond all sense is bounded`() {
        let text = "{}\n[-5, \"o\", \"x\"]\n[1e300, \"o\", \"y\"]\n"
        #expect(
            SessionCast.decode(Array(text.utf8)).map(\.time) == [.zero, .seconds(1_000_000_000)])
    }
}
