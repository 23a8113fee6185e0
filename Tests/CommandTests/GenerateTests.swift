import Foundation
import Testing

/// Writing programs: exact, the same again, whole or not at all.
extension CommandTests {
    @Suite struct GenerateTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        @Test func `a shape is written exactly as deep as asked`() throws {
            let tables = try lab.wringer(
                "generate", "--target", "lua", "--shape", "tables", "--depth", "3")
            #expect(tables.status == 0, "\(tables.error)")
            #expect(tables.output == "local x = {{{1}}}")
            #expect(tables.error == "wringer: tables nested 3 deep, 17 bytes, surely ends\n")
            let run = try lab.wringer(
                "generate", "--target", "python", "--shape", "recursion", "--depth", "10000000",
                "--quiet")
            #expect(run.output.hasPrefix("depth = 10000000\n"))
            #expect(run.error == "")
        }

        @Test func `what is known of a program is told in JSON beside it`() throws {
            let ended = try lab.wringer(
                "generate", "--target", "scheme", "--shape", "quotes", "--depth", "2", "--json")
            #expect(ended.output == "(display ''x)")
            let facts = try #require(
                try JSONSerialization.jsonObject(with: Data(ended.error.utf8)) as? [String: Any])
            #expect(facts["bytes"] as? Int == ended.output.utf8.count)
            #expect(facts["surelyEnds"] as? Bool == true)
            let provenance = facts["provenance"] as? [String: Any]
            #expect(provenance?["shape"] as? String == "quotes")
            #expect(provenance?["depth"] as? Int == 2)
        }

        @Test func `the same seed writes the same programs, another seed others`() throws {
            func programs(_ seed: String, _ folder: String) throws -> [String: String] {
                let ended = try lab.wringer(
                    "generate", "--target", "tcl", "--count", "12", "--seed", seed, "--out", folder)
                #expect(ended.status == 0, "\(ended.error)")
                let names = lab.list(folder)
                #expect(names.count == 12, "\(names)")
                #expect(ended.output.split(separator: "\n").count == 12)
                for name in names { #expect(ended.output.contains("\(folder)/\(name): ")) }
                return Dictionary(
                    uniqueKeysWithValues: try names.map { ($0, try lab.read(folder + "/" + $0)) })
            }
            let first = try programs("7", "new/a")
            #expect(try programs("7", "b") == first)
            #expect(try programs("7", "b") == first, "written over")
            #expect(try programs("8", "c") != first)
            #expect(first.keys.allSatisfy { $0.hasSuffix(".tcl") })
        }

        @Test func `a gibibyte is streamed in little memory`() throws {
            let line =
                "ulimit -v 300000; \(Lab.wringer) generate --target lua --shape tables"
                + " --depth 536870912 --quiet | wc -c"
            let ended = try lab.shell(line)
            #expect(ended.output.trimmingCharacters(in: .whitespacesAndNewlines) == "1073741835")
            #expect(ended.error == "")
        }

        @Test(arguments: ["", "trap '' PIPE; "])
        func `a reader that has read enough ends it without a word`(prefix: String) throws {
            let ended = try lab.shell(
                prefix + "{ \(Lab.wringer) generate --target lua --shape tables --depth 100000000"
                    + " --quiet; echo $? >status; } | head -c 12")
            #expect(ended.output == "local x = {{")
            #expect(ended.error == "")
            #expect(try lab.read("status") == "141\n", "128 and SIGPIPE")
        }

        @Test func `a full device is a failure, and said`() throws {
            let ended = try lab.shell(
                "\(Lab.wringer) generate --target lua --shape tables --depth 9 >/dev/full")
            #expect(ended.status == 3)
            #expect(ended.error.contains("standard output cannot be written"))
            #expect(ended.error.contains("ENOSPC"))
        }

        @Test func `what a file of this process may not hold is not begun`() throws {
            // sh counts in blocks of 512 bytes.
            let limit = "ulimit -f 8; \(Lab.wringer) generate --target lua --shape tables"
            for command in [
                "\(limit) --depth 2500 --out folder", "\(limit) --depth 2500 >file; exit $?",
            ] {
                let ended = try lab.shell(command)
                #expect(ended.status == 2, "\(ended.error)")
                #expect(ended.error.contains("5011 bytes"), "\(ended.error)")
                #expect(ended.error.contains("4096 (ulimit -f)"), "\(ended.error)")
            }
            #expect(lab.list("folder") == [])
            #expect(try lab.read("file") == "")
            #expect(try lab.shell("\(limit) --depth 1000 --out folder").status == 0)
            #expect(lab.list("folder") == ["tables-1000.lua"])
        }

        @Test func `what the disk does not hold is not begun, and nothing is left`() throws {
            let ended = try lab.wringer(
                "generate", "--target", "lua", "--shape", "tables", "--depth", "4000000000000000",
                "--out", "folder")
            #expect(ended.status == 2)
            #expect(ended.error.contains("8000000000000011 bytes, and the disk has "))
            #expect(ended.error.contains(" free"))
            #expect(lab.list() == [])
            let size = try lab.wringer(
                "generate", "--target", "lua", "--shape", "tables", "--depth",
                "9000000000000000000")
            #expect(size.status == 2)
            #expect(size.error.contains("more than 9223372036854775807 bytes"))
            #expect(size.output == "")
        }

        @Test(arguments: [
            (
                ["--shape", "tabels"],
                "--shape tabels: target lua has no such shape; did you mean tables?"
            ),
            (["--shape", "tables", "--depth", "-1"], "--depth"),
            (["--count", "0"], "--count 0: expected 1 or more"),
            (["--count", "2"], "--count 2: several programs need --out DIR"),
            (
                ["--count", "2", "--out", "x", "--shape", "tables", "--depth", "2"],
                "--count 2: all would be the same"
            ),
            (["--out", "/dev/null"], "--out /dev/null: it is no folder"),
        ])
        func `bad arguments are named, and nothing is written`(
            arguments: [String], message: String
        ) throws {
            let ended = try lab.wringer(["generate", "--target", "lua"] + arguments)
            #expect(ended.status == 2, "\(ended.output)")
            #expect(ended.error.contains(message), "\(ended.error)")
            #expect(ended.output == "")
            #expect(lab.list() == [])
        }

        @Test func `a target must be named, and known`() throws {
            let none = try lab.wringer("generate", "--shape", "tables")
            #expect(none.status == 2)
            #expect(none.error.contains("no target: give --target NAME"))
            let unknown = try lab.wringer("generate", "--target", "luaa", "--list")
            #expect(unknown.status == 2)
            #expect(unknown.error.contains("did you mean lua?"))
        }

        @Test func `the list has every shape, how it nests and whether it ends`() throws {
            let ended = try lab.wringer("generate", "--target", "lua", "--list", "--json")
            #expect(ended.status == 0)
            let shapes = try #require(ended.json["shapes"] as? [[String: Any]])
            func shape(_ name: String) -> [String: Any]? {
                shapes.first { $0["name"] as? String == name }
            }
            #expect(shape("tables")?["nests"] as? String == "text")
            #expect(shape("tables")?["surelyEnds"] as? Bool == true)
            #expect(shape("recursion")?["nests"] as? String == "run")
            let guess = try #require(shapes.first { $0["isGuess"] as? Bool == true })
            #expect(guess["surelyEnds"] as? Bool == false)
            let text = try lab.wringer("generate", "--target", "lua", "--list")
            #expect(text.output.contains("shape tables  nests in the text, surely ends\n"))
            for shape in shapes {
                let name = try #require(shape["name"] as? String)
                #expect(text.output.contains("shape \(name)  "))
            }
        }

        @Test func `an empty name of a folder is refused, and is not the root`() throws {
            let ended = try lab.wringer(
                "generate", "--target", "lua", "--shape", "tables", "--depth", "5", "--out", "")
            #expect(ended.status == 2)
            #expect(ended.error.contains("--out: the name of the folder is empty"))
        }

        @Test func `where standard output is closed nothing is said to be written`() throws {
            let command = "\(Lab.wringer) generate --target lua --shape tables --depth"
            for depth in [3, 3_000_000] {
                #expect(try lab.shell("\(command) \(depth) >&-").status == 3)
            }
            #expect(try lab.shell("\(Lab.wringer) generate --target lua --list >&-").status == 3)
        }
    }
}
