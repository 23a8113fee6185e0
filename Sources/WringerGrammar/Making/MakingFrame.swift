/// A place in a derivation whose elements are still being made.
struct MakingFrame {
    /// The next element, an index of `Grammar.links`, and the one behind the last.
    var link: Int32
    let endLink: Int32
    /// How many tokens the program may have at the end of this place.
    let limit: Int32
    /// How many rules may be inside of each other from here.
    let depth: Int32
    /// The node of the derivation that ends here; -1 for none.
    let mark: Int32
    /// How many turns of a loop are left; -1 where it is no loop.
    var turns: Int32
    /// The alternative, or what a loop repeats.
    let alternative: Int32
    /// The least precedence of a left-recursive alternative, and that of the operator that follows.
    let floor: Int32
    let ceiling: Int32
    /// Whether it is an alternative of a left-recursive rule.
    let isRecursive: Bool
}
