internal import WringerModel

/// Something that is said about a grammar: where, and what.
package struct GrammarNote: Hashable, Sendable {
    /// How bad it is.
    package enum Severity: String, Hashable, Sendable {
        /// The grammar is used, with something left out that may cost validity.
        case note
        /// A defect of the grammar; what it is about is left out.
        case warning
        /// The grammar cannot be used.
        case error
    }

    package let severity: Severity
    /// The name of the file, as it was asked for.
    package let file: String
    /// From 1.
    package let line: Int
    /// The rule that it is about; nil where it is about the whole file.
    package let rule: String?
    /// A sentence without full stop; text of the grammar in it is escaped.
    package let text: String

    /// A note on a place of a grammar.
    package init(_ severity: Severity, file: String, line: Int, rule: String?, _ text: String) {
        self.severity = severity
        self.file = file
        self.line = line
        self.rule = rule
        self.text = text
    }

    /// `Lua.g4:12: rule stat: …`, safe to print.
    package var description: String {
        let place = "\(visible(file)):\(line): "
        return place + (rule.map { "rule \(visible($0)): " } ?? "") + text
    }
}

/// A grammar that cannot be used; at least one of the notes is an error.
package struct GrammarError: Error, Hashable, Sendable {
    package let notes: [GrammarNote]

    init(_ notes: [GrammarNote]) { self.notes = notes }

    init(file: String, line: Int, rule: String? = nil, _ text: String) {
        notes = [GrammarNote(.error, file: file, line: line, rule: rule, text)]
    }

    /// The errors, a line each, safe to print.
    package var description: String {
        notes.filter { $0.severity == .error }.map(\.description).joined(separator: "\n")
    }
}
