import Testing
import WringerModel

@Suite struct VerdictTests {
    @Test func `the verdicts that are findings are those of the table`() {
        let findings = Verdict.allCases.filter(\.isFinding).map(\.rawValue)
        #expect(
            findings == [
                "crashed", "panicked", "hung", "degraded", "leaked", "diverged", "slow",
            ])
        #expect(Verdict.allCases.count == 13)
    }

    @Test func `the kinds of causes are those of the contract`() {
        #expect(
            CauseKind.allCases.map(\.rawValue).sorted() == [
                "abort", "allocationFailure", "arithmetic", "assertion", "beforeStart",
                "belowIdleFloor", "busyLoop", "childLeft", "cpuLimit", "deadlock", "faultNotFired",
                "fileSizeLimit", "growth", "illegalInstruction", "limitNotApplied", "nullAccess",
                "outOfMemory", "outputLimit", "outputLost", "panic", "selfInflicted",
                "stackExhausted", "unknown", "wildAccess",
            ])
    }

    @Test func `default conditions are more realistic than plausible and absurd ones`() {
        #expect(Realism.allCases.shuffled().sorted() == [.default, .plausible, .absurd])
        #expect(Realism.allCases.map(\.rawValue) == ["default", "plausible", "absurd"])
    }

    @Test func `a judgement is encoded and read back`() throws {
        let judgement = Judgement(
            verdict: .crashed, cause: Cause(.abort, "text", evidence: ["a", "b"]),
            realism: .plausible, signature: Signature("crashed · SIGABRT"))
        #expect(
            try JSON.text(judgement)
                == #"{"cause":{"evidence":["a","b"],"kind":"abort","text":"text"},"#
                + #""realism":"plausible","signature":"crashed · SIGABRT","verdict":"crashed"}"#)
        #expect(try JSON.roundTrip(judgement) == judgement)
        #expect(judgement.isFinding)
    }

    @Test func `a reproduction has the keys of the contract`() throws {
        var count = Reproduction()
        count.runs = 5
        count.same = 4
        count.other = 1
        #expect(try JSON.text(count) == #"{"none":0,"other":1,"runs":5,"same":4,"unclear":0}"#)
    }

    @Test func `the conclusions are those of the contract`() throws {
        let conclusions: [Conclusion] = [
            .fixed, .same, .moved, .masked, .flaky, .notReproduced, .untestable,
        ]
        #expect(
            try JSON.text(conclusions)
                == #"["fixed","same","moved","masked","flaky","notReproduced","untestable"]"#)
    }
}
