/// How deep a nest comes under a stack of some size: `stack = fixed + depth * bytesPerLevel`, by
/// least squares over the limits at which the depth was found.
package struct StackLaw: Hashable, Sendable, Codable {
    /// The bytes of stack that a level takes: the slope of the limit over the depth.
    package let bytesPerLevel: Double
    /// The bytes that are taken before the first level; below zero where the target stops early.
    package let fixedBytes: Double
    /// By how many levels the law and a depth that was found differ at most; nil for two limits,
    /// which any line fits.
    package let residual: Double?
    /// How many limits it rests on, 2 or more.
    package let limitCount: Int
    /// The greatest depth that it rests on.
    package let greatestDepth: Double
    /// The largest limit that it rests on, in bytes.
    package let largestStack: UInt64

    private enum CodingKeys: String, CodingKey {
        case bytesPerLevel, fixedBytes, residual, limitCount, greatestDepth, largestStack
    }

    /// A stack limit in bytes and the first depth behind the boundary there.
    package struct Sample: Hashable, Sendable {
        package let stack: UInt64
        package let depth: Int

        package init(stack: UInt64, depth: Int) {
            self.stack = stack
            self.depth = depth
        }
    }

    /// Fits the law; nil where fewer than two limits are known, or where the depth does not grow
    /// with the limit.
    package init?(_ samples: [Sample]) {
        let limits = Set(samples.map(\.stack))
        guard limits.count >= 2, limits.count == samples.count else { return nil }
        let count = Double(samples.count)
        let meanDepth = samples.reduce(0) { $0 + Double($1.depth) } / count
        let meanStack = samples.reduce(0) { $0 + Double($1.stack) } / count
        var variance = 0.0
        var covariance = 0.0
        for sample in samples {
            let depth = Double(sample.depth) - meanDepth
            variance += depth * depth
            covariance += depth * (Double(sample.stack) - meanStack)
        }
        guard variance > 0, covariance > 0 else { return nil }
        let slope = covariance / variance
        bytesPerLevel = slope
        fixedBytes = meanStack - slope * meanDepth
        limitCount = samples.count
        greatestDepth = samples.map { Double($0.depth) }.max() ?? 0
        largestStack = limits.max() ?? 0
        let fixed = fixedBytes
        residual =
            samples.count == 2
            ? nil
            : samples.map { (Double($0.depth) - (Double($0.stack) - fixed) / slope).magnitude }
                .max() ?? 0
    }

    /// The first depth behind the boundary under another limit; nil where the law does not fit
    /// well enough to say, where none would be left, and for more than can be counted.
    ///
    /// - Parameter stack: the limit in bytes.
    package func depth(underStack stack: UInt64) -> Int? {
        let depth = (Double(stack) - fixedBytes) / bytesPerLevel
        guard fits, depth >= 1, depth < 9e15 else { return nil }
        // Two limits do not show whether it is a line.
        guard residual != nil || stack / 4 <= largestStack else { return nil }
        return Int(depth.rounded())
    }

    /// Whether it fits the depths so well that it can be believed about others.
    package var fits: Bool {
        residual.map { $0 <= max(2, greatestDepth * Self.worstShare) } ?? true
    }

    /// The most that a law may be off, as a share of the greatest depth.
    private static let worstShare = 0.05
}

extension StackLaw {
    /// As the compiler makes it, but for a residual that is none: it is written as null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(bytesPerLevel, forKey: .bytesPerLevel)
        try container.encode(fixedBytes, forKey: .fixedBytes)
        try container.encode(residual, forKey: .residual)
        try container.encode(limitCount, forKey: .limitCount)
        try container.encode(greatestDepth, forKey: .greatestDepth)
        try container.encode(largestStack, forKey: .largestStack)
    }
}
