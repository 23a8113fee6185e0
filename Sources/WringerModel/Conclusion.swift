/// What the runs of a replay say together.
package enum Conclusion: String, Hashable, Sendable, Codable {
    /// It fails as recorded, every time; or it does not, exactly as recorded.
    case same
    /// Another build does not fail any more.
    case fixed
    /// It fails, but with another signature.
    case moved
    /// It ends well, but its output is missing or differs.
    case masked
    /// Some runs fail as recorded, some do not.
    case flaky
    /// The recorded build does not fail either.
    case notReproduced
    /// The runs ended in ways that say nothing, such as by time.
    case unclear
    /// It could not be tested here.
    case untestable
}

/// How often a replay gave what was recorded.
package struct Reproduction: Hashable, Sendable, Codable {
    package var runs = 0
    /// Runs with the recorded signature; for a recording without a finding, with its result.
    package var same = 0
    /// Runs that failed in another way.
    package var other = 0
    /// Runs that did not fail.
    package var none = 0
    /// Runs that say nothing: without an end in time, or ended from outside.
    package var unclear = 0

    package init() {}
}
