internal import WringerModel

/// The making of one mutant: which operators were applied, with random numbers that depend on
/// nothing but the key and the place of the operator in the row. So the key, the names of the
/// operators and the parents make the same mutant again.
struct MutantMaking {
    let key: UInt64
    let parent: MutationSeed
    let donor: MutationSeed
    private(set) var operators: [String] = []
    private(set) var tookFromDonor = false
    private(set) var tookWords = false
    private var draft: MutationDraft

    /// How often an operator may look for another place before it does not suit.
    private static let lookCount = 3
    /// One mutant of so many has two rounds, if it has more changes than fit in the first.
    private static let roundInterval: UInt64 = 8
    private static let firstRoundCount = 2

    init(
        key: UInt64, seed: MutationSeed, donor: MutationSeed, words: [[UInt8]],
        maximumByteCount: Int
    ) {
        self.key = key
        parent = seed
        self.donor = donor
        draft = MutationDraft(
            seed: seed, donor: donor, words: words, maximumByteCount: maximumByteCount)
    }

    /// Some mutants have two rounds: what the first one made is looked at anew, so that a nest can
    /// be nested again. Most have one, since finding structure takes longer than all else.
    mutating func startRoundIfDue() {
        guard operators.count == Self.firstRoundCount, key % Self.roundInterval == 0 else { return }
        let program = Program(
            bytes: draft.assembled(), fileExtension: "", provenance: .check(name: "draft"))
        let seed = MutationSeed(
            CorpusEntry(program: program, contentHash: ""),
            maximumByteCount: draft.maximumByteCount)
        draft = MutationDraft(
            seed: seed, donor: donor, words: draft.words, maximumByteCount: draft.maximumByteCount)
    }

    /// Lets the operator at a place note its change; false, and nothing is changed, where it does
    /// not suit.
    mutating func apply(_ place: Int) -> Bool {
        let step = UInt64(operators.count)
        var random = RandomStream(key: key &+ step &* 0x9e37_79b9_7f4a_7c15)
        let change = MutationOperator.all[place].change
        for _ in 0..<Self.lookCount {
            if change(&draft, &random) { return true }
        }
        return false
    }

    /// Puts the operator that was just applied in the row.
    mutating func note(_ place: Int) {
        let applied = MutationOperator.all[place]
        operators.append(applied.name)
        if applied.takesFromDonor { tookFromDonor = true }
        if applied.takesWords { tookWords = true }
    }

    func finished() -> [UInt8] { draft.assembled() }
}
