package import WringerModel

/// The cliffs of a target: for every shape and stack limit the depths at which the outcome changes.
/// It is what `wringer cliffs --json` prints and what `--baseline` reads.
package struct CliffMap: Sendable, Codable {
    /// Raised when the meaning of a field changes.
    package static let currentVersion = 1

    package var version = CliffMap.currentVersion
    package var target: String
    package var identity: TargetIdentity?
    package var cliffs: [CliffCell] = []
    package var laws: [CliffLaw] = []
    /// Limits that were not searched, with the reason.
    package var leftOut: [LeftOutLimit] = []
    /// How many pairs of shape and limit were not come to.
    package var unsearchedCount = 0
    package var ended = Ending.complete
    /// What moved since the map that it was compared with; nil without one.
    package var moved: [CliffMove]?
    /// How many trials it took; a verdict may need more runs than one.
    package var trialCount = 0
    /// Wall time in seconds.
    package var seconds = 0.0

    package init(target: String, identity: TargetIdentity?) {
        self.target = target
        self.identity = identity
    }

    /// Why a search ended.
    package enum Ending: String, Sendable, Codable { case complete, time, interrupted }

    /// A limit under which nothing was searched.
    package struct LeftOutLimit: Sendable, Codable {
        package let limit: CliffLimit
        package let reason: String
    }

    /// All boundaries behind which the target fails.
    package var failures: [(cell: CliffCell, boundary: CliffBoundary)] {
        cliffs.flatMap { cell in
            cell.boundaries.filter(\.isFailure).map { (cell, $0) }
        }
    }
}

/// The limit of a cell: `{"stack": 8388608}`, `{"stack": "unlimited"}`.
package struct CliffLimit: Hashable, Sendable, Codable {
    package let stack: LimitValue

    package init(stack: LimitValue) { self.stack = stack }

    /// As `--stack` reads it.
    package var text: String { LimitName.stack.text(of: stack) }

    private enum Keys: String, CodingKey { case stack }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        if let count = try? container.decode(UInt64.self, forKey: .stack) {
            stack = .finite(count)
        } else if try container.decode(String.self, forKey: .stack) == "unlimited" {
            stack = .unlimited
        } else {
            throw DecodingError.dataCorruptedError(
                forKey: .stack, in: container, debugDescription: "neither bytes nor unlimited")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        switch stack {
        case .finite(let count): try container.encode(count, forKey: .stack)
        case .unlimited: try container.encode("unlimited", forKey: .stack)
        }
    }
}

/// One shape under one limit.
package struct CliffCell: Sendable, Codable {
    package let shape: String
    package let limit: CliffLimit
    /// What becomes of the first level, and of all up to the first boundary.
    package var first: String
    package var firstDetail: String?
    package var boundaries: [CliffBoundary] = []
    /// The bytes of stack that a level takes, where the cliff moves with the limit.
    package var bytesPerLevel: Double?
    /// The greatest depth that was tried.
    package var searchedDepth: Int
    package var end: End
    /// Whether no outcome comes again at a greater depth.
    package var isMonotone: Bool
    package var trialCount: Int

    package init(
        shape: String, limit: CliffLimit, first: String, firstDetail: String? = nil,
        boundaries: [CliffBoundary], searchedDepth: Int, end: End, isMonotone: Bool,
        trialCount: Int
    ) {
        self.shape = shape
        self.limit = limit
        self.first = first
        self.firstDetail = firstDetail
        self.boundaries = boundaries
        self.searchedDepth = searchedDepth
        self.end = end
        self.isMonotone = isMonotone
        self.trialCount = trialCount
    }

    /// Notes the law of the boundary that has these first depths.
    mutating func apply(_ law: StackLaw, _ depths: [CliffLimit: Int]) {
        guard let depth = depths[limit],
            let index = boundaries.firstIndex(where: { $0.firstAfter == depth })
        else { return }
        bytesPerLevel = law.bytesPerLevel
        boundaries[index].bytesPerLevel = law.bytesPerLevel
    }

    /// Where a search ended.
    package enum End: String, Sendable, Codable {
        /// At the greatest depth that was asked for.
        case depth
        /// At the largest program.
        case size
        /// Where trials did not end in time any more.
        case slow
        /// With more outcomes than could be told apart.
        case tooMany
    }
}

/// Two neighbouring depths with different outcomes.
package struct CliffBoundary: Sendable, Codable {
    /// A verdict, or `timedOut`; nil where it fails at the first level and at none.
    package var from: String?
    package var to: String
    package var lastBefore: Int?
    package var firstAfter: Int
    /// How many times both depths were run again with the same outcomes; 0 for one of time.
    package var confirmed = 0
    /// Whether nothing lies between the two depths.
    package var isExact: Bool
    /// The signature of the failure behind it; nil where it is none.
    package var signature: String?
    /// The normalised line by which the target said why, behind it.
    package var diagnostic: String?
    /// The signature or the line before it.
    package var fromDetail: String?
    /// Whether it comes when the program is only parsed; nil where that is not known.
    package var phase: Phase?
    /// What addresses at random make of it; nil where that was not tried.
    package var band: JitterBand?
    package var realism: Realism?
    /// The bytes of stack that a level takes, where this is the boundary that the law is about.
    package var bytesPerLevel: Double?
    /// Where the trial behind it is recorded.
    package var recording: String?

    /// When in the life of a program a boundary comes.
    package enum Phase: String, Sendable, Codable { case parse, run }

    /// Whether the target fails behind it.
    package var isFailure: Bool { signature != nil }
}
