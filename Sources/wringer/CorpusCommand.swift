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
                all files. All are read before any is added; where the disk is full in between, it \
                is said how many were added. A corpus is of one language: programs with another \
                file extension than it has are refused, unless --extension says what they are.

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
            let folder = try CorpusCommand.place(corpus)
            var entries: [CorpusEntry] = []
            for source in sources {
                entries += try CorpusImport.entries(from: source, fileExtension: fileExtension)
            }
            try CorpusImport.checkExtensions(of: entries, in: folder)
            var count = 0
            do throws(CorpusError) {
                try folder.create()
                for entry in entries where try folder.write(entry) { count += 1 }
                try folder.sync()
            } catch {
                throw CommandFailure.harness(
                    "\(error); \(count) of \(counted(entries.count, "program")) were added before "
                        + "that and are whole; the same command adds the rest")
            }
            let read = counted(entries.count, "program")
            Output.print("\(read) read, \(count) of them new in \(visible(corpus))")
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
            Output.print("\(counted(entries.count, "program")) written to \(visible(out))")
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
                Every mutant and every malformed seed is made again from its parents, and compared \
                byte for byte; other programs with their names, which are hashes. Programs of a \
                grammar and mutants of trees need that grammar: --target names it. A program \
                without an entry and an entry without its program are named.

                Example:
                  wringer corpus check campaigns/lua-1/corpus --target lua

                Exit status: 0 all are right, 2 one is not.
                """)

        @Argument(help: "The corpus.")
        var corpus: String

        @Option(help: "The target whose grammar the programs are of.")
        var target: String?

        func run() throws {
            let folder = try CorpusCommand.folder(corpus)
            let grammar = try target.flatMap { try GenerateMaterial($0).grammar }
            var check = CorpusCheck(folder, grammar: grammar?.grammar)
            let hashes: [String]
            let strays: [String]
            do throws(CorpusError) {
                hashes = try folder.hashes()
                strays = try folder.programsWithoutEntry()
            } catch { throw CommandFailure.badInput("\(error)") }
            var problems = 0
            for hash in hashes {
                guard let problem = check.problem(of: hash) else { continue }
                problems += 1
                Output.error(problem)
            }
            for name in strays {
                Output.error(
                    "\(visible("\(corpus)/programs/\(name)")): a program without an entry: nothing "
                        + "reads it; remove it, or add it with wringer corpus import")
            }
            guard problems == 0, strays.isEmpty else {
                var parts: [String] = []
                if problems > 0 {
                    let verb = problems == 1 ? "is" : "are"
                    parts.append("\(problems) of \(counted(hashes.count, "entry")) \(verb) wrong")
                }
                if !strays.isEmpty {
                    let verb = strays.count == 1 ? "has" : "have"
                    parts.append("\(counted(strays.count, "program")) \(verb) no entry")
                }
                throw CommandFailure.badInput(parts.joined(separator: "; "))
            }
            let verb = hashes.count == 1 ? "is" : "are"
            let unmade = check.withoutGrammarCount
            Output.print(
                "\(counted(hashes.count, "entry")) \(verb) right, \(check.madeCount) of them made "
                    + "again" + (unmade == 0 ? "" : "; \(unmade) need the grammar of --target"))
        }
    }

    /// Refuses a corpus of another language than a target's, as far as the file extension tells.
    static func check(_ corpus: CorpusFolder, isOf target: Target) throws {
        let others: [String]
        do throws(CorpusError) {
            others = try corpus.extensions().filter { !$0.isEmpty && $0 != target.fileExtension }
        } catch { throw CommandFailure.badInput("corpus: \(error)") }
        guard let other = others.first, !target.fileExtension.isEmpty else { return }
        let path = visible(corpus.path)
        throw CommandFailure.badInput(
            "corpus \(path) has .\(other) programs, and target \(visible(target.name)) takes "
                + ".\(target.fileExtension): name a corpus of its language. Where they are one "
                + "language: wringer corpus import NEW \(path)/programs --extension "
                + target.fileExtension)
    }

    /// A corpus that programs can be added to: one that is there, or a place for a new one.
    static func place(_ path: String) throws -> CorpusFolder {
        let folder = CorpusFolder(path)
        let state: CorpusFolder.State
        do throws(CorpusError) {
            state = try folder.state()
        } catch { throw CommandFailure.badInput("\(error)") }
        switch state {
        case .absent, .empty, .corpus: return folder
        case .other(nil): throw CommandFailure.badInput("corpus \(visible(path)) is no folder")
        case .other(let name?):
            throw CommandFailure.badInput(
                "\(visible(path)) is no corpus, but holds \(visible(name)): name a corpus or a new "
                    + "folder; to make one of the programs in it, wringer corpus import NEW "
                    + visible(path))
        }
    }

    /// A corpus that holds something.
    static func folder(_ path: String) throws -> CorpusFolder {
        let folder = try place(path)
        guard Files.kind(path) != nil else {
            throw CommandFailure.badInput("there is no corpus \(visible(path))")
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
