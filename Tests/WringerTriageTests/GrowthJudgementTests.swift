import Testing
import WringerModel
import WringerTriage

@Suite struct GrowthJudgementTests {
    private func sample(_ size: Int, _ milliseconds: Int) -> GrowthSample {
        var usage = Usage()
        usage.user = .milliseconds(milliseconds)
        usage.peakResidentSet = .mebibytes(2)
        return GrowthSample(size: size, byteCount: size * 10, usage: usage)
    }

    private let trial: Trial = {
        let target = Target(name: "t", command: ["t", "@@"], fileExtension: "t", input: .file)
        let setup = Setup(
            target: target, executable: "/t", environment: [:], inheritedLimits: Limits())
        let program = Program(
            bytes: [], fileExtension: "t", provenance: .dimension(name: "cases", size: 4000))
        return Trial(setup: setup, trialCase: Case(program: program))
    }()

    @Test func `a law that is too steep becomes a finding with its figures`() {
        let proof = GrowthProof(
            dimension: Dimension(name: "cases", unit: "case"), cost: .cpu, allowedExponent: 1.5,
            exponent: 2.03, interval: 1.9...2.1, samples: [sample(1000, 90), sample(4000, 1200)])
        let judgement = Judgement(
            slow: proof, breach: sample(3800, 1010), budget: .seconds(1), trial: trial)
        #expect(judgement.verdict == .slow && judgement.isFinding)
        #expect(judgement.realism == .default)
        #expect(judgement.signature?.text == "slow · cpu · dimension cases")
        #expect(judgement.cause?.kind == .growth)
        #expect(
            judgement.cause?.text
                == "CPU time of cases grows with n to the power of 2.03, where 1.50 is allowed; "
                + "from n = 3800 on (38000 bytes) it is over 1.00 s")
        #expect(judgement.cause?.evidence.count == 3)
    }

    @Test func `the least of several runs is what counts`() {
        var first = sample(10, 50)
        first.merge(sample(10, 30))
        first.merge(sample(10, 70))
        #expect(first.runs == 3)
        #expect(first.cpu == .milliseconds(30))
        #expect(GrowthCost.cpu.value(of: first) == 0.03)
        #expect(GrowthCost.memory.value(of: first) == Double(2 << 20))
    }
}
