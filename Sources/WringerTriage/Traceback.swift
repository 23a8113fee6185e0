internal import WringerModel

/// What a runtime printed about its own death: a sanitizer's report, a panic, an exception that
/// nobody caught.
///
/// The text is a target's and hostile: what is read of it is bounded, and shown only escaped.
struct Traceback: Hashable {
    enum Kind: String, Hashable {
        case sanitizer, rustPanic, python, pythonFatal, lua, javaScript
    }

    /// One frame, the innermost first.
    struct Frame: Hashable {
        /// Nil where the runtime names none.
        let function: String?
        let file: String?
        let line: Int?
    }

    let kind: Kind
    /// What went wrong, in the runtime's words: `heap-buffer-overflow`, `ValueError: odd`.
    let message: String
    /// The line by which it begins to speak.
    let headline: String
    let frames: [Frame]

    /// The most frames that are read.
    static let maximumFrameCount = 64
    /// The most lines, and of each the most characters, that are looked at.
    private static let maximumLineCount = 4096
    private static let maximumLineLength = 1024

    /// The last thing of these that a text tells of; nil for none.
    ///
    /// - Parameter text: standard error, or the ends of it.
    static func found(in text: String) -> Traceback? {
        let lines = text.unicodeScalars.split(
            separator: "\n", omittingEmptySubsequences: false
        ).suffix(maximumLineCount).map { String($0.prefix(maximumLineLength)) }
        let readers = [
            sanitizer, rustPanic, python, pythonFatal, lua, javaScript,
        ]
        for reader in readers {
            if let found = reader(lines) { return found }
        }
        return nil
    }

    // MARK: - Sanitizers

    /// `==1==ERROR: AddressSanitizer: KIND on address …`, `WARNING: ThreadSanitizer: KIND (pid=1)`
    /// or `FILE:1:2: runtime error: …`, and the first stack below it.
    private static func sanitizer(_ lines: [String]) -> Traceback? {
        for (place, line) in lines.enumerated() {
            if let match = line.firstMatch(
                of: /^(?:==\d+==)?(?:ERROR|WARNING): (\w+Sanitizer): (.+)$/)
            {
                let detail = String(match.output.2)
                // LeakSanitizer says "detected memory leaks" and no kind.
                let kind =
                    detail.firstMatch(of: /^[a-z]+(?:-[a-z]+)+/).map { String($0.output) }
                    ?? String(detail.prefix { $0 != "(" && $0 != "0" && !$0.isNumber })
                return Traceback(
                    kind: .sanitizer,
                    message: "\(match.output.1): \(trimmed(kind))", headline: line,
                    frames: numbered(lines[(place + 1)...]))
            }
            if let match = line.firstMatch(of: /^([^ :]+:\d+(?::\d+)?): runtime error: (.+)$/) {
                return Traceback(
                    kind: .sanitizer, message: String(match.output.2), headline: line,
                    frames: numbered(lines[(place + 1)...]))
            }
        }
        return nil
    }

    /// `#0 0x55 in f FILE:1:2` or `#0 f FILE:1 (module+0x1)`, up to the end of the first stack.
    private static func numbered(_ lines: ArraySlice<String>) -> [Frame] {
        var frames: [Frame] = []
        for line in lines {
            guard
                let match = line.firstMatch(
                    of: /^ +#(\d+) (?:0x[0-9a-f]+ (?:in )?)?(.*)$/)
            else {
                if frames.isEmpty { continue } else { break }
            }
            guard Int(match.output.1) == frames.count, frames.count < maximumFrameCount else {
                break
            }
            frames.append(frame(String(match.output.2)))
        }
        return frames
    }

    /// `f /path/x.c:1:2`, `f(int, char) /path/x.cc:1`, `(/path/module+0x10)`.
    private static func frame(_ text: String) -> Frame {
        if text.hasPrefix("(") {
            let module = text.dropFirst().prefix { $0 != ")" }
            return Frame(
                function: FrameName.baseName(String(module)), file: nil, line: nil)
        }
        if let match = text.firstMatch(of: /^(.+?) (\/?[^ ()]+?):(\d+)(?::\d+)?(?: \(.*\))?$/) {
            return Frame(
                function: String(match.output.1), file: String(match.output.2),
                line: Int(match.output.3))
        }
        let function = text.firstMatch(of: /^(.+?) +[(\/<]/).map { String($0.output.1) }
        return Frame(function: function ?? text, file: nil, line: nil)
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        let start = text.drop(while: isBlank)
        var end = start[...]
        while let last = end.last, isBlank(last) { end.removeLast() }
        return String(end)
    }
}

extension Traceback {
    /// The frames of the target's own, for a signature: `a < b`; nil where there are none.
    ///
    /// - Parameter program: the name of the program's file, whose frames are the program's.
    func key(program: String) -> String? {
        let named = frames.filter { frame in
            guard let file = frame.file else { return true }
            return FrameName.baseName(file) != program && !file.hasPrefix("/rustc/")
                && !file.contains("node:internal")
        }.compactMap(\.function).map(FrameName.plain)
            .filter { !RuntimeFrames.isRuntimeFunction($0) }
        guard !named.isEmpty else { return nil }
        let cycle = Recursion.cycle(named)
        if isRecursion, !cycle.isEmpty { return "cycle(\(cycle.joined(separator: " ")))" }
        let recursive = named.indices.first { named[($0 + 1)...].contains(named[$0]) }
        let length = min(3, recursive.map { $0 + 1 } ?? named.count)
        return named.prefix(length).joined(separator: " < ")
    }

    private var isRecursion: Bool {
        message.contains("stack-overflow") || message.contains("RecursionError")
            || message.contains("call stack size")
    }

    /// The message and the innermost frames, for people, escaped.
    var evidence: [String] {
        let shown = frames.prefix(8).map { frame in
            let file = frame.file.map { " (\(visible(FrameName.baseName($0), limit: 60))" }
            let place = file.map { $0 + (frame.line.map { ":\($0)" } ?? "") + ")" } ?? ""
            return visible(frame.function ?? "?", limit: 80) + place
        }
        let stack = shown.isEmpty ? [] : ["it reported: \(shown.joined(separator: " < "))"]
        return ["\(kind.rawValue): \(visible(message, limit: 200))"] + stack
    }
}
