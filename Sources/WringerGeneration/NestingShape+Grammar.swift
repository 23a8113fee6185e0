package import WringerModel

extension NestingShape {
    /// What the names of shapes begin with that were made of a grammar, so that none has the name
    /// of a shape that a person described.
    package static let grammarPrefix = "g:"

    /// Whether this shape was made of a grammar: there are many, and nobody chose them.
    package var isFromGrammar: Bool { name.hasPrefix(NestingShape.grammarPrefix) }

    /// Those of `others` that nest by other texts than these do; blanks do not count.
    package static func new(
        _ others: [NestingShape], besides known: [NestingShape]
    ) -> [NestingShape] {
        let texts = Set(known.filter { !$0.nestsAtRunTime }.map(LevelTexts.init))
        return others.filter { !texts.contains(LevelTexts($0)) }
    }
}

/// What opens and closes a level, without blanks.
private struct LevelTexts: Hashable {
    let open: [UInt8]
    let close: [UInt8]

    init(_ shape: NestingShape) {
        open = shape.open.utf8.filter { $0 > 0x20 }
        close = shape.close.utf8.filter { $0 > 0x20 }
    }
}
