/// The index of a node in `SourceNodes`.
typealias SourceIndex = Int32

/// A node of a rule as it stands in the file: names are not looked up yet.
struct SourceNode {
    enum Kind {
        /// One after the other; nothing where there are none. Every alternative is one.
        case sequence([SourceIndex])
        /// Alternatives in their order; all of them are sequences.
        case choice([SourceIndex])
        case repeated(SourceIndex, Repetition, isGreedy: Bool)
        case name(String)
        /// The scalars of a text in quotes, in pieces of ranges of one.
        case literal([UInt32])
        /// A set in brackets, or a range of two literals.
        case set(ScalarSet)
        case not(SourceIndex)
        case any
        case predicate(String)
    }

    enum Repetition { case optional, star, plus }

    let kind: Kind
    let line: Int32
}

/// What an alternative has beside its elements.
struct AlternativeFacts {
    var line: Int
    var isRightAssociative = false
    var commands: [SourceCommand] = []
    var annotations: [Annotation] = []
}

/// `-> name(argument)` behind an alternative of a lexer rule.
struct SourceCommand {
    let name: String
    let argument: String?
    let line: Int
}

/// The nodes of all files of a grammar. A child always has a smaller index than its parent, so that
/// every walk is a loop and none a recursion: a file may hold a million parentheses.
struct SourceNodes {
    private(set) var nodes: [SourceNode] = []
    private(set) var facts: [SourceIndex: AlternativeFacts] = [:]

    mutating func add(_ kind: SourceNode.Kind, line: Int) -> SourceIndex {
        nodes.append(SourceNode(kind: kind, line: Int32(clamping: line)))
        return SourceIndex(nodes.count - 1)
    }

    /// Adds an alternative with what it has beside its elements.
    mutating func addAlternative(_ elements: [SourceIndex], _ facts: AlternativeFacts)
        -> SourceIndex
    {
        let index = add(.sequence(elements), line: facts.line)
        if facts.isRightAssociative || !facts.commands.isEmpty || !facts.annotations.isEmpty {
            self.facts[index] = facts
        }
        return index
    }
}

/// One rule as it stands in the file.
struct SourceRule {
    let name: String
    let file: String
    let line: Int
    let isFragment: Bool
    /// The mode that it stands in; nil for a parser rule.
    let mode: String?
    let caseInsensitive: Bool?
    let root: SourceIndex
    /// The nodes of the rule; its root is the last of them.
    let nodes: Range<Int>
    let annotations: [Annotation]

    /// Names of lexer rules begin with a capital letter.
    var isLexerRule: Bool { isTokenName(name) }
}

/// Whether a name is that of a token or a lexer rule: it begins with a capital letter.
func isTokenName(_ name: String) -> Bool {
    name.unicodeScalars.first.map { $0.properties.isUppercase } ?? false
}

/// One file, read.
struct SourceGrammar {
    enum Kind { case combined, lexer, parser }

    /// A name and where it stands.
    struct Mention {
        let name: String
        let line: Int
    }

    var file: String
    var kind = Kind.combined
    var name = Mention(name: "", line: 1)
    var options: [String: Mention] = [:]
    var imports: [Mention] = []
    var tokens: [Mention] = []
    var rules: [SourceRule] = []
    var annotations: [Annotation] = []
    var notes: [GrammarNote] = []
    /// How many actions and arguments were left out, and the line of the first.
    var actionCount = 0
    var firstAction: Mention?

    var isCaseInsensitive: Bool { options["caseInsensitive"]?.name == "true" }
}
