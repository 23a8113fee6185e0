/// The reports of language runtimes.
extension Traceback {
    /// `thread 'main' (7) panicked at FILE:1:2:` with the message in the next line, or, before Rust
    /// 1.73, `thread 'main' panicked at 'MESSAGE', FILE:1:2`; then what RUST_BACKTRACE=1 adds.
    static func rustPanic(_ lines: [String]) -> Traceback? {
        // The first panic counts: one while unwinding comes of it.
        for (place, line) in lines.enumerated() {
            guard
                let match = line.firstMatch(
                    of: /^thread '[^']*'(?: \(\d+\))? panicked at (.*)$/)
            else { continue }
            let rest = trimmed(match.output.1)
            var message = rest
            if let old = rest.firstMatch(of: /^'(.*)', [^ ']+:\d+:\d+$/) {
                message = String(old.output.1)
            } else if rest.firstMatch(of: /^[^ ]+:\d+:\d+:$/) != nil, place + 1 < lines.count {
                message = trimmed(lines[place + 1])
            }
            return Traceback(
                kind: .rustPanic, message: message, headline: line,
                frames: rustFrames(lines[(place + 1)...]))
        }
        return nil
    }

    /// `   3: crate::function` and `             at ./file.rs:1:2` below it.
    private static func rustFrames(_ lines: ArraySlice<String>) -> [Frame] {
        var frames: [Frame] = []
        for line in lines.drop(while: { !$0.hasPrefix("stack backtrace:") }).dropFirst() {
            if let match = line.firstMatch(of: /^ *\d+: +(?:0x[0-9a-f]+ - )?(.+)$/) {
                guard frames.count < maximumFrameCount else { break }
                frames.append(
                    Frame(function: trimmed(match.output.1), file: nil, line: nil))
            } else if let match = line.firstMatch(of: /^ +at (.+?):(\d+)(?::\d+)?$/),
                let last = frames.popLast()
            {
                frames.append(
                    Frame(
                        function: last.function, file: String(match.output.1),
                        line: Int(match.output.2)))
            } else {
                break
            }
        }
        return frames
    }

    /// `Traceback (most recent call last):`, frames with the outermost first, and the exception.
    static func python(_ lines: [String]) -> Traceback? {
        guard let start = lines.lastIndex(where: { $0 == "Traceback (most recent call last):" })
        else { return nil }
        var frames: [Frame] = []
        for line in lines[(start + 1)...] {
            if let frame = pythonFrame(line) {
                frames.append(frame)
                // The innermost are the last.
                if frames.count > maximumFrameCount { frames.removeFirst() }
            } else if !line.hasPrefix(" "), !line.isEmpty {
                return Traceback(
                    kind: .python, message: trimmed(line), headline: trimmed(line),
                    frames: frames.reversed())
            }
        }
        return nil
    }

    private static func pythonFrame(_ line: String) -> Frame? {
        guard let match = line.firstMatch(of: /^  File "([^"]+)", line (\d+)(?:,)?(?: in (.+))?$/)
        else { return nil }
        return Frame(
            function: match.output.3.map { trimmed($0) }, file: String(match.output.1),
            line: Int(match.output.2))
    }

    /// `Fatal Python error: …` and, with the innermost frame first, what faulthandler adds.
    static func pythonFatal(_ lines: [String]) -> Traceback? {
        guard let start = lines.firstIndex(where: { $0.hasPrefix("Fatal Python error: ") }) else {
            return nil
        }
        let below = lines[(start + 1)...].drop { pythonFrame($0) == nil }
        let frames = below.prefix(maximumFrameCount).prefix { pythonFrame($0) != nil }
        return Traceback(
            kind: .pythonFatal,
            message: trimmed(lines[start].dropFirst("Fatal Python error: ".count)),
            headline: lines[start], frames: frames.compactMap(pythonFrame))
    }

    /// `lua5.4: x.lua:1: message`, `stack traceback:`, and frames with a tab before them.
    static func lua(_ lines: [String]) -> Traceback? {
        guard let start = lines.lastIndex(of: "stack traceback:"), start > 0 else { return nil }
        let headline = lines[start - 1]
        let body = headline.firstMatch(of: /^[^ :]*lua[^ :]*: (.+)$/).map { $0.output.1 }
        let message = String(body ?? headline[...]).replacing(#/^[^ :]+:\d+: /#, with: "")
        var frames: [Frame] = []
        for line in lines[(start + 1)...].prefix(maximumFrameCount) {
            guard let match = line.firstMatch(of: /^\t([^\t:]+):(?:(\d+):)? in (.+)$/) else {
                break
            }
            let name = match.output.3.firstMatch(of: /'([^']+)'/).map { String($0.output.1) }
            frames.append(
                Frame(
                    function: name ?? trimmed(match.output.3), file: String(match.output.1),
                    line: match.output.2.flatMap { Int($0) }))
        }
        return Traceback(kind: .lua, message: message, headline: headline, frames: frames)
    }

    /// `TypeError: message` and `    at f (file.js:1:2)` or `\tat f (file.js:1)` below it.
    static func javaScript(_ lines: [String]) -> Traceback? {
        guard let first = lines.firstIndex(where: { javaScriptFrame($0) != nil }), first > 0,
            lines[first - 1].firstMatch(of: /^(?:Uncaught )?[A-Za-z]*(?:Error|Exception)\b/) != nil
        else { return nil }
        let frames = lines[first...].prefix(maximumFrameCount).prefix {
            javaScriptFrame($0) != nil
        }
        return Traceback(
            kind: .javaScript, message: trimmed(lines[first - 1]), headline: lines[first - 1],
            frames: frames.compactMap(javaScriptFrame))
    }

    private static func javaScriptFrame(_ line: String) -> Frame? {
        if let match = line.firstMatch(of: /^\s+at (.+) \((.+?):(\d+)(?::\d+)?\)$/) {
            return Frame(
                function: String(match.output.1), file: String(match.output.2),
                line: Int(match.output.3))
        }
        guard let match = line.firstMatch(of: /^\s+at ([^ ()]+?):(\d+)(?::\d+)?$/) else {
            return nil
        }
        return Frame(function: nil, file: String(match.output.1), line: Int(match.output.2))
    }
}
