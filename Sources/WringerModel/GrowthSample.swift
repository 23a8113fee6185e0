/// What one size of a dimension cost: the least of several runs, since whatever else a machine
/// does can only add to it.
package struct GrowthSample: Hashable, Sendable, Codable {
    /// In units of the dimension.
    package let size: Int
    /// The size of the program in bytes.
    package let byteCount: Int
    package var runs: Int
    /// User and system time of the target.
    @InSeconds package var cpu: Duration
    @InSeconds package var wall: Duration
    package var peakResidentSet: ByteCount

    /// What one run cost.
    package init(size: Int, byteCount: Int, usage: Usage) {
        self.size = size
        self.byteCount = byteCount
        runs = 1
        cpu = usage.user + usage.system
        wall = usage.wall
        peakResidentSet = usage.peakResidentSet
    }

    /// Takes another run of the same size in.
    package mutating func merge(_ other: GrowthSample) {
        precondition(other.size == size, "runs of one size are merged")
        runs += other.runs
        cpu = min(cpu, other.cpu)
        wall = min(wall, other.wall)
        peakResidentSet = min(peakResidentSet, other.peakResidentSet)
    }
}

/// A cost that can grow with the size of a program.
package enum GrowthCost: String, Hashable, Sendable, Codable, CaseIterable {
    /// User and system time, in seconds.
    case cpu
    /// Elapsed time, in seconds.
    case wall
    /// The peak of the resident set, in bytes.
    case memory

    /// This cost of a sample, above 0.
    package func value(of sample: GrowthSample) -> Double {
        switch self {
        case .cpu: max(1e-6, sample.cpu.seconds)
        case .wall: max(1e-6, sample.wall.seconds)
        case .memory: max(1, Double(sample.peakResidentSet.bytes))
        }
    }

    /// In words, for people.
    package var text: String {
        switch self {
        case .cpu: "CPU time"
        case .wall: "elapsed time"
        case .memory: "memory"
        }
    }
}

/// Why a recording is called slow: the family that its program belongs to, and what its sizes
/// cost. One run cannot show it; these can be measured again.
package struct GrowthProof: Hashable, Sendable, Codable {
    package let dimension: Dimension
    package let cost: GrowthCost
    /// The greatest exponent of n that was allowed.
    package let allowedExponent: Double
    /// The exponent that was found, and the ends of its interval.
    package let exponent: Double
    package let lowestExponent: Double
    package let highestExponent: Double
    /// In the order of their sizes.
    package let samples: [GrowthSample]

    package init(
        dimension: Dimension, cost: GrowthCost, allowedExponent: Double, exponent: Double,
        interval: ClosedRange<Double>, samples: [GrowthSample]
    ) {
        self.dimension = dimension
        self.cost = cost
        self.allowedExponent = allowedExponent
        self.exponent = exponent
        lowestExponent = interval.lowerBound
        highestExponent = interval.upperBound
        self.samples = samples
    }
}
