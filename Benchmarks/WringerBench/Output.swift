internal import FoundationEssentials
internal import WringerModel
internal import WringerSystem

/// Writing to our own standard streams, unbuffered, and values as JSON.
enum Output {
    static func print(_ text: String) { write(text + "\n", to: .standardOutput) }

    /// A message with the name of the program before it.
    static func error(_ message: String) {
        write("wringer-bench: \(message)\n", to: .standardError)
    }

    static func write(_ text: String, to stream: OutputStream) {
        _ = Streams.writeAll(stream == .standardOutput ? 1 : 2, Array(text.utf8))
    }

    /// A value as JSON, on one line or over several.
    static func json(_ value: some Encodable, isPretty: Bool = false) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// Reads lines from a descriptor, byte by byte: what comes behind a line is somebody else's to
/// read.
struct LineReader {
    private let descriptor: Int32
    private var byte: [UInt8] = [0]

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next line without its end; nil at the end of the stream.
    mutating func next() -> String? {
        var line: [UInt8] = []
        while true {
            switch Streams.read(descriptor, into: &byte, limit: 1) {
            case .bytes where byte[0] == 0x0a: return String(decoding: line, as: UTF8.self)
            case .bytes: line.append(byte[0])
            case .wouldBlock: continue
            case .ended: return nil
            }
        }
    }

    /// The next line as a value of JSON; nil at the end of the stream.
    mutating func next<Value: Decodable>(_ type: Value.Type) throws -> Value? {
        try next().map { try JSONDecoder().decode(type, from: Data($0.utf8)) }
    }
}
