/// Parses programs of any grammar that can be read.
///
/// It keeps the tables that it has made, so one is made for many programs. Nothing of it is
/// recursive: only memory bounds how deeply a program may nest, and the item limit bounds that.
package final class GrammarParser {
    /// The most items that are kept for one program where nothing else is said.
    package static let usualItemLimit = 2_000_000

    private let grammar: Grammar
    private let lexer: GrammarLexer
    /// Away while a parse has them; made when they are first needed.
    private var tables: ParseTables?
    /// How many items the last parse took.
    package private(set) var itemCount = 0

    /// A parser of a grammar.
    package convenience init(_ grammar: Grammar) {
        self.init(grammar, GrammarLexer(grammar))
    }

    /// A parser that shares the lexer of a maker.
    package convenience init(_ maker: DerivationMaker) {
        self.init(maker.grammar, maker.lexer)
    }

    private init(_ grammar: Grammar, _ lexer: GrammarLexer) {
        self.grammar = grammar
        self.lexer = lexer
    }

    /// The tree of a text, all of which must be of the rule.
    ///
    /// - Parameters:
    ///   - start: an index of `Grammar.rules`; nil for the grammar's start rule.
    ///   - itemLimit: the most items that are kept; one takes 20 bytes, and a program of a
    ///     programming language about 10 to 100 for each of its tokens.
    package func parse(
        _ text: [UInt8], start: Int? = nil, itemLimit: Int = usualItemLimit
    ) -> ParseOutcome {
        let rule = start ?? grammar.start
        let lexed = lexer.tokens(of: text)
        let tokens = lexed.visible
        var types = tokens.map(\.type)
        // What no rule matches is a token that fits nowhere.
        if lexed.failure != nil { types.append(Int32(grammar.tokens.count)) }
        types.append(0)
        // One owner at a time, else the tables would be copied when they grow.
        let known = tables ?? ParseTables(grammar)
        tables = nil
        let holding = holding(known.askedConditions, tokens, types, text)
        var run = ParseRun(
            consume known, types: types, holding: holding, limit: min(max(itemLimit, 1), 1 << 28))
        let record = run.parse(rule: rule)
        itemCount = run.items.count
        let outcome: ParseOutcome
        if let record {
            var builder = TreeBuilder(consume run, tokens)
            outcome = .tree(builder.tree(of: record, text))
            run = builder.run
        } else {
            outcome = failure(&run, rule, tokens, lexed, text)
        }
        tables = run.tables
        return outcome
    }

    private func failure(
        _ run: inout ParseRun, _ rule: Int, _ tokens: [LexedToken], _ lexed: LexedText,
        _ text: [UInt8]
    ) -> ParseOutcome {
        if run.types.count == 1, let empty = run.tables.walk.empty(rule: rule, run.holding[0]) {
            var builder = TreeBuilder(run, tokens)
            return .tree(builder.tree(ofEmpty: empty, text))
        }
        let place =
            run.position < tokens.count
            ? tokens[run.position].range.lowerBound : lexed.failure ?? text.count
        let (line, column) = Self.lineAndColumn(of: place, in: text)
        if run.isTooLarge { return .tooLarge(line: line, column: column) }
        return .refused(
            ParseRefusal(
                line: line, column: column, offset: place,
                found: found(run.position, tokens, lexed, text),
                expected: run.expectedTypes().map {
                    $0 == 0 ? "the end of the program" : grammar.tokens[Int($0)].name
                }))
    }

    private func found(
        _ position: Int, _ tokens: [LexedToken], _ lexed: LexedText, _ text: [UInt8]
    ) -> [UInt8]? {
        if position < tokens.count {
            let token = tokens[position]
            // Tokens of indentation have no text but a name.
            return token.range.isEmpty
                ? Array(grammar.tokens[Int(token.type)].name.utf8) : Array(text[token.range])
        }
        return lexed.failure.map { Array(text[$0...].prefix(decoded(text, at: $0).length)) }
    }

    // MARK: Predicates

    private func holding(
        _ asked: ParseConditions, _ tokens: [LexedToken], _ types: [Int32], _ text: [UInt8]
    ) -> [ParseConditions] {
        var result: [ParseConditions] = []
        result.reserveCapacity(types.count)
        var end = 0
        for index in types.indices {
            var holds: ParseConditions = types[index] == 0 ? .atEnd : []
            if !asked.isEmpty {
                let range = index < tokens.count ? tokens[index].range : text.count..<text.count
                let isBehindLineEnd = text[min(end, range.lowerBound)..<range.lowerBound].contains {
                    $0 == 0x0a || $0 == 0x0d
                }
                holds.insert(isBehindLineEnd ? .lineEndAhead : .noLineEnd)
                let token = text[range]
                if token.elementsEqual("}".utf8) { holds.insert(.closingBrace) }
                if !token.elementsEqual("{".utf8), !token.elementsEqual("function".utf8) {
                    holds.insert(.noBraceNorFunction)
                }
                end = range.upperBound
            }
            result.append(holds)
        }
        return result
    }

    /// Both from 1; a column counts what is no byte inside of a scalar.
    private static func lineAndColumn(of place: Int, in text: [UInt8]) -> (Int, Int) {
        let head = text[..<place]
        let start = head.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
        return (
            head.count { $0 == 0x0a } + 1, head[start...].count { $0 & 0xc0 != 0x80 } + 1
        )
    }
}
