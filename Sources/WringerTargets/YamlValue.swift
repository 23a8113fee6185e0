internal import WringerModel
internal import Yams

/// A value in a `target.yaml` with what its errors need: the file, the line and the key.
struct YamlValue {
    let node: Node
    let file: String
    /// The keys that lead to the value, as in `refusals.exit`; empty for the whole file.
    let key: String

    /// The line where the value begins, from 1.
    var line: Int { node.mark?.line ?? 1 }

    /// An error at the line of this value that begins with its key.
    func error(_ problem: String) -> TargetFileError {
        let start = key.isEmpty ? "" : "\(visible(key)): "
        return TargetFileError(file: file, line: line, message: start + problem)
    }

    /// The error for a value of the wrong type.
    func wrongType(expected: String) -> TargetFileError {
        error("expected \(expected), found \(kind)")
    }

    /// Whether the value is a list.
    var isList: Bool {
        if case .sequence = node { true } else { false }
    }

    /// The text of a scalar. A number is taken as it is written; a word that YAML reads as a truth
    /// value or as nothing is refused, because its writer most likely meant a text.
    ///
    /// - Parameter expected: what errors call the value.
    func text(_ expected: String = "a text") throws(TargetFileError) -> String {
        guard case .scalar(let scalar) = node else { throw wrongType(expected: expected) }
        let tag = scalar.tag.rawValue
        guard tag.isEmpty || tag == Tag.Name.str.rawValue else {
            throw error("the YAML tag \(visible(tag)) has no use here; write the text in quotes")
        }
        if let word = reservedWord {
            throw error(
                "expected \(expected), found \(kind); write \"\(word)\" if you mean the text")
        }
        guard !scalar.string.unicodeScalars.contains("\0") else {
            throw error("the text holds a NUL byte, which no command, name or pattern can")
        }
        return scalar.string
    }

    /// The values of a list.
    ///
    /// - Parameter expected: what errors call the list.
    func list(_ expected: String = "a list") throws(TargetFileError) -> [YamlValue] {
        guard case .sequence(let sequence) = node else { throw wrongType(expected: expected) }
        guard sequence.count <= YamlValue.maximumEntryCount else {
            throw error(
                "a list of \(sequence.count) entries; \(YamlValue.maximumEntryCount) are allowed")
        }
        return sequence.map { YamlValue(node: $0, file: file, key: key) }
    }

    /// The texts of a list of texts.
    func texts() throws(TargetFileError) -> [String] {
        var texts: [String] = []
        for value in try list() { texts.append(try value.text()) }
        return texts
    }

    /// What was found, in words for an error.
    private var kind: String {
        switch node {
        case .sequence: return "a list"
        case .mapping: return "a map"
        case .alias: return "an alias"
        case .scalar(let scalar):
            guard let word = reservedWord else { return "the text '\(visible(scalar.string))'" }
            if word.isEmpty { return "nothing" }
            let isNull = YamlValue.nullWords.contains(word.lowercased())
            return "\(word), which YAML reads as \(isNull ? "nothing" : "a truth value")"
        }
    }

    /// The scalar where it is unquoted and YAML 1.1 reads it as a truth value or as nothing.
    private var reservedWord: String? {
        // Yams gives every quoted scalar the tag of a text.
        guard case .scalar(let scalar) = node, scalar.tag.rawValue.isEmpty,
            YamlValue.isReserved(scalar.string)
        else { return nil }
        return scalar.string
    }

    /// Whether YAML 1.1 reads the unquoted word as a truth value or as nothing.
    static func isReserved(_ word: String) -> Bool {
        nullWords.contains(word.lowercased()) || truthWords.contains(word.lowercased())
    }

    private static let nullWords: Set<String> = ["", "~", "null"]
    private static let truthWords: Set<String> = ["yes", "no", "true", "false", "on", "off"]

    /// No real description comes near it; it bounds what YAML aliases can blow up.
    static let maximumEntryCount = 1000
}
