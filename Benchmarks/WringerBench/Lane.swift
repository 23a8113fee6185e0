internal import CBaseline
internal import WringerModel
internal import WringerSystem

/// A process of this program that runs a turn when it is told to: the coordinator's side.
///
/// Between turns it waits for a line and costs nothing. It ends when its input does, and is killed
/// when the coordinator ends.
final class Lane {
    private let task: LaneTask
    private let process: Int32
    private var input: OwnedDescriptor
    private let output: OwnedDescriptor
    private var reader: LineReader
    let greeting: LaneGreeting

    /// Starts a lane and waits until it is ready.
    ///
    /// - Parameter arguments: of the baseline; none of them has a line end.
    init(_ task: LaneTask, arguments: [String] = []) throws {
        let started = baseline_start_lane(task.isInWorker ? 1 : 0)
        guard started.process > 0 else {
            throw BenchFailure("cannot start a process: \(ErrorNumber(started.error).name)")
        }
        self.task = task
        process = started.process
        input = OwnedDescriptor(taking: started.input)
        output = OwnedDescriptor(taking: started.output)
        reader = LineReader(started.output)
        let lines = [try Output.json(task)] + arguments + (arguments.isEmpty ? [] : [""])
        let text = lines.map { $0 + "\n" }.joined()
        _ = Streams.writeAll(started.input, Array(text.utf8))
        guard let greeting = try reader.next(LaneGreeting.self) else {
            _ = baseline_end_lane(started.process)
            throw BenchFailure("a lane of \(task.subject.name) ended before it was ready")
        }
        self.greeting = greeting
        if let failure = greeting.failure { throw BenchFailure(failure) }
    }

    deinit {
        input.close()
        _ = baseline_end_lane(process)
    }

    /// Runs a turn to its end.
    func run(_ turn: Turn) throws -> Measured {
        begin(turn)
        return try finish()
    }

    /// Begins a turn; `finish` is to follow.
    func begin(_ turn: Turn) { _ = Streams.writeAll(input.number, Array(turn.line.utf8)) }

    /// Waits for the end of the turn that was begun.
    ///
    /// - Throws: where a trial did not end as it should, or did not print what it should: its time
    ///   would say nothing.
    func finish() throws -> Measured {
        guard let result = try reader.next(TurnResult.self) else {
            throw BenchFailure("a lane of \(task.subject.name) ended in the middle of a turn")
        }
        if let failure = result.failure { throw BenchFailure(failure) }
        guard let trials = result.trials, let nanoseconds = result.nanoseconds, trials > 0 else {
            throw BenchFailure("a lane of \(task.subject.name) gave no times")
        }
        if let expected = task.subject.output,
            result.outputBytes != trials * expected.utf8.count
        {
            throw BenchFailure("\(task.subject.name) did not print what it should")
        }
        return Measured(
            trials: trials, nanoseconds: nanoseconds, steps: result.steps ?? [],
            residentKibibytes: result.residentKibibytes ?? 0, printed: result.printed ?? 0,
            outputBytes: result.outputBytes ?? 0)
    }
}
