internal import WringerGeneration
internal import WringerModel
internal import WringerSystem
internal import WringerTriage

/// What a hunt has seen, and the programs that showed it first.
struct HuntCorpus {
    private let folder: CorpusFolder?
    private var behaviours: Set<Behaviour> = []
    private var messages: Set<[UInt8]> = []
    private var hashes: Set<String> = []
    private var byteCount = 0
    private var isFolderOpen = true
    private var hasUnsynced = false
    /// How many programs were added.
    private(set) var count = 0

    /// More behaviours than any interpreter has; a message that is never the same is noise.
    private static let greatestBehaviourCount = 20_000
    /// Programs are kept while they are this many, and hold this many bytes together, and none is
    /// larger than this: their structure is held in memory.
    private static let greatestCount = 2_000
    private static let greatestTotal = 4 << 20
    private static let greatestProgram = 32 << 10

    /// - Parameter folder: where entries are written; nil to keep them in memory only.
    init(folder: CorpusFolder?) { self.folder = folder }

    /// How many different messages the target has given.
    var messageCount: Int { messages.count }

    /// Whether a trial showed what none before did.
    mutating func isNew(_ behaviour: Behaviour) -> Bool {
        guard behaviours.count < Self.greatestBehaviourCount,
            behaviours.insert(behaviour).inserted
        else { return false }
        if !behaviour.line.isEmpty { messages.insert(behaviour.line) }
        return true
    }

    /// Keeps a program that showed something new; nil where it is not to be mutated: known, empty,
    /// too large, or one that takes a whole deadline each time.
    mutating func keep(
        _ program: Program, _ observation: Observation
    ) throws(CorpusError) -> CorpusEntry? {
        guard !program.bytes.isEmpty, !observation.outcome.isCutShort,
            program.bytes.count <= Self.greatestProgram, count < Self.greatestCount,
            byteCount + program.bytes.count <= Self.greatestTotal
        else { return nil }
        let entry = CorpusEntry(program: program, contentHash: Digest.of(program.bytes))
        guard hashes.insert(entry.contentHash).inserted else { return nil }
        count += 1
        byteCount += program.bytes.count
        try write(entry)
        return entry
    }

    private mutating func write(_ entry: CorpusEntry) throws(CorpusError) {
        guard let folder, isFolderOpen else { return }
        do throws(CorpusError) {
            try folder.write(entry)
            hasUnsynced = true
        } catch {
            // A full disk is said once; the hunt goes on.
            isFolderOpen = false
            throw error
        }
    }

    /// Makes what was written durable.
    mutating func sync() throws(CorpusError) {
        guard let folder, hasUnsynced, isFolderOpen else { return }
        hasUnsynced = false
        try folder.sync()
    }
}
