internal import WringerGeneration
internal import WringerModel

/// The tags of a mustache text, found by our own reading of it: the library gives no list of them,
/// and puts nothing where a name is unknown.
struct MustacheTags {
    private let file: String
    private var tags: [Tag] = []

    private struct Tag {
        enum Kind { case value, section, sectionEnd, other(Character) }
        let kind: Kind
        let name: String
        let line: Int
    }

    /// Finds the tags of a text that begins at the line `firstLine` of its file. A tag without an
    /// end is left to mustache.
    ///
    /// - Throws: where delimiters are set that are none.
    init(_ text: String, firstLine: Int, file: String) throws(TargetFileError) {
        self.file = file
        var rest = text[...]
        var line = firstLine
        var delimiters: (open: Substring, close: Substring) = ("{{", "}}")
        while let open = rest.range(of: delimiters.open) {
            line += Self.lineEnds(in: rest[..<open.lowerBound])
            let inside = rest[open.upperBound...]
            let mark = inside.first
            // Of three braces the last one stands behind the delimiter.
            let close = mark == "{" ? delimiters.close + "}" : delimiters.close
            guard let end = inside.range(of: close) else { return }
            let content = inside[..<end.lowerBound]
            tags.append(Self.tag(content, line: line))
            if mark == "=" {
                let words = content.drop { $0 == "=" }.split { $0 == "=" || $0.isWhitespace }
                guard words.count == 2 else {
                    throw TargetFileError(
                        file: file, line: line,
                        message: "delimiters are set as in {{=<% %>=}}")
                }
                delimiters = (words[0], words[1])
            }
            line += Self.lineEnds(in: rest[open.lowerBound..<end.upperBound])
            rest = rest[end.upperBound...]
        }
    }

    private static func tag(_ content: Substring, line: Int) -> Tag {
        func name(_ text: Substring) -> String { String(text.filter { !$0.isWhitespace }) }
        guard let mark = content.first else { return Tag(kind: .value, name: "", line: line) }
        switch mark {
        case "#", "^": return Tag(kind: .section, name: name(content.dropFirst()), line: line)
        case "/": return Tag(kind: .sectionEnd, name: name(content.dropFirst()), line: line)
        case "{", "&": return Tag(kind: .value, name: name(content.dropFirst()), line: line)
        case "!", "=", ">", "<", "$", "%": return Tag(kind: .other(mark), name: "", line: line)
        default: return Tag(kind: .value, name: name(content), line: line)
        }
    }

    private static func lineEnds(in text: Substring) -> Int { text.utf8.count { $0 == 0x0a } }

    /// - Throws: where a tag names what is no parameter, a section is over what is no choice, tags
    ///   are used that templates do not have, and where a parameter has no tag.
    func check(against parameters: [TemplateParameter]) throws(TargetFileError) {
        var used: Set<String> = []
        var depth = 0
        for tag in tags {
            switch tag.kind {
            case .value:
                _ = try parameter(tag.name, tag, parameters)
                used.insert(tag.name)
            case .section:
                depth += 1
                guard depth <= Self.greatestDepth else {
                    throw error(tag, "more than \(Self.greatestDepth) sections inside each other")
                }
                used.insert(try checkSection(tag, parameters))
            case .sectionEnd: depth -= 1
            case .other("!"), .other("="): break
            case .other(let mark):
                throw error(tag, "tags with '\(mark)' have no use in a template")
            }
        }
        if let unused = parameters.first(where: { !used.contains($0.name) }) {
            throw TargetFileError(
                file: file, line: unused.line,
                message: "parameters.\(unused.name): the text has no place for it;"
                    + " write its name in the tags of the text, or leave it out here")
        }
    }

    /// Far above what anybody writes, far below what a parser that calls itself can bear.
    private static let greatestDepth = 32

    private func error(_ tag: Tag, _ message: String) -> TargetFileError {
        TargetFileError(file: file, line: tag.line, message: message)
    }

    private func parameter(
        _ name: String, _ tag: Tag, _ parameters: [TemplateParameter]
    ) throws(TargetFileError) -> TemplateParameter {
        guard let found = parameters.first(where: { $0.name == name }) else {
            let known = parameters.map(\.name)
            throw error(
                tag,
                "no parameter is called '\(visible(name))'\(suggestion(for: name, among: known))"
                    + "; where these characters belong to the program, set other delimiters for the"
                    + " tags, as in {{=<% %>=}}")
        }
        return found
    }

    /// The parameter that a section such as `{{#order.up}}` is about.
    private func checkSection(
        _ tag: Tag, _ parameters: [TemplateParameter]
    ) throws(TargetFileError) -> String {
        let parts = tag.name.split(separator: ".").map(String.init)
        let found = try parameter(parts.first ?? "", tag, parameters)
        guard parts.count == 2, case .choice(let texts) = found.kind else {
            throw error(tag, "a section is about a choice and its value, as in {{#order.up}}")
        }
        guard texts.contains(parts[1]) else {
            throw error(
                tag,
                "'\(visible(parts[1]))' is no value of \(found.name)"
                    + suggestion(for: parts[1], among: texts))
        }
        return found.name
    }
}

extension Substring {
    /// Where a text stands first, character by character as mustache compares; nil where nowhere.
    fileprivate func range(of text: some StringProtocol) -> Range<Index>? {
        guard let first = text.first else { return nil }
        var start = startIndex
        while let candidate = self[start...].firstIndex(of: first) {
            if self[candidate...].starts(with: text) {
                return candidate..<index(candidate, offsetBy: text.count)
            }
            start = index(after: candidate)
        }
        return nil
    }
}
