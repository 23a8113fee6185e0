import Testing
import WringerGrammar
import WringerModel

/// Reads a grammar whose main file is `G.g4`.
func read(_ text: String, start: String? = nil, files: [String: String] = [:]) throws -> Grammar {
    try GrammarReader.read("G.g4", start: start) { name in
        if name == "G.g4" { return Array(text.utf8) }
        return files[name].map { Array($0.utf8) }
    }
}

/// What is said of a grammar that cannot be used.
func refusal(_ text: String, start: String? = nil, files: [String: String] = [:]) -> String {
    do throws(GrammarError) {
        _ = try GrammarReader.read("G.g4", start: start) { name in
            name == "G.g4" ? Array(text.utf8) : files[name].map { Array($0.utf8) }
        }
        return ""
    } catch {
        return error.description
    }
}

extension Grammar {
    /// The notes, a line each.
    var told: String {
        notes.map { "\($0.severity.rawValue) \($0.description)" }.joined(separator: "\n")
    }

    /// The names of the tokens of a text that the parser sees; nil where a byte has no rule.
    func names(_ text: String) -> [String]? {
        let lexed = GrammarLexer(self).tokens(of: Array(text.utf8))
        return lexed.failure == nil ? lexed.visible.map { tokens[Int($0.type)].name } : nil
    }

    /// Programs 0 to 99 of a seed.
    func programs(tokens: Int = 40, depth: Int = 20, count: UInt64 = 100) -> [Derivation?] {
        let maker = DerivationMaker(self, seed: 7)
        let budget = DerivationBudget(tokens: tokens, depth: depth)
        return (0..<count).map { maker.derivation(number: $0, budget: budget) }
    }

    /// Their texts.
    func texts(tokens: Int = 40, depth: Int = 20, count: UInt64 = 100) -> [String] {
        programs(tokens: tokens, depth: depth, count: count).map {
            $0.map { String(decoding: $0.text, as: UTF8.self) } ?? "nothing"
        }
    }

    /// The shapes by name.
    func shapes() -> [String: GrammarShape] {
        let found = ShapeFinder(DerivationMaker(self, seed: 7)).find().shapes
        return Dictionary(found.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The texts of all shapes at a depth.
    func shapeTexts(depth: Int) -> Set<String> {
        Set(shapes().values.map { String(decoding: $0.text(depth: depth), as: UTF8.self) })
    }
}

/// A small language with operators, blocks, names and comments.
let small = """
    grammar Small;
    program : statement* EOF ;
    statement : 'let' NAME '=' expr ';' | '{' statement* '}'
        | 'if' expr statement ('else' statement)? | 'return' expr? ';' ;
    expr : expr '^'<assoc=right> expr | '-' expr | expr ('*' | '/') expr | expr ('+' | '-') expr
        | '(' expr ')' | NAME '(' (expr (',' expr)*)? ')' | NAME | NUMBER | TEXT ;
    NAME : [a-zA-Z_] [a-zA-Z_0-9]* ;
    NUMBER : [0-9]+ ('.' [0-9]+)? ;
    TEXT : '"' (~["\\\\\\r\\n] | '\\\\' .)* '"' ;
    COMMENT : '--' ~[\\n]* -> skip ;
    BLANK : [ \\t\\r\\n]+ -> channel(HIDDEN) ;
    """
