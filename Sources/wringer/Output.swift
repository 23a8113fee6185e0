internal import FoundationEssentials
internal import Synchronization
internal import WringerModel
internal import WringerReport
internal import WringerSystem

/// Writing to our own standard streams, unbuffered: a target may share them, and a worker may die.
enum Output {
    static func print(_ text: String) { write(text + "\n", to: .standardOutput) }

    /// An error, with the name of the program before it.
    static func error(_ message: String) {
        write("wringer: \(message)\n", to: .standardError)
    }

    static func write(_ text: String, to stream: OutputStream) {
        let descriptor: Int32 = stream == .standardOutput ? 1 : 2
        let delivery = Streams.writeAll(descriptor, Array(text.utf8))
        guard descriptor == 1 else { return }
        switch delivery {
        case .whole: return
        case .unread: unread.store(true, ordering: .relaxed)
        case .lost:
            guard !lost.exchange(true, ordering: .relaxed) else { return }
            error("standard output cannot be written")
        }
    }

    /// Whether the reader of our standard output has gone, as head(1) does. That is no failure, but
    /// a long campaign has nobody to tell any more.
    static var isUnread: Bool { unread.load(ordering: .relaxed) }

    private static let unread = Atomic<Bool>(false)

    /// Whether some of our standard output was lost. What we hunt in others we do not do
    /// ourselves: it is a failure, and the status says so.
    static var isLost: Bool { lost.load(ordering: .relaxed) }

    private static let lost = Atomic<Bool>(false)

    /// One JSON value, over several lines.
    static func print(json value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(encoded(value, encoder))
    }

    /// One JSON value on one line, as in a stream of events.
    static func line(json value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoded(value, encoder)
    }

    private static func encoded(_ value: some Encodable, _ encoder: JSONEncoder) -> String {
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            preconditionFailure("our own values can be encoded: \(error)")
        }
    }

    /// Colours where they are wanted: on a terminal, unless NO_COLOR is set (no-color.org).
    static func style(_ mode: ColorMode, _ stream: OutputStream) -> Style {
        switch mode {
        case .always: return Style(isColored: true)
        case .never: return Style(isColored: false)
        case .auto:
            let descriptor: Int32 = stream == .standardOutput ? 1 : 2
            let isWanted = ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty ?? true
            return Style(isColored: isWanted && UserTerminal.size(of: descriptor) != nil)
        }
    }
}
