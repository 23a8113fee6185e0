internal import ArgumentParser
internal import WringerCampaign
internal import WringerExecution
internal import WringerModel
internal import WringerReport
internal import WringerSystem
internal import WringerTargets

/// `wringer target`: what targets are known, whether one works here, a skeleton for a new one.
struct TargetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "target",
        abstract: "Lists, checks and makes targets.",
        subcommands: [List.self, Check.self, New.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the targets that are known, and whether their command is there.",
            discussion: "Example:\n  wringer target list --json")

        @Flag(help: "Print JSON on standard output.")
        var json = false

        struct Row: Encodable {
            let name: String
            let language: String?
            let command: [String]?
            let executable: String?
            let file: String?
            let problem: String?
        }

        func run() throws {
            let rows = TargetLibrary.ofThisProcess().all().map { Self.row($0.name, $0.result) }
            if json {
                Output.print(json: rows)
                return
            }
            guard !rows.isEmpty else {
                throw CommandFailure.badInput(
                    "no target is known: run this in a folder with corpus/, or set WRINGER_CORPUS")
            }
            let width = rows.map(\.name.count).max() ?? 0
            for row in rows {
                let name = row.name.padding(to: width)
                Output.print("\(visible(name))  \(visible(row.problem ?? row.executable ?? ""))")
            }
        }

        private static func row(
            _ name: String, _ result: Result<TargetDescription, TargetFileError>
        ) -> Row {
            switch result {
            case .failure(let error):
                return Row(
                    name: name, language: nil, command: nil, executable: nil, file: error.file,
                    problem: error.description)
            case .success(let found):
                var executable: String?
                var problem: String?
                do throws(TargetUnavailable) {
                    executable = try TargetResolver.ofThisProcess().executable(of: found.target)
                } catch { problem = error.description }
                return Row(
                    name: name, language: found.target.language, command: found.target.command,
                    executable: executable, file: found.file, problem: problem)
            }
        }
    }

    struct Check: ParsableCommand, RunsTrials {
        static let configuration = CommandConfiguration(
            abstract:
                "Checks that a target works here: its probe, seeds, shapes, templates and grammar.",
            discussion: """
                Templates run at low intensity, with two gibibytes of address space. Of a grammar \
                it tells what it gives, how many of its programs the target refuses for their \
                syntax, how many run without an error, and which shapes it refuses at depth 2, 10 \
                and 50. Refusals for syntax are told by syntaxErrors in target.yaml, or by \
                parseOnly.

                Examples:
                  wringer target check lua
                  wringer target check ./mylang --programs 1000 --seed 7 --json

                Exit status: 0 it works, 2 it does not.
                """)

        @Argument(help: "A target by name, or a path to a target.yaml or its folder.")
        var name: String

        @Option(
            help: "How many programs of its grammar run; 0 to run none, and none of its shapes.")
        var programs = 200

        @Option(help: "The seed of these programs.")
        var seed: UInt64 = 1

        @Flag(help: "Print JSON on standard output.")
        var json = false

        func run() throws {
            guard (0...1_000_000).contains(programs) else {
                throw CommandFailure.badInput("--programs \(programs): expected 0 to 1000000")
            }
            let found: TargetDescription
            do throws(TargetLibraryError) {
                found = try TargetLibrary.ofThisProcess().find(name)
            } catch { throw CommandFailure.badInput(error.description) }
            let check = try TargetCheck(found, programCount: programs, seed: seed)
            let result = try check.run()
            if json {
                Output.print(json: result)
            } else {
                Output.print(result.text)
            }
            if !result.problems.isEmpty { throw ExitCode(ExitStatus.badInput) }
        }
    }

    struct New: ParsableCommand, TakesTargetCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a folder with a commented target.yaml to fill in.",
            usage: "wringer target new [options] NAME -- CMD @@",
            discussion: "Example:\n  wringer target new mylang --extension ml -- ./mylang @@")

        @Argument(help: "The name of the new target.")
        var name: String

        @Option(name: .customLong("extension"), help: "The extension of a program, without dot.")
        var fileExtension = ""

        @Option(help: "Where the new folder is made.")
        var folder = "corpus"

        /// The command after `--`.
        private var command: [String] { Invocation.command }

        func run() throws {
            if let problem = TargetFile.problem(ofName: name)
                ?? TargetFile.problem(ofExtension: fileExtension)
            {
                throw CommandFailure.badInput(problem)
            }
            guard !command.isEmpty else {
                throw CommandFailure.badInput(
                    "give the command after --, as in: wringer target new \(name) -- ./\(name) @@")
            }
            let path = "\(folder)/\(name)"
            guard Files.kind(path) == nil else {
                throw CommandFailure.badInput("\(visible(path)) is there already")
            }
            let text = TargetSkeleton.text(
                name: name, command: command, fileExtension: fileExtension)
            let seed = TargetSkeleton.firstSeed(fileExtension: fileExtension)
            do throws(SystemError) {
                try DurableFiles.createFolders(path + "/seeds")
                try DurableFiles.write(Array(text.utf8), to: path + "/target.yaml")
                try DurableFiles.write(Array(seed.text.utf8), to: "\(path)/seeds/\(seed.name)")
            } catch { throw CommandFailure.harness(error.description) }
            Output.print(
                "made \(visible(path)); fill in target.yaml, then: wringer target check "
                    + ShellCommand.quoted(path))
        }
    }
}

extension String {
    /// The text with spaces behind it, up to a width.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
