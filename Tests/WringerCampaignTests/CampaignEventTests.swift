import Testing
import WringerModel

@testable import WringerCampaign

@Suite struct CampaignEventTests {
    private var summary: FindingSummary? {
        var book = FindingBook()
        let signature = Signature("crashed · SIGSEGV")
        _ = book.note(Samples.finding(signature.text), signature, source: "nest")
        book[signature]?.recording = "c/recordings/r"
        return book[signature]?.summary
    }

    private let summaryText =
        #"{"cause":{"evidence":["a fact"],"kind":"nullAccess","text":"null access: address 0x8"},"#
        + #""limits":"","number":1,"outcome":{"kind":"signalled","signal":"SIGSEGV"},"#
        + #""program":"file x.lua","programBytes":4,"realism":"default","#
        + #""recording":"c/recordings/r","reproduction":{"none":0,"other":0,"runs":0,"same":0,"unclear":0},"#
        + #""signature":"crashed · SIGSEGV","source":"nest","trialCount":1,"verdict":"crashed"}"#

    @Test func `a start says the target and its build`() throws {
        let event = CampaignEvent.started(
            CampaignStart(
                target: "lua", seed: 7, time: 60.5, folder: nil,
                identity: TargetIdentity(
                    command: ["/bin/lua"],
                    binary: TargetIdentity.File(path: "/bin/lua", sha256: "00", buildID: nil),
                    libraries: [], scripts: []),
                seedProgramCount: 3, shapeCount: 4))
        #expect(
            try JSON.text(event)
                == #"{"data":{"identity":{"binary":{"path":"/bin/lua","sha256":"00"},"#
                + #""command":["/bin/lua"],"libraries":[],"scripts":[]},"seed":7,"#
                + #""seedProgramCount":3,"shapeCount":4,"target":"lua","time":60.5},"#
                + #""event":"started","version":1}"#)
    }

    @Test func `a finding is told as found or improved`() throws {
        let summary = try #require(summary)
        #expect(
            try JSON.text(CampaignEvent.found(summary))
                == #"{"data":\#(summaryText),"event":"found","version":1}"#)
        #expect(
            try JSON.text(CampaignEvent.improved(summary))
                == #"{"data":\#(summaryText),"event":"improved","version":1}"#)
    }

    private var counters: CampaignCounters {
        var counters = CampaignCounters()
        counters.trials = 10
        counters.findings = 1
        counters.elapsed = 2.5
        counters.verdicts = ["passed": 7, "invalid": 3]
        counters.generation = 0.25
        counters.corpusEntries = 4
        counters.messages = 6
        var source = SourceCounters()
        source.trials = 9
        source.findings = 1
        counters.sources = ["nest": source]
        return counters
    }

    private let countersText =
        #"{"corpusEntries":4,"elapsed":2.5,"findings":1,"generation":0.25,"messages":6,"#
        + #""sources":{"nest":{"findings":1,"trials":9}},"trials":10,"#
        + #""verdicts":{"invalid":3,"passed":7}}"#

    @Test func `progress is a set of counters`() throws {
        #expect(
            try JSON.text(CampaignEvent.progress(counters))
                == #"{"data":\#(countersText),"event":"progress","version":1}"#)
        #expect(counters.invalidCount == 3)
        #expect(CampaignCounters().invalidCount == 0)
    }

    @Test func `a note is a text`() throws {
        #expect(
            try JSON.text(CampaignEvent.note("a \"note\"\n"))
                == #"{"data":"a \"note\"\n","event":"note","version":1}"#)
    }

    @Test(arguments: [.time, .trials, .interrupted, .unread] as [CampaignEnd.Reason])
    func `an end says why`(_ reason: CampaignEnd.Reason) throws {
        let event = CampaignEvent.ended(
            CampaignEnd(
                reason: reason, counters: counters, trialsDigest: "ab", unrecordedCount: 2))
        #expect(
            try JSON.text(event)
                == #"{"data":{"counters":\#(countersText),"reason":"\#(reason.rawValue)","#
                + #""trialsDigest":"ab","unrecordedCount":2},"event":"ended","version":1}"#)
    }

    @Test func `every event is one line`() throws {
        for event in [CampaignEvent.note("a\nb\r\u{2028}"), .progress(counters)] {
            #expect(!(try JSON.text(event)).contains { $0 == "\n" || $0 == "\r" || $0 == "\r\n" })
        }
    }
}
