internal import ArgumentParser
internal import WringerExecution
internal import WringerModel
internal import WringerSystem

/// The command line. One file a subcommand; all of them synchronous, so that they keep the
/// initial thread, to which ptrace and the death signal of a parent are bound.
@main
struct Wringer: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "wringer",
        abstract: "Puts an interpreter through the wringer: records, replays and hunts failures.",
        discussion: """
            Examples:
              wringer run prog.lua --target lua --limit stack=256K
              wringer run prog.lua --stdout full -- lua5.4 @@
              wringer replay recordings/lua-degraded-1f3a9c02 --times 5
              wringer hunt --target tcl --time 1m
              wringer generate --target lua --shape tables --depth 100000 > deep.lua
              wringer cliffs --target lua
              wringer target list
              wringer doctor

            Exit status: 0 no finding, 1 a finding, 2 bad arguments or input, 3 Wringer itself \
            failed. replay adds 4 (fails differently), 5 (no conclusion) and 125 (cannot be tested \
            here).
            """,
        version: version,
        subcommands: [
            RunCommand.self, ReplayCommand.self, HuntCommand.self, CliffsCommand.self,
            GenerateCommand.self, CorpusCommand.self, TargetCommand.self, DoctorCommand.self,
        ])

    static func main() {
        Streams.openMissingStandardDescriptors()
        var isBisecting = Invocation.arguments.contains("--bisect")
        do {
            var command = try parseAsRoot(Invocation.arguments)
            guard command is any TakesTargetCommand || Invocation.command.isEmpty else {
                throw CommandFailure.badInput(
                    "this command takes no command of a target after --; see --help")
            }
            isBisecting = (command as? ReplayCommand)?.bisect ?? false
            if let trials = command as? any RunsTrials, trials.needsWorker,
                WorkerRole.ofThisProcess == nil
            {
                try guardWorker(of: trials)
            }
            try command.run()
            if Output.isLost { end(ExitStatus.harness, isBisecting) }
        } catch let failure as CommandFailure {
            Output.error(failure.message)
            end(failure.status, isBisecting)
        } catch let code as ExitCode {
            end(code.rawValue, false)
        } catch {
            endByParser(error, isBisecting)
        }
    }

    /// Runs the command in a worker, and ends as that did.
    private static func guardWorker(of command: any RunsTrials) throws -> Never {
        let ending: Guardian.Ending
        do throws(SystemError) {
            ending = try Guardian.run(restoresTerminal: command.changesTerminal)
        } catch { throw CommandFailure.harness("\(error)") }
        switch ending {
        case .exited(let status): end(status, false)
        case .interrupted(let signal):
            // A long trial that was cut short: what was seen of it is kept.
            Journals.recover(in: command.journalFolders)
            WorkerSignals.endProcess(by: signal)
        case .died(let signal):
            Journals.recover(in: command.journalFolders)
            throw CommandFailure.harness(
                "the worker was ended by \(signal.name), and everything that it ran with it; what "
                    + "was recorded before is kept")
        }
    }

    /// Help and version go to standard output with status 0; wrong arguments are bad input.
    private static func endByParser(_ error: any Error, _ isBisecting: Bool) -> Never {
        let text = fullMessage(for: error)
        guard exitCode(for: error) != .success else {
            Output.print(text)
            end(ExitStatus.fine, false)
        }
        Output.write(text + "\n", to: .standardError)
        end(ExitStatus.badInput, isBisecting)
    }

    private static func end(_ status: Int32, _ isBisecting: Bool) -> Never {
        let status = Output.isLost ? ExitStatus.harness : status
        let stops = isBisecting && [ExitStatus.badInput, ExitStatus.harness].contains(status)
        ProcessEnd.exit(stops ? ExitStatus.stopBisection : status)
    }
}
