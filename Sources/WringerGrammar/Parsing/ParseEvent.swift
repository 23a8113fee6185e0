/// What is passed on the way from one token or rule of a body to the next.
struct ParseEvent {
    enum Kind: UInt8 {
        /// The alternative `value` of the rule begins.
        case alternative
        /// The loop `value` begins or ends, or one of its turns.
        case openLoop, closeLoop, openTurn, closeTurn
        /// A rule that is empty here: the index of one of `ParseWalk.empties`.
        case emptyRule
        /// What follows stands behind a line end.
        case lineEnd
        /// All of the rule so far is the first operand of the alternative `value`.
        case operand
    }

    let kind: Kind
    let value: Int32
}

/// What must hold for a way to be taken, a bit each.
struct ParseConditions: OptionSet, Hashable {
    let rawValue: UInt8

    static let atEnd = Self(rawValue: 1)
    static let lineEndAhead = Self(rawValue: 2)
    static let noLineEnd = Self(rawValue: 4)
    static let closingBrace = Self(rawValue: 8)
    static let noBraceNorFunction = Self(rawValue: 16)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ predicate: KnownPredicate?) {
        switch predicate {
        case .lineEndAhead: self = .lineEndAhead
        case .noLineEnd: self = .noLineEnd
        case .closingBrace: self = .closingBrace
        case .noBraceNorFunction: self = .noBraceNorFunction
        case .unknown, .regularExpression, nil: self = []
        }
    }
}
