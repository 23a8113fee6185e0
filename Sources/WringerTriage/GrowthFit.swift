package import WringerModel

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
    /// A linear part and a power above it are told apart only where that is well above 1, and where
    /// it makes up this share of the dearest point.
    static let sumExponents = 1.3...greatestExponent
    static let leastShare = 0.5
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
        let scoreOfOne = fit.score(one.error, 3)
        // Where one power leaves hardly anything, more cannot explain much more.
        guard fit.score(0, 4) + margin < scoreOfOne else { return .law(fit.law(one)) }
        let sum = fit.bestSum()
        let scoreOfSum = sum.map { fit.score($0.error, 4) } ?? .infinity
        if let two = fit.bestBend(), abs(two.after - two.before) >= leastBend,
            fit.score(two.error, 5) + margin < min(scoreOfOne, scoreOfSum)
        {
            return .law(fit.law(two))
        }
        if let sum, scoreOfSum + margin < scoreOfOne { return .law(fit.lawOfSum(sum)) }
        return .law(fit.law(one))
    }

    init(_ points: [GrowthPoint]) {
        self.points = points
        sizes = points.map { Double($0.size) }
        logarithms = sizes.map { logarithm($0) }
        costs = points.map(\.cost)
    }

    // MARK: - Errors of fits

    /// The best costs for a shape, none of them below 0, and what they leave.
    struct Line {
        var fixedCost = 0.0
        /// At the largest size.
        var linearCost = 0.0
        var factor = 0.0
        /// The sum of the squares of relative errors.
        var error: Double
    }

    /// Fits a fixed cost and the shape.
    func line(_ shape: [Double]) -> Line {
        // The closed form for two columns: this is what a search does all the time.
        var (one, cross, square, sumOne, sumShape) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for index in costs.indices {
            let (u, v) = (1 / costs[index], shape[index] / costs[index])
            one += u * u
            cross += u * v
            square += v * v
            sumOne += u
            sumShape += v
        }
        var line = Line(error: 0)
        line.factor = sumShape / square
        let determinant = one * square - cross * cross
        if determinant > 1e-12 * one * square {
            let fixed = (sumOne * square - sumShape * cross) / determinant
            let slope = (sumShape * one - sumOne * cross) / determinant
            if slope <= 0 {
                (line.fixedCost, line.factor) = (sumOne / one, 0)
            } else if fixed > 0 {
                (line.fixedCost, line.factor) = (fixed, slope)
            }
        }
        for index in costs.indices {
            let rest = 1 - (line.fixedCost + line.factor * shape[index]) / costs[index]
            line.error += rest * rest
        }
        return line
    }

    /// Fits a fixed cost, a linear part and the shape.
    func sum(_ shape: [Double]) -> Line {
        let last = sizes[sizes.count - 1]
        let linear = sizes.map { $0 / last }
        let ones = [Double](repeating: 1, count: sizes.count)
        var best = line(shape)
        for columns in [[shape, linear, ones], [shape, linear]] {
            guard let found = LeastSquares.relative(columns, to: costs),
                found.weights.allSatisfy({ $0 >= 0 }), found.error < best.error
            else { continue }
            best = Line(error: found.error)
            best.factor = found.weights[0]
            best.linearCost = found.weights[1]
            best.fixedCost = found.weights.count > 2 ? found.weights[2] : 0
        }
        return best
    }

    /// What the best constant leaves.
    private var errorOfConstant: Double {
        let column = [Double](repeating: 1, count: costs.count)
        return LeastSquares.relative([column], to: costs)?.error ?? 0
    }

    /// The criterion of Schwarz; the smaller the better. What is below the least scatter is chance.
    private func score(_ error: Double, _ parameterCount: Double) -> Double {
        let count = Double(costs.count)
        let floor = Self.leastScatter * Self.leastScatter
        return count * logarithm(error / count + floor) + parameterCount * logarithm(count)
    }
}

/// Linear least squares of relative errors.
enum LeastSquares {
    /// The weights of the columns whose sum comes nearest to the values, and the sum of the squares
    /// of what is left, each as a share of its value; nil where the columns do not tell apart.
    static func relative(
        _ columns: [[Double]], to values: [Double]
    ) -> (weights: [Double], error: Double)? {
        let count = columns.count
        var matrix = [[Double]](
            repeating: [Double](repeating: 0, count: count + 1), count: count)
        for index in values.indices {
            let scale = 1 / values[index]
            for row in 0..<count {
                let left = columns[row][index] * scale
                for column in row..<count {
                    matrix[row][column] += left * columns[column][index] * scale
                }
                matrix[row][count] += left
            }
        }
        for row in 0..<count {
            for column in 0..<row { matrix[row][column] = matrix[column][row] }
        }
        let diagonal = (0..<count).map { matrix[$0][$0] }
        // The matrix is symmetric and no less than 0: no pivots have to be looked for.
        for pivot in 0..<count {
            guard matrix[pivot][pivot] > 1e-10 * diagonal[pivot] else { return nil }
            for row in 0..<count where row != pivot {
                let share = matrix[row][pivot] / matrix[pivot][pivot]
                for column in pivot...count { matrix[row][column] -= share * matrix[pivot][column] }
            }
        }
        let weights = (0..<count).map { matrix[$0][count] / matrix[$0][$0] }
        var error = 0.0
        for index in values.indices {
            var sum = 0.0
            for column in 0..<count { sum += weights[column] * columns[column][index] }
            let rest = 1 - sum / values[index]
            error += rest * rest
        }
        return (weights, error)
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
