import Testing
import WringerModel

@testable import WringerTriage

@Suite struct LongGraphemeTests {
    /// One letter with 40,000 accents, as templates put it into messages.
    private let accents = "a" + String(repeating: "\u{301}", count: 40_000)

    @Test(.timeLimit(.minutes(1)))
    func `one letter with thousands of accents in a message is judged at once`() {
        var target = Samples.target
        target.outOfMemory = [
            Samples.rule(exit: "1", #"^(\S*/)?t: (.*: )?not enough memory$"#)
        ]
        let trial = Samples.trial(target, limits: [.data: Samples.both(1 << 28)])
        let clock = ContinuousClock()
        let time = clock.measure {
            let found = Samples.judge(
                trial, Samples.observation(.exited(code: 1), err: "t: \(accents)\nt: oops\n"))
            #expect(found.verdict == .rejected)
            let memory = Samples.judge(
                trial,
                Samples.observation(
                    .exited(code: 1), err: "t: \(accents)\nt: x: not enough memory\n"))
            #expect(memory.verdict == .exhausted)
        }
        #expect(time < .seconds(20))
    }
}
