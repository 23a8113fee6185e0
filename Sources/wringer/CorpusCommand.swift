internal import ArgumentParser
internal import WringerCampaign
internal import WringerModel
internal import WringerSystem

/// `wringer corpus`: programs that are worth mutating, named by their content, with what they were
/// made from.
struct CorpusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus",
        abstract: "Imports, exports, lists and checks the programs that hunts mutate.",
        discussion: """
            A corpus is a folder. Every hunt that is recorded keeps one in its campaign; with \
            wringer hunt --corpus DIR it begins with the programs of another, and adds to it.

            Examples:
              wringer corpus import my-corpus ~/programs afl-out --extension lua
              wringer hunt --target lua --corpus my-corpus
              wringer corpus list my-corpus
              wringer corpus check campaigns/lua-1/corpus
              wringer corpus export my-corpus programs
            """,
        subcommands: [Import.self, Export.self, List.self, Check.self])

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds programs: files, folders, and queues of AFL.",
            discussion: """
                Of a folder that holds AFL's output, its queues are taken, and of other folders \
                all files. All are read before any is added.

                Example:
                  wringer corpus import my-corpus afl-out --extension lua
                """)

        @Argument(help: "The corpus; it is made where it is not there.")
        var corpus: String

        @Argument(help: "Files and folders to take programs from.")
        var sources: [String]

        @Option(
            name: .customLong("extension"),
            help: "The file extension of the programs; their own by default.")
        var fileExtension: String?

        func run() throws {
            if let fileExtension, !CorpusFolder.isExtension(fileExtension) {
                throw CommandFailure.badInput(
                    "--extension \(visible(fileExtension)): expected letters and digits")
            }
            if let kind = Files.kind(corpus), kind != .folder {
                throw CommandFailure.badInput("corpus \(visible(corpus)) is no folder")
            }
            var entries: [CorpusEntry] = []
            for source in sources {
                entries += try CorpusImport.entries(from: source, fileExtension: fileExtension)
            }
            let folder = CorpusFolder(corpus)
            var count = 0
            do throws(CorpusError) {
                try folder.create()
                for entry in entries where try folder.write(entry) { count += 1 }
                try folder.sync()
            } catch { throw CommandFailure.harness("\(error)") }
            Output.print(
                "\(entries.count) programs read, \(count) of them new in \(visible(corpus))")
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes all programs as plain files into a new folder.",
            discussion: """
                Example:
                  wringer corpus export my-corpus programs
                """)

        @Argument(help: "The corpus.")
        var corpus: String

        @Argument(help: "The folder to make; it must not exist.")
        var out: String

        func run() throws {
            let entries = try CorpusCommand.entries(of: corpus)
            guard Files.kind(out) == nil else {
                throw CommandFailure.badInput("\(visible(out)) exists already; name a new folder")
            }
            do throws(SystemError) {
                try CorpusImport.publish(entries, as: out)
            } catch { throw CommandFailure.harness("\(error)") }
            Output.print("\(entries.count) programs written to \(visible(out))")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the programs of a corpus and where they came from.",
            discussion: """
                Example:
                  wringer corpus list my-corpus --json
                """)

        @Argument(help: "The corpus.")
        var corpus: String

        @Flag(help: "Print JSON on standard output.")
        var json = false

        private struct Row: Encodable {
            let sha256: String
            let bytes: Int
            let provenance: Provenance
        }

        func run() throws {
            let entries = try CorpusCommand.entries(of: corpus)
            if json {
                Output.print(
                    json: entries.map {
                        Row(
                            sha256: $0.contentHash, bytes: $0.program.bytes.count,
                            provenance: $0.program.provenance)
                    })
                return
            }
            for entry in entries {
                let size = "\(entry.program.bytes.count)"
                let padding = String(repeating: " ", count: max(0, 8 - size.utf8.count))
                let origin = visible(entry.program.provenance.description, limit: 120)
                Output.print("\(entry.contentHash.prefix(16))\(padding)\(size)  \(origin)")
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks that every program is what its name and its provenance say.",
            discussion: """
                Every mutant is made again from its parents, and compared byte for byte.

                Example:
                  wringer corpus check campaigns/lua-1/corpus

                Exit status: 0 all are right, 2 one is not.
                """)

        @Argument(help: "The corpus.")
        var corpus: String

        func run() throws {
            let folder = try CorpusCommand.folder(corpus)
            var check = CorpusCheck(folder)
            let hashes: [String]
            do throws(CorpusError) {
                hashes = try folder.hashes()
            } catch { throw CommandFailure.badInput("\(error)") }
            var problems = 0
            for hash in hashes {
                guard let problem = check.problem(of: hash) else { continue }
                problems += 1
                Output.error(problem)
            }
            guard problems == 0 else {
                throw CommandFailure.badInput("\(problems) of \(hashes.count) entries are wrong")
            }
            Output.print(
                "\(hashes.count) entries are right; \(check.mutantCount) mutants were made again "
                    + "from their parents")
        }
    }

    /// A corpus that holds something.
    static func folder(_ path: String) throws -> CorpusFolder {
        let folder = CorpusFolder(path)
        switch Files.kind(path) {
        case nil: throw CommandFailure.badInput("there is no corpus \(visible(path))")
        case .regular, .other:
            throw CommandFailure.badInput("corpus \(visible(path)) is no folder")
        case .folder: break
        }
        let count: Int
        do throws(CorpusError) {
            count = try folder.hashes().count
        } catch { throw CommandFailure.badInput("\(error)") }
        guard count > 0 else {
            throw CommandFailure.badInput(
                "corpus \(visible(path)) is empty: put programs into it with wringer corpus import "
                    + "\(visible(path)) FOLDER")
        }
        return folder
    }

    private static func entries(of path: String) throws -> [CorpusEntry] {
        do {
            return try folder(path).entries()
        } catch let error as CorpusError { throw CommandFailure.badInput("\(error)") }
    }
}
