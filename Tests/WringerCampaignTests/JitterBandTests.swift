import Testing
import WringerCampaign
import WringerModel

/// The band in which outcomes are chance.
@Suite struct JitterBandTests {
    /// Samples a boundary whose chance to be behind it grows evenly from one depth to another.
    private func sampled(
        _ lastBefore: Int, reach: Int, greatest: Int = 1 << 20, coin: ClosedRange<Int>,
        seed: UInt64
    ) -> (band: JitterBand, asked: [Int]) {
        var random = RandomStream(seed: seed, stream: "coins")
        var sampling = JitterSampling(
            lastBefore: lastBefore, reach: reach, greatestDepth: greatest)
        var asked: [Int] = []
        while let depth = sampling.next {
            asked.append(depth)
            let width = coin.count
            sampling.note(isBefore: random.below(width) >= depth - coin.lowerBound)
        }
        return (sampling.band, asked)
    }

    @Test func `a wide coin is seen as wide, wherever the steps begin`() throws {
        for reach in [1, 127] {
            var wide = 0
            for seed in 0..<200 {
                let (band, asked) = sampled(
                    1341, reach: reach, coin: 1260...1345, seed: UInt64(seed))
                #expect(asked.count == band.runs && band.runs <= JitterSampling.maximumRuns)
                let low = try #require(band.lowestAfter)
                let high = try #require(band.highestBefore)
                #expect(low >= 1261 && high <= 1345)
                // Each run is a coin, so that a few bands come out narrow.
                if low <= 1300, high >= 1305 { wide += 1 }
            }
            #expect(wide >= 170, "reach \(reach)")
        }
    }

    @Test func `what is no coin is sharp, in few runs`() {
        let (band, asked) = sampled(200, reach: 1, coin: 200...200, seed: 1)
        #expect(band.isSharp && band.runs == 12)
        #expect(Set(asked) == [200, 201])
    }

    @Test func `no depth is asked that is none`() {
        for (last, reach) in [(0, 1), (1, 1), (2, 50), (29, 50), (30, 50)] {
            for coin in [1...1, 1...30, 30...30, 15...40, 60...90] {
                let (band, asked) = sampled(last, reach: reach, greatest: 30, coin: coin, seed: 7)
                #expect(asked.allSatisfy { (1...30).contains($0) })
                #expect(band.runs >= 1)
            }
        }
    }

    @Test func `the frames of a level tell how far to begin`() {
        #expect(JitterBand.reach(bytesPerLevel: nil) == 1)
        #expect(JitterBand.reach(bytesPerLevel: 64) == 192)
        #expect(JitterBand.reach(bytesPerLevel: 1e9) == 1)
    }
}
