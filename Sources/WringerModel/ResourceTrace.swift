/// The resources of a trial over its time: what was read of it and its descendants together.
///
/// Traced, there is a point at exec and one when the main process is about to end, whatever its
/// end, and what ended descendants have used stays in the cumulative series. Without tracing all
/// points are taken by time, so that the last moments are missing, and a descendant counts as far
/// as it was seen.
package struct ResourceTrace: Hashable, Sendable {
    /// The most points of a trace: one for each twenty seconds of a run of three hours.
    package static let maximumPointCount = 1024

    /// In the order of their times.
    package var points: [ResourcePoint]

    package init(points: [ResourcePoint] = []) { self.points = points }

    package var isEmpty: Bool { points.isEmpty }

    /// What each series that was read says as a whole.
    ///
    /// - Parameter limits: those in force; a series that comes to one of them names it.
    package func summary(under limits: Limits) -> ResourceSummary {
        var summary = ResourceSummary(pointCount: points.count)
        for series in ResourceSeries.allCases {
            let curve = Curve(of: series, in: self)
            guard !curve.isEmpty else { continue }
            let trend = curve.trend(ofLeast: series.leastChange)
            summary.series[series] = SeriesSummary(
                peak: curve.peak, mean: curve.mean, slope: trend.slope, shape: trend.shape,
                limit: limit(of: series, limits))
        }
        return summary
    }

    /// The limit that bounds a series and that it came to: within a tenth, for memory is asked for
    /// in large pieces; one below, for descriptors. Limits hold for each process, so that the sums
    /// of several tell nothing.
    private func limit(of series: ResourceSeries, _ limits: Limits) -> LimitName? {
        guard points.allSatisfy({ $0[.processes] ?? 1 <= 1 }) else { return nil }
        func comesTo(_ name: LimitName, _ bounded: ResourceSeries, _ share: Double) -> LimitName? {
            guard case .finite(let most)? = limits[name]?.soft, most > 0,
                let peak = points.compactMap({ $0[bounded] }).max()
            else { return nil }
            return Double(peak) >= min(Double(most) * share, Double(most) - 1) ? name : nil
        }
        switch series {
        // What is resident is bound by what may be mapped.
        case .residentSet, .addressSpace: return comesTo(.addressSpace, .addressSpace, 0.9)
        case .stack: return comesTo(.stack, .stack, 0.9)
        case .descriptors: return comesTo(.openFiles, .descriptors, 1)
        case .cpu, .minorFaults, .majorFaults, .voluntarySwitches, .involuntarySwitches, .sockets,
            .threads, .processes, .bytesRead, .bytesWritten:
            return nil
        }
    }
}

/// What a trace says of each series.
package struct ResourceSummary: Hashable, Sendable {
    package var pointCount: Int
    /// Only the series that were read.
    package var series: [ResourceSeries: SeriesSummary] = [:]

    package init(pointCount: Int) { self.pointCount = pointCount }
}

/// One series as a whole, in bytes, seconds or a count.
package struct SeriesSummary: Hashable, Sendable {
    package let peak: Double
    /// Weighted by time.
    package let mean: Double
    /// The change a second in the part that grows, without the start of the target (the median
    /// of Theil and Sen, which a few odd points do not move); nil with too few points.
    package let slope: Double?
    /// Nil where there are too few points, or no shape fits.
    package let shape: SeriesShape?
    /// The limit that the series came to.
    package let limit: LimitName?

    package init(
        peak: Double, mean: Double, slope: Double?, shape: SeriesShape?, limit: LimitName?
    ) {
        self.peak = peak
        self.mean = mean
        self.slope = slope
        self.shape = shape
        self.limit = limit
    }
}

/// How a series runs over time.
package enum SeriesShape: String, Hashable, Sendable, Codable {
    case flat, linear, quadratic, exponential
    /// One level, then another.
    case step
    /// Growth, and no more of it from some moment on: at a limit, where the summary names one.
    case plateau
    /// Growth and falls, again and again, as under a garbage collector.
    case sawtooth
}

extension ResourceSeries {
    /// The value of one unit in bytes, seconds or a count.
    var scale: Double { unit == .microseconds ? 1e-6 : 1 }

    /// The least change that means anything, in bytes, seconds or a count.
    var leastChange: Double {
        switch unit {
        // The allocators of C libraries ask for 128 KiB at a time.
        case .bytes: 131_072
        // A tick of the clock.
        case .microseconds: 0.01
        case .count: 1
        }
    }
}

extension Setup {
    /// The limits that the target runs under: those of the trial, and those that it inherits.
    package var limitsInForce: Limits { inheritedLimits.overlaid(by: limits) }
}
