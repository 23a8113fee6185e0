import Testing
import WringerModel

@testable import WringerCampaign
@testable import WringerReport

@Suite struct HuntReportTests {
    private let report = HuntReport(Style(isColored: false))

    private var counters: CampaignCounters {
        var counters = CampaignCounters()
        counters.trials = 100
        counters.findings = 1
        counters.elapsed = 10
        counters.verdicts = ["passed": 60, "rejected": 30, "crashed": 5, "hung": 5]
        return counters
    }

    private func end(_ counters: CampaignCounters, _ reason: CampaignEnd.Reason) -> CampaignEnd {
        CampaignEnd(reason: reason, counters: counters, trialsDigest: "ab", unrecordedCount: 0)
    }

    @Test func `the status is one short line`() {
        #expect(report.line(counters) == "10.00 s  100 trials, 10/s  1 finding")
        #expect(report.line(CampaignCounters()) == "0.00 ms  0 trials, 0/s  0 findings")
    }

    @Test func `the end without a finding says so`() {
        #expect(
            report.text(end(counters, .trials), FindingBook()) == """
                all trials done: 10.00 s  100 trials, 10/s  1 finding
                  60 passed, 30 rejected, 5 crashed, 5 hung
                no finding
                """)
    }

    @Test func `what each source gave is told, the most findings first`() {
        var counters = counters
        for (name, trials, findings) in [("mutant", 60, 0), ("nest", 30, 2), ("seed", 10, 0)] {
            counters.sources[name] = SourceCounters()
            counters.sources[name]?.trials = trials
            counters.sources[name]?.findings = findings
        }
        counters.generation = 0.05
        counters.corpusEntries = 7
        counters.messages = 1
        let text = report.text(end(counters, .trials), FindingBook())
        #expect(
            text.contains(
                """
                  found by nest 2 findings in 30 trials, mutant 0 findings in 60 trials, \
                seed 0 findings in 10 trials
                  making programs took 0.5 % of the time; 7 programs showed something new
                  the target gave 1 different message
                """), "\(text)")
    }

    @Test func `a finding says what found it`() {
        var book = FindingBook()
        let signature = Signature("crashed · SIGSEGV")
        _ = book.note(Samples.finding(signature.text), signature, source: "template")
        #expect(report.text(end(counters, .time), book).contains("    found by   template\n"))
    }

    @Test(
        arguments: [
            (.time, "time is over: "), (.trials, "all trials done: "),
            (.interrupted, "interrupted: "), (.unread, "nobody reads this any more: "),
        ] as [(CampaignEnd.Reason, String)])
    func `the end says why`(_ reason: CampaignEnd.Reason, _ start: String) {
        #expect(report.text(end(counters, reason), FindingBook()).hasPrefix(start))
    }

    @Test func `one trial is no plural`() {
        var counters = counters
        counters.trials = 1
        #expect(HuntReport(Style(isColored: false)).line(counters).contains("  1 trial, "))
    }

    @Test func `a hunt of which every trial was invalid says that nothing was learned`() {
        var counters = counters
        counters.verdicts = ["invalid": 100]
        #expect(
            report.text(end(counters, .time), FindingBook())
                .contains("every trial was invalid: nothing was learned about the target"))
        counters.verdicts = ["invalid": 99, "passed": 1]
        #expect(
            !report.text(end(counters, .time), FindingBook()).contains("every trial was invalid"))
    }

    @Test func `findings are listed with what shows them`() {
        var book = FindingBook()
        let signature = Signature("crashed · SIGSEGV")
        _ = book.note(Samples.finding(signature.text), signature)
        book[signature]?.recording = "c/recordings/r"
        #expect(
            report.text(end(counters, .time), book).hasSuffix(
                """
                1 distinct finding, the most realistic first:

                1.  crashed  SIGSEGV, default conditions, seen 1 time, again 0 of 0
                    cause      null access: address 0x8 (nullAccess)
                    program    file x.lua, 4 bytes
                    signature  crashed · SIGSEGV
                    replay     wringer replay c/recordings/r
                    without    env -i PATH=/bin setarch -R /usr/bin/lua5.4 \
                c/recordings/r/program.lua </dev/null
                """))
        book[signature]?.recording = nil
        #expect(report.text(end(counters, .time), book).hasSuffix("\n    not recorded"))
    }
}
