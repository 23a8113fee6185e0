internal import WringerExecution
internal import WringerGeneration
internal import WringerModel
internal import WringerTriage

/// Runs programs of a dimension and notes what they cost.
struct GrowthMeter {
    let examiner: Examiner
    let setup: Setup
    let dimension: Dimension
    private let rules: TextRules

    /// One run of one size.
    enum Reading {
        case cost(GrowthSample, Observation)
        /// It did not end well: what it cost says nothing.
        case failed(Observation)
    }

    init(_ examiner: Examiner, _ setup: Setup, _ dimension: Dimension) {
        self.examiner = examiner
        self.setup = setup
        self.dimension = dimension
        rules = TextRules(setup.target)
    }

    func byteCount(ofSize size: Int) -> Int { dimension.text(size: size).byteCount ?? .max }

    func trial(ofSize size: Int) -> Trial {
        let program = dimension.program(
            size: size, fileExtension: setup.target.fileExtension)
        return Trial(setup: setup, trialCase: Case(program: program))
    }

    func read(_ size: Int) throws(ExecutionError) -> Reading {
        let trial = trial(ofSize: size)
        let observation = try examiner.run(trial)
        guard observation.outcome == .exited(code: 0), !rules.isRefusal(observation) else {
            return .failed(observation)
        }
        let sample = GrowthSample(
            size: size, byteCount: trial.trialCase.program.bytes.count, usage: observation.usage)
        return .cost(sample, observation)
    }

    /// Runs every size again and again, in rounds and in another order each time, so that a busy
    /// moment of the machine does not fall on one size.
    ///
    /// - Parameters:
    ///   - repeats: how often each size is run at the least and at the most; it is the least where
    ///     a size has had its time.
    ///   - time: how long the runs of one size may take together.
    func series(
        _ sizes: [Int], repeats: ClosedRange<Int>, time: Duration, seed: UInt64
    ) throws(ExecutionError) -> [GrowthSample] {
        var samples: [Int: GrowthSample] = [:]
        var spent: [Int: Duration] = [:]
        var failed: Set<Int> = []
        for round in 0..<repeats.upperBound {
            var random = RandomStream(
                seed: seed, stream: "growth \(dimension.name)", number: UInt64(round))
            for size in Self.shuffled(sizes, &random) where !failed.contains(size) {
                guard examiner.worker.interruption == nil else { return [] }
                let soFar = spent[size, default: .zero]
                let next = soFar + (samples[size]?.wall ?? .zero)
                if round >= repeats.lowerBound, next > time { continue }
                switch try read(size) {
                case .cost(let sample, let observation):
                    spent[size] = soFar + observation.usage.wall
                    if samples[size] == nil {
                        samples[size] = sample
                    } else {
                        samples[size]?.merge(sample)
                    }
                case .failed: failed.insert(size)
                }
            }
        }
        return sizes.compactMap { failed.contains($0) ? nil : samples[$0] }
    }

    private static func shuffled(_ sizes: [Int], _ random: inout RandomStream) -> [Int] {
        var shuffled = sizes
        for index in shuffled.indices.reversed() where index > 0 {
            shuffled.swapAt(index, random.below(index + 1))
        }
        return shuffled
    }
}

extension GrowthFit {
    /// How a cost of samples grows.
    static func growth(of samples: [GrowthSample], _ cost: GrowthCost) -> Growth {
        growth(of: samples.map { GrowthPoint(size: $0.size, cost: cost.value(of: $0)) })
    }
}
