import Testing
import WringerModel
import WringerSystem

@testable import WringerExecution

@Suite struct InputFeedTests {
    private static let start = Instant(nanoseconds: 5_000_000_000)

    private static func at(_ milliseconds: Int) -> Instant { start + .milliseconds(milliseconds) }

    private static func chunk(_ milliseconds: Int, _ count: Int) -> InputChunk {
        InputChunk(time: .milliseconds(milliseconds), byteCount: count)
    }

    private func text(_ piece: ArraySlice<UInt8>) -> String {
        String(decoding: piece, as: UTF8.self)
    }

    // MARK: - Fast

    @Test func `a fast input offers all that is left until it is taken`() {
        var feed = InputFeed.of(Array("hello".utf8), pace: nil, start: Self.start)
        #expect(text(feed.piece(at: Self.at(0))) == "hello")
        #expect(!feed.isOver)
        feed.took(2, at: Self.at(1))
        #expect(text(feed.piece(at: Self.at(1))) == "llo")
        feed.took(3, at: Self.at(4))
        #expect(feed.piece(at: Self.at(4)).isEmpty)
        #expect(feed.isOver)
        #expect(feed.nextTime == nil)
        #expect(feed.chunks == [Self.chunk(1, 2), Self.chunk(4, 3)])
        #expect(feed.takenBytes == Array("hello".utf8))
        #expect(!feed.neverSawItsPrompt)
    }

    @Test func `a fast input offers no more than 64 KiB at once`() {
        let feed = InputFeed.of(
            [UInt8](repeating: 1, count: 100_000), pace: nil, start: Self.start)
        #expect(feed.piece(at: Self.at(0)).count == 65_536)
    }

    @Test func `an empty input is over at once`() {
        #expect(InputFeed.of([], pace: nil, start: Self.start).isOver)
        #expect(InputFeed.of([], pace: [], start: Self.start).isOver)
    }

    @Test func `what was not taken does not count as taken`() {
        var feed = InputFeed.of([1, 2, 3], pace: nil, start: Self.start)
        feed.took(1, at: Self.at(0))
        #expect(feed.takenBytes == [1])
    }

    // MARK: - Paced

    @Test func `a paced input offers each piece from its time on`() {
        var feed = InputFeed.of(
            Array("abcdef".utf8), pace: [Self.chunk(10, 2), Self.chunk(30, 4)], start: Self.start)
        #expect(feed.piece(at: Self.at(9)).isEmpty)
        #expect(feed.nextTime == Self.at(10))
        #expect(text(feed.piece(at: Self.at(10))) == "ab")
        feed.took(2, at: Self.at(11))
        #expect(feed.piece(at: Self.at(29)).isEmpty)
        #expect(feed.nextTime == Self.at(30))
        #expect(!feed.isOver)
        #expect(text(feed.piece(at: Self.at(31))) == "cdef")
        feed.took(4, at: Self.at(31))
        #expect(feed.isOver)
        #expect(feed.nextTime == nil)
        #expect(feed.chunks == [Self.chunk(11, 2), Self.chunk(31, 4)])
    }

    @Test func `what is left of a piece goes before the next piece is due`() {
        var feed = InputFeed.of(
            Array("abcdef".utf8), pace: [Self.chunk(0, 4), Self.chunk(50, 2)], start: Self.start)
        feed.took(1, at: Self.at(0))
        #expect(text(feed.piece(at: Self.at(1))) == "bcd")
        feed.took(2, at: Self.at(1))
        #expect(text(feed.piece(at: Self.at(2))) == "d")
        feed.took(1, at: Self.at(2))
        #expect(feed.piece(at: Self.at(49)).isEmpty)
        #expect(text(feed.piece(at: Self.at(50))) == "ef")
    }

    @Test func `what the pace does not cover goes after its last piece`() {
        var feed = InputFeed.of(Array("abcd".utf8), pace: [Self.chunk(5, 1)], start: Self.start)
        #expect(feed.piece(at: Self.at(0)).isEmpty)
        feed.took(1, at: Self.at(5))
        #expect(feed.nextTime == nil)
        #expect(text(feed.piece(at: Self.at(5))) == "bcd")
        feed.took(3, at: Self.at(6))
        #expect(feed.isOver)
        #expect(feed.takenBytes == Array("abcd".utf8))
    }

    @Test func `a pace longer than the input ends with the input`() {
        var feed = InputFeed.of(
            [1, 2], pace: [Self.chunk(0, 9), Self.chunk(90, 9)], start: Self.start)
        #expect(feed.piece(at: Self.at(0)).count == 2)
        feed.took(2, at: Self.at(0))
        #expect(feed.isOver)
    }

    @Test func `an empty piece in a pace does not hold up the next one`() {
        let feed = InputFeed.of(
            [1, 2], pace: [Self.chunk(0, 0), Self.chunk(0, 2)], start: Self.start)
        #expect(feed.piece(at: Self.at(1)) == [1, 2])
    }

    // MARK: - Prompted

    private func prompted(_ lines: String, by prompt: String = "^> $") throws -> InputFeed {
        InputFeed.prompted(
            by: try Pattern(prompt), lines: Array(lines.utf8), start: Self.start)
    }

