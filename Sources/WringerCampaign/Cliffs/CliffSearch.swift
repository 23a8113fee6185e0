/// Searches every depth at which what becomes of a nest changes: it says which depth to try next,
/// is told what came of it, and runs nothing itself.
///
/// First a probe upwards by doublings, to the greatest depth. Then every interval whose ends differ
/// is cut in halves until its ends are neighbours; a middle that is like neither end makes two such
/// intervals of one. At last a few middles between equal ends are tried, since nothing says that
/// outcomes are monotone in depth: a parser that dies at a great depth hides a destructor that dies
/// at a smaller one.
package struct CliffSearch<Class: Hashable & Sendable>: Sendable {
    /// One depth and what came of it.
    package struct Point: Hashable, Sendable {
        package let depth: Int
        package let outcome: Class
        /// Whether there was no end in time.
        package let isSlow: Bool
    }

    /// Two depths between which the outcome changes.
    package struct Boundary: Hashable, Sendable {
        package let before: Point
        package let after: Point

        /// Whether nothing lies between the two.
        package var isExact: Bool { after.depth == before.depth + 1 }
    }

    /// Why nothing is asked any more.
    package enum End: Hashable, Sendable {
        /// All was probed up to the greatest depth.
        case complete
        /// Two probes in a row had no end in time, and deeper ones would have none either.
        case slow
        /// So many outcomes that not every boundary could be cut down to neighbours.
        case tooMany
    }

    /// The most depths that are tried: twenty probes, and ten boundaries to be cut down.
    package static var maximumCount: Int { 300 }
    /// The most middles between equal ends.
    private static var maximumCheckCount: Int { 8 }
    /// Probes without an end in time after which no deeper one is made.
    private static var patience: Int { 2 }
    /// A boundary of time is not sharp: it is found to this share of its depth.
    private static var slowShare: Int { 8 }

    /// The depth to try next; nil when the search is over.
    package private(set) var next: Int?
    /// What is known, by depth.
    package private(set) var points: [Point] = []
    /// Why the search is over; nil while it is not.
    package private(set) var end: End?

    private let greatestDepth: Int
    private var probes: [Int]
    private var slowInARow = 0
    private var isProbing = true
    /// Middles between equal ends that are still to be tried; nil before they were chosen.
    private var checks: [Int]?

    /// - Parameter greatestDepth: the deepest nest that may be tried, 1 or more.
    package init(greatestDepth: Int) {
        precondition(greatestDepth >= 1, "there is a depth to try")
        self.greatestDepth = greatestDepth
        var depths: [Int] = []
        var depth = 1
        while depth < greatestDepth {
            depths.append(depth)
            let (double, overflows) = depth.multipliedReportingOverflow(by: 2)
            depth = overflows ? greatestDepth : double
        }
        probes = (depths + [greatestDepth]).reversed()
        next = probes.popLast()
    }

    /// Notes what came of the depth that was asked for.
    ///
    /// - Parameter isSlow: whether there was no end in time; such a boundary is not cut down to
    ///   neighbours, since each further try takes all the time that a trial has.
    package mutating func note(_ outcome: Class, isSlow: Bool = false) {
        guard let depth = next else { preconditionFailure("nothing was asked") }
        let point = Point(depth: depth, outcome: outcome, isSlow: isSlow)
        let place = points.firstIndex { $0.depth > depth } ?? points.count
        points.insert(point, at: place)
        if isProbing { slowInARow = isSlow ? slowInARow + 1 : 0 }
        advance()
    }

    private mutating func advance() {
        next = nil
        if isProbing, slowInARow < Self.patience, let probe = probes.popLast() {
            next = probe
            return
        }
        isProbing = false
        let isSlow = slowInARow >= Self.patience && !probes.isEmpty
        guard let middle = openMiddle ?? nextCheck() else {
            end = isSlow ? .slow : .complete
            return
        }
        guard points.count < Self.maximumCount else {
            // An interval that is left open is a gap in the answer; a check that is left out not.
            end = openMiddle != nil ? .tooMany : isSlow ? .slow : .complete
            return
        }
        next = middle
    }

    /// The middle of the first interval whose ends differ and are not close enough.
    private var openMiddle: Int? {
        for (before, after) in zip(points, points.dropFirst()) where before.outcome != after.outcome
        {
            let gap = after.depth - before.depth
            let isTimed = before.isSlow || after.isSlow
            let enough = isTimed ? max(1, before.depth / Self.slowShare) : 1
            if gap > enough { return before.depth + gap / 2 }
        }
        return nil
    }

    private mutating func nextCheck() -> Int? {
        var rest = checks ?? chosenChecks()
        let check = rest.popLast()
        checks = rest
        return check
    }

    /// Middles of intervals with equal ends, the widest by ratio, spread over all depths.
    private func chosenChecks() -> [Int] {
        let middles: [Int] = zip(points, points.dropFirst()).compactMap { before, after in
            let gap = after.depth - before.depth
            guard before.outcome == after.outcome, !before.isSlow, gap * 2 >= before.depth, gap > 1
            else { return nil }
            return before.depth + gap / 2
        }
        guard middles.count > Self.maximumCheckCount else { return middles.reversed() }
        return (0..<Self.maximumCheckCount).map { number in
            middles[number * (middles.count - 1) / (Self.maximumCheckCount - 1)]
        }.reversed()
    }

    /// Every change that is known, by depth. While the search goes on they are not exact.
    package var boundaries: [Boundary] {
        zip(points, points.dropFirst()).compactMap { before, after in
            before.outcome == after.outcome ? nil : Boundary(before: before, after: after)
        }
    }

    /// Whether no outcome comes again at a greater depth, another one being between.
    package var isMonotone: Bool {
        let runs = points.prefix(1).map(\.outcome) + boundaries.map(\.after.outcome)
        return Set(runs).count == runs.count
    }

    /// The greatest depth that was tried; 0 before the first.
    package var searchedDepth: Int { points.last?.depth ?? 0 }
}
