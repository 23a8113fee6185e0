internal import WringerModel
internal import WringerSystem

/// Reads a stream no faster than a rate: at most a twentieth of a second's bytes, then a pause.
struct SlowReader {
    private static let pausesPerSecond = 20

    private let bytesPerSecond: Int
    /// When the stream may be read again.
    private(set) var nextRead: Instant

    init(bytesPerSecond: Int, start: Instant) {
        self.bytesPerSecond = bytesPerSecond
        nextRead = start
    }

    /// The most bytes of one read.
    var portion: Int { max(1, bytesPerSecond / Self.pausesPerSecond) }

    /// Notes a read of `count` bytes: the next one is due when the rate allows it.
    mutating func read(_ count: Int, at now: Instant) {
        nextRead = now + .nanoseconds(Int64(count) * 1_000_000_000 / Int64(bytesPerSecond))
    }
}
