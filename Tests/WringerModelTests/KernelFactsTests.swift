import Testing
import WringerModel

@Suite struct KernelFactsTests {
    @Test(
        arguments: [
            (0, []), (1, ["files"]), (3, ["files", "refer", "truncate"]),
            (6, ["files", "refer", "truncate", "network", "ioctl", "scopes"]),
            (7, ["files", "refer", "truncate", "network", "ioctl", "scopes"]),
        ] as [(Int, [String])])
    func `what a version of Landlock brings`(_ version: Int, _ brings: [String]) {
        var facts = KernelFacts()
        facts.landlockVersion = version
        #expect(facts.landlockBrings == brings)
    }

    @Test func `what was not tried does not work`() {
        var facts = KernelFacts()
        #expect(facts[.launch] == .untried)
        #expect(!facts.works(.launch))
        facts[.launch] = .works
        #expect(facts.works(.launch))
        #expect(!facts.works(.launch, .seize))
    }

    @Test func `an attempt is told in a word or two`() {
        #expect(Attempt.works.description == "works")
        #expect(Attempt.refused(.notPermitted).description == "EPERM")
        #expect(Attempt.noEffect.description == "no effect")
        #expect(Attempt.timedOut.description == "no end in time")
        #expect(Attempt.died(.badSystemCall).description == "died of SIGSYS")
        #expect(Attempt.untried.description == "not tried")
        #expect(Attempt.noEffect.error == nil)
        #expect(Attempt.refused(.busy).error == .busy)
    }

    @Test func `titles of features differ and fit into their column`() {
        let titles = Feature.allCases.map(\.title)
        #expect(Set(titles).count == titles.count)
        #expect(titles.allSatisfy { (1...32).contains($0.count) })
    }

    @Test func `what is on has no next step`() {
        #expect(FeatureFinding(.tracing, .on, "it is", next: "do this").nextStep == nil)
        #expect(FeatureFinding(.tracing, .off, "it is", next: "do this").nextStep == "do this")
    }
}
