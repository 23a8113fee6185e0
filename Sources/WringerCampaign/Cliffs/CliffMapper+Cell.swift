internal import WringerExecution
internal import WringerGeneration
internal import WringerModel
internal import WringerRecording
internal import WringerSystem

/// One shape under one limit: the search, both sides again, the recording, and what is known of a
/// boundary beside its depth.
extension CliffMapper {
    /// Nil where the search was ended before it was done, and where no level fits.
    ///
    /// - Parameter slowFrom: the depth from where on trials took too long under a smaller limit;
    ///   nothing deeper is tried.
    func search(
        _ shape: NestingShape, under stack: LimitValue, slowFrom: Int?
    ) throws(ExecutionError) -> CliffCell? {
        guard let ownBound = bound(of: shape) else {
            note("shape \(visible(shape.name)): not even one level fits into the largest program")
            return nil
        }
        let isSlow = slowFrom.map { $0 < ownBound.depth } ?? false
        let bound = isSlow ? (depth: slowFrom ?? 1, end: .slow) : ownBound
        begin(shape, stack)
        let before = progress.trialCount
        let setup = setup(under: stack)
        var search = CliffSearch<CliffClass>(greatestDepth: bound.depth)
        while let depth = search.next {
            guard !shouldEnd else { return nil }
            let (outcome, _) = try examine(trial(shape, depth, setup))
            search.note(outcome, isSlow: outcome == .timedOut)
        }
        guard let first = search.points.first else {
            preconditionFailure("a search that is over has tried the first depth")
        }
        var boundaries = search.boundaries.map(CliffBoundary.init)
        if first.outcome.isFailure {
            boundaries.insert(try firstBoundary(first.outcome, shape, setup), at: 0)
        }
        for index in boundaries.indices {
            guard !shouldEnd else { return nil }
            try confirm(&boundaries[index], shape, setup)
        }
        // Behind the last boundary of time nothing is known.
        var searchedDepth = search.searchedDepth
        var end: CliffCell.End
        switch search.end {
        case .complete: end = bound.end
        case .slow: end = .slow
        case .tooMany, nil: end = .tooMany
        }
        if let last = boundaries.last, last.to == CliffClass.timedOut.name {
            searchedDepth = last.lastBefore ?? searchedDepth
            end = .slow
            boundaries.removeLast()
        }
        return CliffCell(
            shape: shape.name, limit: CliffLimit(stack: stack), first: first.outcome.name,
            firstDetail: first.outcome.detail, boundaries: boundaries,
            searchedDepth: searchedDepth, end: end, isMonotone: search.isMonotone,
            trialCount: progress.trialCount - before)
    }

    /// A failure at the first level may come of the core: then there is no cliff before it.
    private func firstBoundary(
        _ first: CliffClass, _ shape: NestingShape, _ setup: Setup
    ) throws(ExecutionError) -> CliffBoundary {
        let (core, _) = try examine(trial(shape, 0, setup))
        return core == first
            ? CliffBoundary(from: nil, nil, to: first, 1)
            : CliffBoundary(from: core, 0, to: first, 1)
    }

    /// Runs both sides of a boundary again, and records the failure behind it.
    private func confirm(
        _ boundary: inout CliffBoundary, _ shape: NestingShape, _ setup: Setup
    ) throws(ExecutionError) {
        guard boundary.isExact else { return }
        let behind = trial(shape, boundary.firstAfter, setup)
        let before = boundary.lastBefore.map { trial(shape, $0, setup) }
        var counts = (before: 0, behind: 0)
        var failure: Examiner.Examination?
        for number in 0..<settings.times {
            if let before {
                let (outcome, examination) = try examine(before, comparesOutput: number == 0)
                if boundary.isBefore(outcome) { counts.before += 1 }
                if outcome.verdict == .degraded, let examination {
                    note(Self.degradation(shape, boundary, setup, examination))
                }
            }
            let (outcome, examination) = try examine(behind)
            guard boundary.isBehind(outcome) else { continue }
            counts.behind += 1
            if boundary.isFailure { failure = examination }
        }
        boundary.confirmed = before == nil ? counts.behind : min(counts.before, counts.behind)
        guard let failure else { return }
        countFailure()
        boundary.realism = failure.judgement.realism
        record(failure, behind, &boundary)
    }

