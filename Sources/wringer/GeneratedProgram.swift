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
            return "\(name)\(visible(provenance.description)), \(bytes) bytes, "
                + (surelyEnds ? "surely ends" : "not known to end")
        }
    }

    func facts(file: String?) throws -> Facts {
        Facts(
            file: file, bytes: try byteCount(), provenance: provenance, surelyEnds: surelyEnds)
    }
}

/// Where generated programs come from: a pure function of a number, so that any of a series can
/// be made again without the others.
protocol ProgramSource {
    /// Whether all numbers give the same program.
    var isFixed: Bool { get }
    /// The program of a number, from 0.
    func program(_ number: Int) throws -> GeneratedProgram
}

/// Shapes, at a depth that is given or drawn.
struct ShapeSource: ProgramSource {
    /// What is drawn from; at least one.
    let shapes: [NestingShape]
    let depth: Int?
    let seed: UInt64
    let fileExtension: String

    /// A drawn depth is at most this, and its program at most as large as a nest of a hunt.
    private static let greatestDrawnDepth = 1 << 20
    private static let greatestDrawnSize = 4 << 20

    var isFixed: Bool { shapes.count == 1 && depth != nil }

    func program(_ number: Int) -> GeneratedProgram {
        var random = RandomStream(seed: seed, stream: "generate", number: UInt64(number))
        let shape = random.element(of: shapes)
        let greatest = shape.greatestDepth(within: Self.greatestDrawnSize) ?? 1
        let depth =
            depth ?? random.geometric(upTo: max(1, min(greatest, Self.greatestDrawnDepth)))
        return GeneratedProgram(
            text: shape.text(depth: depth), fileExtension: fileExtension,
            provenance: .nest(shape: shape.name, depth: depth), surelyEnds: !shape.isGuess,
            label: "\(shape.name)-\(depth)")
    }
}
