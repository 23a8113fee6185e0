internal import WringerModel
internal import Yams

/// The keys that a map of a `target.yaml` may have.
protocol FieldKey: CaseIterable, Hashable, RawRepresentable<String> {}

/// A map whose keys are all known.
struct YamlFields<Key: FieldKey> {
    /// The map itself, for errors about what it lacks.
    let map: YamlValue
    private let values: [Key: YamlValue]

    /// - Throws: where the value is no map, or has a key that is not one of `Key`.
    init(_ map: YamlValue) throws(TargetFileError) {
        var values: [Key: YamlValue] = [:]
        for entry in try map.entries() {
            guard let key = Key(rawValue: entry.name) else {
                let known = Key.allCases.map(\.rawValue)
                let nearest = suggestion(for: entry.name, among: known)
                throw entry.error(
                    "unknown key '\(visible(entry.name))'"
                        + (nearest.isEmpty ? "; known: \(known.joined(separator: " "))" : nearest))
            }
            values[key] = entry.value
        }
        self.map = map
        self.values = values
    }

    /// The value of a key; nil where the key is not given.
    subscript(key: Key) -> YamlValue? { values[key] }

    /// The value of a key that must be given.
    func required(_ key: Key) throws(TargetFileError) -> YamlValue {
        guard let value = values[key] else {
            throw map.error("the key '\(key.rawValue)' is missing")
        }
        return value
    }
}

/// One key of a map and its value.
struct YamlEntry {
    let name: String
    /// The line of the key, from 1.
    let line: Int
    let value: YamlValue

    /// An error at the line of the key.
    func error(_ problem: String) -> TargetFileError {
        TargetFileError(file: value.file, line: line, message: problem)
    }
}

extension YamlValue {
    /// The keys of a map, in the order of the file.
    func entries() throws(TargetFileError) -> [YamlEntry] {
        guard case .mapping(let mapping) = node else { throw wrongType(expected: "a map") }
        guard mapping.count <= YamlValue.maximumEntryCount else {
            throw error(
                "a map of \(mapping.count) keys; \(YamlValue.maximumEntryCount) are allowed")
        }
        var entries: [YamlEntry] = []
        for (keyNode, valueNode) in mapping {
            let line = keyNode.mark?.line ?? line
            guard case .scalar(let scalar) = keyNode, !scalar.string.isEmpty,
                !scalar.string.unicodeScalars.contains("\0")
            else {
                throw TargetFileError(
                    file: file, line: line, message: "a key must be a text that is not empty")
            }
            guard scalar.string != "<<" else {
                throw TargetFileError(
                    file: file, line: line,
                    message: "the merge key '<<' is not supported; write the keys out")
            }
            let path = key.isEmpty ? scalar.string : "\(key).\(scalar.string)"
            let value = YamlValue(node: valueNode, file: file, key: path)
            entries.append(YamlEntry(name: scalar.string, line: line, value: value))
        }
        return entries
    }
}
