package import WringerGeneration
package import WringerModel

/// The shapes of a grammar under the names that commands know them by.
package struct GrammarShapes: Sendable {
    /// In the order of their rules.
    package let shapes: [GrammarShape]
    /// What was left out, and why.
    package let notes: [GrammarNote]

    /// The texts of tokens are chosen by a seed; with one seed a shape is always the same.
    private static let seed: UInt64 = 1

    /// Finds the shapes of a grammar.
    package init(_ grammar: Grammar) {
        let found = ShapeFinder(DerivationMaker(grammar, seed: Self.seed)).find()
        shapes = found.shapes.map { $0.named(NestingShape.grammarPrefix + $0.name) }
        notes = found.notes
    }

    /// Those that can stand beside the shapes of a target; what nests by the same texts as one of
    /// `known` is left out, and so is what has names that differ from level to level.
    package func nestingShapes(besides known: [NestingShape]) -> [NestingShape] {
        NestingShape.new(shapes.compactMap(\.nestingShape), besides: known)
    }

    /// The shape of a name, with or without the prefix; nil where there is none.
    package func shape(named name: String) -> GrammarShape? {
        shapes.first { $0.name == name }
            ?? shapes.first { $0.name == NestingShape.grammarPrefix + name }
    }
}

extension GrammarShape {
    fileprivate func named(_ name: String) -> GrammarShape {
        GrammarShape(
            name: name, kind: kind, path: path, prefix: prefix, open: open, core: core,
            close: close, suffix: suffix)
    }

    /// The program in which it is nested exactly `depth` deep, 0 or more, not yet written.
    package func programText(depth: Int) -> ProgramText {
        precondition(depth >= 0, "a depth is 0 or more")
        return ProgramText([
            .literal(prefix), open.levels(depth, isRising: true), .literal(core),
            close.levels(depth, isRising: false), .literal(suffix),
        ])
    }
}

extension GrammarShape.Piece {
    fileprivate func levels(_ depth: Int, isRising: Bool) -> ProgramText.Part {
        if isPlain { return .repeated(literals[0], count: depth) }
        if isRising {
            return .indexed(
                IndexedUnit(literals: literals), first: 1, count: depth, separator: [])
        }
        // Numbers that fall are written at once; names that close a level have them.
        var text: [UInt8] = []
        for level in stride(from: depth, to: 0, by: -1) { append(to: &text, level: level) }
        return .literal(text)
    }
}
