/// An element of a rule, in the flat list `Grammar.nodes`.
///
/// Its children stand at `Grammar.links[first..<(first + count)]`, each with a smaller index than
/// its own, so that whatever is computed bottom up is one loop over the list.
package struct GrammarNode: Sendable {
    /// What it is; of the two kinds of rules, most occur in one only.
    package enum Kind: UInt8, Sendable {
        /// Its children one after the other; nothing where there are none. Each alternative is one.
        case sequence
        /// One of its children, which are sequences.
        case choice
        /// Its one child, or nothing.
        case optional
        /// Its one child, any number of times.
        case star
        /// Its one child, once or more.
        case plus
        /// In parser rules: the token of type `value`.
        case token
        /// In parser rules: a token whose type is in `Grammar.tokenSets[value]`.
        case tokenSet
        /// In parser rules: the parser rule `value`.
        case rule
        /// In lexer rules: a scalar of `Grammar.scalarSets[value]`.
        case characters
        /// In lexer rules: the lexer rule `value`.
        case lexerRule
        /// The end of the program, in both kinds of rules.
        case endOfFile
        /// Nothing, where a predicate holds: the raw value of a `KnownPredicate`.
        case predicate
        /// What cannot be: a reference to nothing.
        case never
    }

    package let kind: Kind
    /// Whether a repetition goes on as long as it can.
    package let isGreedy: Bool
    package let first: Int32
    package let count: Int32
    package let value: Int32
    /// The index of an alternative's traits; 0 for those of most.
    package let traits: Int32
    /// The line in its file.
    package let line: Int32

    /// Whether it repeats its child.
    package var isLoop: Bool { kind == .star || kind == .plus }
}

/// Which predicates are known by name; all others are taken to hold.
package enum KnownPredicate: Int32, Sendable {
    case unknown
    /// A line end stands before the next token.
    case lineEndAhead
    /// No line end stands before the next token.
    case noLineEnd
    /// A regular expression may begin here, where else it would be a division.
    case regularExpression
    /// The next token is a closing brace.
    case closingBrace
    /// The next token is neither `{` nor `function`.
    case noBraceNorFunction

    /// The predicate that an action's text calls.
    init(text: String) {
        let names: [(String, KnownPredicate)] = [
            ("notlineterminator", .noLineEnd), ("nolineterminator", .noLineEnd),
            ("lineterminatorahead", .lineEndAhead), ("isregexpossible", .regularExpression),
            ("regexallowed", .regularExpression), ("closebrace", .closingBrace),
            ("notopenbraceandnotfunction", .noBraceNorFunction),
        ]
        let text = text.lowercased()
        self = names.first { text.contains($0.0) }?.1 ?? .unknown
    }
}

/// What an alternative has beside its elements.
package struct AlternativeTraits: Hashable, Sendable {
    /// How often it is chosen, beside others; 0 to 1000.
    package var weight: Int32 = 10
    /// The contexts that it needs, a bit each.
    package var needs: UInt64 = 0
    /// Why no nesting shape may go through it; nil where one may.
    package var flatReason: String?
    /// Whether it is chosen only where nothing else is left: it rests on a predicate, or on the end
    /// of the program in the middle of one.
    package var isLastResort = false
    /// Its place among the alternatives of a left-recursive rule, the first one the highest; 0 in
    /// rules that are not left-recursive (Parr, Harwell, Fisher, "Adaptive LL(*) Parsing", 2014).
    package var precedence: Int32 = 0
    /// The least precedence of what may stand as its last operand.
    package var nextPrecedence: Int32 = 0
    /// The node by which it begins with its own rule; -1 where it does not.
    package var leftOperand: Int32 = -1
    /// The node by which it ends with its own rule; -1 where it does not.
    package var rightOperand: Int32 = -1

    /// Those of an alternative of which nothing is said.
    package init() {}

    /// Whether an alternative of a left-recursive rule gives a text that is read as this tree: its
    /// operator binds as tightly as the place asks for (`floor`), and its last operand does not
    /// take the operator that follows (`ceiling`, 0 for none).
    package func binds(floor: Int32, ceiling: Int32) -> Bool {
        if leftOperand >= 0, precedence < floor { return false }
        if rightOperand >= 0, nextPrecedence <= ceiling { return false }
        return true
    }
}
