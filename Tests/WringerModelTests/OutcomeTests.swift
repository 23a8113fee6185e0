import Testing
import WringerModel

@Suite struct OutcomeTests {
    static let outcomes: [(Outcome, String, String)] = [
        (.exited(code: 0), #"{"code":0,"kind":"exited"}"#, "exit 0"),
        (.exited(code: 255), #"{"code":255,"kind":"exited"}"#, "exit 255"),
        (.signalled(.segmentation), #"{"kind":"signalled","signal":"SIGSEGV"}"#, "SIGSEGV"),
        (.signalled(Signal(40)), #"{"kind":"signalled","signal":"SIG40"}"#, "SIG40"),
        (.timedOut, #"{"kind":"timedOut"}"#, "timed out"),
        (.outputLimit, #"{"kind":"outputLimit"}"#, "output limit"),
        (
            .notStarted(LaunchFailure(step: .execute, error: ErrorNumber(2))),
            #"{"error":"ENOENT","kind":"notStarted","step":"execute"}"#,
            "not started (execute: ENOENT)"
        ),
        (
            .notStarted(LaunchFailure(step: .limit(.stack), error: ErrorNumber(1))),
            #"{"error":"EPERM","kind":"notStarted","step":"limit stack"}"#,
            "not started (limit stack: EPERM)"
        ),
    ]

    @Test(arguments: outcomes)
    func `an outcome has the keys of the contract`(
        _ outcome: Outcome, _ json: String, _ text: String
    ) throws {
        #expect(try JSON.text(outcome) == json)
        #expect(try JSON.value(Outcome.self, json) == outcome)
        #expect(outcome.description == text)
    }

    @Test(arguments: [
        #"{"kind":"vanished"}"#, #"{"kind":"exited"}"#, #"{"kind":"signalled","signal":"SIGFOO"}"#,
        #"{"code":0}"#, #"{"kind":"notStarted","step":"limit rrs","error":"EIO"}"#, "[]",
        #"{"kind":"exited","code":"0"}"#,
    ])
    func `an outcome that makes no sense is not decoded`(_ text: String) {
        #expect(throws: DecodingError.self) { try JSON.value(Outcome.self, text) }
    }

    @Test func `every step of the launch is encoded and read back`() throws {
        let steps: [LaunchStep] =
            [
                .session, .personality, .workingFolder, .privileges, .containment, .descriptors,
                .terminal, .filter, .parentDeath, .execute,
            ] + LimitName.allCases.map { .limit($0) }
        #expect(try JSON.roundTrip(steps) == steps)
        #expect(Set(steps.map(\.description)).count == steps.count)
    }
}
