/// A way to change a program as a tree.
package enum TreeOperator: String, CaseIterable, Hashable, Sendable {
    /// A rule is derived anew.
    case regenerate
    /// An optional part, or a few turns of a loop, are left out.
    case delete
    /// A turn of a loop is repeated.
    case replicate
    /// The turns of a loop change places.
    case shuffle
    /// A rule is replaced by the same rule inside of it.
    case hoist
    /// Two derivations of one rule change places.
    case swap
    /// A rule is replaced by one of another program.
    case splice
    /// What lies between a rule and the same rule inside of it is nested many times.
    case amplify
    /// A rule is replaced by its smallest derivation.
    case smallest
    /// A part that must be there is left out.
    case wrongDelete = "wrong-delete"
    /// A rule is replaced by another rule inside of it.
    case wrongHoist = "wrong-hoist"

    /// Whether the result is a program of the grammar.
    package var isValid: Bool { self != .wrongDelete && self != .wrongHoist }
}

/// A program that was changed as a tree.
package struct TreeMutation: Hashable, Sendable {
    package let program: [UInt8]
    package let `operator`: TreeOperator
    /// The tree of the program; nil after what the grammar does not allow.
    package let tree: Derivation?
}
