package import WringerModel
internal import WringerSystem

/// Writes recordings: to a temporary name, synced and renamed, so that one is whole or absent.
/// Its twin is `RecordingReader`.
package struct RecordingWriter: Sendable {
    /// Where recordings are kept.
    package let folder: String

    /// - Parameter folder: where recordings are kept; made with the first one.
    package init(folder: String) { self.folder = folder }

    /// Makes sure that recordings can be written, before anything is found that needs one.
    ///
    /// - Throws: `RecordingError` where the folder cannot be made or written.
    package func checkFolder() throws(RecordingError) {
        let probe = folder + "/.wringer-\(ProcessTree.uniqueNumber)"
        do throws(SystemError) {
            try DurableFiles.createFolders(folder)
            try DurableFiles.createFolder(probe)
        } catch { throw RecordingError(folder, "\(error)") }
        DurableFiles.removeTree(probe)
    }

    /// The name of a recording: the target, the verdict, and eight digits of what makes it itself.
    package static func name(of recording: Recording, key: String) -> String {
        let target = recording.trial.setup.target.name.map { character in
            character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
        }
        let digest = Digest.of(Array(key.utf8)).prefix(8)
        return "\(String(target.prefix(40)))-\(recording.judgement.verdict.rawValue)-\(digest)"
    }

    /// A key that is the same for the same trial: the conditions and the bytes that go in.
    package static func trialKey(_ trial: Trial) -> String {
        let input = inputBytes(of: trial).map(Digest.of) ?? ""
        var setup = trial.setup
        // What a worker happens to have is written down, and makes no other trial.
        setup.inheritedLimits = Limits()
        var parts = [
            Digest.of(trial.trialCase.program.bytes), trial.trialCase.standardInput.text, input,
            String(decoding: RecordingJSON.encoded(setup), as: UTF8.self),
        ]
        let faults = trial.trialCase.faults
        if !faults.isEmpty {
            parts.append(String(decoding: RecordingJSON.encoded(faults), as: UTF8.self))
        }
        return parts.joined(separator: "\n")
    }

    /// Writes a recording under a name; one of that name is replaced in one step.
    ///
    /// - Returns: its path.
    /// - Throws: `RecordingError`; then nothing of it is left, and what was there before is.
    package func write(_ recording: Recording, name: String) throws(RecordingError) -> String {
        let path = folder + "/" + name
        let temporary = folder + "/.\(name).\(ProcessTree.uniqueNumber)"
        do throws(SystemError) {
            try DurableFiles.createFolders(folder)
            DurableFiles.removeTree(temporary)
            try DurableFiles.createFolder(temporary)
            for (file, content) in try Self.files(of: recording) {
                try DurableFiles.write(content, to: temporary + "/" + file)
            }
            try DurableFiles.syncFolder(temporary)
            try DurableFiles.publish(folder: temporary, as: path)
            try DurableFiles.syncFolder(folder)
        } catch {
            DurableFiles.removeTree(temporary)
            throw RecordingError(path, "not written: \(error)")
        }
        return path
    }

    private static func inputBytes(of trial: Trial) -> [UInt8]? {
        if case .bytes(let bytes, _) = trial.trialCase.standardInput { return bytes }
        return nil
    }

    /// All files of a recording, by name.
    static func files(
        of recording: Recording
    ) throws(SystemError) -> [(name: String, content: [UInt8])] {
        let (trial, observation) = (recording.trial, recording.observation)
        let program = trial.trialCase.program
        var files: [(name: String, content: [UInt8])] = [
            (program.fileName, program.bytes),
            ("stdout", observation.standardOutput),
            ("stderr", observation.standardError),
            ("session.cast", SessionCast.encode(recording)),
        ]
        let input = inputBytes(of: trial)
        if let input { files.append(("stdin", input)) }
        var details = Details()
        if !observation.resources.isEmpty {
            details.resources = ResourceTable.encode(observation.resources)
        }
        details.crash = observation.crash.map { RecordingJSON.encoded($0) + [0x0a] }
        details.calls = observation.calls.map(CallLines.encode)
        files += details.named
        let document = document(of: recording, input: input, details)
        files.append(("recording.json", RecordingJSON.encoded(document) + [0x0a]))
        return files
    }

    /// The files that are only there where there is something to tell.
    private struct Details {
        var resources: [UInt8]?
        var crash: [UInt8]?
        var calls: [UInt8]?

        var named: [(name: String, content: [UInt8])] {
            [
                (ResourceTable.fileName, resources), (RecordingDocument.crashFile, crash),
                (CallLines.fileName, calls),
            ].compactMap { name, content in content.map { (name, $0) } }
        }
    }

    private static func document(
        of recording: Recording, input: [UInt8]?, _ details: Details
    ) -> RecordingDocument {
        let (trial, observation) = (recording.trial, recording.observation)
        let faults = trial.trialCase.faults
        let isFatal =
            observation.crash != nil && observation.crash?.signal == observation.fatalSignal
        let program = trial.trialCase.program
        var pace: [InputChunk]?
        if case .bytes(_, let recorded) = trial.trialCase.standardInput { pace = recorded }
        return RecordingDocument(
            created: recording.created, host: recording.host,
            trial: .init(
                setup: trial.setup,
                case: .init(
                    program: .init(
                        content: .init(program.fileName, program.bytes),
                        fileExtension: program.fileExtension, provenance: program.provenance),
                    standardInput: .init(
                        state: trial.trialCase.standardInput.text,
                        content: input.map { .init("stdin", $0) }, pace: pace),
                    faults: faults.isEmpty ? nil : faults)),
            identity: recording.identity, calibration: recording.calibration,
            growth: recording.growth,
            observation: .init(
                outcome: observation.outcome, reachedStart: observation.reachedStart,
                standardOutput: .init("stdout", observation.standardOutput),
                standardError: .init("stderr", observation.standardError),
                inputTaken: observation.inputChunks, usage: observation.usage,
                resources: details.resources.map {
                    .init(
                        content: .init(ResourceTable.fileName, $0),
                        summary: observation.resources.summary(under: trial.setup.limitsInForce))
                },
                fatalSignal: isFatal ? nil : observation.fatalSignal,
                crash: details.crash.map {
                    .init(
                        content: .init(RecordingDocument.crashFile, $0), holdsFatalSignal: isFatal)
                },
                faults: observation.faults.isEmpty ? nil : observation.faults,
                calls: details.calls.map { .init(CallLines.fileName, $0) },
                stall: observation.stall,
                survivors: observation.survivors, files: observation.files,
                notes: observation.notes),
            judgement: recording.judgement)
    }
}
