import Foundation
import Testing

/// Cliffs of an interpreter whose recursion is known, and what bad input gets.
extension CommandTests {
    @Suite struct CliffsTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        /// A planted recursion and the shape that shows it.
        struct Recursion: CustomTestStringConvertible, Sendable {
            let defect: String
            let open: String
            let prefix: String
            let core: String
            let close: String
            let suffix: String

            var testDescription: String { defect }

            func program(_ depth: Int) -> String {
                prefix + String(repeating: open, count: depth) + core
                    + String(repeating: close, count: depth) + suffix
            }
        }

        /// The parser, and deep values of lists that are built one level a line.
        static let recursions = [
            Recursion(
                defect: "parser-recursion", open: "(", prefix: "print ", core: "1", close: ")",
                suffix: "\n"),
            Recursion(
                defect: "evaluator-recursion", open: "n += 1\n",
                prefix: "let n = 0\nfn f(k) { if k == 0 { return 0 }; return 1 + f(k - 1) }\n",
                core: "print f(n)\n", close: "", suffix: ""),
            Recursion(
                defect: "destructor-recursion", open: "x = [x]\n", prefix: "let x = 1\n",
                core: "x = nil\nprint 1\n", close: "", suffix: ""),
            Recursion(
                defect: "printer-recursion", open: "x = [x]\n", prefix: "let x = 1\n",
                core: "print x\n", close: "", suffix: ""),
            Recursion(
                defect: "compare-recursion", open: "x = [x]; y = [y]\n",
                prefix: "let x = 1\nlet y = 1\n", core: "print x == y\n", close: "", suffix: ""),
            Recursion(
                defect: "copy-recursion", open: "x = [x]\n", prefix: "let x = 1\n",
                core: "let y = copy(x)\nprint 1\n", close: "", suffix: ""),
        ]

        /// A target that is brittle with one defect, and one shape.
        private func makeTarget(_ recursion: Recursion, isOn: Bool = true) throws -> String {
            func quoted(_ text: String) -> String {
                "\""
                    + text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
                    .replacing("\"", with: "\\\"") + "\""
            }
            let switches = isOn ? "\"--defect\", \"\(recursion.defect)\", " : ""
            try lab.write(
                """
                name: brittle
                command: ["\(Lab.brittle)", \(switches)"@@"]
                extension: brt
                refusals: [{exit: 1, stream: stderr, pattern: '^brittle: '}]
                probe: {program: 'print 6 * 7', output: "42\\n"}
                nests:
                  deep: {prefix: \(quoted(recursion.prefix)), open: \(quoted(recursion.open)), \
                core: \(quoted(recursion.core)), close: \(quoted(recursion.close)), \
                suffix: \(quoted(recursion.suffix))}
                """, to: "target/target.yaml")
            return "./target"
        }

        /// The first depth at which brittle dies of a signal, without any of our code: the program
        /// is made here, the limit set by prlimit(1), and the halves are cut by this loop.
        private func trueDepth(_ recursion: Recursion, stack: Int) throws -> Int {
            // Environment and arguments lie on the stack too: they are those of a trial.
            let folder = "/proc/fs/wringer.target"
            let line =
                "cd own && env -i LANG=C.UTF-8 LC_ALL=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin "
                + "TERM=dumb TZ=UTC HOME=\(folder) PWD=\(folder) TMPDIR=\(folder) setarch -R "
                + "prlimit --stack=\(stack) \(Lab.brittle) --defect \(recursion.defect) "
                + "program.brt >/dev/null 2>&1"
            func dies(_ depth: Int) throws -> Bool {
                try lab.write(recursion.program(depth), to: "own/program.brt")
                return try lab.shell(line).status ?? 255 >= 128
            }
            var (lives, dead) = (1, 20_000)
            try #require(try !dies(lives) && dies(dead))
            while dead - lives > 1 {
                let middle = (lives + dead) / 2
                if try dies(middle) { dead = middle } else { lives = middle }
            }
            return dead
        }

