internal import WringerModel

/// Fits laws of growth to points: least squares of relative errors, since the noise of a time is a
/// share of it.
///
/// For given exponents the best fixed cost and factor have a closed form, so that the exponents
/// alone are searched. An interval holds the exponents at which the best fit is not significantly
/// worse than the best of all (profile likelihood): it is honest where the fixed cost hides the
/// growth. Between one power and two decides the information criterion of Schwarz (BIC).
package struct GrowthFit {
    /// The fewest sizes that can show a law.
    package static let minimumCount = 6
    /// The least growth, from the cheapest point to the dearest, that can show one.
    static let leastGrowth = 1.5
    /// What two honest measurements differ by at the least, as a share.
    static let leastScatter = 0.01
    static let greatestExponent = 6.0
    /// How much better two powers must be than one, as a difference of BIC. Strong evidence is 6
    /// (Kass and Raftery 1995); a break is looked for at every size, which asks for more.
    static let margin = 10.0
    /// Two powers that differ by less are no break: caches and logarithms do as much.
    static let leastBend = 0.3

    let points: [GrowthPoint]
    let sizes: [Double]
    let logarithms: [Double]
    let costs: [Double]

    /// How the cost of these points grows; in any order.
    package static func growth(of points: [GrowthPoint]) -> Growth {
        let points = points.sorted { $0.size < $1.size }
        guard points.count >= minimumCount, let first = points.first, let last = points.last,
            last.size >= first.size * 8
        else { return .unknown }
        let fit = GrowthFit(points)
        let range = (fit.costs.min() ?? 1, fit.costs.max() ?? 1)
        guard range.1 > range.0 * leastGrowth else { return .constant }
        let one = fit.bestPower()
        // Scattered points without a trend grow only from the cheapest to the dearest.
        guard fit.score(one.error, 3) < fit.score(fit.errorOfConstant, 1) else {
            return .constant
        }
        // Where one power leaves hardly anything, two cannot explain much more.
        if fit.score(0, 5) + margin < fit.score(one.error, 3), let two = fit.bestBend(),
            abs(two.after - two.before) >= leastBend,
            fit.score(two.error, 5) + margin < fit.score(one.error, 3)
        {
            return .law(fit.law(two))
        }
        return .law(fit.law(one))
    }

    init(_ points: [GrowthPoint]) {
        self.points = points
        sizes = points.map { Double($0.size) }
        logarithms = sizes.map { logarithm($0) }
        costs = points.map(\.cost)
    }

    /// n as a power of the exponent with a break, scaled to 1 at a reference size.
    static func shape(
        _ size: Double, _ exponent: Double, _ bend: GrowthLaw.Bend?, at reference: Double
    ) -> Double {
        guard let bend, size < Double(bend.size) else {
            return exponential(exponent * logarithm(size / reference))
        }
        let knee = Double(bend.size)
        return exponential(
            exponent * logarithm(knee / reference) + bend.exponentBefore * logarithm(size / knee))
    }

    // MARK: - Errors of fits

    /// The best fixed cost and factor for a shape, none of them below 0, and what is left: the sum
    /// of the squares of relative errors.
    struct Line {
        let fixedCost: Double
        let factor: Double
        let error: Double
    }

    func line(_ shape: [Double]) -> Line {
        var (one, cross, square, sumOne, sumShape) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for index in costs.indices {
            // Everything is divided by the cost.
            let (u, v) = (1 / costs[index], shape[index] / costs[index])
            one += u * u
            cross += u * v
            square += v * v
            sumOne += u
            sumShape += v
        }
        let determinant = one * square - cross * cross
        var fixed = square > 0 ? 0 : sumOne / one
        var factor = square > 0 ? sumShape / square : 0
        if determinant > 1e-12 * one * square {
            let free = (sumOne * square - sumShape * cross) / determinant
            let slope = (sumShape * one - sumOne * cross) / determinant
            if free > 0, slope > 0 { (fixed, factor) = (free, slope) }
            if slope <= 0 { (fixed, factor) = (sumOne / one, 0) }
        }
        var error = 0.0
        for index in costs.indices {
            let rest = 1 - (fixed + factor * shape[index]) / costs[index]
            error += rest * rest
        }
        return Line(fixedCost: fixed, factor: factor, error: error)
    }

    /// What the best constant leaves.
    private var errorOfConstant: Double {
        line([Double](repeating: 0, count: costs.count)).error
    }

    /// The criterion of Schwarz; the smaller the better. What is below the least scatter is chance.
    private func score(_ error: Double, _ parameterCount: Double) -> Double {
        let count = Double(costs.count)
        let floor = Self.leastScatter * Self.leastScatter
        return count * logarithm(error / count + floor) + parameterCount * logarithm(count)
    }
}
