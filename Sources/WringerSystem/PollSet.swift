internal import CWringer
internal import Glibc
internal import WringerModel

/// The descriptors that a trial waits for, each in a fixed place, waited for with ppoll(2).
package struct PollSet {
    /// What the loop can wait for; the order is that of ppoll's array.
    package enum Slot: Int, CaseIterable, Sendable {
        case signals, targetEnd, standardOutput, standardError, standardInput, typing, calls
    }

    /// What is waited for in a slot.
    package enum Interest: Sendable { case none, reading, writing }

    private var entries = [pollfd](
        repeating: pollfd(fd: -1, events: 0, revents: 0), count: Slot.allCases.count)
    private var readyCount: Int32 = 0

    package init() {}

    /// Waits in `slot` for `interest` on a descriptor. The kernel skips slots without interest.
    package mutating func watch(_ slot: Slot, _ descriptor: Int32, for interest: Interest) {
        switch interest {
        case .none: entries[slot.rawValue].fd = -1
        case .reading:
            entries[slot.rawValue] = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        case .writing:
            entries[slot.rawValue] = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        }
    }

    /// Waits until something is ready, or until `deadline`.
    package mutating func wait(until deadline: Instant?) throws(SystemError) {
        let timeout = deadline.map { max(0, ($0 - .now()).nanoseconds) } ?? -1
        readyCount = try retrying("wait for", "events") {
            unsafe entries.withUnsafeMutableBufferPointer {
                guard let start = $0.baseAddress else { return Int32(0) }
                return unsafe wringer_poll(start, $0.count, timeout)
            }
        }
    }

    /// Whether the last wait found the slot ready, or its other end gone.
    package func isReady(_ slot: Slot) -> Bool {
        let entry = entries[slot.rawValue]
        return entry.fd >= 0 && entry.revents != 0
    }

    /// Whether the last wait found something to be read in this slot, and nothing in any other.
    package func isOnlyReadable(_ slot: Slot) -> Bool {
        readyCount == 1 && entries[slot.rawValue].revents == Int16(POLLIN)
    }

    /// Whether the last wait found the other end of the slot gone, and nothing left to be read.
    package func hasEnded(_ slot: Slot) -> Bool {
        isReady(slot) && entries[slot.rawValue].revents & Int16(POLLIN) == 0
    }
}
