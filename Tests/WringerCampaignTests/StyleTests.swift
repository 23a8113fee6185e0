import Testing
import WringerModel
import WringerReport

@Suite struct StyleTests {
    @Test func `without colours a text is itself`() {
        let style = Style(isColored: false)
        #expect(style.bold("a") == "a")
        for verdict in Verdict.allCases { #expect(style.verdict(verdict) == verdict.rawValue) }
        #expect(style.conclusion(.fixed) == "fixed")
    }

    @Test func `with colours a text is wrapped`() {
        let style = Style(isColored: true)
        #expect(style.bold("a") == "\u{1b}[1ma\u{1b}[0m")
    }

    @Test func `findings are red and clean endings green`() {
        let style = Style(isColored: true)
        let red = Verdict.allCases.filter { style.verdict($0).hasPrefix("\u{1b}[1;31m") }
        let green = Verdict.allCases.filter { style.verdict($0).hasPrefix("\u{1b}[32m") }
        let yellow = Verdict.allCases.filter { style.verdict($0).hasPrefix("\u{1b}[33m") }
        #expect(red == [.crashed, .panicked, .hung, .degraded, .leaked, .diverged, .slow])
        #expect(green == [.passed, .rejected])
        #expect(yellow == [.endless, .exhausted, .killed, .invalid])
    }

    @Test func `a failure that stays is red and one that went is green`() {
        let style = Style(isColored: true)
        #expect(style.conclusion(.fixed) == "\u{1b}[32mfixed\u{1b}[0m")
        for conclusion in [Conclusion.same, .moved, .masked] {
            #expect(style.conclusion(conclusion).hasPrefix("\u{1b}[1;31m"))
        }
        for conclusion in [Conclusion.flaky, .notReproduced, .untestable] {
            #expect(style.conclusion(conclusion).hasPrefix("\u{1b}[33m"))
        }
    }

    @Test func `the modes are those of the contract`() {
        #expect(ColorMode.allCases.map(\.rawValue) == ["auto", "always", "never"])
    }
}
