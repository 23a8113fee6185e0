import Testing
import WringerModel
import WringerRecording

/// The faults of a trial that Wringer did not see the end of.
@Suite struct JournalFaultTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func fault(_ rule: Int, _ milliseconds: Int) -> FiredFault {
        FiredFault(
            rule: rule, time: .milliseconds(milliseconds), thread: 5, call: "mmap",
            arguments: [0, 1 << 40], occurrence: 1, effect: "ENOMEM", error: ErrorNumber(12))
    }

    private func plan() throws -> FaultPlan {
        let rule = try FaultRule(parsing: "mmap:error=ENOMEM:when=3+")
        return FaultPlan(rules: [rule], seed: 9)
    }

    /// Keeps a journal as far as it goes, and leaves it.
    private func leave(_ updates: [[FiredFault]]) throws -> Trial {
        let trial = Samples.recording(faults: try plan()).trial
        let journal = JournalWriter(
            .unfinished(trial, host: Samples.recording().host, created: 1), in: folder.path)
        for fired in updates {
            var observation = Observation(outcome: .unfinished)
            observation.faults.fired = fired
            journal.update(observation)
        }
        #expect(journal.failure == nil)
        return trial
    }

    private func recovered() throws -> Recording {
        let results = JournalRecovery.recoverAll(in: folder.path)
        guard results.count == 1, case .recovered(let path) = results[0] else {
            struct NotRecovered: Error { let results: [JournalRecovery.Result] }
            throw NotRecovered(results: results)
        }
        return try RecordingReader.read(path)
    }

    @Test func `the plan and the faults that fired are recovered`() throws {
        let all = [fault(0, 1), fault(0, 20), fault(0, 300)]
        let trial = try leave([[], Array(all.prefix(2)), all])
        let recording = try recovered()
        #expect(recording.trial == trial)
        #expect(recording.observation.faults.fired == all)
        #expect(recording.observation.faults.counts.isEmpty)
        #expect(recording.observation.outcome == .unfinished)
    }

    @Test func `faults of a rule that is not there are not believed`() throws {
        let trial = try leave([[fault(0, 1), fault(1, 2)]])
        let recording = try recovered()
        #expect(recording.trial == trial)
        #expect(recording.observation.faults.isEmpty)
    }
}
