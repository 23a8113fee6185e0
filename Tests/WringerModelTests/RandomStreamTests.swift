import Testing
import WringerModel

/// The expected numbers come from another implementation, in Python, that gives the published
/// numbers of xoshiro256** (state 1, 2, 3, 4), SplitMix64 (state 1234567) and FNV-1a ("foobar").
@Suite struct RandomStreamTests {
    struct Known: Sendable {
        let seed: UInt64
        let stream: String
        let number: UInt64
        let words: [UInt64]
    }

    static let known = [
        Known(
            seed: 0, stream: "", number: 0,
            words: [
                0x9d7e_73b4_8d3b_7936, 0x81c2_adf3_1b4e_b398, 0xfd8e_8416_c681_7a4c,
                0x4a56_64bf_4efe_6af0,
            ]),
        Known(
            seed: 1, stream: "mutations", number: 0,
            words: [
                0x665b_3141_3cf1_cec7, 0x02c1_047f_47d8_7cae, 0xb3b4_4ff9_4ebf_9ad8,
                0x7858_e4d5_5d98_05b1,
            ]),
        Known(
            seed: 1, stream: "mutations", number: 1,
            words: [
                0x18d4_00b3_29ee_21a5, 0x8e9a_85b4_677f_cb28, 0xb1eb_e175_65e7_3f0a,
                0xdb61_6246_7993_915b,
            ]),
        Known(
            seed: .max, stream: "nests", number: 7,
            words: [
                0x245a_aaeb_11e5_447b, 0x69b1_369f_fd8d_1a1c, 0xba2f_7e5c_323c_6f67,
                0x5259_bfc6_e37f_a109,
            ]),
    ]

    @Test(arguments: known)
    func `a stream gives the same words for ever`(_ known: Known) {
        var random = RandomStream(seed: known.seed, stream: known.stream, number: known.number)
        let words = (0..<4).map { _ in random.next() }
        #expect(words == known.words)
    }

    @Test func `numbers below a bound are the same for ever`() {
        var random = RandomStream(seed: 42, stream: "test")
        let numbers = (0..<16).map { _ in random.below(10) }
        #expect(numbers == [9, 7, 3, 1, 7, 4, 6, 2, 3, 6, 2, 5, 7, 3, 1, 9])
    }

    @Test func `numbers below a bound that rejects words are the same for ever`() {
        var random = RandomStream(seed: 42, stream: "test")
        let numbers = (0..<4).map { _ in random.below(3 << 61) }
        #expect(
            numbers == [
                6_345_530_827_359_526_737, 2_465_242_480_397_316_305, 1_177_927_280_556_936_393,
                4_998_079_795_736_020_701,
            ])
    }

    @Test func `geometric numbers are the same for ever`() {
        var random = RandomStream(seed: 42, stream: "test")
        let numbers = (0..<12).map { _ in random.geometric(upTo: 2000) }
        #expect(numbers == [1708, 9, 183, 155, 26, 12, 339, 7, 931, 12, 8, 10])
    }

    @Test(arguments: [1, 2, 3, 6, 100, 1 << 20, Int.max])
    func `a geometric number lies between 1 and its maximum`(_ maximum: Int) {
        var random = RandomStream(seed: 5, stream: "test")
        var numbers: Set<Int> = []
        for _ in 0..<2000 { numbers.insert(random.geometric(upTo: maximum)) }
        #expect(numbers.allSatisfy { (1...maximum).contains($0) })
        if maximum <= 6 { #expect(numbers.count == maximum) }
    }

    @Test func `every number below a bound is about as likely`() {
        var random = RandomStream(seed: 6, stream: "test")
        var counts = [0, 0, 0, 0, 0, 0, 0]
        for _ in 0..<14_000 { counts[random.below(7)] += 1 }
        #expect(counts.allSatisfy { (1800...2200).contains($0) }, "\(counts)")
    }

    @Test func `every pair of different numbers is about as likely`() {
        var random = RandomStream(seed: 7, stream: "test")
        var counts: [Int: Int] = [:]
        for _ in 0..<12_000 {
            let pair = random.pair(below: 4)
            #expect(pair.first < pair.second)
            counts[pair.first * 4 + pair.second, default: 0] += 1
        }
        #expect(counts.count == 6)
        #expect(counts.values.allSatisfy { (1800...2200).contains($0) }, "\(counts)")
    }

    @Test func `a chance comes true in its share of cases`() {
        var random = RandomStream(seed: 8, stream: "test")
        let hits = (0..<8000).count { _ in random.chance(3, in: 4) }
        #expect((5800...6200).contains(hits))
        let never = random.chance(0, in: 4)
        let always = random.chance(4, in: 4)
        #expect(!never && always)
    }

    @Test func `a bound of 0 is our own mistake`() async {
        await #expect(processExitsWith: .failure) {
            var random = RandomStream(seed: 0, stream: "test")
            _ = random.below(0)
        }
    }
}
