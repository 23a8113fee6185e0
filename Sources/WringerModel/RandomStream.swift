/// One of the named, separate streams of random numbers of a campaign seed.
///
/// The numbers are part of the contract: a seed in a report must mean the same trials for ever.
/// So nothing here may come from the standard library's `random` and `shuffle`, whose algorithms
/// may change between releases, and nothing is computed in floating point, whose logarithm differs
/// between libraries. The generator is xoshiro256** of Blackman and Vigna; its state comes from
/// SplitMix64, stirred with the name (as FNV-1a) and the number of the stream.
package struct RandomStream: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// Starts the stream `stream` of `seed`. The `number` separates streams of one name, as for
    /// the steps of a plan, so that one can be made without those before it.
    package init(seed: UInt64, stream: String, number: UInt64 = 0) {
        var named = SplitMix64(state: seed)
        var numbered = SplitMix64(state: named.next() ^ fnv1a(stream.utf8))
        var mixer = SplitMix64(state: numbered.next() ^ number)
        state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// The stream of a key that was itself drawn from a stream: cheaper than one with a name.
    package init(key: UInt64) {
        var mixer = SplitMix64(state: key)
        state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        let result = rotated(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, by: 45)
        return result
    }

    /// A number from 0 up to but not including `bound`, each equally likely; `bound` is above 0.
    package mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "a random number needs a bound above 0")
        // Lemire's method: the high half of a product is the number; the few low halves that
        // would make some numbers likelier than others are drawn again.
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        // The remainder is smaller than the bound: mostly it need not be divided for.
        if product.low < bound {
            let rejected = (0 &- bound) % bound
            while product.low < rejected { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }

    /// True in `numerator` of `denominator` cases.
    package mutating func chance(_ numerator: Int, in denominator: Int) -> Bool {
        below(denominator) < numerator
    }

    /// One of `elements`, each equally likely; there must be one.
    package mutating func element<Elements: RandomAccessCollection>(
        of elements: Elements
    ) -> Elements.Element {
        let offset = below(elements.count)
        return elements[elements.index(elements.startIndex, offsetBy: offset)]
    }

    /// A number from 1 to `maximum`, each doubling equally likely (the last may be cut short): as
    /// often 1 as anything between 512 and 1,023. `maximum` is above 0.
    package mutating func geometric(upTo maximum: Int) -> Int {
        precondition(maximum > 0, "a geometric number needs a maximum above 0")
        let doublings = Int.bitWidth - maximum.leadingZeroBitCount
        let low = 1 << below(doublings)
        let width = min(low, maximum - low + 1)
        return low + below(width)
    }

    /// Two different numbers below `bound`, the smaller first; `bound` is above 1.
    package mutating func pair(below bound: Int) -> (first: Int, second: Int) {
        let one = below(bound)
        let other = below(bound - 1)
        return other < one ? (other, one) : (one, other + 1)
    }
}

private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

private func rotated(_ word: UInt64, by count: UInt64) -> UInt64 {
    (word << count) | (word >> (64 - count))
}

private func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
}
