import Testing
import WringerCampaign
import WringerModel

/// The stack that a level takes.
@Suite struct StackLawTests {
    private func samples(_ pairs: [(UInt64, Int)]) -> [StackLaw.Sample] {
        pairs.map { StackLaw.Sample(stack: $0.0, depth: $0.1) }
    }

    @Test func `random laws are found again, and predict depths to one level`() throws {
        var random = RandomStream(seed: 3, stream: "laws")
        for _ in 0..<300 {
            let level = 32 + random.below(8000)
            let fixed = 4000 + random.below(40_000)
            func depth(_ stack: UInt64) -> Int { (Int(stack) - fixed) / level + 1 }
            let limits: [UInt64] = [256 << 10, 1 << 20, 8 << 20]
            let law = try #require(StackLaw(samples(limits.map { ($0, depth($0)) })))
            #expect(abs(law.bytesPerLevel - Double(level)) <= Double(level) * 0.05)
            #expect(try #require(law.residual) <= 1)
            #expect(law.limitCount == 3)
            let predicted = try #require(law.depth(underStack: 4 << 20))
            #expect(abs(predicted - depth(4 << 20)) <= 1)
        }
    }

    @Test func `what does not move with the limit has no law`() {
        #expect(StackLaw(samples([(1 << 18, 200), (1 << 20, 200), (1 << 23, 200)])) == nil)
        #expect(StackLaw(samples([(1 << 18, 200)])) == nil)
        #expect(StackLaw(samples([(1 << 18, 500), (1 << 20, 200)])) == nil)
        #expect(StackLaw(samples([(1 << 18, 200), (1 << 18, 300)])) == nil)
        #expect(StackLaw([]) == nil)
    }

    @Test func `a law that does not fit predicts nothing`() throws {
        let law = try #require(
            StackLaw(samples([(1 << 18, 100), (1 << 20, 5000), (1 << 23, 5100)])))
        #expect(!law.fits)
        #expect(try #require(law.residual) > 1000)
        #expect(law.depth(underStack: 1 << 22) == nil)
    }

    @Test func `a stack that holds no level predicts nothing`() throws {
        let law = try #require(StackLaw(samples([(1 << 20, 10), (2 << 20, 20)])))
        #expect(law.depth(underStack: 8 << 20) == 80)
        #expect(law.depth(underStack: 1 << 10) == nil)
    }

    @Test func `two limits give no residual, and no depth far beyond them`() throws {
        let law = try #require(StackLaw(samples([(1 << 20, 10), (2 << 20, 20)])))
        #expect(law.residual == nil)
        #expect(law.depth(underStack: 16 << 20) == nil)
        #expect(try JSON.text(law).contains("\"residual\":null"))
        #expect(try JSON.decoded(law) == law)
    }

    private func boundary(_ to: Verdict, _ detail: String?, _ depth: Int) -> CliffBoundary {
        CliffBoundary(
            from: CliffClass(verdict: .passed, detail: nil), depth - 1,
            to: CliffClass(verdict: to, detail: detail), depth)
    }

    private func cell(_ stack: UInt64, _ boundaries: [CliffBoundary]) -> CliffCell {
        CliffCell(
            shape: "s", limit: CliffLimit(stack: .finite(stack)), first: "passed",
            boundaries: boundaries, searchedDepth: 1000, end: .depth, isMonotone: true,
            trialCount: 1)
    }

    @Test func `the law of a failure counts before that of a refusal`() throws {
        let cells = [
            cell(1 << 18, [boundary(.rejected, "deep", 50), boundary(.crashed, "sig", 100)]),
            cell(1 << 20, [boundary(.rejected, "deep", 200), boundary(.crashed, "sig", 400)]),
        ]
        let found = try #require(CliffLaw.found(in: cells))
        #expect(found.law.to == "crashed")
        #expect(found.depths.count == 2)
        #expect(found.law.law.bytesPerLevel == Double(3 << 18) / 300)
        let known = found.law.predicted.map(\.limit.text)
        #expect(known == ["128K"])
    }

    @Test func `a failure that is seen in other frames at times has one law`() throws {
        let cells = [
            cell(1 << 18, [boundary(.crashed, "one", 100)]),
            cell(1 << 20, [boundary(.crashed, "two", 400)]),
        ]
        #expect(CliffLaw.found(in: cells)?.depths.count == 2)
        #expect(CliffLaw.found(in: [cells[0]]) == nil)
        #expect(CliffLaw.found(in: []) == nil)
    }
}
