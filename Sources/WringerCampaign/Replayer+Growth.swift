internal import WringerExecution
internal import WringerModel
internal import WringerTriage

/// One run cannot show that a program is slow: the family is measured again, at the recorded
/// sizes.
extension Replayer {
    /// Measures a recorded family again and says what that shows.
    ///
    /// - Parameters:
    ///   - setup: the recorded conditions, with the build that is to run.
    ///   - repeats: how often each size is run.
    func measure(
        _ proof: GrowthProof, _ setup: Setup, repeats: Int, _ examiner: Examiner,
        into result: inout Result
    ) throws(ExecutionError) {
        let meter = GrowthMeter(examiner, setup, proof.dimension)
        let samples = try meter.series(
            proof.samples.map(\.size), repeats: repeats...repeats, time: .zero, seed: 1)
        let growth = GrowthFit.growth(of: samples, proof.cost)
        let allowed = proof.allowedExponent
        result.reproduction.runs = 1
        let name = visible(proof.dimension.name, limit: 80)
        let law = "\(proof.cost.text) of \(name) \(Self.text(growth))"
        let bound = "n^\(decimal(allowed, places: 2)) is allowed"
        // Sizes that do not run to their end say nothing of how the others grow.
        let isWhole = samples.count == proof.samples.count
        if growth.isAbove(allowed) {
            result.reproduction.same = 1
            result.conclusion = .same
            result.text = "\(law), as recorded; \(bound)"
        } else if isWhole, growth.isWithin(allowed) {
            result.reproduction.none = 1
            result.conclusion = result.isSameBuild == true ? .notReproduced : .fixed
            result.text = "\(law) now; \(bound)"
        } else {
            result.reproduction.unclear = 1
            result.conclusion = .unclear
            result.text =
                isWhole
                ? "\(law), which neither shows nor excludes what was recorded; \(bound)"
                : "only \(samples.count) of \(proof.samples.count) sizes run to their end"
        }
    }

    private static func text(_ growth: Growth) -> String {
        switch growth {
        case .unknown: "cannot be told from these sizes"
        case .constant: "does not grow"
        case .law(let law):
            "grows with n^\(decimal(law.exponent, places: 2)) "
                + "(\(decimal(law.interval.lowerBound, places: 2)) to "
                + "\(decimal(law.interval.upperBound, places: 2)))"
        }
    }
}