    @Test func `a line goes when the prompt has appeared and the end after the last line`() throws {
        var feed = try prompted("one\ntwo\n")
        #expect(feed.piece(at: Self.at(0)).isEmpty)
        #expect(feed.neverSawItsPrompt)
        feed.sawOutput(ArraySlice("Welcome\n".utf8))
        #expect(feed.piece(at: Self.at(0)).isEmpty)
        feed.sawOutput(ArraySlice("> ".utf8))
        #expect(text(feed.piece(at: Self.at(1))) == "one\n")
        #expect(!feed.neverSawItsPrompt)
        feed.took(4, at: Self.at(1))
        #expect(feed.piece(at: Self.at(2)).isEmpty)
        feed.sawOutput(ArraySlice("1\n> ".utf8))
        #expect(text(feed.piece(at: Self.at(2))) == "two\n")
        feed.took(4, at: Self.at(2))
        #expect(!feed.isOver)
        feed.sawOutput(ArraySlice("2\n".utf8))
        #expect(!feed.isOver)
        feed.sawOutput(ArraySlice("> ".utf8))
        #expect(feed.isOver)
        #expect(feed.promptCount == 3)
        #expect(feed.takenBytes == Array("one\ntwo\n".utf8))
        #expect(feed.chunks == [Self.chunk(1, 4), Self.chunk(2, 4)])
    }

    @Test func `a prompt in two pieces is a prompt`() throws {
        var feed = try prompted("x\n", by: "^input> $")
        feed.sawOutput(ArraySlice("inp".utf8))
        #expect(feed.piece(at: Self.at(0)).isEmpty)
        feed.sawOutput(ArraySlice("ut> ".utf8))
        #expect(text(feed.piece(at: Self.at(0))) == "x\n")
    }

    @Test func `one prompt answers one line`() throws {
        var feed = try prompted("one\ntwo\n")
        feed.sawOutput(ArraySlice("> ".utf8))
        feed.took(4, at: Self.at(0))
        feed.sawOutput(ArraySlice("still busy".utf8))
        #expect(feed.piece(at: Self.at(0)).isEmpty)
        #expect(feed.promptCount == 1)
    }

    @Test func `a line that is taken in parts needs no second prompt`() throws {
        var feed = try prompted("one\ntwo\n")
        feed.sawOutput(ArraySlice("> ".utf8))
        feed.took(1, at: Self.at(0))
        #expect(text(feed.piece(at: Self.at(0))) == "ne\n")
        feed.took(3, at: Self.at(0))
        #expect(feed.piece(at: Self.at(0)).isEmpty)
    }

    @Test func `a last line without an end gets one`() throws {
        var feed = try prompted("one")
        feed.sawOutput(ArraySlice("> ".utf8))
        #expect(text(feed.piece(at: Self.at(0))) == "one\n")
        feed.took(4, at: Self.at(0))
        feed.sawOutput(ArraySlice("> ".utf8))
        #expect(feed.isOver)
    }

    @Test func `no lines end at the first prompt`() throws {
        var feed = try prompted("")
        #expect(!feed.isOver)
        feed.sawOutput(ArraySlice("> ".utf8))
        #expect(feed.isOver)
    }

    @Test func `a prompt far behind in the output still counts and an older one does not`() throws {
        var feed = try prompted("one\n", by: "^> $")
        feed.sawOutput(ArraySlice((String(repeating: "x", count: 5000) + "\n> ").utf8))
        #expect(text(feed.piece(at: Self.at(0))) == "one\n")
        var other = try prompted("one\n", by: "^ready")
        other.sawOutput(ArraySlice(("ready" + String(repeating: "x", count: 600)).utf8))
        #expect(other.piece(at: Self.at(0)).isEmpty)
    }

    // MARK: - Endless and typed

    @Test func `an endless input repeats its line for ever`() {
        var feed = InputFeed.endless(start: Self.start)
        var given = ""
        for _ in 0..<10 {
            let piece = feed.piece(at: Self.at(0)).prefix(1001)
            #expect(!piece.isEmpty)
            given += text(piece)
            feed.took(piece.count, at: Self.at(0))
        }
        #expect(given.hasPrefix("wringer\nwringer\n"))
        #expect(given == String(String(repeating: "wringer\n", count: 2000).prefix(given.count)))
        #expect(given.count > 8000)
        #expect(!feed.isOver)
        #expect(feed.takenBytes.isEmpty)
        #expect(feed.chunks.isEmpty)
    }

    @Test func `what is typed goes at once and ends when typing ends`() {
        var feed = InputFeed.typed(start: Self.start)
        #expect(feed.piece(at: Self.at(0)).isEmpty)
        #expect(!feed.isOver)
        feed.type([1, 2])
        feed.type([3])
        #expect(feed.piece(at: Self.at(0)) == [1, 2, 3])
        feed.took(2, at: Self.at(7))
        feed.endTyping()
        #expect(!feed.isOver)
        #expect(feed.piece(at: Self.at(8)) == [3])
        feed.took(1, at: Self.at(8))
        #expect(feed.isOver)
        #expect(feed.takenBytes == [1, 2, 3])
        #expect(feed.chunks == [Self.chunk(7, 2), Self.chunk(8, 1)])
    }

    @Test func `typing means nothing to another input`() {
        var feed = InputFeed.of([1], pace: nil, start: Self.start)
        feed.type([9])
        feed.endTyping()
        #expect(feed.piece(at: Self.at(0)) == [1])
        #expect(!feed.isOver)
    }
}
