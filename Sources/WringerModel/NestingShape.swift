/// Something that can be nested to an exact depth. There are two ways, and which one it is shows
/// in `open`:
///
/// - *In the text*: `prefix`, then `open` N times, `core`, `close` N times, `suffix`. The depth is
///   that of what the parser reads, as of `((1))`. A flat chain, as `1 + 1 + 1`, has no `close`.
/// - *At run time*: `open` is empty, as are `core` and `close`, and the depth stands as a decimal
///   number between `prefix` and `suffix`, as in `f(1000)`. The program recurses, or builds its
///   value, that deep when it runs; its text stays small at any depth. As far as the language
///   can, it prints the depth that it reached, so that it can be checked from outside.
package struct NestingShape: Hashable, Sendable, Codable {
    package let name: String
    package let prefix: String
    package let open: String
    package let core: String
    package let close: String
    package let suffix: String

    /// A shape that nests in the text, or at run time where `open` is empty; `core` and `close`
    /// are then empty too.
    package init(
        name: String, prefix: String, open: String, core: String, close: String, suffix: String
    ) {
        self.name = name
        self.prefix = prefix
        self.open = open
        self.core = core
        self.close = close
        self.suffix = suffix
    }

    /// Whether the depth is a number in the text, reached when the program runs.
    package var nestsAtRunTime: Bool { open.isEmpty }
}
