internal import FoundationEssentials
internal import Logging
internal import WringerCampaign
internal import WringerExecution
internal import WringerModel
internal import WringerRecording
internal import WringerSystem

/// What every command that runs trials has: one worker, a resolver, an examiner.
struct Session {
    let worker: Worker
    let resolver: TargetResolver
    let examiner: Examiner
    /// Tells what is done; with `--verbose` a person reads it.
    let log: Logger
    private let requiresContainment: Bool

    /// - Parameter requiresContainment: whether it is a failure where targets are not held in
    ///   completely, and not only said.
    init(
        keepsScratch: Bool = false, requiresContainment: Bool = false, log: Logger
    ) throws {
        self.log = log
        do throws(SystemError) {
            worker = try Worker(keepsScratch: keepsScratch, log: log)
        } catch {
            throw CommandFailure.harness("a worker cannot be set up: \(error)")
        }
        let shortfalls = worker.shortfalls
        guard shortfalls.isEmpty || !requiresContainment else {
            throw CommandFailure.harness(
                "targets are not held in completely: " + shortfalls.joined(separator: "; "))
        }
        for shortfall in shortfalls { Output.error("not held in: \(shortfall)") }
        self.requiresContainment = requiresContainment
        worker.onInterrupt = {
            Output.error("ending after the trial in hand; interrupt again to end it now")
        }
        resolver = .ofThisProcess()
        examiner = Examiner(worker: worker, resolver: resolver, log: log)
        log.debug("worker ready", metadata: ["scratch": "\(worker.scratchPath)"])
        for line in worker.containmentText { log.debug("held in by \(line)") }
    }

    /// Fails where the targets of a setup are not held in completely, if that is required. The
    /// observation has a note of it otherwise.
    func checkContainment(of setup: Setup) throws {
        guard requiresContainment, let shortfall = worker.shortfall(for: setup) else { return }
        throw CommandFailure.harness("targets are not held in completely: \(shortfall)")
    }

    /// Runs a piece of work whose failures are the harness's; an interrupt ends us by its signal.
    func execute<Value>(_ work: () throws(ExecutionError) -> Value) throws -> Value {
        do throws(ExecutionError) {
            return try work()
        } catch {
            endIfInterrupted()
            throw CommandFailure.harness("\(error)")
        }
    }

    /// Ends this process by the signal that asked for it, if one did.
    func endIfInterrupted() {
        worker.noteSignals()
        guard let signal = worker.interruption else { return }
        worker.removeScratch()
        WorkerSignals.endProcess(by: signal)
    }

    /// This machine, for recordings.
    static let host = Host(
        kernel: Machine.kernelRelease, architecture: Machine.architecture,
        processorCount: ProcessInfo.processInfo.activeProcessorCount,
        memory: ByteCount(ProcessInfo.processInfo.physicalMemory), wringer: Wringer.version)

    /// Seconds since 1970.
    static var now: Int64 { Int64(Date().timeIntervalSince1970) }
}
