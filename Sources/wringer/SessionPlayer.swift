internal import WringerModel
internal import WringerRecording
internal import WringerSystem

/// Shows `session.cast` of a recording in its own timing.
enum SessionPlayer {
    /// The output of a live terminal session is shown as it was, with its control sequences: a
    /// person has seen it before. What a target printed to a pipe is shown escaped.
    static func play(_ path: String, _ recording: Recording) throws {
        let bytes: [UInt8]
        do throws(SystemError) {
            let folder = path.hasSuffix("/recording.json") ? String(path.dropLast(15)) : path
            bytes = try Files.readRegular(folder + "/session.cast")
        } catch { throw CommandFailure.badInput("recording \(visible(path)): \(error)") }
        let isTerminal = recording.trial.setup.terminal != nil
        let events = SessionCast.decode(bytes)
        guard !events.isEmpty else {
            throw CommandFailure.badInput("recording \(visible(path)): its session.cast is damaged")
        }
        let start = Instant.now()
        for event in events {
            // A session cannot have lasted longer than its trial.
            Pause.until(start + min(event.time, recording.observation.usage.wall))
            switch event.kind {
            case "o":
                Output.write(isTerminal ? event.text : shown(event.text), to: .standardOutput)
            case "m": Output.write("\n[\(visible(event.text))]\n", to: .standardOutput)
            default: break
            }
        }
    }

    private static func shown(_ text: String) -> String {
        text.split(separator: "\r\n", omittingEmptySubsequences: false)
            .map { visible($0, limit: .max) }.joined(separator: "\n")
    }
}
