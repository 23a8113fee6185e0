package import WringerModel

/// A program as a recipe: a list of parts that is turned into bytes piece by piece.
///
/// A program of 1 GiB takes no more memory than its parts and a chunk, and its size is known
/// before a byte of it is made.
package struct ProgramText: Hashable, Sendable {
    /// A piece of the text.
    package enum Part: Hashable, Sendable {
        /// Bytes as they are.
        case literal([UInt8])
        /// Bytes written `count` times, 0 or more.
        case repeated([UInt8], count: Int)
        /// A unit written `count` times, 0 or more, each time with the next index, from `first` on,
        /// 0 or more; the separator stands between two units.
        case indexed(IndexedUnit, first: Int, count: Int, separator: [UInt8])
    }

    /// In the order of the text.
    package let parts: [Part]

    /// The text of these parts in their order.
    package init(_ parts: [Part]) {
        for part in parts {
            switch part {
            case .literal: break
            case .repeated(_, let count):
                precondition(count >= 0, "nothing is written less than no times")
            case .indexed(_, let first, let count, _):
                precondition(first >= 0 && count >= 0, "indices and counts are 0 or more")
                precondition(first <= Int.max - count, "the last index is a number")
            }
        }
        self.parts = parts
    }

    /// The size in bytes, found without making the text; nil where it is above `Int.max`.
    package var byteCount: Int? {
        var total: Int? = 0
        for part in parts { total = sum(total, part.byteCount) }
        return total
    }

    /// The whole text in memory. It must be small enough for that: see `byteCount`.
    package var bytes: [UInt8] {
        guard let byteCount else { preconditionFailure("the text is too large to have a size") }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCount)
        forEachChunk { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// The whole text as a program.
    package func program(fileExtension: String, provenance: Provenance) -> Program {
        Program(bytes: bytes, fileExtension: fileExtension, provenance: provenance)
    }

    /// Gives the text piece by piece, in order, in chunks of about 64 KiB; none of them is empty.
    ///
    /// Takes the memory of a few chunks beside that of the longest part, and no stack.
    ///
    /// - Throws: what `sink` throws, at once.
    package func forEachChunk<Failure: Error>(
        _ sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var buffer = ChunkBuffer()
        for part in parts {
            switch part {
            case .literal(let bytes): try buffer.append(bytes[...], sink)
            case .repeated(let piece, let count): try buffer.append(piece, times: count, sink)
            case .indexed(let unit, let first, let count, let separator):
                guard count > 0 else { continue }
                try unit.followed(by: separator)
                    .write(first..<(first + count - 1), to: &buffer, sink)
                try unit.write(
                    (first + count - 1)..<(first + count), to: &buffer, sink)
            }
        }
        try buffer.flush(sink)
    }
}

extension ProgramText.Part {
    /// The bytes of a text as they are.
    package static func literal(_ text: String) -> ProgramText.Part { .literal(Array(text.utf8)) }

    /// A text written `count` times.
    package static func repeated(_ text: String, count: Int) -> ProgramText.Part {
        .repeated(Array(text.utf8), count: count)
    }

    /// The size in bytes; nil where it is above `Int.max`.
    fileprivate var byteCount: Int? {
        switch self {
        case .literal(let bytes): return bytes.count
        case .repeated(let piece, let count): return product(piece.count, count)
        case .indexed(let unit, let first, let count, let separator):
            let fixed = product(unit.fixedByteCount, count)
            let between = product(separator.count, max(0, count - 1))
            let digits = product(decimalDigitCount(of: first..<(first + count)), unit.placeCount)
            return sum(sum(fixed, between), digits)
        }
    }
}

private func sum(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return nil }
    let (result, overflows) = left.addingReportingOverflow(right)
    return overflows ? nil : result
}

private func product(_ left: Int?, _ right: Int) -> Int? {
    guard let left else { return nil }
    let (result, overflows) = left.multipliedReportingOverflow(by: right)
    return overflows ? nil : result
}

/// How many decimal digits all numbers of a range take together; nil where it overflows.
private func decimalDigitCount(of range: Range<Int>) -> Int? {
    var total: Int? = 0
    var start = range.lowerBound
    var width = 1
    // The first number that has a digit more; nil where no `Int` does.
    var end: Int? = 10
    while start < range.upperBound {
        let last = min(end ?? .max, range.upperBound)
        if last > start {
            total = sum(total, product(last - start, width))
            start = last
        }
        width += 1
        end = product(end, 10)
    }
    return total
}
