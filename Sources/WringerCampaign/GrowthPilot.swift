internal import WringerExecution
internal import WringerGeneration
package import WringerModel

/// Why a dimension was measured no further.
package enum GrowthEnd: Hashable, Sendable {
    /// A program took as long as the budget allows.
    case budget
    /// The next program would have been larger than is allowed.
    case bytes
    /// The target did not run the program to its end; it is the smallest such size that was seen.
    case failed(size: Int, verdict: Verdict, text: String)
    case interrupted
}

/// Finds the sizes at which a dimension is to be measured: from where its cost begins to show to
/// where it reaches the budget.
struct GrowthPilot {
    let meter: GrowthMeter
    let budget: Duration
    let maximumByteCount: Int

    struct Result {
        /// Each size once, in order, and what its only run cost.
        var samples: [GrowthSample]
        var end: GrowthEnd
        /// The judged trial that failed; nil where none did.
        var failure: Finding?
    }

    /// How far below the largest size the smallest but one lies at the most, and at the least.
    private static let span = (least: 32, most: 1 << 16)

    func run() throws(ExecutionError) -> Result {
        var result = Result(samples: [], end: .bytes)
        var size = 1
        while meter.byteCount(ofSize: size) <= maximumByteCount {
            guard meter.examiner.worker.interruption == nil else {
                result.end = .interrupted
                return result
            }
            let sample: GrowthSample
            switch try meter.read(size) {
            case .cost(let found, _): sample = found
            case .failed(let observation):
                // Where the last one took its time, this one merely takes more.
                if observation.outcome == .timedOut, let last = result.samples.last,
                    last.cpu > budget / 16
                {
                    result.end = .budget
                } else {
                    try narrow(size, &result)
                }
                return result
            }
            result.samples.append(sample)
            guard sample.cpu < budget, sample.wall < budget * 2 else {
                result.end = .budget
                return result
            }
            // Cost may grow with a high power: near the budget the steps are small.
            let step = sample.cpu > budget / 32 ? 2 : 4
            let next = size * step
            let largest = meter.dimension.greatestSize(within: maximumByteCount) ?? 0
            size = next > largest && largest > size ? largest : next
        }
        return result
    }

    /// Closes in on the smallest size that fails, and judges it.
    private func narrow(_ failing: Int, _ result: inout Result) throws(ExecutionError) {
        var failing = failing
        while let passed = result.samples.last, failing - passed.size > max(1, passed.size / 64),
            passed.wall < budget / 4, meter.examiner.worker.interruption == nil
        {
            let middle = passed.size + (failing - passed.size) / 2
            if case .cost(let sample, _) = try meter.read(middle) {
                result.samples.append(sample)
            } else {
                failing = middle
            }
        }
        let trial = meter.trial(ofSize: failing)
        let examination = try meter.examiner.examine(trial)
        let judgement = examination.judgement
        let line = Self.lastLine(of: examination.observation)
        result.end = .failed(
            size: failing, verdict: judgement.verdict,
            text: judgement.cause?.text ?? line ?? "\(examination.observation.outcome)")
        if judgement.isFinding {
            result.failure = Finding(
                trial: trial, observation: examination.observation, judgement: judgement)
        }
    }

    private static func lastLine(of observation: Observation) -> String? {
        for bytes in [observation.standardError, observation.standardOutput] {
            let text = String(decoding: bytes.suffix(4096), as: UTF8.self)
            let line = text.split(whereSeparator: \.isNewline).last {
                !$0.allSatisfy(\.isWhitespace)
            }
            if let line { return visible(String(line), limit: 160) }
        }
        return nil
    }

    /// The sizes to measure, evenly spaced on a logarithmic scale, with size 1 below them: its
    /// cost is what every program of the family costs.
    static func sizes(_ result: Result, count: Int, budget: Duration) -> [Int] {
        guard let first = result.samples.first, var last = result.samples.last else { return [] }
        var top = Double(last.size)
        if result.samples.count > 1, last.cpu > budget * 2 {
            // The last one was far too dear: go there only as far as the budget.
            let before = result.samples[result.samples.count - 2]
            let slope =
                logarithm(last.size.asDouble / before.size.asDouble)
                / logarithm(last.cpu.seconds / max(1e-6, before.cpu.seconds))
            top =
                before.size.asDouble
                * exponential(
                    slope * logarithm(budget.seconds * 1.2 / max(1e-6, before.cpu.seconds)))
            top = min(max(top, before.size.asDouble), last.size.asDouble)
            last = before
        }
        let cheapest = result.samples.map(\.cpu).min() ?? first.cpu
        let flat = result.samples.last { $0.cpu <= cheapest * 1.5 }?.size ?? 1
        let low = min(
            max(flat.asDouble, top / Double(span.most)), max(1, top / Double(span.least)))
        let ratio = logarithm(top / low) / Double(max(1, count - 2))
        var sizes: Set<Int> = [1]
        for index in 0..<(count - 1) {
            sizes.insert(Int((low * exponential(ratio * Double(index))).rounded()))
        }
        return sizes.sorted()
    }
}

extension Int {
    fileprivate var asDouble: Double { Double(self) }
}
