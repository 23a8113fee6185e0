internal import WringerModel

/// When the resources of a trial are read, and which of the points are kept. Pure: it is driven
/// with points and says the time of the next one.
///
/// A run of 3 ms and one of 3 hours both get a useful trace: points are dense at first and then
/// a tenth of the time so far apart, up to a cap. When there is no room for more, every second
/// point goes and the cap doubles.
struct SampleCollector {
    /// The pause after the first point. Most runs of a small program are over before: the first
    /// point and the last say all of those. To be woken earlier than by the tick of the kernel, at
    /// least 4 ms with 250 of them a second, costs 15 us each time that the clock is set to it.
    static let firstPause = Duration.milliseconds(5)
    /// The shortest pause between two points that are taken by time.
    static let shortestPause = Duration.milliseconds(1)
    /// The cap of the pause at first.
    static let firstCap = Duration.milliseconds(10)
    /// The pause is at least this many times what a point takes to read, so that reading takes a
    /// fortieth of the time at most, of many processes too.
    static let costFactor = 40
    /// Run time after which descriptors are counted, which is dear.
    static let dearSeriesStart = Duration.milliseconds(20)

    /// In the order of their times; at most `ResourceTrace.maximumPointCount`.
    private(set) var points: [ResourcePoint] = []
    /// When the next point is due, since the start of the target.
    private(set) var nextTime = Duration.zero
    private var cap = firstCap
    /// What the point before took to read; at first nothing is known.
    private var costBefore = Duration.zero

    /// Keeps a point, and sets the time of the next one.
    ///
    /// - Parameter cost: what reading it took.
    mutating func add(_ point: ResourcePoint, cost: Duration) {
        if points.count == ResourceTrace.maximumPointCount { thin() }
        points.append(point)
        // The cheaper of two: one alone may have been held up by others on the machine.
        let pause = max(
            points.count == 1 ? Self.firstPause : Self.shortestPause, min(point.time / 10, cap),
            min(cost, costBefore) * Self.costFactor)
        costBefore = cost
        nextTime = point.time + pause
    }

    /// Lets a moment pass at which nothing could be read.
    mutating func skip(at time: Duration) { nextTime = time + Self.shortestPause }

    /// Drops every second point, never the first; the last one stays at the end of an odd count.
    private mutating func thin() {
        points = points.indices.filter { $0 % 2 == 0 }.map { points[$0] }
        cap = cap * 2
    }
}
