internal import WringerModel

/// Where most of some numbers lie.
struct Spread: Encodable, Equatable {
    let median: Double
    /// A tenth of the numbers is at most this.
    let p10: Double
    /// A tenth of the numbers is at least this.
    let p90: Double

    /// - Parameter numbers: in any order; there must be one.
    init(of numbers: [Double]) {
        let sorted = numbers.sorted()
        median = percentile(50, ofSorted: sorted)
        p10 = percentile(10, ofSorted: sorted)
        p90 = percentile(90, ofSorted: sorted)
    }
}

/// The number below which `percent` of the numbers lie, between two of them in proportion.
///
/// - Parameter sorted: in rising order; there must be one.
func percentile(_ percent: Double, ofSorted sorted: [Double]) -> Double {
    precondition(!sorted.isEmpty, "a percentile is one of some numbers")
    let place = Double(sorted.count - 1) * percent / 100
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
}

/// In which order the lanes take their turns: in each round each of them once, in another order,
/// so that what slows the machine down for a while meets all of them alike.
struct RoundPlan {
    let orders: [[Int]]

    init(lanes: Int, rounds: Int, seed: UInt64 = 1) {
        var random = RandomStream(seed: seed, stream: "rounds")
        orders = (0..<rounds).map { _ in (0..<lanes).shuffled(using: &random) }
    }
}
