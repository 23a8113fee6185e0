internal import WringerModel
internal import WringerSystem

/// A line on standard error that is written over as work goes on; where standard error is no
/// terminal, a line now and then.
final class LiveLine {
    /// Whether standard error is a terminal, on which one line can be written over.
    private let isLive = UserTerminal.size(of: 2) != nil
    private var isOpen = false
    private var last = Instant.now()

    /// How often lines are told where they stay.
    private static let quietInterval = Duration.seconds(10)
    /// How often one is written over.
    private static let liveInterval = Duration.milliseconds(100)

    /// Shows a line, if it is time for one.
    func show(_ line: () -> String) {
        let now = Instant.now()
        guard now >= last + (isLive ? Self.liveInterval : Self.quietInterval) else { return }
        last = now
        if isLive {
            Output.write("\r\u{1b}[K\(line())", to: .standardError)
            isOpen = true
        } else {
            Output.write(line() + "\n", to: .standardError)
        }
    }

    /// Removes the line, before something else is printed.
    func close() {
        if isOpen { Output.write("\r\u{1b}[K", to: .standardError) }
        isOpen = false
    }
}
