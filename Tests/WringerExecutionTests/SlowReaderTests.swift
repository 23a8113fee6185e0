import Testing
import WringerSystem

@testable import WringerExecution

@Suite struct SlowReaderTests {
    private let start = Instant(nanoseconds: 1_000_000_000)

    @Test func `the first read is due at once`() {
        #expect(SlowReader(bytesPerSecond: 100, start: start).nextRead == start)
    }

    @Test(arguments: [
        (1, 1), (19, 1), (20, 1), (39, 1), (40, 2), (1000, 50), (1 << 30, 53_687_091),
    ])
    func `one read takes a twentieth of a second's bytes and at least one`(
        _ rate: Int, _ portion: Int
    ) {
        #expect(SlowReader(bytesPerSecond: rate, start: start).portion == portion)
    }

    @Test func `the next read is due when the rate allows it`() {
        var reader = SlowReader(bytesPerSecond: 1000, start: start)
        reader.read(50, at: start)
        #expect(reader.nextRead == start + .milliseconds(50))
        reader.read(10, at: start + .seconds(9))
        #expect(reader.nextRead == start + .seconds(9) + .milliseconds(10))
        reader.read(0, at: start + .seconds(10))
        #expect(reader.nextRead == start + .seconds(10))
    }

    @Test func `a byte a second takes a second`() {
        var reader = SlowReader(bytesPerSecond: 1, start: start)
        reader.read(reader.portion, at: start)
        #expect(reader.nextRead == start + .seconds(1))
    }
}
