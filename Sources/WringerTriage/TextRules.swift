package import WringerModel

/// The patterns of a target, compiled once, and the searches that the oracles make with them.
///
/// Not `Sendable`, because a compiled expression is not; each user makes its own.
package struct TextRules {
    /// How much of the beginning and of the end of a stream is searched: enough for any message,
    /// and bounded where a target prints 64 MiB.
    static let reach = 64 << 10

    private let target: Target
    private let panics: [Regex<AnyRegexOutput>?]
    private let outOfMemory: [Regex<AnyRegexOutput>?]
    private let refusals: [Regex<AnyRegexOutput>?]
    private let noise: [Regex<AnyRegexOutput>]
    // AddressSanitizer and its kin, and ThreadSanitizer, begin a report so.
    private let sanitizer = Self.fixed(
        #"^(==\d+==ERROR: \w+Sanitizer|WARNING: ThreadSanitizer): .*"#)

    package init(_ target: Target) {
        self.target = target
        panics = target.panics.map { $0.pattern?.compiled() }
        outOfMemory = target.outOfMemory.map { $0.pattern?.compiled() }
        refusals = target.refusals.map { $0.pattern?.compiled() }
        noise = target.noise.map { $0.compiled() }
    }

    private static func fixed(_ source: String) -> Regex<AnyRegexOutput> {
        do {
            return try Pattern(source).compiled()
        } catch {
            preconditionFailure("a pattern of ours compiles: \(error)")
        }
    }

    /// The line of a declared panic, where the observation ends in one.
    ///
    /// Text that stands in the program does not count: a program can print anything.
    func panicLine(of observation: Observation, program: Program) -> String? {
        for (rule, pattern) in zip(target.panics, panics) where rule.fits(observation.outcome) {
            guard let pattern, let line = match(pattern, rule, observation) else { continue }
            if !isText(line, in: program) { return line }
        }
        return nil
    }

    /// The line of the declared out-of-memory ending.
    func outOfMemoryLine(of observation: Observation) -> String? {
        for (rule, pattern) in zip(target.outOfMemory, outOfMemory)
        where rule.fits(observation.outcome) {
            if let pattern, let line = match(pattern, rule, observation) { return line }
        }
        return nil
    }

    /// Whether the observation is a declared clean refusal; exit 0 needs a pattern that says so.
    package func isRefusal(_ observation: Observation) -> Bool {
        for (rule, pattern) in zip(target.refusals, refusals) where rule.fits(observation.outcome) {
            if let pattern {
                if match(pattern, rule, observation) != nil { return true }
            } else if !Self.bytes(of: rule.stream, observation).isEmpty {
                return true
            }
        }
        return false
    }

    /// The line that a declared refusal speaks of; nil where none has a pattern that matches.
    package func refusalLine(of observation: Observation) -> String? {
        for (rule, pattern) in zip(target.refusals, refusals) where rule.fits(observation.outcome) {
            if let pattern, let line = match(pattern, rule, observation) { return line }
        }
        return nil
    }

    /// The first line of a sanitizer's report.
    func sanitizerLine(of observation: Observation, program: Program) -> String? {
        let text = Self.searched(observation.standardError)
        guard let found = try? sanitizer.firstMatch(in: text) else { return nil }
        let line = String(text[found.range])
        return isText(line, in: program) ? nil : line
    }

    /// What a runtime reported on standard error, where it is not the program that printed it.
    func traceback(of observation: Observation, program: Program) -> Traceback? {
        guard let found = Traceback.found(in: Self.searched(observation.standardError)),
            !isText(found.headline, in: program)
        else { return nil }
        return found
    }

    private func match(
        _ pattern: Regex<AnyRegexOutput>, _ rule: EndingRule, _ observation: Observation
    ) -> String? {
        let text = Self.searched(Self.bytes(of: rule.stream, observation))
        guard let found = (try? pattern.firstMatch(in: text)) ?? nil else { return nil }
        // The whole line tells more than what matched.
        let end = text.unicodeScalars[found.range.upperBound...]
            .firstIndex { $0 == "\n" || $0 == "\r" }
        return String(text[found.range.lowerBound..<(end ?? text.endIndex)])
    }

    private static func bytes(of stream: OutputStream, _ observation: Observation) -> [UInt8] {
        switch stream {
        case .standardOutput: observation.standardOutput
        case .standardError: observation.standardError
        }
    }

    private static func searched(_ bytes: [UInt8]) -> String {
        guard bytes.count > 2 * reach else { return text(of: bytes) }
        return text(of: bytes.prefix(reach)) + "\n" + text(of: bytes.suffix(reach))
    }

    /// The text without what follows on the first characters of a long run beyond ASCII: Swift's
    /// expressions look for the end of a grapheme at every scalar, which takes minutes in one
    /// letter with 65,536 accents.
    private static func text(of bytes: some Sequence<UInt8>) -> String {
        var kept: [UInt8] = []
        var run = 0
        var isLeftOut = false
        for byte in bytes {
            run = byte < 0x80 ? 0 : run + 1
            // Only between two characters.
            if byte & 0xc0 != 0x80 { isLeftOut = run > longestRun }
            if !isLeftOut { kept.append(byte) }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// In bytes; longer than a sentence of a message in any language without blanks.
    private static let longestRun = 512

    private func isText(_ line: String, in program: Program) -> Bool {
        let needle = Array(line.utf8)
        return !needle.isEmpty && program.bytes.count >= needle.count
            && Self.text(of: program.bytes).contains(line)
    }

    /// A stream with the target's noise and the worker's folder masked, ready to be compared.
    package func normalised(_ bytes: [UInt8], scratch: String) -> String {
        // What is no UTF-8 is taken as Latin-1: decoding would make different bytes equal.
        var text =
            String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        if !scratch.isEmpty { text = text.replacing(scratch, with: "<scratch>") }
        for pattern in noise { text = text.replacing(pattern) { _ in "<noise>" } }
        return text
    }
}
