/// The choice of a shape: least squares for every model, and the information criterion of Schwarz
/// (BIC) between them. Every model is `a + b g(x)`, where x runs from 0 to 1 over the time and `g`
/// may have one parameter, of which some values are tried.
extension Curve {
    /// What was chosen.
    struct Fit {
        /// Nil where no model comes near the points.
        let shape: SeriesShape?
        /// The share of the time in which it grows.
        let window: ClosedRange<Double>
    }

    private struct Model: Sendable {
        let shape: SeriesShape
        let parameterCount: Double
        var window = 0.0...1.0
        /// Whether only growth counts.
        var grows = true
        let g: @Sendable (Double) -> Double
    }

    /// Residuals below this share of the range are a matter of taste and not of shape.
    private static let tolerance = 0.03
    /// Points close in time say nearly the same: a hundred of them count no more than these.
    private static let maximumEffectiveCount = 20.0
    /// How much better a model with more parameters must be, as the difference of BIC that is
    /// called strong evidence (Kass and Raftery 1995).
    private static let margin = 6.0
    /// The mean residual, as a share of the range, above which no model fits.
    private static let worstFit = 0.15

    private static let models: [Model] = {
        var models = [
            Model(shape: .linear, parameterCount: 2, grows: false) { $0 }
        ]
        for vertex in [0.2, 0.1, 0, -0.1, -0.25, -0.5, -1] {
            models.append(
                Model(shape: .quadratic, parameterCount: 3) { x in
                    let side = max(0, x - vertex)
                    return side * side
                })
        }
        for rate in stride(from: 2.5, through: 16, by: 0.5) {
            models.append(
                Model(shape: .exponential, parameterCount: 3) { exponential(rate * ($0 - 1)) })
        }
        for bend in stride(from: 0.05, through: 0.9, by: 0.05) {
            models.append(
                Model(shape: .plateau, parameterCount: 3, window: 0...bend) { min($0, bend) })
        }
        for bend in stride(from: 0.1, through: 0.8, by: 0.05) {
            // Nothing at first, as while a long program is read.
            models.append(
                Model(shape: .linear, parameterCount: 3, window: bend...1) { max(0, $0 - bend) })
        }
        return models
    }()

    /// The simplest model that the points bear out.
    ///
    /// - Parameter change: the least change that means anything.
    func fit(ofLeast change: Double) -> Fit {
        let range = range
        guard let low = values.min(), let start = times.first, let end = times.last, end > start,
            range > 0
        else { return Fit(shape: .flat, window: 0...1) }
        let xs = times.map { ($0 - start) / (end - start) }
        let ys = values.map { ($0 - low) / range }
        let weights = Self.weights(xs)
        let ownNoise = noise / range
        let least = max(change, peak * 0.005) / range
        let floor = max(Self.tolerance, ownNoise, least)
        let effective = min(Double(count), Self.maximumEffectiveCount)
        func score(_ error: Double, _ parameterCount: Double) -> Double {
            effective * logarithm(error + floor * floor) + parameterCount * logarithm(effective)
        }
        var shape = SeriesShape.flat
        var window = 0.0...1.0
        var error = Self.error(xs, ys, weights) { _ in 0 }.error
        var parameterCount = 1.0
        for model in Self.models + Self.steps(xs) {
            let found = Self.error(xs, ys, weights, model.g)
            guard found.slope > 0 || !model.grows else { continue }
            let isBetter =
                model.parameterCount > parameterCount
                ? score(found.error, model.parameterCount) + Self.margin
                    < score(error, parameterCount)
                : found.error < error
            guard isBetter else { continue }
            (shape, window) = (model.shape, model.window)
            (error, parameterCount) = (found.error, model.parameterCount)
        }
        let spread = ownNoise * ownNoise + least * least
        let fits = error <= Self.worstFit * Self.worstFit + 4 * spread
        return Fit(shape: fits ? shape : nil, window: window)
    }

    /// One step, between any two points but the outermost.
    private static func steps(_ xs: [Double]) -> [Model] {
        guard xs.count >= 4 else { return [] }
        return (2...(xs.count - 2)).map { index in
            let edge = xs[index]
            return Model(shape: .step, parameterCount: 3, grows: false) { $0 < edge ? 0 : 1 }
        }
    }

    /// The share of the time that each point stands for: half the way to both neighbours.
    private static func weights(_ xs: [Double]) -> [Double] {
        xs.indices.map { index in
            let before = index > 0 ? xs[index] - xs[index - 1] : 0
            let after = index + 1 < xs.count ? xs[index + 1] - xs[index] : 0
            return (before + after) / 2
        }
    }

    /// The weighted mean square of what `a + b g(x)` leaves, at the best a and b; and b.
    private static func error(
        _ xs: [Double], _ ys: [Double], _ weights: [Double], _ g: (Double) -> Double
    ) -> (error: Double, slope: Double) {
        var (total, sumG, sumY, sumGG, sumGY, sumYY) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for index in xs.indices {
            let (weight, y) = (weights[index], ys[index])
            let value = g(xs[index])
            total += weight
            sumG += weight * value
            sumY += weight * y
            sumGG += weight * value * value
            sumGY += weight * value * y
            sumYY += weight * y * y
        }
        guard total > 0 else { return (0, 0) }
        let (meanG, meanY) = (sumG / total, sumY / total)
        let variance = sumGG / total - meanG * meanG
        let covariance = sumGY / total - meanG * meanY
        let spread = max(0, sumYY / total - meanY * meanY)
        guard variance > 1e-12 else { return (spread, 0) }
        let slope = covariance / variance
        return (max(0, spread - slope * covariance), slope)
    }
}

/// The natural logarithm of a number above zero. The standard library has none without a C
/// library, which this layer does not see.
package func logarithm(_ x: Double) -> Double {
    precondition(x > 0, "only what is above zero has a logarithm")
    // x = m 2^e, and ln m = 2 artanh((m - 1) / (m + 1)), of which the series converges quickly.
    let quotient = (x.significand - 1) / (x.significand + 1)
    var power = quotient
    var sum = 0.0
    for odd in stride(from: 1.0, through: 39, by: 2) {
        sum += power / odd
        power *= quotient * quotient
    }
    return 2 * sum + Double(x.exponent) * 0.693_147_180_559_945_3
}

/// e to the power of a number of ordinary size.
package func exponential(_ x: Double) -> Double {
    // e^x = (e^(x / 1024))^1024: the series of a small number, squared ten times.
    let small = x / 1024
    var result = 1 + small * (1 + small / 2 * (1 + small / 3 * (1 + small / 4)))
    for _ in 0..<10 { result *= result }
    return result
}
