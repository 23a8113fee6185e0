internal import CWringer
internal import Glibc
internal import WringerModel

/// A moment on the monotonic clock, which does not run while the machine sleeps and is never set.
package struct Instant: Hashable, Comparable, Sendable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// This moment.
    package static func now() -> Instant { Instant(nanoseconds: wringer_now_ns()) }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The moment a duration later.
    package static func + (left: Instant, right: Duration) -> Instant {
        let (seconds, attoseconds) = right.components
        return Instant(
            nanoseconds: left.nanoseconds + seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    /// The time from the right moment to the left one.
    package static func - (left: Instant, right: Instant) -> Duration {
        .nanoseconds(left.nanoseconds - right.nanoseconds)
    }
}

/// Waiting in this thread, for what is shown to a person.
package enum Pause {
    /// Sleeps until a moment; gives back at once where it has passed.
    package static func until(_ moment: Instant) {
        var rest = (moment - .now()).nanoseconds
        while rest > 0 {
            usleep(UInt32(min(rest / 1000 + 1, 100_000)))
            rest = (moment - .now()).nanoseconds
        }
    }
}
