/// What a program of a family costs: `fixed + linear · n + factor · shape(n)`, where the shape is a
/// power of n, or one power up to a break and another one from there on.
package struct GrowthLaw: Hashable, Sendable {
    /// The power of n with which the cost grows at the largest sizes.
    package let exponent: Double
    /// The exponents that the points do not rule out, at 95 %.
    package let interval: ClosedRange<Double>
    /// Where the power changes; nil where one power explains all sizes.
    package let bend: Bend?
    /// What the smallest program of the family costs, in the unit of the points.
    package let fixedCost: Double
    /// What a part that grows with n itself adds at `referenceSize`; 0 where there is none.
    package let linearCost: Double
    /// What the shape adds at `referenceSize`, in the unit of the points.
    package let factor: Double
    /// The size at which the shape is 1.
    package let referenceSize: Double
    /// The typical distance of a point from the law, as a share of its cost.
    package let scatter: Double

    /// A break in a law of growth.
    package struct Bend: Hashable, Sendable {
        /// The size at which the power changes.
        package let size: Int
        /// The power of n below that size.
        package let exponentBefore: Double

        package init(size: Int, exponentBefore: Double) {
            self.size = size
            self.exponentBefore = exponentBefore
        }
    }

    /// A law with all that is known of it.
    package init(
        exponent: Double, interval: ClosedRange<Double>, bend: Bend?, fixedCost: Double,
        linearCost: Double, factor: Double, referenceSize: Double, scatter: Double
    ) {
        self.exponent = exponent
        self.interval = interval
        self.bend = bend
        self.fixedCost = fixedCost
        self.linearCost = linearCost
        self.factor = factor
        self.referenceSize = referenceSize
        self.scatter = scatter
    }

    /// n as a power of the exponent with a break, scaled to 1 at a reference size.
    package static func shape(
        _ size: Double, _ exponent: Double, _ bend: Bend?, at reference: Double
    ) -> Double {
        guard let bend, size < Double(bend.size) else {
            return exponential(exponent * logarithm(size / reference))
        }
        let knee = Double(bend.size)
        return exponential(
            exponent * logarithm(knee / reference) + bend.exponentBefore * logarithm(size / knee))
    }

    /// What a program of this size costs by this law.
    package func cost(ofSize size: Double) -> Double {
        // What is linear is a part of its own, or the law has a bend: never both.
        let shape = Self.shape(size, exponent, linearCost > 0 ? nil : bend, at: referenceSize)
        return fixedCost + linearCost * size / referenceSize + factor * shape
    }

    /// The size from which on a program costs more than `cost`; nil where it lies beyond a
    /// thousand times the largest that was measured, or where none does.
    package func size(costing cost: Double) -> Double? {
        guard cost > fixedCost, self.cost(ofSize: referenceSize * 1000) > cost else { return nil }
        var (low, high) = (0.0, logarithm(referenceSize * 1000))
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if self.cost(ofSize: exponential(middle)) > cost { high = middle } else { low = middle }
        }
        return exponential(high)
    }
}

/// How the cost of a family grows.
package enum Growth: Hashable, Sendable {
    /// There are too few sizes, or too little between them, to say anything.
    case unknown
    /// The cost does not depend on the size, as far as it was measured.
    case constant
    case law(GrowthLaw)

    package var law: GrowthLaw? {
        if case .law(let law) = self { return law }
        return nil
    }

    /// Whether the cost certainly grows with a higher power of n than this.
    package func isAbove(_ exponent: Double) -> Bool {
        law.map { $0.interval.lowerBound > exponent } ?? false
    }

    /// Whether the cost certainly grows with no higher power of n than this.
    package func isWithin(_ exponent: Double) -> Bool {
        switch self {
        case .unknown: false
        case .constant: true
        case .law(let law): law.interval.upperBound <= exponent
        }
    }
}
