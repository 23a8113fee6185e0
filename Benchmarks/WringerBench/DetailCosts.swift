/// What faults and crash detail cost a trial, with all processes of a lane on one processor.
struct DetailCosts {
    let bench: Bench

    private static let goalOfCapture = 0.95
    private static let goalOfIdleRule = 0.90
    private static let explanationMicroseconds = 100_000.0

    // MARK: - Trials in which nothing happens

    /// Trials in which nothing crashes and no fault fires.
    func ordinaryTrials(_ subject: Subject) -> Section {
        var section = Section(
            "\(subject.name), nothing to inject or to explain",
            ratio: "trials per second to those of the row above")
        do {
            var bare = task(subject)
            bare.capturesCrashes = false
            var idle = task(subject)
            idle.faults = .idle
            section.rows = try compare(
                [
                    ("Wringer, captures no crash", bare, nil),
                    ("Wringer, all on", task(subject), Self.goalOfCapture),
                    ("Wringer, a rule that nothing meets", idle, Self.goalOfIdleRule),
                ], Turn(trials: bench.effort.batch), rounds: bench.effort.rounds
            ).rows
        } catch { section.rows = [failed(subject, error)] }
        return section
    }

    // MARK: - Trials that crash

    /// Trials that all crash, and are explained.
    func crashes(_ title: String, _ subject: Subject) -> Section {
        var section = Section(title, ratio: "trials per second to those of the row above")
        do {
            var bare = task(subject)
            bare.capturesCrashes = false
            let (rows, times) = try compare(
                [
                    ("Wringer, captures no crash", bare, nil),
                    ("Wringer, all on", task(subject), nil),
                ], Turn(trials: 1), rounds: max(bench.effort.rounds / 2, 1))
            var added = Row("  what the capture adds", command: subject.shown)
            added.microseconds = Spread(of: zip(times[1], times[0]).map { $0 - $1 })
            added.ceiling = Self.explanationMicroseconds
            section.rows = rows + [added]
        } catch { section.rows = [failed(subject, error)] }
        return section
    }

    private func task(_ subject: Subject) -> LaneTask {
        var task = Variant.full.task(subject)
        task.processor = bench.processor
        return task
    }

    private func compare(
        _ lanes: [(name: String, task: LaneTask, goal: Double?)], _ turn: Turn, rounds: Int
    ) throws -> (rows: [Row], times: [[Double]]) {
        let turns = try bench.measure(
            try lanes.map { try bench.lane($0.task) }, turn, rounds: rounds)
        let times = turns.map { turns in turns.map(\.microseconds) }
        let spreads = times.map(Spread.init(of:))
        let rows = lanes.indices.map { index in
            var row = Row(lanes[index].name, command: lanes[index].task.subject.shown)
            row.microseconds = spreads[index]
            row.rate = 1e6 / spreads[index].median
            guard index > 0 else { return row }
            row.ratio = Spread(of: zip(times[index - 1], times[index]).map { $0 / $1 }).median
            row.ratioAtP10 = spreads[index - 1].p10 / spreads[index].p10
            row.goal = lanes[index].goal
            return row
        }
        return (rows, times)
    }

    private func failed(_ subject: Subject, _ error: any Error) -> Row {
        var row = Row("Wringer", command: subject.shown)
        row.failure = bench.text(of: error)
        return row
    }
}
