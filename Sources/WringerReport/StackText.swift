internal import WringerModel

/// A stack as lines for a person: the innermost frames, recursion once.
struct StackText {
    private let stack: StackTrace

    /// The most lines that are told without `--verbose`.
    static let maximumLineCount = 12
    /// The longest cycle of frames that is looked for.
    private static let maximumCycle = 16
    /// A cycle is told as one from this many rounds on.
    private static let leastRounds = 3

    init(_ stack: StackTrace) { self.stack = stack }

    /// A frame, or several that come again and again.
    private struct Part {
        let start: Int
        /// How many frames a round has.
        let length: Int
        let rounds: Int
    }

    func lines(isVerbose: Bool) -> [String] {
        var lines: [String] = []
        for part in parts {
            for index in part.start..<part.start + part.length {
                let frame = stack.frames[index]
                let mark = frame.isGuess ? "? " : ""
                lines.append("#\(padded(index))\(mark)\(Self.name(of: frame))")
            }
            guard part.rounds > 1 else { continue }
            let last = part.start + part.length * part.rounds - 1
            let subject = part.length == 1 ? "this frame" : "these \(part.length) frames"
            lines.append("     \(subject) \(part.rounds) times, down to #\(last)")
        }
        if let ending { lines.append(ending) }
        if stack.frames.contains(where: \.isGuess) {
            lines.append("? is a guess: no table tells the callers, and they were looked for")
        }
        guard !isVerbose, lines.count > Self.maximumLineCount else { return lines }
        let rest = lines.count - Self.maximumLineCount + 1
        return lines.prefix(Self.maximumLineCount - 1) + ["and \(rest) more lines, see --verbose"]
    }

    /// Such as `luaV_execute+0x52 in lua5.4`, or `lua5.4+0x1234` where no symbol is known.
    static func name(of frame: StackFrame) -> String {
        let module = frame.module.map {
            visible($0.split(separator: "/").last.map(String.init) ?? $0, limit: 60)
        }
        guard let symbol = frame.symbol else {
            return (module.map { "\($0)+" } ?? "") + frame.offset.hexadecimal
        }
        let place = module.map { " in \($0)" } ?? ""
        return "\(visible(symbol, limit: 120))+\(frame.symbolOffset.hexadecimal)\(place)"
    }

    private var ending: String? {
        switch stack.end {
        case .complete: nil
        case .frameLimit: "more frames were not taken"
        case .timeLimit: "more frames were not taken: it took too long"
        case .lost: "the stack could not be followed further"
        }
    }

    private func padded(_ index: Int) -> String {
        let text = "\(index)"
        return text + String(repeating: " ", count: max(1, 4 - text.count))
    }

    /// The frames in order, with the cycles among them.
    private var parts: [Part] {
        // Calls from several places of one function are one recursion.
        let names = stack.frames.map { frame in
            FrameName(module: frame.module, symbol: frame.symbol, frame.offset)
        }
        var parts: [Part] = []
        var start = 0
        while start < names.count {
            let part = cycle(in: names, at: start) ?? Part(start: start, length: 1, rounds: 1)
            parts.append(part)
            start += part.length * part.rounds
        }
        return parts
    }

    /// The cycle that begins at a frame and covers the most; the shortest one of several.
    private func cycle(in names: [FrameName], at start: Int) -> Part? {
        var best: Part?
        for length in 1...Self.maximumCycle {
            var end = start + length
            while end < names.count, names[end] == names[end - length] { end += 1 }
            let rounds = (end - start) / length
            guard rounds >= Self.leastRounds else { continue }
            if rounds * length > (best.map { $0.rounds * $0.length } ?? 0) {
                best = Part(start: start, length: length, rounds: rounds)
            }
        }
        return best
    }

    /// What makes two frames the same function.
    private struct FrameName: Equatable {
        let module: String?
        let symbol: String?
        let offset: UInt64

        init(module: String?, symbol: String?, _ offset: UInt64) {
            self.module = module
            self.symbol = symbol
            self.offset = symbol == nil ? offset : 0
        }
    }
}

/// The threads of a trial that did not end, as lines for a person.
struct ThreadText {
    private let threads: [StalledThread]

    init(_ stall: Stall) { threads = stall.threads }

    /// A line for each thread that was looked at; its whole stack as well where that is asked for.
    func lines(isVerbose: Bool) -> [String] {
        let known = threads.compactMap(\.detail)
        let most = isVerbose ? known.count : StackText.maximumLineCount - 1
        var lines: [String] = []
        for thread in known.prefix(most) {
            lines.append(line(thread))
            guard isVerbose, let stack = thread.stack else { continue }
            lines += StackText(stack).lines(isVerbose: true).map { "  " + $0 }
        }
        if known.count > most { lines.append("and \(known.count - most) more, see --verbose") }
        return lines
    }

    private func line(_ thread: ThreadState) -> String {
        var parts = ["\(thread.thread) \(visible(thread.name, limit: 20)) \(state(thread.state))"]
        if let call = thread.call { parts.append("in \(visible(call, limit: 60))") }
        if let frame = thread.stack?.frames.first { parts.append(StackText.name(of: frame)) }
        if let used = thread.used { parts.append("\(used.text) of processor time") }
        return parts.joined(separator: ", ")
    }

    /// As proc(5) explains the letters.
    private func state(_ letter: String) -> String {
        switch letter {
        case "R": "runs"
        case "S": "sleeps"
        case "D": "is in the kernel"
        case "T", "t": "is stopped"
        default: "is in state \(visible(letter, limit: 4))"
        }
    }
}
