internal import FoundationEssentials
internal import WringerModel
internal import WringerSystem

/// Reads recordings of every format version so far. Its twin is `RecordingWriter`.
///
/// A recording is evidence: a file that is missing, or is not what `recording.json` says, is an
/// error and never a different trial.
package enum RecordingReader {
    /// Reads the recording in a folder; its `recording.json` may be named as well.
    ///
    /// - Throws: `RecordingError` that names the file and what is wrong with it.
    package static func read(_ path: String) throws(RecordingError) -> Recording {
        let folder = path.hasSuffix("/recording.json") ? String(path.dropLast(15)) : path
        guard Files.kind(folder) == .folder else {
            throw RecordingError(path, "there is no such folder")
        }
        let document = try decode(folder + "/recording.json")
        return try recording(document, folder, isSealed: true)
    }

    /// Reads the trial of a journal, whose output has grown behind its seals.
    static func readUnsealed(_ folder: String) throws(RecordingError) -> Recording {
        let document = try decode(folder + "/recording.json")
        return try recording(document, folder, isSealed: false)
    }

    private static func decode(_ path: String) throws(RecordingError) -> RecordingDocument {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try Files.readRegular(path)
        } catch { throw RecordingError(path, "\(error)") }
        let data = Data(bytes)
        let decoder = JSONDecoder()
        do {
            let format = try decoder.decode(RecordingHead.self, from: data).format
            guard format.name == RecordingDocument.formatName else {
                throw RecordingError(path, "its format is '\(visible(format.name))', not ours")
            }
            guard format.version <= RecordingDocument.formatVersion else {
                throw RecordingError(
                    path,
                    "made by a newer Wringer: format \(format.version), and this one reads up to "
                        + "\(RecordingDocument.formatVersion); update Wringer")
            }
            guard format.version >= 1 else {
                throw RecordingError(path, "format version \(format.version) never existed")
            }
            return try decoder.decode(RecordingDocument.self, from: data)
        } catch let error as RecordingError {
            throw error
        } catch {
            throw RecordingError(path, RecordingJSON.explain(error))
        }
    }

    private static func recording(
        _ document: RecordingDocument, _ folder: String, isSealed: Bool
    ) throws(RecordingError) -> Recording {
        let part = document.trial.case
        let setup = document.trial.setup
        guard !setup.target.command.isEmpty, setup.executable.hasPrefix("/") else {
            throw RecordingError(folder + "/recording.json", "its target has no command")
        }
        let words = setup.target.command + setup.environment.flatMap { [$0.key, $0.value] }
        guard !(words + [setup.executable]).contains(where: { $0.utf8.contains(0) }) else {
            throw RecordingError(folder + "/recording.json", "a NUL in a word of its command")
        }
        let program = Program(
            bytes: try content(part.program.content, folder),
            fileExtension: part.program.fileExtension, provenance: part.program.provenance)
        guard !program.fileName.contains("/"), program.fileName == part.program.content.file else {
            throw RecordingError(
                folder + "/recording.json", "the name of its program makes no sense")
        }
        let faults = part.faults ?? FaultPlan()
        try refuse(RecordingCheck.problem(of: faults), folder)
        let trial = Trial(
            setup: setup,
            trialCase: Case(
                program: program, standardInput: try input(part.standardInput, folder),
                faults: faults))
        let seen = document.observation
        var observation = Observation(outcome: seen.outcome)
        observation.reachedStart = seen.reachedStart
        if isSealed {
            observation.standardOutput = try content(seen.standardOutput, folder)
            observation.standardError = try content(seen.standardError, folder)
            observation.resources = try resources(seen.resources, folder)
            observation.crash = try crash(seen.crash, folder)
            observation.calls = try calls(seen.calls, faults, folder)
        }
        observation.inputChunks = seen.inputTaken
        observation.usage = seen.usage
        let holdsSignal = seen.crash?.holdsFatalSignal ?? false
        observation.fatalSignal = holdsSignal ? observation.crash?.signal : seen.fatalSignal
        observation.faults = seen.faults ?? FaultReport()
        try refuse(RecordingCheck.problem(of: observation.faults, faults), folder)
        observation.stall = seen.stall
        if let stall = seen.stall { try refuse(RecordingCheck.problem(of: stall), folder) }
        observation.survivors = seen.survivors
        observation.files = seen.files
        observation.notes = seen.notes
        if let proof = document.growth { try refuse(RecordingCheck.problem(of: proof), folder) }
        return Recording(
            trial: trial, observation: observation, judgement: document.judgement,
            identity: document.identity, host: document.host, calibration: document.calibration,
            growth: document.growth, created: document.created)
    }

    private static func input(
        _ part: RecordingDocument.InputPart, _ folder: String
    ) throws(RecordingError) -> StandardInput {
        if let sealed = part.content {
            return .bytes(try content(sealed, folder), pace: part.pace)
        }
        let state: StandardInput?
        do throws(InputSyntaxError) {
            state = try StandardInput.state(part.state)
        } catch { throw RecordingError(folder + "/recording.json", error.description) }
        guard let state else {
            throw RecordingError(
                folder + "/recording.json", "unknown standard input '\(visible(part.state))'")
        }
        return state
    }

    private static func resources(
        _ part: RecordingDocument.ResourcesPart?, _ folder: String
    ) throws(RecordingError) -> ResourceTrace {
        guard let part else { return ResourceTrace() }
        guard let trace = ResourceTable.decode(try content(part.content, folder)) else {
            throw RecordingError(
                folder + "/" + part.content.file, "it is no table of resources")
        }
        return trace
    }

    private static func crash(
        _ part: RecordingDocument.CrashPart?, _ folder: String
    ) throws(RecordingError) -> CrashDetail? {
        guard let sealed = part?.content else { return nil }
        let bytes = try content(sealed, folder, limit: maximumDetail)
        let crash: CrashDetail
        do {
            crash = try JSONDecoder().decode(CrashDetail.self, from: Data(bytes))
        } catch { throw RecordingError(folder + "/" + sealed.file, RecordingJSON.explain(error)) }
        try refuse(RecordingCheck.problem(of: crash), folder, sealed.file)
        return crash
    }

    private static func calls(
        _ sealed: RecordingDocument.Sealed?, _ faults: FaultPlan, _ folder: String
    ) throws(RecordingError) -> CallTrace? {
        guard let sealed else { return nil }
        let bytes = try content(sealed, folder, limit: maximumDetail)
        let calls: CallTrace
        do throws(CallLineError) {
            calls = try CallLines.decode(bytes)
        } catch {
            throw RecordingError(folder + "/" + sealed.file, "line \(error.line): \(error.reason)")
        }
        try refuse(RecordingCheck.problem(of: calls, faults), folder, sealed.file)
        return calls
    }

    private static func refuse(
        _ problem: String?, _ folder: String, _ file: String = "recording.json"
    ) throws(RecordingError) {
        if let problem { throw RecordingError(folder + "/" + file, problem) }
    }

    /// The most of a crash and of the calls that is read.
    private static let maximumDetail = ByteCount.mebibytes(64)

    /// The content of a file of the recording, checked against its seal.
    private static func content(
        _ sealed: RecordingDocument.Sealed, _ folder: String,
        limit: ByteCount = Files.maximumReadable
    ) throws(RecordingError) -> [UInt8] {
        let path = folder + "/" + sealed.file
        guard !sealed.file.contains("/"), !sealed.file.hasPrefix(".") else {
            throw RecordingError(folder, "a file name leaves the folder: \(visible(sealed.file))")
        }
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try Files.readRegular(path, limit: limit)
        } catch { throw RecordingError(path, "\(error)") }
        guard bytes.count == sealed.bytes, Digest.of(bytes) == sealed.sha256 else {
            throw RecordingError(
                path,
                "it is not what was recorded (\(sealed.bytes) bytes, another SHA-256): it "
                    + "was cut short or edited")
        }
        return bytes
    }
}
