package import WringerCampaign
internal import WringerModel

/// How far a search of cliffs has come, in one line.
package enum CliffProgressText {
    private static let width = 24

    /// A bar over all pairs of shape and limit, and what is tried now.
    package static func line(_ progress: CliffMapper.Progress, elapsed: Duration) -> String {
        let share =
            progress.cellCount == 0
            ? 0 : Double(progress.finishedCount) / Double(progress.cellCount)
        let done = Int(share * Double(width))
        let bar =
            String(repeating: "#", count: done) + String(repeating: "-", count: width - done)
        return "[\(bar)] \(progress.finishedCount)/\(progress.cellCount)  \(elapsed.text)  "
            + "\(counted(progress.trialCount, "trial")), \(progress.failureCount) failing  "
            + "\(visible(progress.shape, limit: 24)) \(progress.limit) at \(progress.depth)"
    }
}
