internal import WringerGeneration
internal import WringerModel

/// A program that a source made, not yet written.
struct GeneratedProgram {
    let text: ProgramText
    let fileExtension: String
    let provenance: Provenance
    /// Whether it is certain to end by itself, however long it takes. False says only that
    /// nothing is known: a mutant may loop.
    let surelyEnds: Bool
    /// A short name for its file, without extension.
    let label: String

    init(
        text: ProgramText, fileExtension: String, provenance: Provenance, surelyEnds: Bool,
        label: String
    ) {
        self.text = text
        self.fileExtension = fileExtension
        self.provenance = provenance
        self.surelyEnds = surelyEnds
        self.label = label
    }

    /// A program that is in memory already.
    init(_ program: Program, surelyEnds: Bool, label: String) {
        self.init(
            text: ProgramText([.literal(program.bytes)]), fileExtension: program.fileExtension,
            provenance: program.provenance, surelyEnds: surelyEnds, label: label)
    }

    /// The size in bytes; a program too large to have one is bad input.
    func byteCount() throws -> UInt64 {
        guard let count = text.byteCount else {
            throw CommandFailure.badInput(
                "\(visible(provenance.description)): it would have more than \(Int.max) bytes")
        }
        return UInt64(count)
    }

    /// What is told of it.
    struct Facts: Encodable {
        let file: String?
        let bytes: UInt64
        let provenance: Provenance
        let surelyEnds: Bool

        /// One line for a person.
        var line: String {
            let name = file.map { visible($0, limit: 4096) + ": " } ?? ""
            let size = counted(Int(clamping: bytes), "byte")
            return "\(name)\(visible(provenance.description, limit: 400)), \(size), "
                + (surelyEnds ? "surely ends" : "not known to end")
        }
    }

    func facts(file: String?) throws -> Facts {
        Facts(
            file: file, bytes: try byteCount(), provenance: provenance, surelyEnds: surelyEnds)
    }
}
