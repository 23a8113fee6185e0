import Foundation
import Testing

/// The further targets of the corpus, each hand-checked against a shell that does the same.
extension CommandTests {
    @Suite struct OtherTargetTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        /// Whether a command is where the commands of a lab look for it.
        private static func isInstalled(_ name: String) -> Bool {
            ["/usr/local/bin/", "/usr/bin/", "/bin/"]
                .contains { FileManager.default.isExecutableFile(atPath: $0 + name) }
        }

        private func check(_ target: String) throws {
            let ended = try lab.wringer("target", "check", target)
            #expect(ended.status == 0, "\(ended.output)\(ended.error)")
            #expect(ended.output.hasPrefix("\(target) works: "))
        }

        /// Writes a program in which a text is repeated, and gives its path.
        private func write(
            _ prefix: String, _ open: String, times depth: Int, _ suffix: String, to name: String
        ) throws -> String {
            try lab.write(prefix + String(repeating: open, count: depth) + suffix, to: name)
        }

        @Test(arguments: ["javascript", "scheme"])
        func `a target of the corpus works with all its seeds and shapes`(target: String) throws {
            try check(target)
        }

        @Test(.enabled(if: isInstalled("anarchy"), "anarchy is not installed"))
        func `the target anarchy works with all its seeds and shapes`() throws {
            try check("anarchy")
        }

        @Test(.enabled(if: isInstalled("anarchy-py"), "anarchy-py is not installed"))
        func `the target anarchy-py works with all its seeds and shapes`() throws {
            try check("anarchy-py")
        }

        @Test(arguments: [
            "null.x;", "throw 'a text';", "var x = ;", "function f() { return f() + 1; } f();",
        ])
        func `what MuJS refuses ends with 1 and a message, and is no finding`(text: String) throws {
            let path = try lab.write(text + "\n", to: "error.js")
            let shell = try lab.shell("mujs \(path)")
            #expect(shell.status == 1)
            #expect(!shell.error.isEmpty)
            let ended = try lab.wringer("run", path, "--json", "--target", "javascript")
            #expect(ended.text("verdict") == "rejected", "\(ended.output)")
            #expect(ended.status == 0)
        }

        @Test func `an error of TinyScheme is told on standard output`() throws {
            let path = try lab.write("(display 1) (car 5) (display 2)\n", to: "error.scm")
            let shell = try lab.shell("tinyscheme \(path)")
            #expect(shell.status == 255)
            #expect(shell.output.hasPrefix("1Error: ("))
            #expect(shell.output.contains("car: argument 1 must be: pair"))
            #expect(shell.error.hasPrefix("Errors encountered reading "))
            let ended = try lab.wringer("run", path, "--json", "--target", "scheme")
            #expect(ended.text("verdict") == "rejected", "\(ended.output)")
        }

        @Test func `TinyScheme without cells says so and exits 0: refused, not passed`() throws {
            let text =
                "(define (f n) (if (= n 0) 0 (+ 1 (f (- n 1)))))\n(display (f 100000))\n"
            let path = try lab.write(text, to: "deep.scm")
            let shell = try lab.shell("tinyscheme \(path)")
            #expect(shell.status == 0)
            #expect(shell.output == "")
            #expect(shell.error == "No memory!\n")
            let ended = try lab.wringer("run", path, "--json", "--target", "scheme")
            #expect(ended.text("verdict") == "rejected", "\(ended.output)")
            let limited = try lab.wringer(
                "run", path, "--json", "--limit", "as=16M", "--target", "scheme")
            #expect(limited.text("verdict") == "exhausted", "\(limited.output)")
            #expect(limited.text("cause", "kind") == "outOfMemory")
        }

        @Test(arguments: [
            ("javascript", "mujs", "print('hello');\n"),
            ("scheme", "tinyscheme", "(display \"hello\") (newline)\n"),
        ])
        func `output that does not fit on a full device is lost without a word`(
            target: String, command: String, text: String
        ) throws {
            let path = try lab.write(text, to: "hello." + target)
            #expect(try lab.shell("\(command) \(path) >/dev/full").status == 0)
            let ended = try lab.wringer(
                "run", path, "--json", "--stdout", "full", "--target", target)
            #expect(ended.text("verdict") == "degraded", "\(ended.output)")
            #expect(ended.text("cause", "kind") == "outputLost")
            #expect(ended.status == 1)
        }

        @Test func `MuJS bounds nested parentheses and not nested news`() throws {
            let parentheses = try write(
                "var x = ", "(", times: 1000, "1" + String(repeating: ")", count: 1000) + ";\n",
                to: "parentheses.js")
            let refused = try lab.shell("mujs \(parentheses)")
            #expect(refused.status == 1)
            #expect(refused.error.contains("too much recursion"))
            let rejected = try lab.wringer("run", parentheses, "--json", "--target", "javascript")
            #expect(rejected.text("verdict") == "rejected", "\(rejected.output)")

            let news = try write(
                "function F() { return F; }\nvar x = ", "new ", times: 200_000, "F;\n",
                to: "news.js")
            let shell = try lab.shell("ulimit -c 0; ulimit -s 8192; mujs \(news); exit $?")
            #expect(shell.status == 139, "128 and SIGSEGV")
            let crashed = try lab.wringer(
                "run", news, "--json", "--limit", "stack=8M", "--target", "javascript")
            #expect(crashed.text("verdict") == "crashed", "\(crashed.output)")
            #expect(crashed.text("outcome", "signal") == "SIGSEGV")
            #expect(crashed.text("cause", "kind") == "stackExhausted")
        }

        @Test func `MuJS out of memory is exhausted under a limit`() throws {
            let path = try lab.write("var s = 'x'; while (true) s += s;\n", to: "memory.js")
            let shell = try lab.shell("ulimit -v 16384; mujs \(path)")
            #expect(shell.status == 1)
            #expect(shell.error == "out of memory\n")
            let ended = try lab.wringer(
                "run", path, "--json", "--limit", "as=16M", "--target", "javascript")
            #expect(ended.text("verdict") == "exhausted", "\(ended.output)")
            #expect(ended.text("cause", "kind") == "outOfMemory")
        }

        @Test func `a division that overflows crashes TinyScheme, and the shell says the same`()
            throws
        {
            let path = try lab.write(
                "(display (quotient -9223372036854775808 -1))\n", to: "quotient.scm")
            let shell = try lab.shell("ulimit -c 0; tinyscheme \(path); exit $?")
            #expect(shell.status == 136, "128 and SIGFPE")
            let ended = try lab.wringer("run", path, "--json", "--target", "scheme")
            #expect(ended.text("verdict") == "crashed", "\(ended.output)")
            #expect(ended.text("outcome", "signal") == "SIGFPE")
            #expect(ended.text("cause", "kind") == "arithmetic")
        }

        @Test func `TinyScheme has no cells for deep lists, and says so`() throws {
            let path = try write(
                "(display (length '", "(", times: 65_536,
                "1" + String(repeating: ")", count: 65_536) + "))\n", to: "lists.scm")
            let shell = try lab.shell("tinyscheme \(path)")
            #expect(shell.status == 0)
            #expect(shell.error == "No memory!\n")
            let ended = try lab.wringer("run", path, "--json", "--target", "scheme")
            #expect(ended.text("verdict") == "rejected", "\(ended.output)")
        }
    }
}
