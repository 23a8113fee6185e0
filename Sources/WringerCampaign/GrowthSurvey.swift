package import WringerExecution
package import WringerModel
internal import WringerTriage

/// How the cost of one dimension grows, and what was found on the way.
package struct GrowthResult: Sendable {
    package let dimension: Dimension
    /// The greatest exponent of n that is allowed for it.
    package let allowedExponent: Double
    /// What the measured sizes cost, in their order.
    package var samples: [GrowthSample] = []
    /// Why no larger size was measured.
    package var end = GrowthEnd.bytes
    package var growth: [GrowthCost: Growth] = [:]
    /// The smallest program that was seen to take longer than the budget, where the cost grows too
    /// fast; nil where none did.
    package var breach: GrowthSample?
    /// Whether a first measurement found that the cost grows too fast, and a second did not.
    package var isDoubtful = false
    /// What was found, each with what proves it where one run cannot.
    package var findings: [(finding: Finding, proof: GrowthProof?)] = []
}

/// Measures how the cost of a target grows with the size of its programs, dimension by dimension,
/// and finds where it grows too fast.
package final class GrowthSurvey {
    /// What a survey is to do.
    package struct Settings: Sendable {
        package var setup: Setup
        /// The greatest exponent of n that is allowed where a dimension does not say another.
        package var allowedExponent = Dimension.defaultExponent
        /// The CPU time from which on a program is too slow; sizes grow up to there.
        package var budget = Duration.seconds(1)
        /// How many sizes are measured, 12 or more where the dimension has that many.
        package var sizeCount = 14
        /// How often each size is run.
        package var repeats = 3...7
        /// How long the runs of one size may take together, beyond the least number of repeats.
        package var timePerSize = Duration.seconds(2)
        /// The largest program, in bytes.
        package var maximumByteCount = 64 << 20
        package var seed: UInt64 = 1

        package init(setup: Setup) { self.setup = setup }
    }

    private let settings: Settings
    private let examiner: Examiner

    package init(_ settings: Settings, examiner: Examiner) {
        self.settings = settings
        self.examiner = examiner
    }

    /// Measures one dimension.
    ///
    /// - Throws: failures of the harness; an interrupt gives what there is.
    package func survey(_ dimension: Dimension) throws(ExecutionError) -> GrowthResult {
        let allowed = dimension.exponent ?? settings.allowedExponent
        var result = GrowthResult(dimension: dimension, allowedExponent: allowed)
        let meter = GrowthMeter(examiner, settings.setup, dimension)
        let pilot = try GrowthPilot(
            meter: meter, budget: settings.budget, maximumByteCount: settings.maximumByteCount
        ).run()
        result.end = pilot.end
        if let failure = pilot.failure { result.findings.append((failure, nil)) }
        let sizes = GrowthPilot.sizes(pilot, count: settings.sizeCount, budget: settings.budget)
        result.samples = try meter.series(
            sizes, repeats: settings.repeats, time: settings.timePerSize, seed: settings.seed)
        if examiner.worker.interruption != nil {
            result.end = .interrupted
            return result
        }
        for cost in GrowthCost.allCases {
            result.growth[cost] = GrowthFit.growth(of: result.samples, cost)
        }
        for cost in [GrowthCost.cpu, .memory] where result.growth[cost]?.isAbove(allowed) == true {
            try confirm(cost, meter, &result)
        }
        return result
    }

    /// Measures again what grows too fast: one measurement may have met a busy machine.
    private func confirm(
        _ cost: GrowthCost, _ meter: GrowthMeter, _ result: inout GrowthResult
    ) throws(ExecutionError) {
        let again = try meter.series(
            result.samples.map(\.size),
            repeats: settings.repeats.lowerBound...settings.repeats.lowerBound,
            time: settings.timePerSize, seed: settings.seed &+ 1)
        let isSureAgain = GrowthFit.growth(of: again, cost).isAbove(result.allowedExponent)
        for sample in again {
            guard let index = result.samples.firstIndex(where: { $0.size == sample.size }) else {
                continue
            }
            result.samples[index].merge(sample)
        }
        for known in GrowthCost.allCases {
            result.growth[known] = GrowthFit.growth(of: result.samples, known)
        }
        let growth = result.growth[cost] ?? .unknown
        guard isSureAgain, let law = growth.law, growth.isAbove(result.allowedExponent) else {
            result.isDoubtful = true
            return
        }
        if cost == .cpu { result.breach = try breach(law, meter, result) }
        let size = result.breach?.size ?? result.samples.last?.size ?? 1
        try note(cost, law, size, meter, &result)
    }

    // MARK: - The smallest program that is too slow

    /// Closes in on the smallest size that takes longer than the budget: between the measured ones,
    /// or where the law puts it.
    private func breach(
        _ law: GrowthLaw, _ meter: GrowthMeter, _ result: GrowthResult
    ) throws(ExecutionError) -> GrowthSample? {
        var low = result.samples.last { $0.cpu <= settings.budget }?.size ?? 1
        var high = result.samples.first { $0.cpu > settings.budget && $0.size > low }
        if high == nil, let predicted = law.size(costing: settings.budget.seconds * 1.05),
            predicted < 1e12
        {
            let size = max(low + 1, Int(predicted))
            guard meter.byteCount(ofSize: size) <= settings.maximumByteCount else { return nil }
            guard case .cost(let found, _) = try meter.read(size), found.cpu > settings.budget
            else {
                return nil
            }
            high = found
        }
        guard var breaching = high else { return nil }
        while breaching.size - low > max(1, breaching.size / 32),
            examiner.worker.interruption == nil
        {
            let middle = low + (breaching.size - low) / 2
            guard case .cost(let sample, _) = try meter.read(middle) else { return breaching }
            if sample.cpu > settings.budget { breaching = sample } else { low = middle }
        }
        return breaching
    }

    // MARK: - Findings

    private func note(
        _ cost: GrowthCost, _ law: GrowthLaw, _ size: Int, _ meter: GrowthMeter,
        _ result: inout GrowthResult
    ) throws(ExecutionError) {
        guard case .cost(_, let observation) = try meter.read(size) else { return }
        let trial = meter.trial(ofSize: size)
        let proof = GrowthProof(
            dimension: result.dimension, cost: cost, allowedExponent: result.allowedExponent,
            exponent: law.exponent, interval: law.interval, samples: result.samples)
        let judgement = Judgement(
            slow: proof, breach: cost == .cpu ? result.breach : nil, budget: settings.budget,
            trial: trial)
        result.findings.append(
            (Finding(trial: trial, observation: observation, judgement: judgement), proof))
    }
}
