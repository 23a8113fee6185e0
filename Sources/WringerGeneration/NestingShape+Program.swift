package import WringerModel

extension NestingShape {
    /// The text in which this shape is nested exactly `depth` deep, 0 or more; at 0 only its core
    /// is left. Takes neither time nor memory: nothing is written yet.
    package func text(depth: Int) -> ProgramText {
        precondition(depth >= 0, "a depth is 0 or more")
        guard !nestsAtRunTime else {
            return ProgramText([.literal(prefix), .literal(String(depth)), .literal(suffix)])
        }
        return ProgramText([
            .literal(prefix), .repeated(open, count: depth), .literal(core),
            .repeated(close, count: depth), .literal(suffix),
        ])
    }

    /// The program in which this shape is nested exactly `depth` deep; at 0 only its core is left.
    ///
    /// Takes time and memory in proportion to the size, and no stack. The size must be below
    /// 2^63 bytes: see `byteCount(depth:)`.
    package func program(depth: Int, fileExtension: String) -> Program {
        text(depth: depth).program(
            fileExtension: fileExtension, provenance: .nest(shape: name, depth: depth))
    }

    /// The size of `program(depth:fileExtension:)` in bytes, without making it; nil where it
    /// overflows. The depth is 0 or more.
    package func byteCount(depth: Int) -> Int? { text(depth: depth).byteCount }

    /// The greatest depth whose program has at most `byteCount` bytes; nil where not even the
    /// core, or one digit, fits; `Int.max` where any does.
    package func greatestDepth(within byteCount: Int) -> Int? {
        let room = byteCount - (prefix.utf8.count + core.utf8.count + suffix.utf8.count)
        guard room >= 0 else { return nil }
        guard nestsAtRunTime else { return room / (open.utf8.count + close.utf8.count) }
        guard room > 0 else { return nil }
        // The greatest number of so many digits.
        guard room < String(Int.max).utf8.count else { return .max }
        return (0..<room).reduce(1) { product, _ in product * 10 } - 1
    }
}
