import Foundation
import Testing

/// Real interpreters under faults that strace injects as well: both must see the same.
extension CommandTests {
    @Suite struct StraceComparisonTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        struct Interpreter: CustomTestStringConvertible, Sendable {
            let target: String
            let command: String
            let file: String
            let program: String

            var testDescription: String { target }
        }

        static let interpreters = [
            Interpreter(
                target: "lua", command: "lua5.4", file: "program.lua",
                program: """
                    local f = io.open("/etc/services") local n = 0
                    if f then for line in f:lines() do n = n + #line end f:close() end
                    print("services", n > 0)
                    local t = {} for i = 1, 20000 do t[i] = ("x"):rep(i % 50) end
                    print(#t, os.time() > 0)
                    """),
            Interpreter(
                target: "javascript", command: "mujs", file: "program.js",
                program: """
                    var t = []; for (var i = 0; i < 5000; i++) t.push("x" + i);
                    print(t.length, t.join("").length);
                    try { print(read("/etc/hostname").length > 0) } catch (e) { print("no: " + e) }
                    """),
            Interpreter(
                target: "tcl", command: "jimsh", file: "program.tcl",
                program: """
                    set l {}; for {set i 0} {$i < 3000} {incr i} {lappend l x$i}
                    puts [llength $l]
                    if {[catch {set f [open /etc/hostname]; gets $f line; close $f} e]} {puts no}
                    puts done
                    """),
            Interpreter(
                target: "scheme", command: "tinyscheme", file: "program.scm",
                program: """
                    (define (count n) (if (= n 0) '() (cons n (count (- n 1)))))
                    (display (length (count 500))) (newline)
                    (display "done") (newline)
                    """),
            Interpreter(
                target: "python", command: "/usr/bin/python3", file: "program.py",
                program: """
                    import os
                    t = ["x" * (i % 50) for i in range(20000)]
                    print(len(t), len(os.urandom(8)))
                    try: print(len(open("/etc/hostname").read()) > 0)
                    except OSError as e: print(e.errno)
                    """),
        ]

        /// Ours, and what strace is to do for the same. A break that fails is given back by the
        /// kernel as it was, which the C library takes for a failure as it does 0; strace's own
        /// negated error it takes for an address.
        static let rules: [(ours: String, theirs: String)] =
            [
                ("mmap", ["ENOMEM"]), ("read", ["EIO", "EINTR", "EAGAIN"]),
                ("write", ["ENOSPC", "EIO", "EPIPE", "EAGAIN"]),
                ("openat", ["EMFILE", "ENOENT", "EACCES"]), ("close", ["EIO"]),
                ("getrandom", ["ENOSYS", "EINTR"]), ("fcntl", ["EINVAL"]),
            ].flatMap { call, errors in
                errors.map { ("\(call):error=\($0)", "\(call):error=\($0)") }
            } + [("brk:error=ENOMEM", "brk:retval=0")]

        static let occurrences = ["1", "2", "9", "3+", "23+"]

        @Test(arguments: interpreters)
        func `what strace injects has the same outcome and output`(
            _ interpreter: Interpreter
        ) throws {
            let path = try lab.write(interpreter.program, to: interpreter.file)
            var (fired, compared, different) = (0, 0, [String]())
            for rule in Self.rules {
                for when in Self.occurrences {
                    let ours = try lab.wringer(
                        "run", path, "--target", interpreter.target, "--json", "--record",
                        "kept", "--timeout", "2s", "--max-output", "1M", "--inject",
                        "\(rule.ours):when=\(when):after=exec")
                    let folder = try #require(ours.text("recording"), "\(ours)")
                    let theirs = try strace(interpreter, "\(rule.theirs):when=\(when)", folder)
                    compared += 1
                    if hasFired(ours) { fired += 1 }
                    let seen = try Seen(
                        ours, lab.read(folder + "/stdout"),
                        // Each has a folder of its own, which messages name.
                        lab.read(folder + "/stderr")
                            .replacingOccurrences(
                                of: "/proc/fs/wringer.target", with: lab.folder + "/home"))
                    if seen.isCutShort, theirs.isCutShort { continue }
                    if seen != theirs {
                        different.append("\(rule.ours):when=\(when)\n  \(seen)\n  \(theirs)")
                    }
                    try FileManager.default.removeItem(atPath: lab.folder + "/" + folder)
                }
            }
            #expect(different == [], "\(different.count) of \(compared)")
            #expect(compared == Self.rules.count * Self.occurrences.count)
            // Each interpreter reads, writes, opens and allocates.
            #expect(fired >= 20, "\(fired) of \(compared) fired")
        }

        private func hasFired(_ ended: Ended) -> Bool {
            let faults = ended.at("faults") as? [[String: Any]] ?? []
            return (faults.first?["fired"] as? Int ?? 0) > 0
        }

        /// How a run ended and what it printed.
        struct Seen: Equatable {
            let ending: String
            let output: String
            let error: String

            /// Ended from outside: how far it came is chance.
            var isCutShort: Bool { ending == "timed out" }

            init(ending: String, output: String, error: String) {
                self.ending = ending
                self.output = output
                self.error = error
            }

            init(_ ours: Ended, _ output: String, _ error: String) {
                switch ours.text("outcome", "kind") {
                case "exited": ending = "exit \(ours.at("outcome", "code") as? Int ?? -1)"
                case "signalled": ending = ours.text("outcome", "signal") ?? "?"
                case "timedOut", "outputLimit": ending = "timed out"
                default: ending = ours.text("outcome", "kind") ?? "?"
                }
                self.output = output
                self.error = error
            }
        }

        private func strace(
            _ interpreter: Interpreter, _ rule: String, _ recording: String
        ) throws -> Seen {
            // The same environment, limits and addresses; a folder of its own.
            let document = try JSONSerialization.jsonObject(
                with: Data(lab.read(recording + "/recording.json").utf8))
            let setup = ((document as? [String: Any])?["trial"] as? [String: Any])?["setup"]
            let variables =
                (setup as? [String: Any])?["environment"] as? [String: String] ?? [:]
            let home = lab.folder + "/home"
            try? FileManager.default.removeItem(atPath: home)
            try lab.write(interpreter.program, to: "home/" + interpreter.file)
            let words =
                (variables.map { "\($0.key)=\($0.value)" } + [
                    "HOME=\(home)", "PWD=\(home)", "TMPDIR=\(home)",
                ]).sorted().map { "'\($0)'" }.joined(separator: " ")
            let call = rule.split(separator: ":").first ?? ""
            let line =
                "cd \(home) && exec timeout -k 1 2 env -i \(words) setarch -R strace -f -qq "
                + "-o /dev/null -e trace=\(call) -e inject=\(rule) \(interpreter.command) "
                + "\(interpreter.file) >../out 2>../err </dev/null"
            let ended = try lab.shell(line)
            var ending = "exit \(ended.status ?? -1)"
            // strace ends by the signal of its target, and timeout(1) by 128 and more.
            if let status = ended.status, status > 128 { ending = name(status - 128) }
            if ended.status == 124 || ended.status == 137 { ending = "timed out" }
            if let signal = ended.signal { ending = name(signal) }
            return Seen(ending: ending, output: try lab.read("out"), error: try lab.read("err"))
        }

        private func name(_ signal: Int32) -> String {
            [6: "SIGABRT", 7: "SIGBUS", 11: "SIGSEGV", 13: "SIGPIPE"][signal] ?? "signal \(signal)"
        }
    }
}
