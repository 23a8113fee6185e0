internal import WringerModel

/// Operators on lines, which in most languages hold a statement each.
enum LineOperators {
    static let all = [
        MutationOperator("repeat-line", repeatLine),
        MutationOperator("delete-line", deleteLine),
        MutationOperator("swap-lines", swapLines),
        MutationOperator("fuse-seeds", fuse),
    ]

    private static let newline = [UInt8(ascii: "\n")]

    private static func repeatLine(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.lines.isEmpty else { return nil }
        let line = random.element(of: subject.lines)
        let end = subject.bytes[line.content.upperBound..<line.range.upperBound]
        let piece = (end.isEmpty ? newline : Array(end)) + subject.bytes[line.content]
        let wanted = random.geometric(upTo: TokenOperators.greatestRepetition)
        let count = min(wanted, subject.room / piece.count)
        guard count > 0 else { return nil }
        var pieces: [UInt8] = []
        pieces.append(piece, times: count)
        return subject.inserting(pieces, at: line.content.upperBound)
    }

    private static func deleteLine(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.lines.isEmpty else { return nil }
        return subject.replacing(random.element(of: subject.lines).range, with: [])
    }

    private static func swapLines(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard subject.lines.count > 1 else { return nil }
        let (first, second) = random.pair(below: subject.lines.count)
        return subject.swapping(subject.lines[first].content, subject.lines[second].content)
    }

    /// The beginning of the program, up to the end of a line, and then another seed from the
    /// beginning of a line.
    private static func fuse(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        let donor = subject.otherSeed(using: &random)
        guard !subject.lines.isEmpty, !donor.lines.isEmpty else { return nil }
        let last = random.element(of: subject.lines)
        let start = random.element(of: donor.lines).range.lowerBound
        let separator = last.content == last.range ? newline : []
        let rest = separator + donor.bytes[start...]
        return subject.replacing(last.range.upperBound..<subject.bytes.count, with: rest)
    }
}
