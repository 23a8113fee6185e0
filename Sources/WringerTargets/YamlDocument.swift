internal import WringerModel
internal import Yams

extension YamlValue {
    /// The one document of a YAML text in UTF-8.
    ///
    /// - Throws: where the bytes are not UTF-8, not YAML, or hold no document.
    init(document bytes: [UInt8], file: String) throws(TargetFileError) {
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw TargetFileError(
                file: file, line: YamlValue.firstInvalidLine(of: bytes),
                message: "not valid UTF-8; save the file as UTF-8")
        }
        // Some editors write a byte order mark, which libyaml takes for text when it is told that
        // the text is UTF-8.
        let text =
            decoded.unicodeScalars.first == "\u{feff}"
            ? String(decoded.unicodeScalars.dropFirst()) : decoded
        try YamlValue.checkCharacters(of: text, file: file)
        guard let root = try YamlValue.compose(text, file: file) else {
            throw TargetFileError(
                file: file, line: 1, message: "the file is empty; expected keys such as 'name: lua'"
            )
        }
        self.init(node: root, file: file, key: "")
    }

    private static func compose(
        _ text: String, file: String
    ) throws(TargetFileError) -> Node? {
        do {
            // The basic resolver leaves every scalar a text, so that `5` and `1..2` keep their
            // spelling; the encoding is given because Yams else asks the environment.
            return try Yams.compose(yaml: text, .basic, .default, .utf8)
        } catch let error as YamlError {
            let (line, problem) = place(of: error)
            throw TargetFileError(file: file, line: line, message: visible(problem))
        } catch {
            throw TargetFileError(file: file, line: 1, message: visible("\(error)"))
        }
    }

    /// The line of an error of Yams, from 1, and what it says.
    private static func place(of error: YamlError) -> (line: Int, problem: String) {
        switch error {
        case .scanner(let context, let problem, let mark, let yaml),
            .parser(let context, let problem, let mark, let yaml),
            .composer(let context, let problem, let mark, let yaml):
            var message = "not valid YAML: \(problem)"
            if let context {
                message += " (\(context.text)"
                message += context.mark.line == mark.line ? ")" : " from line \(context.mark.line))"
            }
            // `command: [lua, @@]` is the mistake that everybody makes once.
            if problem.contains("cannot start any token"), mark.snippet(from: yaml).contains("@@") {
                message += "; write \"@@\" in quotes"
            }
            return (mark.line, message)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "'\(visible($0))'" }.joined(separator: ", ")
            return (context.mark.line, "the key \(names) is given more than once, first here")
        case .reader(let problem, _, _, _): return (1, "not valid YAML: \(problem)")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return (1, "\(error)")
        }
    }

    /// libyaml tells of a forbidden character by its offset alone, so that it is looked for here.
    private static func checkCharacters(
        of text: String, file: String
    ) throws(TargetFileError) {
        var line = 1
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0a: line += 1
            case 0x09, 0x0d, 0x20...0x7e, 0x85, 0xa0...0xd7ff, 0xe000...0xfefe, 0xff00...0xfffd,
                0x10000...0x10ffff:
                continue
            default:
                let hex = String(scalar.value, radix: 16)
                throw TargetFileError(
                    file: file, line: line,
                    message: "the character U+\(hex.uppercased()) is not allowed in YAML"
                        + (scalar.value == 0 ? "" : "; write it as an escape in double quotes"))
            }
        }
    }

    private static func firstInvalidLine(of bytes: [UInt8]) -> Int {
        // A line end is never part of another character in UTF-8, so that lines can be judged
        // one by one.
        let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        return (index ?? 0) + 1
    }
}
