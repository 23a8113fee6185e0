import Foundation
import Testing

/// Programs and shapes of grammars: written, checked against an interpreter, hunted with.
extension CommandTests {
    @Suite struct GrammarTests {
        let lab: Lab
        private let lua = Lab.repository + "/corpus/lua/grammar/Lua.g4"

        init() throws { lab = try Lab() }

        @Test func `the same seed writes the same programs of a grammar, another seed others`()
            throws
        {
            func programs(_ seed: String, _ folder: String) throws -> [String] {
                let ended = try lab.wringer(
                    "generate", "--grammar", lua, "--count", "5", "--seed", seed, "--out", folder,
                    "--max-tokens", "40", "--max-depth", "30")
                #expect(ended.status == 0, "\(ended.error)")
                return try lab.list(folder).map { try lab.read(folder + "/" + $0) }
            }
            let first = try programs("7", "a")
            #expect(first.count == 5 && first.allSatisfy { !$0.isEmpty })
            #expect(try programs("7", "b") == first)
            #expect(try programs("8", "c") != first)
        }

        @Test func `a shape of a grammar is streamed exactly as deep as asked`() throws {
            let shape = ["generate", "--grammar", lua, "--shape", "block.do-end", "--depth"]
            #expect(try lab.wringer(shape + ["2", "--quiet"]).output == "do do  end end")
            let line =
                "ulimit -v 300000; \(Lab.wringer) \(shape.joined(separator: " ")) 10000000"
                + " --quiet | wc -c"
            let ended = try lab.shell(line)
            #expect(ended.output.trimmingCharacters(in: .whitespaces) == "70000000\n")
            #expect(ended.error == "")
        }

        @Test func `what a grammar gives is listed`() throws {
            try lab.write(
                "grammar G; s : '(' s ')' | x ; x : 'x' {act();} ; NEVER : 'n' ;", to: "G.g4")
            let ended = try lab.wringer("generate", "--grammar", "G.g4", "--list")
            #expect(ended.status == 0, "\(ended.error)")
            #expect(ended.output.hasPrefix("grammar G  G.g4, start s, 2 rules, "))
            #expect(ended.output.contains("\nshape g:s.paren  nest of s  ((x))\n"))
            #expect(ended.output.contains("note G.g4:1: "), "\(ended.output)")
            let json = try lab.wringer("generate", "--grammar", "G.g4", "--list", "--json")
            #expect(json.json["ruleCount"] as? Int == 2)
            let target = try lab.wringer("generate", "--target", "lua", "--list")
            #expect(target.output.contains("\nshape g:"))
            #expect(target.output.contains("\ngrammar Lua  "))
        }

        @Test(arguments: [
            (["--grammar", "no.g4"], "grammar no.g4 does not exist"),
            (["--grammar", "."], "grammar . is a folder"),
            (["--grammar", "A.g4", "--start", "programm"], "did you mean program?"),
            (["--grammar", "B.g4"], "B.g4:1: the import X.g4 cannot be read"),
            (["--grammar", "C.g4"], "C.g4:2: rule s: the start rule has no finite program"),
            (["--grammar", "A.g4", "--shape", "pprogram.paren"], "did you mean g:program.paren?"),
            (["--grammar", "A.g4", "--max-tokens", "0"], "--max-tokens 0: expected 1 to"),
            (["--grammar", "A.g4", "--depth", "3"], "--depth goes with --shape"),
            (["--grammar", "A.g4", "--malformed", "any"], "a program has one source"),
            (["--start", "x", "--target", "lua"], "--start goes with --grammar alone"),
            (["--grammar", "D.g4"], "D.g4:1: "),
        ])
        func `bad grammars and arguments are named`(arguments: [String], message: String) throws {
            try lab.write("grammar A; program : '(' program ')' | 'x' ;", to: "A.g4")
            try lab.write("grammar B; import X; s : 'x' ;", to: "B.g4")
            try lab.write("grammar C;\ns : '(' s ')' ;", to: "C.g4")
            try lab.write([0xff, 0, 0x27], to: "D.g4")
            let ended = try lab.wringer(["generate"] + arguments)
            #expect(ended.status == 2)
            #expect(ended.error.contains(message), "\(ended.error)")
            #expect(ended.output == "")
        }

