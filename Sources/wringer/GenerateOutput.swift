internal import WringerGeneration
internal import WringerModel
internal import WringerSystem

/// Writes generated programs: one to standard output, or any number to a folder.
///
/// Nothing is begun that does not fit: the sizes are known before a byte is written.
struct GenerateOutput {
    let options: GenerateCommand.Talk

    /// Writes a program to standard output, and says of it what is known on standard error.
    func print(_ program: GeneratedProgram) throws {
        let size = try program.byteCount()
        if let room = FileRoom(ofFile: 1) {
            try Self.check([size], room, "the file that is standard output")
        }
        tell(try program.facts(file: nil), to: .standardError)
        do throws(SystemError) {
            try program.text.forEachChunk { chunk throws(SystemError) in
                try ChunkedOutput.write(chunk, to: 1, "standard output")
            }
        } catch {
            // A reader that has read enough: end as every filter does, without a word.
            if error.error == .brokenPipe { WorkerSignals.endProcess(by: .pipe) }
            throw CommandFailure.harness("standard output cannot be written: \(error)")
        }
    }

    /// Writes the programs of the numbers below `count` to a folder, which is made where it is
    /// missing, each whole or not at all.
    func write(_ series: GenerateSeries, count: Int, to folder: String) throws {
        guard !folder.isEmpty else {
            throw CommandFailure.badInput("--out: the name of the folder is empty")
        }
        if let kind = Files.kind(folder), kind != .folder {
            throw CommandFailure.badInput("--out \(visible(folder)): it is no folder")
        }
        let room: FileRoom
        do throws(SystemError) {
            room = try FileRoom(inFolder: folder)
        } catch { throw CommandFailure.badInput("--out: \(error)") }
        let sizes = try (0..<count).map { try series.program($0).byteCount() }
        try Self.check(sizes, room, "--out \(visible(folder))")
        do throws(SystemError) {
            try DurableFiles.createFolders(folder)
        } catch { throw CommandFailure.badInput("--out: \(error)") }
        let width = String(count).count
        for number in 0..<count {
            let program = try series.program(number)
            let name = Self.fileName(of: program, count > 1 ? number + 1 : nil, width)
            let path = folder + "/" + name
            do throws(SystemError) {
                try Self.write(program.text, to: path)
            } catch { throw CommandFailure.harness(error.description) }
            tell(try program.facts(file: path), to: .standardOutput)
        }
        do throws(SystemError) {
            try DurableFiles.syncFolder(folder)
        } catch { throw CommandFailure.harness(error.description) }
    }

    private static func write(_ text: ProgramText, to path: String) throws(SystemError) {
        var file = try ChunkedFile(path: path)
        try text.forEachChunk { chunk throws(SystemError) in try file.append(chunk) }
        try file.publish()
    }

    private func tell(_ facts: GeneratedProgram.Facts, to stream: OutputStream) {
        guard !options.quiet else { return }
        if options.json {
            Output.write(Output.line(json: facts) + "\n", to: stream)
        } else if stream == .standardError {
            Output.error(facts.line)
        } else {
            Output.print(facts.line)
        }
    }

    /// Refuses what does not fit, naming what is there and what is needed.
    private static func check(_ sizes: [UInt64], _ room: FileRoom, _ place: String) throws {
        var total: UInt64 = 0
        for size in sizes {
            let (sum, overflows) = total.addingReportingOverflow(size)
            total = overflows ? .max : sum
        }
        let greatest = sizes.max() ?? 0
        if let limit = room.greatestFile, greatest > limit.bytes {
            throw CommandFailure.badInput(
                "\(place): the program has \(greatest) bytes, and a file of this process may have "
                    + "\(limit.bytes) (ulimit -f)")
        }
        guard total <= room.free.bytes else {
            let what = sizes.count == 1 ? "the program has" : "the programs have"
            throw CommandFailure.badInput(
                "\(place): \(what) \(total) bytes, and the disk has \(room.free.bytes) free")
        }
    }

    /// `0017-parentheses-1000.lua`, or without a number where there is one program.
    private static func fileName(
        of program: GeneratedProgram, _ number: Int?, _ width: Int
    ) -> String {
        let label = String(
            program.label.prefix(80).map { character in
                character.isLetter || character.isNumber || "-_.".contains(character)
                    ? character : "-"
            })
        var name = label
        if let number {
            let digits = String(number)
            let zeros = String(repeating: "0", count: max(0, width - digits.count))
            name = "\(zeros)\(digits)-\(label)"
        }
        return program.fileExtension.isEmpty ? name : "\(name).\(program.fileExtension)"
    }
}
