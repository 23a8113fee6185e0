/// Searches the smallest value that is enough: doubles until one is, then bisects.
///
/// It works on a grid, of pages for bytes and of ones for counts, so that every step makes the
/// range smaller and the search ends.
struct FloorSearch {
    /// The page that the kernel counts memory in (getpagesize(2) on x86-64).
    private static let page: UInt64 = 4096
    /// The largest number of grid units that is tried: 2^48, far above any memory.
    private static let most: UInt64 = 1 << 48

    private let unit: UInt64
    /// The first value that is tried, in units of the grid; so are the two below.
    private let start: UInt64
    private var tooSmall: UInt64 = 0
    private var enough: UInt64?

    /// - Parameter value: where the search begins; the floor may be above or below it.
    init(from value: UInt64, isCount: Bool) {
        unit = isCount ? 1 : Self.page
        start = min(max(1, value / unit), Self.most)
    }

    /// The next value to try; nil when the search is over.
    var next: UInt64? {
        guard let enough else {
            guard tooSmall > 0 else { return start * unit }
            return tooSmall < Self.most ? tooSmall * 2 * unit : nil
        }
        // Counts are found exactly, bytes to a sixteenth.
        let step = unit == 1 ? 1 : max(1, enough / 16)
        guard enough - tooSmall > step else { return nil }
        return (tooSmall + (enough - tooSmall) / 2) * unit
    }

    /// The smallest value that is known to be enough, once the search is over.
    var floor: UInt64? { next == nil ? enough.map { $0 * unit } : nil }

    mutating func note(_ value: UInt64, isEnough: Bool) {
        if isEnough {
            enough = value / unit
        } else {
            tooSmall = value / unit
        }
    }
}
