/// The depths around a boundary at which the outcome is a coin where the address space is laid out
/// at random: which to try, and how far the outcomes of both sides reach into each other.
package struct JitterBand: Hashable, Sendable, Codable {
    /// The smallest depth with an outcome other than that before the boundary; nil for none seen.
    package private(set) var lowestAfter: Int?
    /// The greatest depth with the outcome before the boundary; nil for none seen.
    package private(set) var highestBefore: Int?
    /// How many trials it rests on.
    package private(set) var trialCount = 0

    package init() {}

    /// Notes one trial.
    package mutating func note(_ depth: Int, isBefore: Bool) {
        trialCount += 1
        if isBefore {
            highestBefore = max(highestBefore ?? depth, depth)
        } else {
            lowestAfter = min(lowestAfter ?? depth, depth)
        }
    }

    /// Whether an outcome of one side was seen on the other.
    package var isWide: Bool {
        guard let lowestAfter, let highestBefore else { return true }
        return lowestAfter <= highestBefore
    }

    /// Whether both sides were seen at neighbouring depths, and none on the other side.
    package var isSharp: Bool {
        guard let lowestAfter, let highestBefore else { return false }
        return lowestAfter == highestBefore + 1
    }

    /// Depths from one side to the other where the sides are apart, at most `count`, 2 or more;
    /// none where they touch or overlap.
    package func gap(count: Int) -> [Int] {
        precondition(count >= 2, "both ends are tried")
        guard let lowestAfter, let highestBefore, lowestAfter > highestBefore + 1 else { return [] }
        let width = lowestAfter - highestBefore
        return (0..<count).map { highestBefore + width * $0 / (count - 1) }
    }

    /// How many bytes of stack the layout takes or leaves at random: the kernel moves the first
    /// frame by up to 8 KiB (arch_align_stack of Linux on x86-64 and arm64), and what lies above it
    /// begins at any byte of a page.
    private static let jitter = 12 << 10

    /// How many levels on each side of a boundary may be reached, 1 or more.
    package static func reach(bytesPerLevel: Double?) -> Int {
        guard let bytesPerLevel, bytesPerLevel > 0 else { return 1 }
        return max(1, Int((Double(jitter) / bytesPerLevel).rounded(.up)))
    }

    /// `count` depths, 2 or more, spread evenly from `reach` levels before a boundary to `reach`
    /// behind it, none below 1.
    package static func depths(around lastBefore: Int, reach: Int, count: Int) -> [Int] {
        precondition(count >= 2 && reach >= 1, "both sides are tried")
        let low = max(1, lastBefore - reach + 1)
        let high = lastBefore + reach
        return (0..<count).map { low + (high - low) * $0 / (count - 1) }
    }
}
