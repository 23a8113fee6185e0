internal import FoundationEssentials
internal import WringerModel

/// `syscalls.jsonl`: the traced calls of a second run, a JSON object a line. The first line says
/// how that run ended, how many calls it made and which of them failed, and the stack at its first
/// fault; then come its last calls, in the order in which they returned.
enum CallLines {
    /// The name of the file in a recording.
    static let fileName = "syscalls.jsonl"

    /// The first line.
    private struct Head: Codable {
        let outcome: Outcome
        let callCount: Int
        let failures: [CallFailures]
        let stackAtFault: StackTrace?
        @InSeconds var fatalTime: Duration?
    }

    static func encode(_ trace: CallTrace) -> [UInt8] {
        let head = Head(
            outcome: trace.outcome, callCount: trace.callCount, failures: trace.failures,
            stackAtFault: trace.stackAtFault, fatalTime: trace.fatalTime)
        return RecordingJSON.line(head) + trace.calls.flatMap { RecordingJSON.line($0) }
    }

    /// Reads what `encode` wrote.
    ///
    /// - Throws: `CallLineError` that names the line.
    static func decode(_ bytes: [UInt8]) throws(CallLineError) -> CallTrace {
        let lines = bytes.split(separator: 0x0a, maxSplits: CallTrace.maximumCallCount + 1)
        guard let first = lines.first else { throw CallLineError(line: 1, reason: "it is empty") }
        guard lines.count <= CallTrace.maximumCallCount + 1 else {
            throw CallLineError(
                line: lines.count, reason: "more than \(CallTrace.maximumCallCount) calls")
        }
        let head = try value(Head.self, first, 1)
        var trace = CallTrace(outcome: head.outcome)
        trace.callCount = head.callCount
        trace.failures = head.failures
        trace.stackAtFault = head.stackAtFault
        trace.fatalTime = head.fatalTime
        for (index, line) in lines.dropFirst().enumerated() {
            trace.calls.append(try value(TracedCall.self, line, index + 2))
        }
        return trace
    }

    private static func value<Value: Decodable>(
        _ type: Value.Type, _ line: ArraySlice<UInt8>, _ number: Int
    ) throws(CallLineError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(line))
        } catch { throw CallLineError(line: number, reason: RecordingJSON.explain(error)) }
    }
}

/// Which line of the calls is wrong, and how.
struct CallLineError: Error {
    /// From 1.
    let line: Int
    let reason: String
}
