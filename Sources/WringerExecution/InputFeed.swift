internal import WringerModel
internal import WringerSystem

/// What goes to the target's standard input, and when it may go.
///
/// One feed serves all ways: as fast as the target reads, at a recorded pace, line by line at a
/// prompt, without end, and what a person types.
struct InputFeed {
    private enum Mode {
        /// All that is there, and then the end.
        case fast
        /// Piece by piece, each from its time on.
        case paced([InputChunk], next: Int)
        /// A line whenever the prompt has appeared.
        case prompted(Regex<AnyRegexOutput>, tail: [UInt8], isReady: Bool)
        case endless
        /// What is typed; it ends when the person's side ends.
        case typed(isOver: Bool)
    }

    /// How much of the output is searched for a prompt.
    private static let promptReach = 512
    /// What an endless input repeats.
    private static let endlessBlock = Array(String(repeating: "wringer\n", count: 512).utf8)
    /// The most pieces that are noted one by one; later ones are joined to the last.
    private static let maximumChunkCount = 100_000

    private var mode: Mode
    private var bytes: [UInt8]
    private var offset = 0
    private let start: Instant
    /// When the target's side took how many bytes.
    private(set) var chunks: [InputChunk] = []
    /// Prompts seen so far; zero at the end means that the session never began.
    private(set) var promptCount = 0

    private init(_ mode: Mode, _ bytes: [UInt8], start: Instant) {
        self.mode = mode
        self.bytes = bytes
        self.start = start
    }

    /// Feeds bytes at a recorded pace, or as fast as they are taken.
    static func of(_ bytes: [UInt8], pace: [InputChunk]?, start: Instant) -> InputFeed {
        // An empty piece would hold up all that follow it.
        let pieces = pace?.filter { $0.byteCount > 0 }
        return InputFeed(pieces.map { .paced($0, next: 0) } ?? .fast, bytes, start: start)
    }

    static func endless(start: Instant) -> InputFeed {
        InputFeed(.endless, endlessBlock, start: start)
    }

    static func typed(start: Instant) -> InputFeed {
        InputFeed(.typed(isOver: false), [], start: start)
    }

    static func prompted(by prompt: Pattern, lines: [UInt8], start: Instant) -> InputFeed {
        let whole = lines.isEmpty || lines.last == 0x0a ? lines : lines + [0x0a]
        return InputFeed(
            .prompted(prompt.compiled(), tail: [], isReady: false), whole, start: start)
    }

    /// The bytes that were taken; none of an endless input.
    var takenBytes: [UInt8] {
        if case .endless = mode { return [] }
        return Array(bytes[..<offset])
    }

    /// Whether the input waits for a prompt that has never appeared.
    var neverSawItsPrompt: Bool {
        if case .prompted = mode { return promptCount == 0 }
        return false
    }

    /// How many bytes are there and were not taken yet.
    var pendingCount: Int { bytes.count - offset }

    /// What may be written at `now`; empty where there is nothing yet, or nothing more.
    func piece(at now: Instant) -> ArraySlice<UInt8> {
        let rest = bytes[offset...]
        switch mode {
        case .fast, .endless, .typed: return rest.prefix(1 << 16)
        case .paced(let pace, let next):
            // What was not recorded as taken goes after the last piece.
            guard next < pace.count else { return rest.prefix(1 << 16) }
            guard start + pace[next].time <= now else { return [] }
            return rest.prefix(pace[next].byteCount)
        case .prompted(_, _, let isReady):
            guard isReady else { return [] }
            let end = rest.firstIndex(of: 0x0a).map { $0 + 1 } ?? rest.endIndex
            return rest[..<end]
        }
    }

    /// Whether the input has ended and its descriptor is to be closed.
    var isOver: Bool {
        switch mode {
        case .fast, .paced: offset == bytes.count
        case .prompted(_, _, let isReady): isReady && offset == bytes.count
        case .endless: false
        case .typed(let isOver): isOver && offset == bytes.count
        }
    }

    /// When the next piece of a recorded pace is due.
    var nextTime: Instant? {
        guard case .paced(let pace, let next) = mode, next < pace.count else { return nil }
        return start + pace[next].time
    }

    /// Notes that the target's side has taken `count` bytes of `piece(at:)`.
    mutating func took(_ count: Int, at now: Instant) {
        if case .endless = mode {
            offset = (offset + count) % bytes.count
            return
        }
        let rest = piece(at: now).count - count
        precondition(rest >= 0, "no more is taken than was offered")
        offset += count
        note(InputChunk(time: now - start, byteCount: count))
        switch mode {
        case .paced(var pace, let next) where next < pace.count:
            // What is left of a piece goes as soon as it is taken.
            if rest > 0 { pace[next] = InputChunk(time: pace[next].time, byteCount: rest) }
            mode = .paced(pace, next: rest > 0 ? next : next + 1)
        case .prompted(let prompt, _, _) where rest == 0:
            mode = .prompted(prompt, tail: [], isReady: false)
        case .paced, .prompted, .fast, .endless, .typed: break
        }
    }

    /// Notes what the target has printed: a prompt makes the next line ready.
    mutating func sawOutput(_ output: ArraySlice<UInt8>) {
        guard case .prompted(let prompt, let before, false) = mode else { return }
        let tail = Array((before + output).suffix(Self.promptReach))
        let text = String(decoding: tail, as: UTF8.self)
        let isReady = (try? prompt.firstMatch(in: text)) ?? nil != nil
        if isReady { promptCount += 1 }
        mode = .prompted(prompt, tail: tail, isReady: isReady)
    }

    /// Adds what a person has typed.
    mutating func type(_ typed: ArraySlice<UInt8>) {
        if case .typed = mode { bytes += typed }
    }

    /// Notes that nothing more will be typed.
    mutating func endTyping() {
        if case .typed = mode { mode = .typed(isOver: true) }
    }

    private mutating func note(_ chunk: InputChunk) {
        guard chunks.count >= Self.maximumChunkCount, let last = chunks.popLast() else {
            chunks.append(chunk)
            return
        }
        chunks.append(InputChunk(time: last.time, byteCount: last.byteCount + chunk.byteCount))
    }
}

extension InputFeed {
    /// What feeds a trial; nil where nothing does.
    static func feed(
        for trialCase: Case, _ setup: Setup, isLive: Bool, start: Instant
    ) -> InputFeed? {
        if isLive { return .typed(start: start) }
        if setup.target.input == .repl, let prompt = setup.target.prompt {
            return .prompted(by: prompt, lines: trialCase.program.bytes, start: start)
        }
        switch trialCase.standardInput {
        case .bytes(let bytes, let pace): return .of(bytes, pace: pace, start: start)
        case .endless: return .endless(start: start)
        case .empty, .closed, .failing: return nil
        }
    }
}