        @Test func `a grammar of a mebibyte works`() throws {
            var text = "grammar Big; s : r0 EOF ;\n"
            for number in 0..<6000 {
                let (next, other) = ((number * 7 + 1) % 6000, (number * 31 + 5) % 6000)
                text +=
                    "r\(number) : 'k\(number)' r\(next) '+' r\(other) 'end' | '(' r\(next) ')' "
                    + "| NAME ; // \(String(repeating: "x", count: 120))\n"
            }
            text += "NAME : [A-Z]+ ; WS : ' ' -> skip ;\n"
            #expect(text.utf8.count > 1 << 20)
            try lab.write(text, to: "Big.g4")
            let ended = try lab.wringer("generate", "--grammar", "Big.g4", "--quiet")
            #expect(ended.status == 0 && !ended.output.isEmpty, "\(ended.error)")
        }

        /// A target of sh(1) with a grammar.
        private func makeShell(_ grammar: String, extra: String = "") throws {
            try lab.write(
                """
                name: shell
                command: [/bin/sh, "@@"]
                extension: sh
                timeout: 200ms
                grammar: G.g4
                probe: {program: "echo $((6 * 7))", output: "42\\n"}
                \(extra)
                """, to: "shell/target.yaml")
            try lab.write(grammar, to: "shell/G.g4")
        }

        private let mixed = """
            grammar G; s : WORD ; WORD : 'echo ' [a-z][a-z] | 'exit 3 #' [a-z][a-z] | '((((' [a-z] ;
            """

