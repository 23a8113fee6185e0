internal import WringerModel

/// A program and what operators want to know of it, found out once.
final class MutationSeed: Sendable {
    let entry: CorpusEntry
    /// The bytes that operators change: the beginning, where the program is larger than a mutant
    /// may be.
    let bytes: [UInt8]
    /// All tokens that separate nothing.
    let words: [Token]
    let brackets: [BracketedRange]
    let lines: [Line]
    /// The tokens that are numbers.
    let numbers: [Range<Int>]
    /// Every run of decimal digits, also in strings and names: what stands there may be a count.
    let digits: [Range<Int>]
    /// What may be a width of a format: the digits, if any, right after each `%`.
    let widths: [Range<Int>]
    /// The runs of blanks.
    let blanks: [Range<Int>]

    init(_ entry: CorpusEntry, maximumByteCount: Int) {
        self.entry = entry
        var bytes = entry.program.bytes
        if bytes.count > maximumByteCount { bytes.removeLast(bytes.count - maximumByteCount) }
        self.bytes = bytes
        let tokens = Tokenizer.tokens(of: bytes)
        words = tokens.filter { !$0.kind.isSeparator }
        brackets = BracketedRange.all(in: bytes, tokens)
        lines = Line.all(in: tokens)
        numbers = tokens.compactMap { $0.kind == .number ? $0.range : nil }
        blanks = tokens.compactMap { $0.kind == .space ? $0.range : nil }
        (digits, widths) = Self.digitsAndWidths(in: bytes)
    }

    private static func digitsAndWidths(
        in bytes: [UInt8]
    ) -> (digits: [Range<Int>], widths: [Range<Int>]) {
        var (digits, widths): ([Range<Int>], [Range<Int>]) = ([], [])
        var place = 0
        while place < bytes.count {
            let followsPercent = place > 0 && bytes[place - 1] == UInt8(ascii: "%")
            guard bytes[place].isDigit || followsPercent else {
                place += 1
                continue
            }
            let start = place
            while place < bytes.count, bytes[place].isDigit { place += 1 }
            if place > start { digits.append(start..<place) }
            if followsPercent { widths.append(start..<place) }
            if place == start { place += 1 }
        }
        return (digits, widths)
    }

    /// What provenance calls it.
    var name: String { entry.nameAsParent }
}

extension CorpusEntry {
    /// What the provenance of its mutants calls it.
    package var nameAsParent: String {
        let provenance = program.provenance
        let name: String
        switch provenance {
        // Without its own operators, else names would grow from generation to generation.
        case .mutation(let seed, _, _): name = seed
        // Without its values, which are of any length.
        case .template(let template, _, _): name = "template \(template)"
        case .malformed(let seed, let kind, _): name = "\(seed) made \(kind)"
        case .grammar(let grammar, _, let number, _, _): name = "program \(number) of \(grammar)"
        case .file, .seed, .nest, .dimension, .check: return provenance.seedName
        }
        return "\(name.prefix { $0 != "~" })~\(contentHash.prefix(8))"
    }
}
