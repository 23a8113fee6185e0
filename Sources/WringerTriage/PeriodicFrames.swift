internal import WringerModel

/// The frames of a recursion among some of which several are none.
///
/// Words that are left from calls that are over lie between the return addresses that a guess is
/// made from. A recursion through the same code has frames of the same sizes: its return addresses
/// come again at a constant distance, and most of the others do not.
struct PeriodicFrames {
    /// Bytes of stack for one level.
    let stride: UInt64
    /// The frames that come again at that distance, the innermost first.
    let frames: [StackFrame]
    /// How many levels in a row were seen.
    let levelCount: Int

    /// The fewest levels that are a recursion.
    private static let leastLevels = 4
    /// The most often that one return address is looked for in a level.
    private static let mostTimes = 16
    /// Return addresses whose distances are tried, the most frequent ones.
    private static let triedPlaces = 8

    /// Where a frame returns to, in any run.
    private struct Place: Hashable, Comparable {
        let module: String
        let offset: UInt64

        static func < (one: Place, other: Place) -> Bool {
            (one.module, one.offset) < (other.module, other.offset)
        }
    }

    /// Nil where nothing comes again at a constant distance through most of the stack.
    init?(_ all: [StackFrame]) {
        let known = all.filter { $0.stackPointer != nil && !$0.isInterrupted }
        var positions: [Place: [UInt64]] = [:]
        for frame in known {
            positions[Self.place(of: frame), default: []].append(frame.stackPointer ?? 0)
        }
        let recurring = positions.filter { $0.value.count >= Self.leastLevels }
        let sets = recurring.mapValues(Set.init)
        var best: (stride: UInt64, score: Int, places: Set<Place>)?
        for stride in Self.distances(recurring) {
            let places = recurring.filter { Self.comesAgain($0.value, sets[$0.key] ?? [], stride) }
            let score = places.values.reduce(0) { $0 + $1.count }
            // A multiple of the distance finds a few more, where levels differ now and then.
            if score > 0, score * 9 > (best?.score ?? 0) * 10 {
                best = (stride, score, Set(places.keys))
            }
        }
        guard let best else { return nil }
        stride = best.stride
        frames = known.filter { best.places.contains(Self.place(of: $0)) }
        levelCount =
            best.places.map { Self.longestRun(sets[$0] ?? [], best.stride) }.max() ?? 0
        let covered = Self.span(frames)
        guard levelCount >= Self.leastLevels, covered >= Self.span(known) / 2 else { return nil }
    }

    private static func place(of frame: StackFrame) -> Place {
        Place(module: frame.module ?? "", offset: frame.offset)
    }

    private static func span(_ frames: [StackFrame]) -> UInt64 {
        guard let first = frames.first?.stackPointer, let last = frames.last?.stackPointer,
            last > first
        else { return 0 }
        return last - first
    }

    /// The distances at which return addresses come again most of the time, the least first.
    private static func distances(_ recurring: [Place: [UInt64]]) -> [UInt64] {
        let frequent = recurring.sorted {
            ($1.value.count, $0.key) < ($0.value.count, $1.key)
        }
        var found: Set<UInt64> = []
        for (_, positions) in frequent.prefix(triedPlaces) {
            for times in 1...min(mostTimes, positions.count / 3 + 1) {
                var counts: [UInt64: Int] = [:]
                for (inner, outer) in zip(positions, positions.dropFirst(times))
                where outer > inner {
                    counts[outer - inner, default: 0] += 1
                }
                for (distance, count) in counts where count * 10 >= (positions.count - times) * 8 {
                    found.insert(distance)
                }
            }
        }
        return found.sorted()
    }

    /// Whether a return address comes again at the distance, four times of five.
    private static func comesAgain(
        _ positions: [UInt64], _ set: Set<UInt64>, _ stride: UInt64
    ) -> Bool {
        guard let last = positions.last else { return false }
        let asked = positions.filter { $0 <= last &- min(last, stride) }
        let met = asked.count { set.contains($0 &+ stride) }
        return met >= leastLevels - 1 && met * 5 >= asked.count * 4
    }

    private static func longestRun(_ positions: Set<UInt64>, _ stride: UInt64) -> Int {
        var longest = 0
        for start in positions where !positions.contains(start &- stride) {
            var count = 1
            while positions.contains(start &+ UInt64(count) &* stride) { count += 1 }
            longest = max(longest, count)
        }
        return longest
    }
}
