/// Searches the smallest value that is enough: doubles until one is, then bisects.
struct FloorSearch {
    private var tooSmall: UInt64
    private var enough: UInt64?
    private let isCount: Bool
    /// Doublings after which the search gives up: 2^24 times the start.
    private var doublings = 24

    init(from value: UInt64, isCount: Bool) {
        tooSmall = 0
        self.isCount = isCount
        start = max(value, isCount ? 1 : 4096)
    }

    private let start: UInt64

    /// The next value to try; nil when the search is over.
    var next: UInt64? {
        guard let enough else {
            if tooSmall == 0 { return start }
            return doublings > 0 ? tooSmall.multipliedReportingOverflow(by: 2).partialValue : nil
        }
        // A page, or a sixteenth, whichever is larger; a count exactly.
        let step = isCount ? 1 : max(4096, enough / 16)
        guard enough - tooSmall > step else { return nil }
        let middle = tooSmall + (enough - tooSmall) / 2
        return isCount ? middle : (middle + 4095) / 4096 * 4096
    }

    /// The smallest value that is known to be enough, once the search is over.
    var floor: UInt64? { next == nil ? enough : nil }

    mutating func note(_ value: UInt64, isEnough: Bool) {
        if isEnough {
            enough = value
        } else {
            tooSmall = value
            doublings -= 1
        }
    }
}
