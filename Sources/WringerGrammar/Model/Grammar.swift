/// A grammar with all names looked up: parser rules, lexer rules, tokens.
///
/// Both kinds of rules have their elements in `nodes`; see `GrammarNode`.
package struct Grammar: Sendable {
    package let name: String
    package let nodes: [GrammarNode]
    /// The children of all nodes.
    package let links: [Int32]
    /// What alternatives have beside elements; the first one is that of most.
    package let traits: [AlternativeTraits]
    package let rules: [ParserRule]
    /// The kinds of tokens; an index is a token type, and 0 the end of the program.
    package let tokens: [TokenKind]
    package let tokenSets: [[Int32]]
    package let scalarSets: [ScalarSet]
    package let lexerRules: [LexerRule]
    /// What the lexer tries, in the order in which it decides ties.
    package let entries: [LexerEntry]
    /// The names of the lexer's modes; it begins in the first.
    package let modes: [String]
    /// The tokens made of indentation; nil where there are none.
    package let layout: LayoutTokens?
    /// The names of kinds of names, in the order of the bits of `RuleTraits.uses`.
    package let kinds: [String]
    /// The names that exist before the program begins, by kind.
    package let knownNames: [[String]]
    /// The names of contexts, in the order of their bits.
    package let contexts: [String]
    /// The rule of a whole program, an index in `rules`.
    package let start: Int
    /// What is said about the grammar, notes and warnings, by file and line.
    package let notes: [GrammarNote]

    /// The children of a node.
    package func children(of node: Int32) -> ArraySlice<Int32> {
        let first = Int(nodes[Int(node)].first)
        return links[first..<(first + Int(nodes[Int(node)].count))]
    }

    /// The traits of an alternative.
    package func traits(of node: Int32) -> AlternativeTraits {
        traits[Int(nodes[Int(node)].traits)]
    }

    /// The alternatives of a rule: those of its choice, or its one sequence.
    package func alternatives(of rule: Int) -> ArraySlice<Int32> {
        let root = rules[rule].root
        return nodes[Int(root)].kind == .choice ? children(of: root) : [root]
    }

    /// The index of the parser rule with a name.
    package func rule(named name: String) -> Int? { rules.firstIndex { $0.name == name } }
}

/// A parser rule.
package struct ParserRule: Sendable {
    package let name: String
    package let file: String
    package let line: Int
    /// The root of its elements, a choice or a sequence; the last of `nodes`.
    package let root: Int32
    /// Its nodes in `Grammar.nodes`.
    package let nodes: Range<Int>
    package var traits: RuleTraits
    /// Whether an alternative begins with the rule itself.
    package var isLeftRecursive: Bool
}

/// What annotations say of a rule.
package struct RuleTraits: Hashable, Sendable {
    /// The kind of name that it declares; nil for none.
    package var declares: Int?
    /// Whether no name is declared twice.
    package var isUnique = false
    /// The rule at whose end the name is seen; nil for at once.
    package var seenAfter: Int?
    /// The kinds of names of which it uses one, a bit each; 0 for none.
    package var uses: UInt64 = 0
    /// Whether names declared inside are gone at its end.
    package var isScope = false
    /// The kinds of outer names that are not seen inside, a bit each.
    package var closes: UInt64 = 0
    /// The contexts that everything inside is in, a bit each.
    package var gives: UInt64 = 0
    /// The contexts that nothing inside is in any longer, a bit each.
    package var hides: UInt64 = 0

    /// Those of a rule of which nothing is said.
    package init() {}

    /// Whether nothing is said.
    package var isPlain: Bool { self == RuleTraits() }
}

/// A kind of token.
package struct TokenKind: Hashable, Sendable {
    /// The name of its rule, or the literal in quotes.
    package let name: String
    /// The one text that it can have, where its rule is a literal.
    package let literal: [UInt8]?
    /// The texts that are mostly written for it.
    package var samples: [[UInt8]] = []
    /// Whether no other text is written.
    package var hasOnlySamples = false
}

/// A lexer rule, or a fragment of one.
package struct LexerRule: Sendable {
    package let name: String
    package let file: String
    package let line: Int
    package let isFragment: Bool
    package let root: Int32
}

/// One way to begin a token: an alternative of a lexer rule, with what it commands.
package struct LexerEntry: Sendable {
    /// What becomes of the text.
    package enum Effect: UInt8, Sendable {
        /// It is a token for the parser.
        case token
        /// It is skipped, or on a channel that the parser does not see.
        case hidden
        /// The token goes on with the next entry.
        case more
    }

    /// What becomes of the stack of modes.
    package enum ModeChange: Hashable, Sendable {
        case push(Int)
        case pop
        case set(Int)
    }

    /// The index in `Grammar.lexerRules`; nil for a literal of a parser rule.
    package let rule: Int?
    package let root: Int32
    package let mode: Int
    /// The token type.
    package let type: Int32
    package let effect: Effect
    package let modeChanges: [ModeChange]
    /// The predicate that it rests on; nil for none.
    package let predicate: KnownPredicate?

    /// Applies changes to a stack of modes, which never becomes empty.
    static func change(_ modes: inout [Int], _ changes: [ModeChange]) {
        for change in changes {
            switch change {
            case .push(let mode): if modes.count < 1_000_000 { modes.append(mode) }
            case .pop: if modes.count > 1 { modes.removeLast() }
            case .set(let mode): modes[modes.count - 1] = mode
            }
        }
    }
}

/// The tokens that are made of the indentation of lines, as in Python.
package struct LayoutTokens: Hashable, Sendable {
    package let indent: Int32
    package let dedent: Int32
    package let lineEnd: Int32
}