        @Test func `a check tells refusals for syntax from errors of programs that run`() throws {
            try makeShell(
                mixed, extra: "syntaxErrors: [{exit: 2, pattern: '[sS]yntax error'}]")
            let ended = try lab.wringer(
                "target", "check", "./shell", "--programs", "60", "--json")
            #expect(ended.status == 0, "\(ended.output)\(ended.error)")
            let answers = try #require(ended.at("grammar", "answers") as? [String: Int])
            #expect(answers.values.reduce(0, +) == ended.at("grammar", "programCount") as? Int)
            for answer in ["ran", "syntax"] { #expect(answers[answer] ?? 0 > 3, "\(answers)") }
            let text = try lab.wringer("target", "check", "./shell", "--programs", "60").output
            #expect(text.contains("\ngrammar G  "))
            #expect(text.contains(") refused for syntax, "), "\(text)")
            let none = try lab.wringer("target", "check", "./shell", "--programs", "0").output
            #expect(none.hasSuffix(", start s, 1 rules, 1 tokens, 0 shapes\n"), "\(none)")
        }

        @Test func `a check finds the shapes that are refused, and a hunt leaves them out`() throws
        {
            try makeShell(
                "grammar G; s : 'echo' s | 'case x in' s 'esac' | 'x' ; WS : ' ' -> skip ;",
                extra: "syntaxErrors: [{exit: 2, pattern: '[sS]yntax error'}]")
            let ended = try lab.wringer("target", "check", "./shell", "--programs", "5", "--json")
            let refused = ended.at("grammar", "refusedShapes") as? [[String: Any]] ?? []
            #expect(refused.count == 1, "\(ended.output)")
            #expect(refused.first?["depth"] as? Int == 2)
            let hunt = try lab.wringer(
                "hunt", "--target", "./shell", "--trials", "10", "--no-record")
            #expect(hunt.error.contains("1 of 2 shapes of the grammar are left out"))
            let cliffs = try lab.wringer(
                "cliffs", "--target", "./shell", "--stack", "8M", "--max-depth", "4",
                "--no-record", "--times", "1")
            #expect(cliffs.output.contains("g:s.echo") && !cliffs.output.contains("esac"))
        }

        @Test func `a grammar that cannot be used is a problem of its target`() throws {
            try makeShell("grammar G;\ns : t ;")
            let ended = try lab.wringer("target", "check", "./shell")
            #expect(ended.status == 2)
            #expect(ended.output.contains("G.g4:2: rule s: there is no rule t"))
            let hunt = try lab.wringer("hunt", "--target", "./shell", "--trials", "1")
            #expect(hunt.status == 2 && hunt.error.contains("G.g4:2: rule s: there is no rule t"))
        }

        @Test func `programs of Lua's grammar run on lua5.4`() throws {
            let ended = try lab.wringer("target", "check", "lua", "--programs", "20", "--json")
            #expect(ended.status == 0, "\(ended.output)")
            let answers = try #require(ended.at("grammar", "answers") as? [String: Int])
            #expect(answers["syntax"] == nil && answers["ran"] ?? 0 >= 10, "\(answers)")
            let shapes = ended.at("grammar", "refusedShapes") as? [Any] ?? [1]
            #expect(shapes.count <= 5)
        }

        @Test func `a program is mutated by its tree, and one that has none is said`() throws {
            try lab.write("local x = (1 + 2) * 3 print(x)\n", to: "a.lua")
            try lab.write("local x = = 1\n", to: "b.lua")
            let tree = try lab.wringer(
                "generate", "--mutate", "a.lua", "--grammar", lua, "--seed", "3")
            #expect(tree.status == 0, "\(tree.error)")
            #expect(tree.error.contains("a.lua mutated by tree-"), "\(tree.error)")
            let none = try lab.wringer("generate", "--mutate", "b.lua", "--grammar", lua)
            #expect(none.status == 0)
            #expect(none.error.contains("b.lua:1:11: found \"=\""), "\(none.error)")
            #expect(none.error.contains("it is not of grammar Lua"))
            #expect(!none.error.contains("tree-"))
        }

        @Test func `what a hunt of trees and of the grammar keeps is made again from it`() throws {
            let ended = try lab.wringer(
                "hunt", "--target", "lua", "--only", "tree,grammar", "--trials", "300",
                "--campaign", "camp", "--json")
            #expect(ended.status == 0, "\(ended.error)")
            for source in ["tree", "grammar"] {
                #expect(ended.output.contains("\"\(source)\":{\"findings\""), "\(ended.output)")
            }
            let check = try lab.wringer("corpus", "check", "camp/corpus", "--target", "lua")
            #expect(check.status == 0, "\(check.error)")
            let made = check.output.firstMatch(of: /right, ([0-9]+) of them made again/)?.output.1
            #expect(try #require(made.flatMap { Int($0) }) > 20, "\(check.output)")
            #expect(!check.output.contains("need the grammar"))
            let without = try lab.wringer("corpus", "check", "camp/corpus")
            #expect(without.output.contains("need the grammar of --target"), "\(without.output)")
            let other = try lab.wringer("corpus", "check", "camp/corpus", "--target", "tcl")
            #expect(other.status == 2 && other.error.contains("or of another grammar"))
        }

        @Test func `a hunt of the grammar alone runs its programs, the same each time`() throws {
            func end() throws -> [String: Any] {
                let ended = try lab.wringer(
                    "hunt", "--target", "lua", "--only", "grammar", "--trials", "40",
                    "--no-record", "--json")
                #expect(ended.status == 0, "\(ended.output)\(ended.error)")
                let line = Data((ended.output.split(separator: "\n").last ?? "").utf8)
                let event = try JSONSerialization.jsonObject(with: line) as? [String: Any]
                return try #require(event?["data"] as? [String: Any])
            }
            let first = try end()
            let counters = try #require(first["counters"] as? [String: Any])
            let sources = try #require(counters["sources"] as? [String: Any])
            #expect(Set(sources.keys) == ["grammar"])
            #expect(try end()["trialsDigest"] as? String == first["trialsDigest"] as? String)
        }
    }
}
