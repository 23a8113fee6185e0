import Testing
import WringerModel

@Suite struct EndingRuleTests {
    @Test(
        arguments: [
            ("1", [1...1]), ("1..125", [1...125]), ("1,3..5", [1...1, 3...5]),
            (" 1 , 2 .. 3 ", [1...1, 2...3]),
            ("0..255", [0...255]),
        ] as [(String, [ClosedRange<Int32>])])
    func `exit codes are read as numbers and ranges`(
        _ text: String, _ ranges: [ClosedRange<Int32>]
    ) {
        #expect(ExitCodes(text: text)?.ranges == ranges)
    }

    @Test(arguments: [
        "", ",", "1,", "..", "1..", "..5", "5..1", "256", "0..256", "-1", "a", "1..2..3",
    ])
    func `what are no exit codes is refused`(_ text: String) {
        #expect(ExitCodes(text: text) == nil)
    }

    @Test func `exit codes are written as they are read`() throws {
        let codes = try #require(ExitCodes(text: "1,3..5,7..7"))
        #expect(codes.text == "1,3..5,7")
        #expect(codes.contains(4) && codes.contains(7) && !codes.contains(2) && !codes.contains(6))
        #expect(try JSON.text(codes) == #""1,3..5,7""#)
        #expect(try JSON.roundTrip(codes).text == codes.text)
        #expect(throws: DecodingError.self) { try JSON.value(ExitCodes.self, #""5..1""#) }
    }

    @Test func `a rule fits the endings that it names`() {
        func rule(_ exit: String?, _ signal: Signal?) -> EndingRule {
            EndingRule(
                exit: exit.flatMap { ExitCodes(text: $0) }, signal: signal,
                stream: .standardError, pattern: nil)
        }
        #expect(rule("1..125", nil).fits(.exited(code: 125)))
        #expect(!rule("1..125", nil).fits(.exited(code: 126)))
        #expect(!rule("1", nil).fits(.signalled(.abort)))
        #expect(rule(nil, .abort).fits(.signalled(.abort)))
        #expect(!rule(nil, .abort).fits(.signalled(.segmentation)))
        #expect(!rule(nil, .abort).fits(.exited(code: 6)))
        #expect(rule(nil, nil).fits(.exited(code: 0)))
        #expect(rule(nil, nil).fits(.signalled(.abort)))
        for outcome in [
            Outcome.timedOut, .outputLimit,
            .notStarted(LaunchFailure(step: .execute, error: .io)),
        ] {
            #expect(!rule(nil, nil).fits(outcome))
        }
    }

    @Test func `the default refusal is exit 1 to 125 with standard error`() {
        let rule = EndingRule.defaultRefusal
        #expect(rule.exit?.text == "1..125")
        #expect(rule.stream == .standardError)
        #expect(rule.signal == nil)
        #expect(rule.pattern == nil)
    }

    @Test func `a rule is encoded and read back`() throws {
        let rule = EndingRule(
            exit: ExitCodes(text: "134"), signal: nil, stream: .standardOutput,
            pattern: try Pattern("^panic: .*"))
        #expect(
            try JSON.text(rule) == #"{"exit":"134","pattern":"^panic: .*","stream":"stdout"}"#)
        #expect(try JSON.roundTrip(rule) == rule)
    }

    @Test func `a text is split once`() {
        #expect("a:b:c".splitOnce(at: ":") == ("a", "b:c"))
        #expect("abc".splitOnce(at: ":") == ("abc", nil))
        #expect(":".splitOnce(at: ":") == ("", ""))
        #expect(" \t a b\t ".trimmingSpaces() == "a b")
        #expect(" \t".trimmingSpaces() == "")
    }
}
