internal import WringerModel

extension YamlValue {
    /// A regular expression.
    func pattern() throws(TargetFileError) -> Pattern {
        let source = try text()
        guard !source.isEmpty else { throw error("an empty pattern fits everything; leave it out") }
        guard source.utf8.count <= YamlValue.maximumPatternLength else {
            throw error("a pattern may have \(YamlValue.maximumPatternLength) bytes")
        }
        do {
            return try Pattern(source)
        } catch {
            throw self.error(error.description)
        }
    }

    /// A list of regular expressions.
    func patterns() throws(TargetFileError) -> [Pattern] {
        var patterns: [Pattern] = []
        for value in try list() { patterns.append(try value.pattern()) }
        return patterns
    }

    /// One of the words of an enumeration.
    func word<Word: CaseIterable & RawRepresentable<String>>(
        of type: Word.Type
    ) throws(TargetFileError) -> Word {
        let text = try text()
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue)
            throw error(
                "expected one of \(known.joined(separator: ", ")), found '\(visible(text))'"
                    + suggestion(for: text, among: known))
        }
        return word
    }

    /// Exit codes: `1`, `1..125`, or a list of these.
    func exitCodes() throws(TargetFileError) -> ExitCodes {
        guard isList else { return ExitCodes(ranges: try exitRanges()) }
        var ranges: [ClosedRange<Int32>] = []
        for value in try list() { ranges += try value.exitRanges() }
        guard !ranges.isEmpty else { throw error("an empty list of exit codes fits nothing") }
        return ExitCodes(ranges: ranges)
    }

    private func exitRanges() throws(TargetFileError) -> [ClosedRange<Int32>] {
        let text = try text("an exit code, a range such as 1..125, or a list of these")
        guard let codes = ExitCodes(text: text) else {
            throw error(
                "'\(visible(text))' is no exit code from 0 to 255, nor a range such as 1..125")
        }
        return codes.ranges
    }

    /// A signal by its name or number.
    func signal() throws(TargetFileError) -> Signal {
        let text = try text()
        guard let signal = Signal(name: text) else {
            // The real-time signals have no names that anybody would misspell.
            let known = (1...31).map { Signal(Int32($0)).name }
            throw error("unknown signal '\(visible(text))'" + suggestion(for: text, among: known))
        }
        return signal
    }

    /// A duration such as `10s`.
    func duration() throws(TargetFileError) -> Duration {
        let text = try text()
        guard let duration = Duration(text: text) else {
            throw error(
                "'\(visible(text))' is no duration above zero; write one such as 10s, 500ms or 2m")
        }
        return duration
    }

    /// Limits by their names, with values as `--limit` takes them.
    func limits() throws(TargetFileError) -> Limits {
        var limits = Limits()
        for entry in try entries() {
            let name: LimitName
            do {
                name = try Limits.parseName(entry.name)
            } catch {
                throw entry.error(error.description)
            }
            let text = try entry.value.text()
            do {
                limits[name] = try Limits.parse(value: text, of: name)
            } catch {
                throw TargetFileError(
                    file: file, line: entry.value.line, message: error.description)
            }
        }
        return limits
    }

    /// Variables of the environment and their values.
    func environment() throws(TargetFileError) -> [String: String] {
        var variables: [String: String] = [:]
        for entry in try entries() {
            guard !entry.name.contains("=") else {
                throw entry.error("'\(visible(entry.name))' is no name of a variable: it holds '='")
            }
            variables[entry.name] = try entry.value.text()
        }
        return variables
    }

    /// A list of names of variables.
    func variableNames() throws(TargetFileError) -> [String] {
        var names: [String] = []
        for value in try list() {
            let name = try value.text()
            guard !name.isEmpty, !name.contains("=") else {
                throw value.error("'\(visible(name))' is no name of a variable")
            }
            names.append(name)
        }
        return names
    }

    /// In bytes. No real pattern comes near it; the compiler of patterns is recursive.
    static let maximumPatternLength = 4096
}
