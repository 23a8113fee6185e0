/// Names by which a person recognises a shape: the rule, and what opens and closes a level.
enum ShapeNames {
    static func name(rule: String, _ plan: ShapePlan, _ grammar: Grammar) -> String {
        var words: [String] = []
        for item in plan.open + plan.close {
            guard words.count < 3, let literal = grammar.tokens[Int(item.type)].literal,
                let word = word(literal), words.last != word, word != "close"
            else { continue }
            words.append(word)
        }
        let head = rule.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return words.isEmpty ? head : head + "." + words.joined(separator: "-")
    }

    /// Gives those of one name numbers, from the second on.
    static func makeUnique(_ shapes: inout [GrammarShape]) {
        var taken: Set<String> = Set()
        for index in shapes.indices {
            let shape = shapes[index]
            var name = shape.name
            var number = 1
            while !taken.insert(name).inserted {
                number += 1
                name = "\(shape.name)-\(number)"
            }
            shapes[index] = GrammarShape(
                name: name, kind: shape.kind, path: shape.path, prefix: shape.prefix,
                open: shape.open, core: shape.core, close: shape.close, suffix: shape.suffix)
        }
    }

    private static func word(_ literal: [UInt8]) -> String? {
        let isWord = literal.allSatisfy {
            ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5f
        }
        if isWord { return String(decoding: literal.prefix(12), as: UTF8.self) }
        if let known = signs[String(decoding: literal, as: UTF8.self)] { return known }
        return literal.first.flatMap { signs[String(decoding: [$0], as: UTF8.self)] }
    }

    private static let signs: [String: String] = [
        "(": "paren", ")": "close", "[": "bracket", "]": "close", "{": "brace", "}": "close",
        "+": "plus", "-": "minus", "*": "times", "/": "divide", "%": "percent", "^": "caret",
        "=": "assign", "==": "equal", "!": "not", "~": "tilde", "&": "and", "|": "or", "<": "less",
        ">": "greater", "?": "question", ":": "colon", ",": "comma", ";": "semicolon", ".": "dot",
        "..": "concat", "#": "hash", "@": "at", "$": "dollar", "'": "quote", "`": "backquote",
        "\\": "backslash", "->": "arrow", "=>": "arrow", "**": "power", "++": "increment",
        "--": "decrement", "&&": "andand", "||": "oror", "<<": "shift-left", ">>": "shift-right",
        "!=": "unequal", "<=": "at-most", ">=": "at-least", "::": "scope", "...": "dots",
    ]
}
