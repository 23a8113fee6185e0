/// Weights of a handful of choices, which move with their success.
///
/// Each choice has a base weight and a score. Success raises the score, being chosen without it
/// lowers it slowly. A score has a floor above 0, so that no choice ever starves, and a ceiling, so
/// that none crowds out the others. Integers throughout: the same successes give the same weights
/// on every machine.
package struct AdaptiveWeights: Sendable {
    /// What a choice is worth for what came of it.
    package enum Reward: Int, Sendable {
        /// Nothing new.
        case none = 0
        /// An outcome, a verdict or a message that was not seen before.
        case newBehaviour = 512
        /// A finding with a new signature.
        case newSignature = 4096
    }

    private let bases: [Int]
    private var scores: [Int]
    /// The current weights, all above 0.
    package private(set) var weights: [Int]

    /// The score of a choice of which nothing is known.
    static let neutral = 1 << 13
    private static let floor = neutral / 4
    private static let ceiling = neutral * 4

    /// Weights that start at `bases`, each from 1 to a million.
    package init(bases: [Int]) {
        precondition(bases.allSatisfy { (1...1_000_000).contains($0) }, "a weight is above 0")
        self.bases = bases
        scores = bases.map { _ in Self.neutral }
        weights = bases.map { $0 * Self.neutral }
    }

    /// Notes what came of a choice.
    package mutating func note(_ reward: Reward, of choice: Int) {
        var score = scores[choice]
        if reward == .none {
            // Halfway to the floor in about 350 choices.
            score -= (score - Self.floor) / 512
        } else {
            score = min(score + reward.rawValue, Self.ceiling)
        }
        scores[choice] = score
        weights[choice] = bases[choice] * score
    }
}
