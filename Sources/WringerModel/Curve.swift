/// One series of a trace as numbers over seconds, and what can be said of it as a whole. Pure.
struct Curve {
    /// Since the start of the target.
    let times: [Double]
    /// In bytes, seconds or a count.
    let values: [Double]

    /// The fewest points from which a slope, and from which a shape, is told.
    static let leastSlopeCount = 4
    static let leastShapeCount = 8
    /// In seconds. A shorter run is mostly the loading of the target, whose shape is chance.
    private static let leastShapeDuration = 0.1
    /// The most points that a median of slopes or a fit takes, evenly chosen: with more, neither
    /// becomes better.
    private static let maximumFitCount = 96

    init(times: [Double], values: [Double]) {
        precondition(times.count == values.count, "a value has a time")
        self.times = times
        self.values = values
    }

    init(of series: ResourceSeries, in trace: ResourceTrace) {
        let known = trace.points.compactMap { point in
            point[series].map { (point.time.seconds, Double($0) * series.scale) }
        }
        self.init(times: known.map(\.0), values: known.map(\.1))
    }

    var isEmpty: Bool { values.isEmpty }
    var count: Int { values.count }
    var peak: Double { values.max() ?? 0 }
    var range: Double { peak - (values.min() ?? 0) }

    private var duration: Double { (times.last ?? 0) - (times.first ?? 0) }

    /// Weighted by time, each stretch with the mean of its ends.
    var mean: Double {
        guard let first = values.first, duration > 0 else { return values.first ?? 0 }
        // Above the first value, so that the mean of one level is exactly that level.
        var area = 0.0
        for next in 1..<count {
            let middle = (values[next] + values[next - 1]) / 2 - first
            area += middle * (times[next] - times[next - 1])
        }
        return first + area / duration
    }

    /// What can be said once the target has been loaded.
    ///
    /// - Parameter change: the least change that means anything.
    /// - Returns: the change a second in the part that grows, nil with too few points; and the
    ///   shape, nil with too few points, or where none fits.
    func trend(ofLeast change: Double) -> (slope: Double?, shape: SeriesShape?) {
        let body = body
        guard duration >= Self.leastShapeDuration else { return (body.medianSlope, nil) }
        let tooth = max(body.range * 0.4, change * 8, body.noise * 8)
        if tooth > 0, body.count >= Self.leastShapeCount, body.fallCount(ofLeast: tooth) >= 2 {
            return (body.medianSlope, .sawtooth)
        }
        let fit = body.thinned.fit(ofLeast: change)
        return (
            body.part(fit.window).medianSlope ?? body.medianSlope,
            body.count >= Self.leastShapeCount ? fit.shape : nil
        )
    }

    // MARK: - Parts

    /// Without the start, in which the target is loaded, and without a fall at the very end, in
    /// which it gives back what it had.
    var body: Curve {
        guard let first = times.first, let last = times.last, last > first else { return self }
        let loaded = first + min(max(duration * 0.1, 0.03), duration * 0.3)
        var end = count
        let top = peak
        if let peakIndex = values.lastIndex(of: top), times[peakIndex] > last - duration * 0.25,
            zip(values[peakIndex...], values[(peakIndex + 1)...]).allSatisfy({ $0 >= $1 })
        {
            end = peakIndex + 1
        }
        let start = times.firstIndex { $0 >= loaded } ?? 0
        return start < end ? part(start..<end) : self
    }

    private func part(_ range: Range<Int>) -> Curve {
        Curve(times: Array(times[range]), values: Array(values[range]))
    }

    /// The part between two shares of the duration.
    private func part(_ window: ClosedRange<Double>) -> Curve {
        guard let first = times.first else { return self }
        let low = first + window.lowerBound * duration
        let high = first + window.upperBound * duration
        let kept = times.indices.filter { (low...high).contains(times[$0]) }
        return Curve(times: kept.map { times[$0] }, values: kept.map { values[$0] })
    }

    private var thinned: Curve {
        guard count > Self.maximumFitCount else { return self }
        let kept = (0..<Self.maximumFitCount).map { $0 * (count - 1) / (Self.maximumFitCount - 1) }
        return Curve(times: kept.map { times[$0] }, values: kept.map { values[$0] })
    }

    // MARK: - Robust numbers

    /// The median of the slopes between all pairs of points (Theil and Sen).
    private var medianSlope: Double? {
        let some = thinned
        guard some.count >= Self.leastSlopeCount else { return nil }
        var slopes: [Double] = []
        slopes.reserveCapacity(some.count * some.count / 2)
        for right in 1..<some.count {
            for left in 0..<right where some.times[right] > some.times[left] {
                slopes.append(
                    (some.values[right] - some.values[left])
                        / (some.times[right] - some.times[left]))
            }
        }
        return median(slopes)
    }

    /// The standard deviation of what varies from point to point: from the median of second
    /// differences, in which slopes and a few jumps leave no trace.
    var noise: Double {
        guard count >= 3 else { return 0 }
        let second = (2..<count).map { index -> Double in
            let change: Double = values[index] - values[index - 1]
            let changeBefore: Double = values[index - 1] - values[index - 2]
            return (change - changeBefore).magnitude
        }
        // 0.6745 is the median of a normal deviate's magnitude; its second difference has six
        // times the variance.
        return (median(second) ?? 0) / (0.6745 * 6.0.squareRoot())
    }

    /// How often the curve falls by at least `swing` after it had risen by as much.
    private func fallCount(ofLeast swing: Double) -> Int {
        guard var low = values.first else { return 0 }
        var high = low
        var isRising: Bool?
        var falls = 0
        for value in values {
            low = min(low, value)
            high = max(high, value)
            if isRising != false, value <= high - swing {
                if isRising == true { falls += 1 }
                isRising = false
                low = value
            } else if isRising != true, value >= low + swing {
                isRising = true
                high = value
            }
        }
        return falls
    }

    private func median(_ numbers: [Double]) -> Double? {
        guard !numbers.isEmpty else { return nil }
        return numbers.sorted()[numbers.count / 2]
    }
}
