/// Keeps what is known of a long trial while it runs, so that a crash of the harness does not take
/// it away.
package protocol TrialJournal: AnyObject {
    /// From when on a trial is long: no update comes before.
    var start: Duration { get }
    /// The pause between two updates.
    var pause: Duration { get }
    /// Keeps what is new since the last call. Failures are its own: they end no trial.
    ///
    /// - Parameter observation: all that is known by now.
    func update(_ observation: Observation)
    /// The trial has ended, and what is to be kept of it is kept: the journal is not needed.
    func finish()
}
