internal import WringerModel

/// What a program of a family costs: `fixed + factor · shape(n)`, where the shape is a power of n,
/// or one power up to a break and another one from there on.
package struct GrowthLaw: Hashable, Sendable {
    /// The power of n with which the cost grows at the largest sizes.
    package let exponent: Double
    /// The exponents that the points do not rule out, at 95 %.
    package let interval: ClosedRange<Double>
    /// Where the power changes; nil where one power explains all sizes.
    package let bend: Bend?
    /// What the smallest program of the family costs, in the unit of the points.
    package let fixedCost: Double
    /// What is added to it at `referenceSize`, in the unit of the points.
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
    }

    /// What a program of this size costs by this law.
    package func cost(ofSize size: Double) -> Double {
        fixedCost + factor * GrowthFit.shape(size, exponent, bend, at: referenceSize)
    }

    /// The size from which on a program costs more than `cost`; nil where none does, or where
    /// that lies below the break or beyond what can be counted.
    package func size(costing cost: Double) -> Double? {
        guard exponent > 0.05, factor > 0, cost > fixedCost else { return nil }
        let size =
            referenceSize * exponential(logarithm((cost - fixedCost) / factor) / exponent)
        if let bend, size < Double(bend.size) { return nil }
        return size < 1e15 ? size : nil
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

/// One size of a family, and what it cost.
package struct GrowthPoint: Hashable, Sendable {
    /// In units; 1 or more.
    package let size: Int
    /// In any unit; above 0.
    package let cost: Double

    package init(size: Int, cost: Double) {
        precondition(size > 0 && cost > 0, "a law of growth is fitted to what is above 0")
        self.size = size
        self.cost = cost
    }
}