    /// The search takes exit 0 for success; only here the output is compared.
    private static func degradation(
        _ shape: NestingShape, _ boundary: CliffBoundary, _ setup: Setup,
        _ examination: Examiner.Examination
    ) -> String {
        "shape \(visible(shape.name)) at depth \(boundary.lastBefore ?? 0) with \(setup.limits): "
            + (examination.judgement.cause?.text ?? "output differs")
    }

    private func record(
        _ failure: Examiner.Examination, _ trial: Trial, _ boundary: inout CliffBoundary
    ) {
        guard let writer = settings.writer else { return }
        let recording = Recording(
            trial: trial, observation: failure.observation, judgement: failure.judgement,
            identity: settings.identity, host: settings.host, calibration: nil,
            created: settings.created)
        let name = RecordingWriter.name(of: recording, key: RecordingWriter.trialKey(trial))
        do throws(RecordingError) {
            boundary.recording = try writer.write(recording, name: name)
        } catch { note("\(error)") }
    }

    // MARK: - What else is known of a boundary

    /// Whether what comes behind a boundary comes of parsing alone.
    ///
    /// The command that parses may be another program, whose own frames differ a little: it is
    /// asked an eighth deeper.
    func phase(
        of boundary: CliffBoundary, _ shape: NestingShape, _ setup: Setup
    ) throws(ExecutionError) -> CliffBoundary.Phase? {
        guard boundary.isFailure || boundary.to == Verdict.rejected.rawValue,
            let bound = bound(of: shape)
        else { return nil }
        let deeper = boundary.firstAfter + max(8, boundary.firstAfter / 8)
        let trial = trial(shape, min(deeper, bound.depth), setup)
        guard let parsing = examiner.parsing(trial) else { return nil }
        let (outcome, _) = try examine(parsing, looksAtCrashes: false)
        guard outcome.verdict != .invalid, outcome != .timedOut else { return nil }
        return outcome.name == boundary.to ? .parse : .run
    }

    /// The most time for one band: deep nests may take long, and a band is no finding.
    private static let bandTime = Duration.seconds(30)

    /// The depths at which the outcome is a coin with addresses at random.
    func band(
        of boundary: CliffBoundary, _ shape: NestingShape, _ setup: Setup
    ) throws(ExecutionError) -> JitterBand? {
        guard boundary.isExact, let lastBefore = boundary.lastBefore,
            let bound = bound(of: shape)
        else { return nil }
        var random = setup
        random.addressRandomization = .on
        var sampling = JitterSampling(
            lastBefore: lastBefore,
            reach: JitterBand.reach(bytesPerLevel: boundary.bytesPerLevel),
            greatestDepth: bound.depth)
        let end = Instant.now() + Self.bandTime
        while let depth = sampling.next, !shouldEnd, .now() < end {
            // Which failure it is matters only where another one comes before.
            let (outcome, _) = try examine(
                trial(shape, depth, random), looksAtCrashes: boundary.fromDetail != nil)
            sampling.note(isBefore: boundary.isBefore(outcome))
        }
        return sampling.band.runs == 0 ? nil : sampling.band
    }
}

extension CliffBoundary {
    /// Whether this is what comes before the boundary.
    func isBefore(_ outcome: CliffClass) -> Bool {
        outcome.name == from && outcome.detail == fromDetail
    }

    /// Whether this is what comes behind it.
    func isBehind(_ outcome: CliffClass) -> Bool {
        outcome.name == to && outcome.detail == (signature ?? diagnostic)
    }
}
