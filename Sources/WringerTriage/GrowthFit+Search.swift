internal import WringerModel

/// The search for exponents.
extension GrowthFit {
    /// One power of n that fits the points.
    struct Power {
        let exponent: Double
        let error: Double
    }

    /// Two powers of n that fit the points.
    struct Bent {
        /// The index of the point at which the power changes.
        let knee: Int
        let before: Double
        let after: Double
        let error: Double
    }

    /// The steps in which exponents are searched, from coarse to fine.
    private static let steps = [0.25, 0.05, 0.01]

    /// Half the width of the intervals is searched up to here.
    private static let intervalStep = 0.01

    // MARK: - One power

    func bestPower() -> Power {
        minimum(from: 0, through: Self.greatestExponent) { error(ofPower: $0) }
    }

    func law(_ power: Power) -> GrowthLaw {
        let interval = interval(around: power.exponent, error: power.error, parameterCount: 3) {
            error(ofPower: $0)
        }
        let line = line(powers(power.exponent))
        return law(line, power.exponent, interval, nil, power.error, parameterCount: 3)
    }

    private func error(ofPower exponent: Double) -> Double {
        line(powers(exponent)).error
    }

    /// n to the power of the exponent, 1 at the largest size.
    private func powers(_ exponent: Double) -> [Double] {
        let last = logarithms[logarithms.count - 1]
        return logarithms.map { exponential(exponent * ($0 - last)) }
    }

    // MARK: - A linear part and a power

    /// The best power beside a linear part; nil where that does not come to much.
    func bestSum() -> Power? {
        let range = Self.sumExponents
        let best = minimum(from: range.lowerBound, through: range.upperBound) {
            error(ofSum: $0)
        }
        let line = sum(powers(best.exponent))
        let total = line.fixedCost + line.linearCost + line.factor
        return line.factor >= Self.leastShare * total ? best : nil
    }

    func lawOfSum(_ power: Power) -> GrowthLaw {
        let interval = interval(around: power.exponent, error: power.error, parameterCount: 4) {
            error(ofSum: $0)
        }
        let line = sum(powers(power.exponent))
        var bend: GrowthLaw.Bend?
        if line.linearCost > 0, line.factor > 0 {
            // Where the two parts are the same.
            let log = logarithm(line.linearCost / line.factor) / (power.exponent - 1)
            let size = sizes[sizes.count - 1] * exponential(log)
            bend = GrowthLaw.Bend(size: max(1, Int(min(size, 1e15))), exponentBefore: 1)
        }
        return law(line, power.exponent, interval, bend, power.error, parameterCount: 4)
    }

    private func error(ofSum exponent: Double) -> Double {
        sum(powers(max(Self.sumExponents.lowerBound, exponent))).error
    }

    // MARK: - Two powers

    /// Where the power may change: with three points up to there and four beyond.
    private var knees: Range<Int> { 2..<max(2, sizes.count - 4) }

    func bestBend() -> Bent? {
        var best: Bent?
        for knee in knees {
            let found = minimum(from: 0, through: Self.greatestExponent) { after in
                bestBefore(knee, after, steps: 2).error
            }
            guard found.error < best?.error ?? .infinity else { continue }
            let before = bestBefore(knee, found.exponent, steps: 3)
            best = Bent(
                knee: knee, before: before.exponent, after: found.exponent, error: before.error)
        }
        return best
    }

    func law(_ bent: Bent) -> GrowthLaw {
        let interval = interval(around: bent.after, error: bent.error, parameterCount: 5) { after in
            knees.map { bestBefore($0, after, steps: 2).error }.min() ?? .infinity
        }
        let bend = GrowthLaw.Bend(size: points[bent.knee].size, exponentBefore: bent.before)
        let line = line(self.bent(powers(bent.after), bent.before, bent.knee))
        return law(line, bent.after, interval, bend, bent.error, parameterCount: 5)
    }

    /// The best power below a knee, with the power above it given.
    private func bestBefore(_ knee: Int, _ after: Double, steps: Int) -> Power {
        let above = powers(after)
        return minimum(from: 0, through: 4, steps: steps) { before in
            line(bent(above, before, knee)).error
        }
    }

    /// The shape that has one power below the knee and `above` from there on.
    private func bent(_ above: [Double], _ before: Double, _ knee: Int) -> [Double] {
        var shape = above
        for index in 0..<knee {
            shape[index] =
                above[knee] * exponential(before * (logarithms[index] - logarithms[knee]))
        }
        return shape
    }

    // MARK: - Both

    private func law(
        _ line: Line, _ exponent: Double, _ interval: ClosedRange<Double>,
        _ bend: GrowthLaw.Bend?, _ error: Double, parameterCount: Int
    ) -> GrowthLaw {
        let reference = sizes[sizes.count - 1]
        return GrowthLaw(
            exponent: exponent, interval: interval, bend: bend, fixedCost: line.fixedCost,
            linearCost: line.linearCost, factor: line.factor, referenceSize: reference,
            scatter: (error / Double(max(1, sizes.count - parameterCount))).squareRoot())
    }

    /// The exponents around the best one that are not significantly worse.
    private func interval(
        around best: Double, error: Double, parameterCount: Int, _ errorAt: (Double) -> Double
    ) -> ClosedRange<Double> {
        let freedom = max(1, sizes.count - parameterCount)
        let scatter = max(error / Double(freedom), Self.leastScatter * Self.leastScatter)
        let quantile = StudentQuantile.at975(freedom: freedom)
        let bound = error + quantile * quantile * scatter
        func end(_ direction: Double) -> Double {
            var exponent = best
            // Steps grow, so that a wide interval does not take long to walk.
            var step = Self.intervalStep
            while exponent >= 0, exponent <= Self.greatestExponent {
                let next = exponent + direction * step
                if errorAt(max(0, next)) > bound {
                    if step <= Self.intervalStep { return max(0, next) }
                    step = Self.intervalStep
                    continue
                }
                exponent = next
                step = min(0.1, step * 1.5)
            }
            return min(max(0, exponent), Self.greatestExponent)
        }
        return min(best, end(-1))...max(best, end(1))
    }

    /// Where a function of the exponent is least: on a grid, and on finer ones around the best.
    private func minimum(
        from low: Double, through high: Double, steps: Int = 3, _ error: (Double) -> Double
    ) -> Power {
        var best = Power(exponent: low, error: .infinity)
        var (start, end) = (low, high)
        for step in Self.steps.prefix(steps) {
            for exponent in stride(from: start, through: end + step / 2, by: step) {
                let found = error(exponent)
                if found < best.error { best = Power(exponent: exponent, error: found) }
            }
            start = max(low, best.exponent - step)
            end = min(high, best.exponent + step)
        }
        return best
    }
}

/// Quantiles of Student's t distribution.
enum StudentQuantile {
    /// What 97.5 % lie below, so that 95 % lie between it and its opposite; from a table.
    static func at975(freedom: Int) -> Double {
        precondition(freedom > 0, "a quantile needs a degree of freedom")
        return freedom <= table.count ? table[freedom - 1] : 1.96 + 2.4 / Double(freedom)
    }

    private static let table = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179,
        2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    ]
}
