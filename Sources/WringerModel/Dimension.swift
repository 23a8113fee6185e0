/// A family of programs that grows in one direction: `prefix`, then `unit` n times with
/// `separator` between two of them, then `suffix`. n is the size of a program of the family.
///
/// Each `{{i}}` in the unit is replaced by the number of the unit, counted from 1.
package struct Dimension: Hashable, Sendable, Codable {
    package let name: String
    package var prefix: String
    /// What is repeated; never empty.
    package let unit: String
    package var separator: String
    package var suffix: String
    /// Whether every program of the family ends by itself, given time.
    package var ends: Bool
    /// The greatest exponent of n with which its cost may grow, above 0; nil for the target's.
    package var exponent: Double?

    /// A family of bare units that end.
    package init(name: String, unit: String) {
        precondition(!unit.isEmpty, "an empty unit does not grow")
        self.name = name
        self.unit = unit
        prefix = ""
        separator = ""
        suffix = ""
        ends = true
        exponent = nil
    }

    /// The family of a shape that closes nothing, such as a chain of operators: flat text, with the
    /// depth as its size. Nil for one that closes, whose size is a depth.
    package init?(flat shape: NestingShape) {
        guard shape.close.isEmpty, !shape.open.isEmpty, !shape.open.contains("{{i}}") else {
            return nil
        }
        self.init(name: shape.name, unit: shape.open)
        prefix = shape.prefix
        suffix = shape.core + shape.suffix
    }

    /// The names that mean the same in every language, for descriptions of targets. A language has
    /// those that it can express, and others of its own.
    package static let standardNames = [
        "line", "statements", "locals", "globals", "constants", "arguments", "parameters", "cases",
        "fields", "functions", "identifier", "string", "number", "comment", "regularExpression",
        "expression",
    ]

    /// The exponent that is allowed where a target says nothing: between n log n, which no timing
    /// can tell from n, and n².
    package static let defaultExponent = 1.5
}
