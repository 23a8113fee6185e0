import Testing
import WringerModel

@testable import WringerRecording

/// Markers of faults and limits in `session.cast`.
@Suite struct SessionMarkerTests {
    private func markers(_ recording: Recording) -> [SessionCast.Event] {
        SessionCast.decode(SessionCast.encode(recording)).filter { $0.kind == "m" }
    }

    @Test func `a fault that fired is a marker with its coordinates`() {
        var observation = Samples.observation
        observation.faults.fired = [
            FiredFault(
                rule: 0, time: .microseconds(1200), thread: 7, call: "mmap",
                arguments: [0, 1_048_576, 3, 34, .max, 0], occurrence: 3, effect: "ENOMEM",
                error: ErrorNumber(12)),
            FiredFault(
                rule: 1, time: .milliseconds(20), thread: 7, call: "re\u{1b}ad",
                arguments: [0xffff_ff9c, 0x7fff_ffff_e000], occurrence: 1, effect: "short 1",
                error: nil),
        ]
        #expect(
            markers(Samples.recording(observation: observation)).map(\.text) == [
                "rule 1: mmap(0, 1048576, 3, …) ENOMEM, call 3",
                "rule 2: re\\x1bad(-100, 0x7fffffffe000) short 1, call 1", "SIGSEGV: crashed",
            ])
    }

    @Test func `a resource that came to its limit is a marker at its peak`() {
        var observation = Samples.observation
        observation.resources.points = [1, 250, 255, 255].enumerated().map { index, stack in
            var point = ResourcePoint(time: .milliseconds(index * 100))
            point[.stack] = stack * 1024
            return point
        }
        #expect(
            markers(Samples.recording(observation: observation)).first
                == SessionCast.Event(
                    time: .milliseconds(200), kind: "m",
                    text: "stack came to its limit stack=256K"))
    }

    @Test func `the deadline is a marker`() {
        var observation = Observation(outcome: .timedOut)
        observation.usage.wall = .seconds(10)
        #expect(
            markers(Samples.recording(observation: observation)) == [
                SessionCast.Event(time: .seconds(10), kind: "m", text: "timed out: crashed")
            ])
    }

    @Test(arguments: 0..<40)
    func `times never fall, and no fault is lost`(_ number: Int) {
        var values = RandomValues(number)
        var recording = values.recording()
        recording.observation.outputChunks = (0..<9).map { _ in
            OutputChunk(time: values.time(), stream: .standardError, byteCount: 1)
        }.sorted { $0.time < $1.time }
        let events = SessionCast.decode(SessionCast.encode(recording))
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
        let faults = events.filter { $0.text.hasPrefix("rule ") }
        #expect(faults.count == recording.observation.faults.fired.count)
        #expect(
            faults.map(\.time).sorted()
                == recording.observation.faults.fired.map(\.time).sorted())
    }
}
