internal import WringerModel

/// What comparing two outputs gave.
package enum OutputDifference: Hashable, Sendable {
    case same
    /// The first line that differs, counted from 1, and both texts, escaped.
    case differs(line: Int, expected: String, found: String)
    /// The runs to compare with differ among themselves so much that nothing is stable.
    case undecided
}

/// Compares what a run printed with one or two runs that are known to be good.
///
/// Lines that differ between two good runs are not compared; where the good runs have different
/// numbers of lines, or no line is stable, there is nothing to compare with.
package struct OutputComparison {
    private let rules: TextRules
    private let scratch: String

    /// - Parameter scratch: the folder of the worker, masked in every output.
    package init(rules: TextRules, scratch: String) {
        self.rules = rules
        self.scratch = scratch
    }

    /// Compares a run with good ones, one or more.
    package func compare(_ found: [UInt8], with good: [[UInt8]]) -> OutputDifference {
        guard let first = good.first else { return .undecided }
        if good.allSatisfy({ $0 == found }) { return .same }
        let expected = lines(first)
        var isStable = [Bool](repeating: true, count: expected.count)
        for other in good.dropFirst() {
            let others = lines(other)
            guard others.count == expected.count else { return .undecided }
            for index in expected.indices where expected[index] != others[index] {
                isStable[index] = false
            }
        }
        guard isStable.contains(true) || expected.isEmpty else { return .undecided }
        return firstDifference(lines(found), expected, isStable)
    }

    private func firstDifference(
        _ found: [String], _ expected: [String], _ isStable: [Bool]
    ) -> OutputDifference {
        for index in 0..<max(found.count, expected.count) {
            let left = index < expected.count ? expected[index] : nil
            let right = index < found.count ? found[index] : nil
            if index < expected.count, right != nil, !isStable[index] { continue }
            if left != right {
                return .differs(
                    line: index + 1, expected: left.map { visible($0, limit: 120) } ?? "(nothing)",
                    found: right.map { visible($0, limit: 120) } ?? "(nothing)")
            }
        }
        return .same
    }

    /// The lines of an output. By scalars: as a character, CR LF would be no line end. What
    /// follows the last line end counts only where there is something.
    private func lines(_ bytes: [UInt8]) -> [String] {
        var lines = rules.normalised(bytes, scratch: scratch).unicodeScalars
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
