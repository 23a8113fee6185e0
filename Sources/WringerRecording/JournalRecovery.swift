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
            let key = RecordingWriter.trialKey(recording.trial)
            let name = RecordingWriter.name(of: recording, key: key)
            let path = try RecordingWriter(folder: parent).write(recording, name: name)
            DurableFiles.removeTree(folder)
            return .recovered(path)
        } catch { return .failed(error) }
    }

    /// The trial as it was begun, with what had been seen of it.
    private static func read(_ folder: String) throws(RecordingError) -> Recording {
        var recording = try RecordingReader.readUnsealed(folder)
        var observation = recording.observation
        observation.standardOutput = content("stdout", folder)
        observation.standardError = content("stderr", folder)
        observation.inputBytes = content(JournalWriter.inputFile, folder)
        takePieces(content(JournalWriter.piecesFile, folder), into: &observation)
        observation.resources =
            ResourceTable.decode(wholeLines(content(ResourceTable.fileName, folder)))
            ?? ResourceTrace()
        observation.usage.wall = max(
            observation.outputChunks.last?.time ?? .zero,
            observation.resources.points.last?.time ?? .zero)
        let peak = observation.resources.points.compactMap { $0[.residentSet] }.max() ?? 0
        observation.usage.peakResidentSet = ByteCount(UInt64(peak))
        recording.observation = observation
        return recording
    }

    private static func content(_ name: String, _ folder: String) -> [UInt8] {
        (try? Files.readRegular(folder + "/" + name)) ?? []
    }

    /// The text up to its last end of line: what comes behind was being written.
    private static func wholeLines(_ text: [UInt8]) -> [UInt8] {
        guard let end = text.lastIndex(of: 0x0a) else { return [] }
        return Array(text[...end])
    }

    private static func takePieces(_ text: [UInt8], into observation: inout Observation) {
        for line in String(decoding: wholeLines(text), as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count == 3, let seconds = Double(fields[0]),
                let time = Duration(seconds: seconds), let count = Int(fields[2]), count >= 0
            else { continue }
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
