internal import ArgumentParser
internal import CBaseline
internal import FoundationEssentials
internal import Logging
internal import WringerCampaign
internal import WringerExecution
internal import WringerModel
internal import WringerSystem
internal import WringerTargets

/// `wringer-bench lane`: one lane, for the coordinator only.
struct LaneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lane", abstract: "Runs turns for the benchmark.", shouldDisplay: false)

    @Flag(help: "Run in a worker process.")
    var inWorker = false

    func run() throws {
        var reader = LineReader(0)
        guard let task = try reader.next(LaneTask.self) else { return }
        if let processor = task.processor, baseline_pin(processor) != 0 {
            let failure = "a process cannot be kept on processor \(processor)"
            Output.print(try Output.json(LaneGreeting(failure: failure)))
            return
        }
        guard task.work != .baseline else {
            var greeting = LaneGreeting()
            if !task.isRandomized, baseline_fix_addresses() != 0 {
                greeting.failure = "address space randomisation cannot be switched off here"
            }
            Output.print(try Output.json(greeting))
            throw ExitCode(baseline_serve())
        }
        let answer: (Turn) -> TurnResult
        var shortfalls: [String] = []
        do {
            switch task.work {
            case .mutate: answer = try MutationServer().run
            case .derive: answer = try DerivationServer().run
            case .run, .examine, .baseline:
                let server = try TrialServer(task)
                shortfalls = server.shortfalls
                answer = server.run
            }
        } catch {
            Output.print(try Output.json(LaneGreeting(failure: "\(error)")))
            return
        }
        Output.print(try Output.json(LaneGreeting(shortfalls: shortfalls)))
        while let turn = reader.next().flatMap(Turn.init(line:)) {
            Output.print(try Output.json(answer(turn)))
        }
    }
}

extension TargetLibrary {
    /// The targets that this process finds.
    static func ofThisBench() -> TargetLibrary {
        TargetLibrary.standard(
            environment: ProcessInfo.processInfo.environment, currentFolder: Files.currentFolder,
            executableFolder: Bench.products)
    }
}

/// Runs the trials of a lane, in a worker process.
struct TrialServer {
    private let task: LaneTask
    private let worker: Worker
    private let runner: Runner
    private let examiner: Examiner
    private let trial: Trial
    private let options: Runner.Options
    private let expected: [UInt8]?

    var shortfalls: [String] { worker.shortfalls }

    init(_ task: LaneTask) throws {
        let log = Logger(label: "wringer-bench") { _ in SwiftLogNoOpLogHandler() }
        self.task = task
        worker = try Worker(log: log)
        let environment = ProcessInfo.processInfo.environment
        let resolver = TargetResolver(
            searchPath: environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
            currentFolder: Files.currentFolder)
        let setup = try Self.setup(task, resolver, .ofThisBench())
        runner = try worker.prepare(setup)
        examiner = Examiner(worker: worker, resolver: resolver, log: log)
        let rules = try [task.faults].compactMap(\.self).map { try FaultRule(parsing: $0.rule) }
        trial = Trial(
            setup: setup,
            trialCase: Case(program: task.subject.asProgram, faults: FaultPlan(rules: rules)))
        expected = task.subject.output.map { Array($0.utf8) }
        var options = Runner.Options()
        options.capturesCrashes = task.capturesCrashes
        self.options = options
        if task.capturesCrashes { try checkCause() }
    }

    /// A target that crashes must be explained as it should, or the time of that says nothing.
    private func checkCause() throws {
        guard let cause = task.subject.cause else { return }
        let found = try examiner.examine(trial, options: options).judgement.cause?.kind
        guard found == cause else {
            throw BenchFailure(
                "\(task.subject.name): \(found?.rawValue ?? "no cause") is found and not "
                    + cause.rawValue)
        }
    }

    /// The conditions of a hunt: its deadline, and limits that count as the target's own.
    private static func setup(
        _ task: LaneTask, _ resolver: TargetResolver, _ library: TargetLibrary
    ) throws -> Setup {
        var target = task.subject.target(library)
        target.limits = Limits([
            .addressSpace: Limit(soft: .finite(4 << 30), hard: .finite(4 << 30)),
            .fileSize: Limit(soft: .finite(64 << 20), hard: .finite(64 << 20)),
        ])
        var setup = Setup(
            target: target, executable: try resolver.executable(of: target),
            environment: resolver.environment(of: target, additions: [:]),
            inheritedLimits: OwnLimits.current())
        if let stack = task.subject.stackBytes {
            setup.limits[.stack] = Limit(soft: .finite(stack), hard: .finite(stack))
        }
        setup.timeout = .seconds(1)
        setup.tracing = task.isTraced ? .on : .off
        setup.allowances.ownUser = task.keepsUser
        return setup
    }

    func run(_ turn: Turn) -> TurnResult {
        do {
            return try measure(turn)
        } catch {
            return TurnResult(failure: "\(error)")
        }
    }

    private func measure(_ turn: Turn) throws -> TurnResult {
        var times = [Double](repeating: 0, count: TrialStep.allCases.count)
        let start = Instant.now()
        let deadline = start + .milliseconds(turn.milliseconds)
        var (count, end, bytes) = (0, start, 0)
        var last: [UInt8] = []
        while count == 0 || (count < turn.trials && end < deadline) {
            let observation = try runOnce()
            if let failure = failure(of: observation) {
                return TurnResult(failure: "\(task.subject.name): \(failure)")
            }
            last = observation.standardOutput
            bytes += last.count
            count += 1
            if task.work == .run {
                for step in TrialStep.allCases {
                    times[step.rawValue] += runner.steps[step].seconds * 1e6
                }
            }
            end = .now()
        }
        return TurnResult(
            nanoseconds: (end - start).nanoseconds, trials: count, outputBytes: bytes,
            steps: task.work == .run ? times.map { $0 / Double(count) } : nil,
            residentKibibytes: try Self.residentKibibytes(),
            printed: Double(String(decoding: last, as: UTF8.self).filter { !$0.isNewline }) ?? 0)
    }

    /// What is wrong with a trial; nil where it did what it should.
    private func failure(of observation: Observation) -> String? {
        let wanted: Outcome =
            task.subject.cause == nil ? .exited(code: 0) : .signalled(.segmentation)
        guard observation.outcome == wanted else { return "\(observation.outcome)" }
        if let expected, observation.standardOutput != expected { return "other output" }
        if let faults = task.faults {
            let fired = observation.faults.counts.map(\.fired)
            guard fired == [faults.fires] else {
                return "\(faults.rule) fired \(fired) times and not \(faults.fires)"
            }
        }
        let hasCapture = task.subject.cause != nil && task.capturesCrashes
        guard (observation.crash != nil) == hasCapture else {
            return hasCapture ? "no crash was captured" : "a crash was captured"
        }
        return nil
    }

    private func runOnce() throws -> Observation {
        switch task.work {
        case .examine: try examiner.examine(trial, options: options).observation
        case .run, .baseline, .mutate, .derive: try runner.run(trial.trialCase, options: options)
        }
    }

    /// The memory of this process, `VmRSS` of proc(5).
    private static func residentKibibytes() throws -> Int {
        let status = String(decoding: try Files.read("/proc/self/status"), as: UTF8.self)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return line.split(separator: " ").lazy.compactMap { Int($0) }.first ?? 0
    }
}
