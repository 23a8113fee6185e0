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
            #expect(check.output.contains("\(entries.count - 2) mutants were made again"))
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
            #expect(damaged.error.contains("1 of \(entries.count) entries are wrong"))
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
                (["hunt", "--target", "./quick", "--corpus", "nothing"], "is empty"),
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
            #expect(words.error.contains("words.dict"), "\(words.error)")
            #expect(words.error.contains("line 3"), "\(words.error)")
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
