internal import WringerModel

/// The stack that a level of a shape takes, and what that predicts.
package struct CliffLaw: Sendable, Codable {
    package let shape: String
    /// What comes behind the boundary that the law is about.
    package let to: String
    package let law: StackLaw
    /// The first depth behind the boundary under limits that were not searched, up to the first
    /// under which something else comes before it.
    package let predicted: [Prediction]

    /// A depth that was not looked for.
    package struct Prediction: Sendable, Codable {
        package let limit: CliffLimit
        package let depth: Int
    }

    /// The law of the boundary that moves with the limit, and its first depth under each limit;
    /// nil where none moves. A failure counts before a refusal, and what was found under more
    /// limits before the rest.
    ///
    /// - Parameter cells: those of one shape.
    package static func found(in cells: [CliffCell]) -> (law: CliffLaw, depths: [CliffLimit: Int])?
    {
        guard let shape = cells.first?.shape else { return nil }
        var best: (key: Key, law: StackLaw, depths: [CliffLimit: Int])?
        for (key, boundaries) in groups(of: cells) {
            let samples: [StackLaw.Sample] = boundaries.compactMap { limit, depth in
                guard case .finite(let stack) = limit.stack else { return nil }
                return StackLaw.Sample(stack: stack, depth: depth)
            }
            guard let law = StackLaw(samples) else { continue }
            if let best, !isBetter((key, law), than: (best.key, best.law)) { continue }
            best = (key, law, Dictionary(boundaries) { first, _ in first })
        }
        guard let best else { return nil }
        let limits = Set(best.depths.keys)
        // A limit under which it did not come although it was looked for: something else came first
        // there, as under every larger one.
        let guarded = cells.map(\.limit).filter { !limits.contains($0) }.map(\.stack)
        let largest = guarded.filter { guarded in
            limits.contains { $0.stack < guarded }
        }.min()
        let predicted: [Prediction] = predictedStacks.compactMap { stack in
            let limit = CliffLimit(stack: .finite(stack.bytes))
            guard !limits.contains(limit), limit.stack < largest ?? .unlimited,
                let depth = best.law.depth(underStack: stack.bytes)
            else { return nil }
            return Prediction(limit: limit, depth: depth)
        }
        let law = CliffLaw(shape: shape, to: best.key.to, law: best.law, predicted: predicted)
        return (law, best.depths)
    }

    /// What a person meets: the stack of a thread, the default, twice that, and, for none at all,
    /// the most that one would give to a program.
    private static let predictedStacks: [ByteCount] = [
        .kibibytes(128), .mebibytes(1), .mebibytes(8), .mebibytes(16), .mebibytes(1024),
    ]

    /// What makes boundaries under different limits the same one.
    private struct Key: Hashable {
        let to: String
        let isFailure: Bool
        /// Nil for all of that name together: one recursion may be seen in other frames at times.
        let detail: String?
    }

    /// For each kind of boundary the limits at which it comes, and its first depth there.
    private static func groups(
        of cells: [CliffCell]
    ) -> [(key: Key, boundaries: [(limit: CliffLimit, depth: Int)])] {
        var groups: [(key: Key, boundaries: [(limit: CliffLimit, depth: Int)])] = []
        for cell in cells {
            var seen: Set<Key> = []
            for boundary in cell.boundaries where boundary.isExact && boundary.lastBefore != nil {
                for detail in [boundary.signature ?? boundary.diagnostic ?? "", nil] {
                    let key = Key(to: boundary.to, isFailure: boundary.isFailure, detail: detail)
                    guard seen.insert(key).inserted else { continue }
                    let place = groups.firstIndex { $0.key == key } ?? groups.count
                    if place == groups.count { groups.append((key, [])) }
                    groups[place].boundaries.append((cell.limit, boundary.firstAfter))
                }
            }
        }
        return groups
    }

    private static func isBetter(
        _ one: (key: Key, law: StackLaw), than other: (key: Key, law: StackLaw)
    ) -> Bool {
        if one.key.isFailure != other.key.isFailure { return one.key.isFailure }
        if one.law.fits != other.law.fits { return one.law.fits }
        if one.law.limitCount != other.law.limitCount {
            return one.law.limitCount > other.law.limitCount
        }
        return one.key.detail != nil && other.key.detail == nil
    }
}
