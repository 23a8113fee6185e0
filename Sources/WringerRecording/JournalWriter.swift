package import WringerModel
internal import WringerSystem

/// Records a long trial as it goes: a folder `.unfinished-…` beside the recordings, to whose files
/// is only ever appended. `JournalRecovery` makes a recording of it where Wringer ended before the
/// trial did.
package final class JournalWriter: TrialJournal {
    /// What the names of journals begin with.
    static let prefix = ".unfinished-"
    /// Pieces of output and input, a line each: seconds, `o`, `e` or `i`, and how many bytes.
    static let piecesFile = "pieces"
    /// What was typed or fed, beside the `stdin` of the trial.
    static let inputFile = "input"
    /// The faults that fired, a JSON object each line, as `recording.json` has them.
    static let firedFile = "fired"

    package let start: Duration
    package let pause: Duration
    private let recording: Recording
    private let parent: String
    private let folder: String
    private var lock = OwnedDescriptor()
    private var isOpen = false
    /// How much of each file is written.
    private var outputCount = 0
    private var errorCount = 0
    private var inputCount = 0
    private var outputPieces = 0
    private var inputPieces = 0
    private var firedCount = 0
    private var lastPoint: Duration?
    /// Why the journal could not be kept, the first time that it could not.
    package private(set) var failure: String?

    /// - Parameters:
    ///   - recording: the trial, with an observation and a judgement that say that it did not end.
    ///   - parent: where recordings are kept.
    package init(
        _ recording: Recording, in parent: String, start: Duration = .seconds(60),
        pause: Duration = .seconds(1)
    ) {
        self.recording = recording
        self.parent = parent
        self.start = start
        self.pause = pause
        folder =
            parent + "/" + Self.prefix + "\(ProcessTree.uniqueNumber)-\(recording.created)-"
            + Digest.of(Array(RecordingWriter.trialKey(recording.trial).utf8)).prefix(8)
    }

    /// Appends what is new; the first time it makes the journal.
    package func update(_ observation: Observation) {
        guard failure == nil else { return }
        do throws(SystemError) {
            if !isOpen { try open() }
            try append(observation)
        } catch { failure = "\(error)" }
    }

    /// Removes the journal.
    package func finish() {
        if isOpen { DurableFiles.removeTree(folder) }
        isOpen = false
        lock.close()
    }

    private func open() throws(SystemError) {
        try DurableFiles.createFolders(parent)
        DurableFiles.removeTree(folder)
        try DurableFiles.createFolder(folder)
        lock = try FolderLock.take(folder)
        guard lock.isOpen else {
            throw SystemError("lock", folder, ErrorNumber(16))
        }
        isOpen = true
        for (name, content) in try RecordingWriter.files(of: recording) {
            try DurableFiles.write(content, to: folder + "/" + name)
        }
        let header = ResourceTable.encode(ResourceTrace())
        try DurableFiles.write(header, to: folder + "/" + ResourceTable.fileName)
        try DurableFiles.syncFolder(folder)
    }

    private func append(_ now: Observation) throws(SystemError) {
        try append(now.standardOutput, from: &outputCount, to: "stdout")
        try append(now.standardError, from: &errorCount, to: "stderr")
        try append(now.inputBytes, from: &inputCount, to: Self.inputFile)
        // Behind the bytes that they count: a piece without its bytes would be a lie.
        var lines = ""
        for piece in now.outputChunks.dropFirst(outputPieces) {
            let letter = piece.stream == .standardOutput ? "o" : "e"
            lines += "\(piece.time.seconds) \(letter) \(piece.byteCount)\n"
        }
        for piece in now.inputChunks.dropFirst(inputPieces) {
            lines += "\(piece.time.seconds) i \(piece.byteCount)\n"
        }
        (outputPieces, inputPieces) = (now.outputChunks.count, now.inputChunks.count)
        try append(lines, to: Self.piecesFile)
        let fired = now.faults.fired.dropFirst(firedCount)
        firedCount = now.faults.fired.count
        let firedLines = fired.flatMap { RecordingJSON.line($0) }
        try append(String(decoding: firedLines, as: UTF8.self), to: Self.firedFile)
        let points = now.resources.points.filter { $0.time > lastPoint ?? .nanoseconds(-1) }
        lastPoint = points.last?.time ?? lastPoint
        try append(ResourceTable.rows(of: points), to: ResourceTable.fileName)
    }

    private func append(
        _ bytes: [UInt8], from count: inout Int, to name: String
    ) throws(SystemError) {
        guard bytes.count > count else { return }
        try DurableFiles.append(Array(bytes[count...]), to: folder + "/" + name)
        count = bytes.count
    }

    private func append(_ text: String, to name: String) throws(SystemError) {
        guard !text.isEmpty else { return }
        try DurableFiles.append(Array(text.utf8), to: folder + "/" + name)
    }
}
