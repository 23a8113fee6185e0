package import WringerModel

extension NestingShape {
    /// The program in which this shape is nested exactly `depth` deep; at 0 only its core is left.
    ///
    /// Takes time and memory in proportion to the size, and no stack. The size must be below
    /// 2^63 bytes: see `byteCount(depth:)`.
    package func program(depth: Int, fileExtension: String) -> Program {
        guard let byteCount = byteCount(depth: depth) else {
            preconditionFailure("\(name) nested \(depth) deep is too large to have a size")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCount)
        bytes.append(contentsOf: prefix.utf8)
        bytes.append(Array(open.utf8), times: depth)
        bytes.append(contentsOf: core.utf8)
        bytes.append(Array(close.utf8), times: depth)
        bytes.append(contentsOf: suffix.utf8)
        return Program(
            bytes: bytes, fileExtension: fileExtension,
            provenance: .nest(shape: name, depth: depth))
    }

    /// The size of `program(depth:fileExtension:)` in bytes, without making it; nil where it
    /// overflows. The depth is 0 or more.
    package func byteCount(depth: Int) -> Int? {
        precondition(depth >= 0, "a depth is 0 or more")
        let (repeated, overflows) = byteCountPerLevel.multipliedReportingOverflow(by: depth)
        let (total, alsoOverflows) = repeated.addingReportingOverflow(fixedByteCount)
        return overflows || alsoOverflows ? nil : total
    }

    /// The greatest depth whose program has at most `byteCount` bytes; nil where not even the
    /// core fits, `Int.max` where a level takes no bytes.
    package func greatestDepth(within byteCount: Int) -> Int? {
        guard fixedByteCount <= byteCount else { return nil }
        guard byteCountPerLevel > 0 else { return .max }
        return (byteCount - fixedByteCount) / byteCountPerLevel
    }

    private var byteCountPerLevel: Int { open.utf8.count + close.utf8.count }

    private var fixedByteCount: Int { prefix.utf8.count + core.utf8.count + suffix.utf8.count }
}

extension [UInt8] {
    /// Appends `piece` `count` times.
    mutating func append(_ piece: some Collection<UInt8>, times count: Int) {
        guard !piece.isEmpty else { return }
        reserveCapacity(self.count + piece.count * count)
        for _ in 0..<count { append(contentsOf: piece) }
    }
}
