/// How far the outcomes of both sides of a boundary were seen to reach into each other where the
/// address space is laid out at random. It says what was seen in so many runs: each is a coin.
package struct JitterBand: Hashable, Sendable, Codable {
    /// The smallest depth with an outcome other than that before the boundary; nil for none seen.
    package private(set) var lowestAfter: Int?
    /// The greatest depth with the outcome before the boundary; nil for none seen.
    package private(set) var highestBefore: Int?
    /// How many runs it rests on.
    package private(set) var runs = 0

    package init() {}

    /// Notes one run.
    package mutating func note(_ depth: Int, isBefore: Bool) {
        runs += 1
        if isBefore {
            highestBefore = max(highestBefore ?? depth, depth)
        } else {
            lowestAfter = min(lowestAfter ?? depth, depth)
        }
    }

    /// Whether both sides were seen at neighbouring depths, and none on the other side.
    package var isSharp: Bool {
        guard let lowestAfter, let highestBefore else { return false }
        return lowestAfter == highestBefore + 1
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
}

/// Chooses the depths of a band: it says which to run next, is told what came of it, and runs
/// nothing itself.
///
/// First it steps away from the boundary, each step twice as far, until some runs in a row at one
/// depth all end as they should on that side. Then it spreads runs over all between the two ends,
/// and at last over what is left between each end and the outermost surprise.
package struct JitterSampling: Sendable {
    /// So many equal outcomes in a row end the steps to one side.
    package static let runsInARow = 6
    /// The most runs in all.
    package static let maximumRuns = 72

    /// What was seen.
    package private(set) var band = JitterBand()
    /// The depth to run next; nil when there is nothing more to ask.
    package private(set) var next: Int?

    private enum Stage { case below, above, between, tails, over }

    private let lastBefore: Int
    private let greatestDepth: Int
    private let firstReach: Int
    private var stage = Stage.below
    private var reach: Int
    private var equalCount = 0
    private var low: Int
    private var high: Int
    private var queue: [Int] = []

    /// - Parameters:
    ///   - lastBefore: the last depth before the boundary with fixed addresses, 0 or more.
    ///   - reach: how many levels away from it to begin, 1 or more.
    ///   - greatestDepth: the deepest nest that may be tried.
    package init(lastBefore: Int, reach: Int, greatestDepth: Int) {
        precondition(reach >= 1 && lastBefore >= 0, "there is a place to begin")
        self.lastBefore = lastBefore
        self.greatestDepth = max(1, greatestDepth)
        firstReach = min(reach, self.greatestDepth)
        self.reach = firstReach
        low = max(1, lastBefore - firstReach + 1)
        high = min(self.greatestDepth, lastBefore + firstReach)
        next = low
    }

    /// Notes what came of the depth that was asked for.
    package mutating func note(isBefore: Bool) {
        guard let depth = next else { preconditionFailure("nothing was asked") }
        band.note(depth, isBefore: isBefore)
        next = nil
        guard band.runs < Self.maximumRuns else { return }
        switch stage {
        case .below: stepBelow(isBefore)
        case .above: stepAbove(isBefore)
        case .between, .tails, .over: takeQueued()
        }
    }

    private mutating func stepBelow(_ isBefore: Bool) {
        equalCount = isBefore ? equalCount + 1 : 0
        if !isBefore, low > 1 {
            reach = Self.doubled(reach)
            low = max(1, lastBefore - reach + 1)
        } else if equalCount >= Self.runsInARow || !isBefore {
            stage = .above
            reach = firstReach
            equalCount = 0
            next = high
            return
        }
        next = low
    }

    private mutating func stepAbove(_ isBefore: Bool) {
        equalCount = isBefore ? 0 : equalCount + 1
        if isBefore, high < greatestDepth {
            reach = Self.doubled(reach)
            high = min(greatestDepth, lastBefore + reach)
        } else if equalCount >= Self.runsInARow || isBefore {
            takeQueued()
            return
        }
        next = high
    }

    /// The next of what is spread; the stage after it where nothing is left.
    private mutating func takeQueued() {
        while queue.isEmpty {
            let left = Self.maximumRuns - band.runs
            switch stage {
            case .below, .above:
                stage = .between
                queue = Self.spread(low + 1, high - 1, left / 2)
            case .between:
                stage = .tails
                queue = Self.spread(low + 1, (band.lowestAfter ?? high) - 1, left / 2)
                queue += Self.spread((band.highestBefore ?? low) + 1, high - 1, left / 2)
            case .tails, .over:
                stage = .over
                return
            }
        }
        next = queue.removeFirst()
    }

    /// `count` depths from `first` to `last`, evenly; none where there is none between.
    private static func spread(_ first: Int, _ last: Int, _ count: Int) -> [Int] {
        guard first <= last, count >= 1 else { return [] }
        guard count > 1 else { return [first + (last - first) / 2] }
        return (0..<count).map { first + (last - first) * $0 / (count - 1) }
    }

    private static func doubled(_ reach: Int) -> Int { min(reach, 1 << 40) * 2 }
}