        private func cells(_ ended: Ended) -> [[String: Any]] {
            ended.json["cliffs"] as? [[String: Any]] ?? []
        }

        private func boundaries(_ cell: [String: Any]) -> [[String: Any]] {
            cell["boundaries"] as? [[String: Any]] ?? []
        }

        @Test(arguments: recursions)
        func `a planted recursion is found at its true depth under three limits`(
            recursion: Recursion
        ) throws {
            let target = try makeTarget(recursion)
            let ended = try lab.wringer(
                "cliffs", "--target", target, "--stack", "128K", "--stack", "256K", "--stack",
                "512K", "--max-depth", "20000", "--json")
            #expect(ended.status == 1, "\(ended.error)")
            let cells = cells(ended)
            #expect(cells.count == 3)
            for cell in cells {
                let stack = try #require((cell["limit"] as? [String: Any])?["stack"] as? Int)
                let crash = try #require(
                    boundaries(cell).first { $0["to"] as? String == "crashed" }, "\(cell)")
                let depth = try #require(crash["firstAfter"] as? Int)
                #expect(try depth == trueDepth(recursion, stack: stack), "stack \(stack)")
                #expect(crash["lastBefore"] as? Int == depth - 1)
                #expect(crash["confirmed"] as? Int == 3)
                let level = try #require(cell["bytesPerLevel"] as? Double)
                #expect(level > 16 && level < 4096)
                let recording = try #require(crash["recording"] as? String)
                let replay = try lab.wringer("replay", recording, "--times", "3", "--json")
                #expect(replay.text("conclusion") == "same", "\(replay.output)")
            }
            // Three limits in a row: each level takes the same.
            let law = try #require((ended.json["laws"] as? [[String: Any]])?.first)
            let fit = try #require(law["law"] as? [String: Any])
            #expect(try #require(fit["residual"] as? Double) <= 1.5)
        }

        @Test func `without a defect there are refusals and no failure`() throws {
            let target = try makeTarget(Self.recursions[0], isOn: false)
            let ended = try lab.wringer(
                "cliffs", "--target", target, "--stack", "256K", "--stack", "1M", "--max-depth",
                "20000")
            #expect(ended.status == 0, "\(ended.output)\(ended.error)")
            #expect(ended.output.contains("passed → rejected"))
            #expect(ended.output.contains("0 failing cliffs"))
            #expect(lab.list("recordings").isEmpty)
        }

        @Test func `what moved since a baseline is printed, and only what is worse fails`() throws {
            let target = try makeTarget(Self.recursions[0])
            let options = [
                "cliffs", "--target", target, "--stack", "128K", "--max-depth", "5000",
                "--no-record", "--times", "1",
            ]
            let first = try lab.wringer(options + ["--json"])
            #expect(first.status == 1)
            try lab.write(first.output, to: "same.json")
            let again = try lab.wringer(options + ["--baseline", "same.json"])
            #expect(again.status == 0, "\(again.output)")
            #expect(again.output.contains("Nothing moved"))
            let depth = try #require(
                cells(first).first.flatMap { boundaries($0).first }?["firstAfter"] as? Int)
            let other = first.output.replacing(
                "\"firstAfter\" : \(depth)", with: "\"firstAfter\" : \(depth + 100)")
            try lab.write(other, to: "deeper.json")
            let worse = try lab.wringer(options + ["--baseline", "deeper.json"])
            #expect(worse.status == 1)
            #expect(worse.output.contains("worse"))
            #expect(worse.output.contains("from \(depth + 100) to \(depth)"), "\(worse.output)")
        }

        @Test func `an interrupt ends the search tidily, with what is known, by that signal`()
            throws
        {
            let search = try lab.start([
                Lab.wringer, "cliffs", "--target", "tcl", "--stack", "256K", "--json",
            ])
            try search.waitUntil("a recording", seconds: 60) {
                lab.list("recordings").contains { $0.hasPrefix("tcl-crashed-") }
            }
            search.send(SIGINT)
            let ended = try search.wait()
            #expect(ended.signal == SIGINT)
            #expect(ended.text("ended") == "interrupted")
            #expect(cells(ended).count >= 1)
            #expect(ended.at("unsearchedCount") as? Int ?? 0 > 0)
            #expect(Lab.leftProcesses() == [])
            #expect(lab.list("recordings").allSatisfy { !$0.hasPrefix(".") })
        }

        @Test func `a limit below the idle floor is left out and said`() throws {
            let ended = try lab.wringer(
                "cliffs", "--target", "python", "--shape", "parentheses", "--stack", "48K",
                "--stack", "1M", "--max-depth", "4", "--no-record")
            #expect(ended.status == 0, "\(ended.output)\(ended.error)")
            #expect(ended.output.contains("48K left out: "))
            #expect(ended.output.contains("a program that does nothing fails"))
            let none = try lab.wringer(
                "cliffs", "--target", "python", "--shape", "parentheses", "--stack", "48K",
                "--no-record")
            #expect(none.status == 2)
            #expect(none.error.contains("--stack"))
        }

        @Test(arguments: [
            (["--shape", "tabels"], "did you mean tables?"),
            (["--shape", "x"], "it has parentheses, tables"),
            (["--stack", "many"], "256K"),
            (["--stack", "0"], "expected one size"),
            (["--stack", "1M:2M"], "expected one size"),
            (["--max-depth", "0"], "expected 1 to 10000000"),
            (["--max-size", "2G"], "expected 1 to 512M"),
            (["--times", "0"], "expected 1 to 1000"),
            (["--limit", "stack=1M"], "--stack"),
            (["--aslr"], "coin"),
            (["--inject", "mmap:error=ENOMEM"], "without faults"),
            (["--baseline", "none.json"], "does not exist"),
            (["--record", "r", "--no-record"], "either"),
            (["--budget", "1s"], "--budget: only with --growth"),
        ])
        func `bad input is refused, with what to do`(options: [String], text: String) throws {
            let ended = try lab.wringer(["cliffs", "--target", "lua"] + options)
            #expect(ended.status == 2, "\(options): \(ended.output)")
            #expect(ended.error.contains(text), "\(ended.error)")
            #expect(ended.output.isEmpty)
        }

        @Test func `a baseline that is none is refused, and names the place`() throws {
            let good = try lab.wringer(
                "cliffs", "--target", "lua", "--shape", "tables", "--stack", "1M", "--max-depth",
                "8", "--json")
            #expect(good.status == 0, "\(good.error)")
            for (name, text, expected) in [
                ("cut.json", String(good.output.prefix(200)), "cut short"),
                ("list.json", "[]", "wrong type"),
                ("key.json", good.output.replacing("\"shape\"", with: "\"shap\""), "shape"),
                ("other.json", good.output.replacing("\"lua\"", with: "\"awk\""), "awk"),
                (
                    "new.json", good.output.replacing("\"version\" : 1", with: "\"version\" : 9"),
                    "version 9"
                ),
            ] {
                try lab.write(text, to: name)
                let ended = try lab.wringer("cliffs", "--target", "lua", "--baseline", name)
                #expect(ended.status == 2, "\(name)")
                #expect(ended.error.contains(expected), "\(name): \(ended.error)")
            }
        }

        @Test func `a target without shapes is told how to get some`() throws {
            try lab.write(
                """
                name: bare
                command: [lua5.4, "@@"]
                extension: lua
                probe: {program: "print(42)", output: "42\\n"}
                """, to: "bare/target.yaml")
            let ended = try lab.wringer("cliffs", "--target", "./bare")
            #expect(ended.status == 2)
            #expect(ended.error.contains("nests"))
        }
    }
}
