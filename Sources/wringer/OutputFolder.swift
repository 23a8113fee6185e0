internal import WringerGeneration
internal import WringerModel
internal import WringerSystem

/// What a folder held before programs are written to it: a program that is there with the same
/// bytes may be written again, and nothing else is lost or mixed with.
struct OutputFolder {
    private let path: String
    /// The names that no program had so far. Hidden files do not count.
    private var others: Set<String> = []

    init(_ path: String) throws {
        self.path = path
        guard Files.kind(path) != nil else { return }
        do throws(SystemError) {
            others = Set(try Files.list(path).filter { !$0.hasPrefix(".") })
        } catch { throw CommandFailure.badInput("--out: \(error)") }
    }

    /// Refuses a program whose name another one has.
    mutating func check(_ program: GeneratedProgram, named name: String) throws {
        guard others.remove(name) != nil else { return }
        let file = path + "/" + name
        let isSame: Bool
        do throws(SystemError) {
            isSame = try Self.holds(file, program.text)
        } catch { throw CommandFailure.badInput("--out: \(error)") }
        guard isSame else {
            throw CommandFailure.badInput(
                "--out \(visible(path)): \(visible(name)) is there already, and is another "
                    + "program; name a new folder")
        }
    }

    /// Refuses a folder with files that are none of the programs that were checked.
    func checkThatNothingElseIsThere() throws {
        guard let other = others.min() else { return }
        throw CommandFailure.badInput(
            "--out \(visible(path)): it holds \(visible(other)), which is none of these programs; "
                + "name a new or an empty folder")
    }

    /// Whether a file holds a text, byte for byte.
    private static func holds(_ file: String, _ text: ProgramText) throws(SystemError) -> Bool {
        guard Files.kind(file) == .regular, let size = Files.size(file), let count = text.byteCount,
            size.bytes == UInt64(count)
        else { return false }
        var reader = try FileReader(file)
        var isSame = true
        try text.forEachChunk { chunk throws(SystemError) in
            guard isSame else { return }
            isSame = try reader.next(chunk.count) == chunk
        }
        return isSame
    }
}
