import Foundation
import Testing

/// What hunts keep and mutate, and the commands on it.
extension CommandTests {
    @Suite struct CorpusTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        /// A target whose last line depends on the program in few enough ways to be learned.
        private func makeTarget(seed: String = "print(1)\nlocal t = {1, 2, 3}\n") throws {
            try lab.write(
                """
                name: quick
                command: [lua5.4, "@@"]
                extension: lua
                seeds: seeds
                probe: {program: "print(6 * 7)", output: "42\\n"}
                """, to: "quick/target.yaml")
            try lab.write(seed, to: "quick/seeds/one.lua")
            try lab.write("for i = 1, 3 do print((i + 1) * 2) end\n", to: "quick/seeds/two.lua")
        }

        @Test func `provenance makes every entry of a hunted corpus again`() throws {
            try makeTarget()
            let hunt = try lab.wringer(
                "hunt", "--target", "./quick", "--trials", "600", "--campaign", "camp", "--json")
            #expect(hunt.status == 0 || hunt.status == 1, "\(hunt.error)")
            let check = try lab.wringer("corpus", "check", "camp/corpus")
            #expect(check.status == 0, "\(check.error)")
            let entries = lab.list("camp/corpus/entries")
            #expect(entries.count > 12, "\(entries.count) entries")
            #expect(check.output.contains("\(entries.count) entries are right"))
            #expect(check.output.contains("\(entries.count - 2) of them made again"))
            #expect(lab.list("camp/corpus/programs").count == entries.count)
            #expect(entries.allSatisfy { !$0.hasPrefix(".") })

            let listed = try lab.wringer("corpus", "list", "camp/corpus")
            #expect(listed.output.contains("one.lua mutated by "))
            #expect(listed.output.contains("seed two.lua"))

            // An entry that somebody changed is told from one that is right.
            let name = try #require(
                lab.list("camp/corpus/entries").first {
                    (try? lab.read("camp/corpus/entries/\($0)").contains("recipe")) == true
                })
            let text = try lab.read("camp/corpus/entries/\(name)")
            try lab.write(
                text.replacing("\"key\" : \"0x", with: "\"key\" : \"0x1"),
                to: "camp/corpus/entries/\(name)")
            let damaged = try lab.wringer("corpus", "check", "camp/corpus")
            #expect(damaged.status == 2)
            #expect(damaged.error.contains(String(name.prefix(64))))
            #expect(damaged.error.contains("1 of \(entries.count) entries is wrong"))
        }

        @Test func `programs of templates and malformed ones are kept to be mutated`() throws {
            let hunt = try lab.wringer(
                "hunt", "--target", "lua", "--trials", "500", "--campaign", "camp", "--only",
                "template,malformed,mutant", "--json")
            #expect(hunt.status == 0 || hunt.status == 1, "\(hunt.error)")
            let listed = try lab.wringer("corpus", "list", "camp/corpus").output
            #expect(listed.contains("  template "), "\(listed)")
            #expect(listed.contains(#/\.lua made [a-z0-9-]+ \(/#), "\(listed)")
            #expect(listed.contains(#/~[0-9a-f]{8} mutated by /#), "\(listed)")
            let check = try lab.wringer("corpus", "check", "camp/corpus")
            #expect(check.status == 0, "\(check.error)")
            #expect(check.output.contains(" of them made again"))
        }

        @Test func `a corpus is begun with and added to, and says what it gave`() throws {
            try makeTarget()
            try lab.write("print(('x'):rep(3))\nerror({})\n", to: "more/three.lua")
            #expect(try lab.wringer("corpus", "import", "kept", "more").status == 0)
            let hunt = try lab.wringer(
                "hunt", "--target", "./quick", "--trials", "300", "--no-record", "--corpus", "kept")
            #expect(hunt.status == 0 || hunt.status == 1, "\(hunt.error)")
            #expect(hunt.output.contains("3 seed programs"))
            #expect(hunt.output.contains("found by "))
            #expect(hunt.output.contains("in 3 trials"))
            #expect(hunt.output.contains("making programs took "))
            #expect(lab.list("kept/entries").count > 5)
            #expect(lab.list("kept/dictionaries").count == 1)
            let events = try lab.wringer(
                "hunt", "--target", "./quick", "--trials", "20", "--no-record", "--json")
            let last = try #require(events.output.split(separator: "\n").last)
            let end = try #require(
                try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
            let data = try #require(end["data"] as? [String: Any])
            let counters = try #require(data["counters"] as? [String: Any])
            let sources = try #require(counters["sources"] as? [String: [String: Int]])
            #expect(sources["seed"]?["trials"] == 2)
            #expect(sources.values.compactMap { $0["trials"] }.reduce(0, +) == 20)
            #expect(((counters["generation"] as? Double) ?? 0) > 0)
        }

        @Test func `a folder, a file and queues of AFL are imported, and exported again`() throws {
            try lab.write("one", to: "out/default/queue/id:000000,time:0,orig:a.lua")
            try lab.write("two", to: "out/default/queue/id:000001,src:000000,time:9,op:havoc")
            try lab.write("no program", to: "out/default/queue/.state/x")
            try lab.write("no program", to: "out/default/fuzzer_stats")
            try lab.write("two", to: "plain/b.lua")
            try lab.write("three", to: "plain/c.lua")
            try lab.write("four", to: "single.txt")
            let all = try lab.wringer(
                "corpus", "import", "kept", "out", "plain", "single.txt", "--extension", "lua")
            #expect(all.status == 0, "\(all.error)")
            #expect(all.output.contains("5 programs read, 4 of them new"))
            let again = try lab.wringer("corpus", "import", "kept", "plain")
            #expect(again.output.contains("2 programs read, 0 of them new"))
            let listed = try lab.wringer("corpus", "list", "kept", "--json")
            #expect(listed.output.contains("\"id:000000,time:0,orig:a.lua\""))
            let export = try lab.wringer("corpus", "export", "kept", "plain-again")
            #expect(export.status == 0, "\(export.error)")
            let texts = try lab.list("plain-again").map { try lab.read("plain-again/\($0)") }
            #expect(texts.sorted() == ["four", "one", "three", "two"])
            #expect(lab.list("plain-again").allSatisfy { $0.hasSuffix(".lua") })
            #expect(try lab.wringer("corpus", "export", "kept", "plain-again").status == 2)
            #expect(try lab.wringer("corpus", "check", "kept").status == 0)
        }

        @Test func `a program without its entry is named, and an entry without its program`() throws
        {
            try lab.write("x", to: "plain/a.lua")
            try lab.write("y", to: "plain/b.lua")
            _ = try lab.wringer("corpus", "import", "kept", "plain")
            #expect(
                try lab.wringer("corpus", "check", "kept").output
                    == "2 entries are right, 0 of them made again\n")
            try lab.write("z", to: "kept/programs/stray.lua")
            let stray = try lab.wringer("corpus", "check", "kept")
            #expect(stray.status == 2)
            #expect(stray.error.contains("kept/programs/stray.lua: a program without an entry"))
            #expect(stray.error.contains("wringer: 1 program has no entry"))
            #expect(unlink(lab.folder + "/kept/programs/stray.lua") == 0)
            let name = try #require(lab.list("kept/programs").first)
            #expect(unlink(lab.folder + "/kept/programs/" + name) == 0)
            let missing = try lab.wringer("corpus", "check", "kept")
            #expect(missing.status == 2)
            #expect(missing.error.contains("its program is missing"), "\(missing.error)")
            #expect(missing.error.contains("1 of 2 entries is wrong"))
        }

        @Test(.enabled(if: geteuid() == 0, "mounting needs root"))
        func `a full disk: it is said how many programs were added, and those are whole`() throws {
            for number in 0..<40 {
                try lab.write(
                    String(repeating: "print(\(number))\n", count: 400), to: "plain/\(number).lua")
            }
            let disk = lab.folder + "/disk"
            _ = try lab.shell("mkdir \(disk) && mount -t tmpfs -o size=256k tmpfs \(disk)")
            defer { _ = try? lab.shell("umount \(disk)") }
            let ended = try lab.wringer("corpus", "import", "disk/kept", "plain")
            #expect(ended.status == 3)
            #expect(ended.error.contains("No space left"), "\(ended.error)")
            let added = lab.list("disk/kept/entries").count { !$0.hasPrefix(".") }
            #expect(added > 0)
            #expect(
                ended.error.contains("; \(added) of 40 programs were added before that"),
                "\(added): \(ended.error)")
            let listed = try lab.wringer("corpus", "list", "disk/kept")
            #expect(listed.output.split(separator: "\n").count == added, "\(listed.error)")
        }

        @Test func `a corpus of another language is refused, with what to do`() throws {
            try makeTarget()
            try lab.write("print(1)\n", to: "snakes/a.py")
            try lab.write("print(2)\n", to: "snakes/b.lua")
            try lab.write("print(3)\n", to: "afl/queue/id:000000")
            let mixed = try lab.wringer("corpus", "import", "kept", "snakes")
            #expect(mixed.status == 2)
            #expect(mixed.error.contains("b.lua ends in .lua, and others in .py"), "\(mixed.error)")
            #expect(mixed.error.contains("--extension py"))
            #expect(lab.list("kept") == [])
            #expect(try lab.wringer("corpus", "import", "kept", "snakes/a.py", "afl").status == 0)
            let second = try lab.wringer("corpus", "import", "kept", "snakes/b.lua")
            #expect(second.status == 2)
            #expect(
                second.error.contains("b.lua ends in .lua, and the programs of kept in .py"),
                "\(second.error)")
            let hunt = try lab.wringer(
                "hunt", "--target", "./quick", "--trials", "5", "--no-record", "--corpus", "kept")
            #expect(hunt.status == 2)
            #expect(
                hunt.error.contains("corpus kept has .py programs, and target quick takes .lua"),
                "\(hunt.error)")
            #expect(lab.list("kept/entries").count == 2, "nothing was added")
            let told = try lab.wringer(
                "corpus", "import", "new", "kept/programs", "--extension", "lua")
            #expect(told.status == 0)
            let again = try lab.wringer(
                "hunt", "--target", "./quick", "--trials", "5", "--no-record", "--corpus", "new")
            #expect(again.status == 0 || again.status == 1, "\(again.error)")
        }

        @Test func `an empty folder is a place for a corpus`() throws {
            try makeTarget()
            mkdir(lab.folder + "/new", 0o755)
            let hunt = try lab.wringer(
                "hunt", "--target", "./quick", "--trials", "5", "--no-record", "--corpus", "new")
            #expect(hunt.status == 0 || hunt.status == 1, "\(hunt.error)")
            #expect(lab.list("new/entries").count >= 2)
        }

        @Test func `bad input is status 2, and nothing is half-written`() throws {
            try makeTarget()
            try lab.write("ok", to: "good/a.lua")
            let giant = lab.folder + "/giant/huge.lua"
            try lab.write("", to: "giant/huge.lua")
            try #require(truncate(giant, 1 << 30) == 0)
            mkdir(lab.folder + "/nothing", 0o755)
            let wrong: [([String], String)] = [
                (["corpus", "import", "kept", "good", "giant"], "at most 16M"),
                (["corpus", "import", "kept", "nothing"], "holds no file"),
                (["corpus", "import", "kept", "gone"], "does not exist"),
                (["corpus", "import", "kept", "good", "--extension", "../x"], "--extension"),
                (["hunt", "--target", "./quick", "--only", "mutants"], "did you mean mutant?"),
                (
                    ["hunt", "--target", "./quick", "--only", "seed,fault"],
                    "--only: seeds come once"
                ),
                (["corpus", "list", "nothing"], "is empty"),
                (["corpus", "check", "gone"], "there is no corpus"),
                (["hunt", "--target", "./quick", "--corpus", "good"], "good is no corpus"),
                (["corpus", "list", "good"], "wringer corpus import NEW good"),
                (["corpus", "import", "good", "good"], "good is no corpus, but holds a.lua"),
                (["hunt", "--target", "./quick", "--corpus", "good/a.lua"], "is no folder"),
            ]
            for (arguments, text) in wrong {
                let ended = try lab.wringer(arguments)
                #expect(ended.status == 2, "\(arguments): \(ended.output)")
                #expect(ended.error.contains(text), "\(arguments): \(ended.error)")
            }
            #expect(lab.list("kept").isEmpty)
            #expect(lab.list("campaigns").isEmpty)

            // A seed of 1 GiB, a folder of seeds without one, a dictionary with a bad line.
            try #require(truncate(lab.folder + "/quick/seeds/one.lua", 1 << 30) == 0)
            let seed = try lab.wringer("hunt", "--target", "./quick", "--trials", "3")
            #expect(seed.status == 2)
            #expect(seed.error.contains("one.lua") && seed.error.contains("16M"))
            try makeTarget()
            let yaml = try lab.read("quick/target.yaml")
            try lab.write(yaml + "\ndictionary: words.dict\n", to: "quick/target.yaml")
            try lab.write("# words\nok=\"fine\"\nbroken line\n", to: "quick/words.dict")
            let words = try lab.wringer("hunt", "--target", "./quick", "--trials", "3")
            #expect(words.status == 2)
            #expect(
                words.error.contains("quick/words.dict:3: no value in quotes"), "\(words.error)")
            #expect(!words.error.contains("/./"))
            #expect(lab.list("campaigns").isEmpty)
        }

        @Test func `a hostile entry leads nowhere`() throws {
            try lab.write("x", to: "plain/a.lua")
            _ = try lab.wringer("corpus", "import", "kept", "plain")
            let name = try #require(lab.list("kept/entries").first)
            let text = try lab.read("kept/entries/\(name)")
            for (old, new) in [
                ("\"extension\" : \"lua\"", "\"extension\" : \"/../../plain/a\""),
                ("\"version\" : 1", "\"version\" : 99"), ("{", "["),
            ] {
                try lab.write(text.replacing(old, with: new), to: "kept/entries/\(name)")
                #expect(try lab.wringer("corpus", "list", "kept").status == 2)
                #expect(try lab.wringer("corpus", "check", "kept").status == 2)
            }
        }
    }
}
