internal import WringerModel
internal import WringerRecording

/// What is left of trials that Wringer itself did not live to see the end of.
enum Journals {
    /// Makes recordings of all journals in some folders, and tells of each.
    static func recover(in folders: [String]) {
        for result in folders.flatMap(JournalRecovery.recoverAll) {
            switch result {
            case .recovered(let path):
                Output.error("recovered an unfinished trial: \(visible(path))")
            case .failed(let error):
                Output.error("an unfinished trial cannot be recovered: \(error)")
            }
        }
    }
}
