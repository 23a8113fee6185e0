package import WringerModel

extension Dimension {
    /// The largest program that is made in one piece, in bytes.
    package static let maximumByteCount = 1 << 30

    /// The program of `size` units, as parts: it is streamed, and takes no memory to speak of. The
    /// size is 0 or more.
    package func text(size: Int) -> ProgramText {
        precondition(size >= 0, "a size is 0 or more")
        let unit = IndexedUnit(self.unit)
        let separator = Array(self.separator.utf8)
        return ProgramText([
            .literal(prefix), .indexed(unit, first: 1, count: size, separator: separator),
            .literal(suffix),
        ])
    }

    /// The program of `size` units in memory. It must be small enough for that: see
    /// `text(size:)`, which can tell its size in bytes.
    package func program(size: Int, fileExtension: String) -> Program {
        text(size: size).program(
            fileExtension: fileExtension, provenance: .dimension(name: name, size: size))
    }

    /// The greatest size whose program has at most `byteCount` bytes; nil where not one unit fits.
    package func greatestSize(within byteCount: Int) -> Int? {
        func fits(_ size: Int) -> Bool {
            text(size: size).byteCount.map { $0 <= byteCount } ?? false
        }
        guard fits(1) else { return nil }
        // A unit has a byte at least: no size above the count of bytes fits.
        var (fitting, tooLarge) = (1, byteCount + 1)
        while tooLarge - fitting > 1 {
            let middle = fitting + (tooLarge - fitting) / 2
            if fits(middle) { fitting = middle } else { tooLarge = middle }
        }
        return fitting
    }
}

extension Dimension {
    /// What can be made without knowing the language: the smallest seed behind blank lines and
    /// before them, and again and again.
    ///
    /// Seeds end, so that these programs do. A language in which the same text cannot stand twice
    /// refuses the second one: whoever uses these runs a small one first.
    package static func made(of seeds: [Program]) -> [Dimension] {
        let texts = seeds.compactMap { String(validating: $0.bytes, as: UTF8.self) }
            .filter { !$0.isEmpty && !$0.contains("{{i}}") }
        guard let text = texts.min(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) else {
            return []
        }
        var blankLines = Dimension(name: "blankLines", unit: "\n")
        blankLines.suffix = text
        var blanks = Dimension(name: "line", unit: " ")
        blanks.prefix = text + (text.hasSuffix("\n") ? "" : "\n")
        blanks.suffix = "\n"
        var statements = Dimension(name: "statements", unit: text)
        statements.separator = "\n"
        return [blanks, blankLines, statements]
    }
}
