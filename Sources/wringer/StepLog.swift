internal import Logging
internal import WringerModel
internal import WringerSystem

/// What `--verbose` tells: one line a step on standard error, with the time since the command
/// began and the facts as `name=value`.
struct StepLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let start = Instant.now()

    /// The log of a command; without `--verbose` it tells of warnings only.
    static func logger(isVerbose: Bool) -> Logger {
        Logger(label: "wringer") { _ in StepLog(logLevel: isVerbose ? .debug : .warning) }
    }

    private init(logLevel: Logger.Level) { self.logLevel = logLevel }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let time = decimal((.now() - start).seconds, places: 3)
        let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
            .sorted { $0.key < $1.key }.map { " \($0.key)=\(visible("\($0.value)"))" }.joined()
        Output.write("\(time) \(event.message)\(facts)\n", to: .standardError)
    }
}
