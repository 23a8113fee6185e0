internal import FoundationEssentials
internal import WringerModel
internal import WringerSystem

/// Makes recordings of the journals that workers left which did not live to see the end.
package enum JournalRecovery {
    /// What became of one journal.
    package enum Result: Sendable {
        /// The path of the recording.
        case recovered(String)
        /// Why it could not be; the journal stays where it is.
        case failed(RecordingError)
    }

    /// Recovers all journals beside the recordings in a folder that nobody is writing any more.
    package static func recoverAll(in parent: String) -> [Result] {
        let names = ((try? Files.list(parent)) ?? []).filter {
            $0.hasPrefix(JournalWriter.prefix)
        }
        return names.compactMap { name in
            let folder = parent + "/" + name
            guard Files.linkTarget(folder) == nil, let lock = try? FolderLock.take(folder),
                lock.isOpen
            else { return nil }
            return recover(folder, into: parent)
        }
    }

    private static func recover(_ folder: String, into parent: String) -> Result {
        do throws(RecordingError) {
            let recording = try read(folder)
            // Two unfinished sessions of one program are two.
            let key =
                RecordingWriter.trialKey(recording.trial) + "\n\(recording.created)\n"
                + Digest.of(recording.observation.inputBytes)
            let name = RecordingWriter.name(of: recording, key: key)
            guard Files.kind(parent + "/" + name) == nil else {
                throw RecordingError(folder, "its recording \(name) is there already")
            }
            let path = try RecordingWriter(folder: parent).write(recording, name: name)
            DurableFiles.removeTree(folder)
            return .recovered(path)
        } catch { return .failed(error) }
    }

    /// The trial as it was begun, with what had been seen of it.
    private static func read(_ folder: String) throws(RecordingError) -> Recording {
        let begun = try RecordingReader.readUnsealed(folder)
        guard begun.observation.outcome == .unfinished else {
            throw RecordingError(folder, "it is no journal of an unfinished trial")
        }
        var recording = Recording.unfinished(
            begun.trial, host: begun.host, created: begun.created)
        var observation = recording.observation
        observation.standardOutput = content("stdout", folder)
        observation.standardError = content("stderr", folder)
        observation.inputBytes = content(JournalWriter.inputFile, folder)
        let pieces = content(JournalWriter.piecesFile, folder, limit: maximumTable)
        takePieces(pieces, into: &observation)
        observation.faults.fired = fired(
            content(JournalWriter.firedFile, folder, limit: maximumTable),
            under: recording.trial.trialCase.faults)
        observation.resources =
            ResourceTable.decode(
                wholeLines(
                    content(ResourceTable.fileName, folder, limit: maximumTable)))
            ?? ResourceTrace()
        observation.usage.wall = max(
            observation.outputChunks.last?.time ?? .zero,
            observation.resources.points.last?.time ?? .zero)
        let peak = observation.resources.points.compactMap { $0[.residentSet] }.max() ?? 0
        observation.usage.peakResidentSet = ByteCount(UInt64(peak))
        if recording.trial.setup.terminal != nil {
            // What was typed is what a replay types.
            var trialCase = recording.trial.trialCase
            trialCase.standardInput = .bytes(
                observation.inputBytes, pace: observation.inputChunks)
            recording.trial = Trial(setup: recording.trial.setup, trialCase: trialCase)
        }
        recording.observation = observation
        return recording
    }

    /// The most of the pieces and of the points that is read: as much as a worker writes.
    private static let maximumTable = ByteCount.mebibytes(4)

    private static func content(
        _ name: String, _ folder: String, limit: ByteCount = Files.maximumReadable
    ) -> [UInt8] {
        (try? Files.readRegular(folder + "/" + name, limit: limit)) ?? []
    }

    /// The text up to its last end of line: what comes behind was being written.
    private static func wholeLines(_ text: [UInt8]) -> [UInt8] {
        guard let end = text.lastIndex(of: 0x0a) else { return [] }
        return Array(text[...end])
    }

    /// The faults that fired, as far as they make sense under the plan; how often each rule was met
    /// is not known.
    private static func fired(_ text: [UInt8], under plan: FaultPlan) -> [FiredFault] {
        var report = FaultReport()
        let lines = wholeLines(text).split(
            separator: 0x0a, maxSplits: FaultReport.maximumDescribed)
        for line in lines.prefix(FaultReport.maximumDescribed) {
            guard let fault = try? JSONDecoder().decode(FiredFault.self, from: Data(line)) else {
                break
            }
            report.fired.append(fault)
        }
        return RecordingCheck.problem(of: report, plan) == nil ? report.fired : []
    }

    /// Takes the pieces as far as their bytes are there.
    private static func takePieces(_ text: [UInt8], into observation: inout Observation) {
        var left = [
            "o": observation.standardOutput.count, "e": observation.standardError.count,
            "i": observation.inputBytes.count,
        ]
        for line in String(decoding: wholeLines(text), as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count == 3, let seconds = Double(fields[0]),
                let time = Duration(seconds: seconds), let count = Int(fields[2]), count >= 0,
                let rest = left[String(fields[1])], rest >= count
            else { continue }
            left[String(fields[1])] = rest - count
            switch fields[1] {
            case "i": observation.inputChunks.append(InputChunk(time: time, byteCount: count))
            case "o", "e":
                let stream: OutputStream = fields[1] == "o" ? .standardOutput : .standardError
                observation.outputChunks.append(
                    OutputChunk(time: time, stream: stream, byteCount: count))
            default: continue
            }
        }
    }
}
