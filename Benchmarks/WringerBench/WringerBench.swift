internal import ArgumentParser
internal import WringerExecution
internal import WringerModel
internal import WringerSystem

/// The benchmark's command line. The process that a person starts measures nothing itself: it
/// hands out turns to lanes, processes of this same program that run trials or the baseline.
@main
struct WringerBench {
    /// Everything was measured, whatever came out.
    static let fine: Int32 = 0
    /// Bad arguments.
    static let badInput: Int32 = 2
    /// Something could not be measured.
    static let unmeasured: Int32 = 3

    static func main() {
        Streams.openMissingStandardDescriptors()
        do {
            var command = try BenchCommand.parseAsRoot(Array(CommandLine.arguments.dropFirst()))
            if (command as? LaneCommand)?.inWorker ?? false, WorkerRole.ofThisProcess == nil {
                try guardWorker()
            }
            try command.run()
        } catch let failure as BenchFailure {
            Output.error(failure.message)
            ProcessEnd.exit(unmeasured)
        } catch let code as ExitCode {
            ProcessEnd.exit(code.rawValue)
        } catch {
            endByParser(error)
        }
    }

    /// Runs this lane in a worker process, as the command line of Wringer does, and ends as that
    /// did.
    private static func guardWorker() throws -> Never {
        switch try Guardian.run() {
        case .exited(let status): ProcessEnd.exit(status)
        case .interrupted(let signal): WorkerSignals.endProcess(by: signal)
        case .died(let signal): throw BenchFailure("the worker was ended by \(signal.name)")
        }
    }

    private static func endByParser(_ error: any Error) -> Never {
        let text = BenchCommand.fullMessage(for: error)
        guard BenchCommand.exitCode(for: error) != .success else {
            Output.print(text)
            ProcessEnd.exit(fine)
        }
        Output.write(text + "\n", to: .standardError)
        ProcessEnd.exit(error is SystemError ? unmeasured : badInput)
    }
}

/// Why something could not be measured.
struct BenchFailure: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
