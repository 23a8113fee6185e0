/// One worker for each processor, all at once, against one alone; and the baseline likewise,
/// because the machine limits both.
struct Scaling {
    let bench: Bench
    let subject: Subject
    let processors: Int

    private static let goal = 0.95

    func section() -> Section {
        var section = Section(
            "\(subject.name), \(processors) at once",
            ratio: "trials per second to \(processors) times those of one")
        guard processors > 1 else {
            section.remarks = ["this machine has one processor"]
            return section
        }
        do {
            section.rows = try measure()
        } catch {
            section.rows = [failed(.baseline, error), failed(.full, error)]
        }
        return section
    }

    private func failed(_ variant: Variant, _ error: any Error) -> Row {
        var row = Row(variant.name, command: subject.shown)
        row.failure = bench.text(of: error)
        return row
    }

    /// What takes a turn: one lane or all of a variant.
    private struct Group {
        let variant: Variant
        let lanes: ArraySlice<Lane>

        func run(_ turn: Turn) throws -> [Measured] {
            for lane in lanes { lane.begin(turn) }
            return try lanes.map { try $0.finish() }
        }
    }

    private func measure() throws -> [Row] {
        let groups = try [Variant.baseline, .full].flatMap { variant in
            let lanes = try (0..<processors).map { _ in try bench.lane(variant.task(subject)) }
            return [
                Group(variant: variant, lanes: lanes[..<1]),
                Group(variant: variant, lanes: lanes[...]),
            ]
        }
        let turn = Turn(milliseconds: bench.effort.sliceMilliseconds)
        for group in groups { _ = try group.run(turn) }
        var times = [[Double]](repeating: [], count: groups.count)
        var rates = times
        for order in RoundPlan(lanes: groups.count, rounds: bench.effort.slices).orders {
            for index in order {
                let measured = try groups[index].run(turn)
                times[index] += measured.map(\.microseconds)
                rates[index].append(measured.reduce(0) { $0 + $1.rate })
            }
        }
        return groups.indices.map { index in
            let group = groups[index]
            let isAlone = group.lanes.count == 1
            var row = Row(
                "\(group.variant.name.prefix { $0 != ":" && $0 != "," }), "
                    + (isAlone ? "one" : "\(processors) at once"), command: subject.shown)
            let rate = Spread(of: rates[index])
            row.microseconds = Spread(of: times[index])
            row.rate = rate.median
            if !isAlone {
                let one = Spread(of: rates[index - 1])
                row.ratio = rate.median / (Double(processors) * one.median)
                // The highest rates are those of the lowest times.
                row.ratioAtP10 = rate.p90 / (Double(processors) * one.p90)
                row.goal = group.variant == .full ? Self.goal : nil
            }
            return row
        }
    }
}
