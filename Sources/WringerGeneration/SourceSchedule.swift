/// Which source makes the next step: each in proportion to its weight, evenly spread.
///
/// Stride scheduling (Waldspurger and Weihl, 1995): each source has a place on a line, the one that
/// is furthest behind is next and moves ahead by a stride that is smaller the more it weighs. It
/// needs no random numbers, and no source ever waits for long.
struct SourceSchedule: Sendable {
    private struct Lane: Sendable {
        let source: ProgramSource
        var weight: Int
        var place: UInt64 = 0
    }

    private var lanes: [Lane] = []
    private var success: AdaptiveWeights

    /// How far a source of weight 1 moves, per unit of its score.
    private static let stride: UInt64 = 1 << 44

    /// A schedule of `sources` with the weights that they have before anything is learned.
    init(_ sources: [(source: ProgramSource, weight: Int)]) {
        lanes = sources.map { Lane(source: $0.source, weight: $0.weight) }
        success = AdaptiveWeights(bases: sources.map { _ in 1 })
    }

    var isEmpty: Bool { lanes.isEmpty }

    /// The source of the next step.
    mutating func next() -> ProgramSource {
        var least = 0
        for index in lanes.indices where lanes[index].place < lanes[least].place { least = index }
        move(least, steps: 1)
        return lanes[least].source
    }

    private mutating func move(_ index: Int, steps: UInt64) {
        let weight = UInt64(lanes[index].weight * success.weights[index])
        lanes[index].place += steps * (Self.stride / weight)
    }

    /// A step that took a whole deadline counts as so many: shares are of time as well as of
    /// trials, and no clock is asked.
    private static let costOfDeadline: UInt64 = 16

    /// Changes what a source weighs before success counts, from 1 on.
    mutating func setWeight(_ weight: Int, of source: ProgramSource) {
        for index in lanes.indices where lanes[index].source == source {
            lanes[index].weight = weight
        }
    }

    /// Notes what came of a step.
    mutating func note(
        _ reward: AdaptiveWeights.Reward, of source: ProgramSource, tookDeadline: Bool
    ) {
        for index in lanes.indices where lanes[index].source == source {
            success.note(reward, of: index)
            if tookDeadline { move(index, steps: Self.costOfDeadline - 1) }
        }
    }
}
