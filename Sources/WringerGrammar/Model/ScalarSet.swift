/// A set of Unicode scalars, as ranges in ascending order that neither overlap nor touch.
package struct ScalarSet: Hashable, Sendable {
    /// The ranges; each bound is at most 0x10ffff.
    package private(set) var ranges: [ClosedRange<UInt32>]

    /// Every scalar there is, surrogates too: they never occur in decoded text.
    package static let all = ScalarSet(sorted: [0...0x10ffff])

    /// The set of nothing.
    package static let none = ScalarSet(sorted: [])

    /// The set of these ranges, which may overlap and stand in any order.
    package init(_ ranges: [ClosedRange<UInt32>]) {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
                let upper = max(last.upperBound, range.upperBound)
                merged[merged.count - 1] = last.lowerBound...upper
            } else {
                merged.append(range)
            }
        }
        self.ranges = merged
    }

    /// The set of one scalar.
    package init(_ scalar: UInt32) { ranges = [scalar...scalar] }

    private init(sorted ranges: [ClosedRange<UInt32>]) { self.ranges = ranges }

    /// Whether nothing is in it.
    package var isEmpty: Bool { ranges.isEmpty }

    /// How many scalars are in it.
    package var count: Int { ranges.reduce(0) { $0 + Int($1.upperBound - $1.lowerBound) + 1 } }

    /// Whether a scalar is in it; by bisection.
    package func contains(_ scalar: UInt32) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= scalar
    }

    /// What is in one of both.
    package func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

    /// What is not in it.
    package var inverted: ScalarSet {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= 0x10ffff { result.append(next...0x10ffff) }
        return ScalarSet(sorted: result)
    }

    /// What is in both.
    package func intersection(_ other: ScalarSet) -> ScalarSet {
        inverted.union(other.inverted).inverted
    }

    /// The set with the other case of each letter: of ASCII always, of the rest where the set is
    /// small, as whole scripts hold both cases anyway.
    package var ignoringCase: ScalarSet {
        var added: [ClosedRange<UInt32>] = []
        for range in ranges {
            for (from, to, shift) in [(UInt32(0x41), UInt32(0x5a), 32), (0x61, 0x7a, -32)] {
                let low = max(range.lowerBound, from)
                let high = min(range.upperBound, to)
                guard low <= high else { continue }
                added.append(UInt32(Int(low) + shift)...UInt32(Int(high) + shift))
            }
            guard range.upperBound >= 0x80, range.upperBound - range.lowerBound < 1_000 else {
                continue
            }
            for value in max(range.lowerBound, 0x80)...range.upperBound {
                guard let scalar = Unicode.Scalar(value) else { continue }
                for text in [
                    scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping,
                ] {
                    let scalars = text.unicodeScalars
                    if scalars.count == 1, let other = scalars.first { added.append(other.range) }
                }
            }
        }
        return ScalarSet(ranges + added)
    }
}

extension Unicode.Scalar {
    fileprivate var range: ClosedRange<UInt32> { value...value }
}
