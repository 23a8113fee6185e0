internal import WringerModel
internal import WringerSystem

/// What `--verbose` tells: one line a step, with the time since the command began.
struct Log {
    private let isVerbose: Bool
    private let start = Instant.now()

    init(_ options: OutputOptions) { isVerbose = options.verbose }

    func say(_ text: String) {
        guard isVerbose else { return }
        let time = decimal((.now() - start).seconds, places: 3)
        Output.write("\(time) \(text)\n", to: .standardError)
    }
}
