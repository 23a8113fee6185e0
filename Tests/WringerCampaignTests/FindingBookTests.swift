import Testing
import WringerModel

@testable import WringerCampaign

@Suite struct FindingBookTests {
    private let one = Signature("one")
    private let two = Signature("two")

    @Test func `the first finding of a signature is new`() {
        var book = FindingBook()
        #expect(book.count == 0)
        #expect(book.note(Samples.finding(), one) == .new)
        #expect(book.note(Samples.finding(), two) == .new)
        #expect(book.count == 2)
        #expect(book[one]?.number == 1)
        #expect(book[two]?.number == 2)
        #expect(book[one]?.trialCount == 1)
    }

    @Test func `another trial with the signature is known and counted`() {
        var book = FindingBook()
        _ = book.note(Samples.finding(size: 100), one)
        #expect(book.note(Samples.finding(size: 100), one) == .known)
        #expect(book.note(Samples.finding(size: 50), one) == .known)
        #expect(book.note(Samples.finding(size: 500), one) == .known)
        #expect(book[one]?.trialCount == 4)
        #expect(book.count == 1)
    }

    @Test func `a program of less than half the size is better`() {
        var book = FindingBook()
        _ = book.note(Samples.finding(size: 100), one)
        #expect(book.note(Samples.finding(size: 49), one) == .better)
    }

    @Test func `more likely conditions are better whatever the size`() {
        var book = FindingBook()
        _ = book.note(Samples.finding(realism: .absurd, size: 10), one)
        #expect(book.note(Samples.finding(realism: .plausible, size: 900), one) == .better)
        #expect(book.note(Samples.finding(realism: .default, size: 900), one) == .better)
    }

    @Test func `less likely conditions are not better whatever the size`() {
        var book = FindingBook()
        _ = book.note(Samples.finding(realism: .default, size: 900), one)
        #expect(book.note(Samples.finding(realism: .plausible, size: 1), one) == .known)
    }

    @Test func `a better finding takes the place only when it is put there`() {
        var book = FindingBook()
        _ = book.note(Samples.finding(size: 100), one)
        _ = book.note(Samples.finding(size: 10), one)
        #expect(book[one]?.finding.trial.trialCase.program.bytes.count == 100)
        book[one]?.finding = Samples.finding(size: 10)
        book[one]?.recording = "recordings/r"
        #expect(book[one]?.summary.programBytes == 10)
        #expect(book[one]?.trialCount == 2)
        #expect(book.note(Samples.finding(size: 5), one) == .known)
    }

    @Test func `findings are ranked by realism and then by discovery`() {
        var book = FindingBook()
        for (name, realism) in [
            ("a", .absurd), ("b", .plausible), ("c", .default), ("d", .plausible), ("e", .default),
        ] as [(String, Realism)] {
            _ = book.note(Samples.finding(name, realism: realism), Signature(name))
        }
        #expect(
            book.ranked.map { $0.finding.judgement.signature?.text } == ["c", "e", "b", "d", "a"])
    }

    @Test func `a summary says what was found`() {
        var book = FindingBook()
        var setup = Samples.setup
        setup.limits = Limits([.stack: Samples.both(262_144)])
        let trial = Samples.trial(
            setup: setup, size: 7, provenance: .file(path: "a\u{1b}[2J.lua"))
        _ = book.note(Samples.finding("one", realism: .plausible, trial: trial), one)
        let summary = book[one]?.summary
        #expect(summary?.number == 1)
        #expect(summary?.signature == one)
        #expect(summary?.verdict == .crashed)
        #expect(summary?.outcome == .signalled(.segmentation))
        #expect(summary?.realism == .plausible)
        #expect(summary?.cause?.kind == .nullAccess)
        #expect(summary?.program == #"file a\x1b[2J.lua"#)
        #expect(summary?.programBytes == 7)
        #expect(summary?.limits == "stack=256K")
        #expect(summary?.recording == nil)
    }
}
