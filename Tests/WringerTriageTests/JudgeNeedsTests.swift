import Testing
import WringerModel

@testable import WringerTriage

@Suite struct JudgeNeedsTests {
    private let limits: [LimitName: Limit] = [.stack: Samples.both(1 << 20)]

    private var parsing: Target {
        var target = Samples.target
        target.parseOnly = ["t", "-p", "@@"]
        return target
    }

    @Test func `an ordinary ending under ordinary conditions needs nothing`() {
        for outcome in [
            Outcome.exited(code: 0), .exited(code: 1), .signalled(.segmentation), .outputLimit,
            .timedOut,
        ] {
            #expect(Samples.needs(Samples.trial(), Samples.observation(outcome)) == [])
        }
    }

    @Test(arguments: [
        Samples.trial(output: .full), Samples.trial(output: .closed),
        Samples.trial(output: .brokenPipe), Samples.trial(error: .full),
        Samples.trial(input: .closed), Samples.trial(input: .failing(.io)),
        Samples.trial(input: .endless), Samples.trial(limits: [.data: Samples.both(1 << 28)]),
    ])
    func `exit 0 under a hostile condition needs two twins`(_ trial: Trial) {
        #expect(Samples.needs(trial, Samples.observation(.exited(code: 0))) == [.twins(2)])
    }

    @Test func `a given input is no hostile condition`() {
        let trial = Samples.trial(input: .bytes([1], pace: nil))
        #expect(Samples.needs(trial, Samples.observation(.exited(code: 0))) == [])
    }

    @Test func `a failure under a limit needs an idle program`() {
        for outcome in [Outcome.exited(code: 1), .signalled(.segmentation), .outputLimit] {
            let needs = Samples.needs(
                Samples.trial(limits: limits), Samples.observation(outcome))
            #expect(needs == [.idle])
        }
        #expect(
            Samples.needs(Samples.trial(output: .full), Samples.observation(.exited(code: 1))) == []
        )
    }

    @Test func `no end under a hostile condition needs a twin`() {
        let trial = Samples.trial(parsing, output: .full)
        #expect(Samples.needs(trial, Samples.observation(.timedOut)) == [.twins(1)])
        #expect(
            Samples.needs(Samples.trial(limits: limits), Samples.observation(.timedOut))
                == [.twins(1), .idle])
    }

    @Test func `no end under ordinary conditions needs parsing where the target can`() {
        #expect(
            Samples.needs(Samples.trial(parsing), Samples.observation(.timedOut)) == [.parseOnly])
        #expect(Samples.needs(Samples.trial(parsing), Samples.observation(.exited(code: 0))) == [])
    }

    @Test func `a large program that does not end is not parsed only`() {
        let small = Samples.trial(parsing, program: String(repeating: "x", count: 65_536))
        let large = Samples.trial(parsing, program: String(repeating: "x", count: 65_537))
        #expect(Samples.needs(small, Samples.observation(.timedOut)) == [.parseOnly])
        #expect(Samples.needs(large, Samples.observation(.timedOut)) == [])
    }

    @Test func `the target's own limits are no hostile condition`() {
        var target = Samples.target
        target.limits = Limits(limits)
        #expect(Samples.needs(Samples.trial(target), Samples.observation(.exited(code: 0))) == [])
        #expect(
            Samples.needs(Samples.trial(target), Samples.observation(.signalled(.abort))) == [])
    }
}
