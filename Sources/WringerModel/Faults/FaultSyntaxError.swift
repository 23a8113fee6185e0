/// Why a text is no fault rule.
package struct FaultSyntaxError: Error, Hashable, Sendable {
    /// The rule as it was given.
    package let rule: String
    /// The place of what is wrong, in characters of the rule, from 1; one past its end where
    /// something is missing.
    package let column: Int
    /// What is wrong and what to write instead.
    package let message: String

    package init(rule: String, column: Int, message: String) {
        self.rule = rule
        self.column = column
        self.message = message
    }
}

extension FaultSyntaxError: CustomStringConvertible {
    package var description: String {
        "--inject \"\(visible(rule))\": column \(column): \(visible(message))"
    }
}
