internal import FoundationEssentials
internal import WringerModel

/// How values are written as JSON, for people and for programs.
enum RecordingJSON {
    /// One value on many lines, its keys in the order of the alphabet.
    static func encoded(_ value: some Encodable) -> [UInt8] {
        bytes(of: value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    /// One value on one line, with its end.
    static func line(_ value: some Encodable) -> [UInt8] {
        bytes(of: value, [.sortedKeys, .withoutEscapingSlashes]) + [0x0a]
    }

    private static func bytes(
        of value: some Encodable, _ format: JSONEncoder.OutputFormatting
    ) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = format
        do {
            return Array(try encoder.encode(value))
        } catch {
            preconditionFailure("our own values can be encoded: \(error)")
        }
    }

    /// What is wrong with a text that is no JSON of the expected shape, and where.
    static func explain(_ error: any Error) -> String {
        func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
            let path = (context.codingPath + (key.map { [$0] } ?? [])).map {
                $0.intValue.map { "\($0)" } ?? visible($0.stringValue)
            }
            return path.isEmpty ? "" : " at \(path.joined(separator: "."))"
        }
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            return "a key is missing\(place(context, key))"
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context):
            return "a value has the wrong type\(place(context))"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "a value makes no sense\(place(context)): \(visible(context.debugDescription))"
        default:
            return "it is no JSON; it was cut short or edited"
        }
    }
}
