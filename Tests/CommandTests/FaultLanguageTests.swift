import Foundation
import Testing
import WringerModel

/// The language of fault rules beside the strace that is installed.
extension CommandTests {
    @Suite struct FaultLanguageTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        static let hasStrace61: Bool = {
            guard let lab = try? Lab(), let ended = try? lab.shell("strace -V") else {
                return false
            }
            return ended.output.contains("version 6.1\n")
        }()

        /// Whether strace accepts each expression. Its options are read in order, so that `-V`
        /// ends it before anything is run.
        private func straceAccepts(_ expressions: [String]) throws -> [Bool] {
            try lab.write(expressions.joined(separator: "\n") + "\n", to: "expressions")
            let ended = try lab.shell(
                """
                while IFS= read -r line; do
                    if strace -e "$line" -V >/dev/null 2>&1; then echo 1; else echo 0; fi
                done < expressions
                """)
            let answers = ended.output.split(separator: "\n").map { $0 == "1" }
            try #require(answers.count == expressions.count, "\(ended)")
            return answers
        }

        private func weAccept(_ expression: String) -> Bool {
            (try? FaultRule(parsing: expression)) != nil
        }

        private func compare(_ expressions: [String]) throws {
            for (expression, theirs) in zip(expressions, try straceAccepts(expressions)) {
                #expect(weAccept(expression) == theirs, "strace: \(theirs), \(expression)")
            }
        }

        @Test(.enabled(if: hasStrace61, "strace 6.1 is not installed"))
        func `sets are accepted and refused as strace does`() throws {
            let sets = [
                "mmap", "mmap,brk", "mmap,,brk", ",mmap", "%file", "file", "%FILE", "All", "all",
                "!none", "!read", "!!read", "read!", "!", "", "?foo,read", "foo", "foo,read",
                "read,foo", "?read", "??read", "read@64", "foo@64", "%file@64", "/^fut", "/", "/[",
                "/a|b", "/nosuch", "?/nosuch,read", "0", "0,1,2", "999", "1x", "%net", "net",
                "network", "%network", "%creds", "creds", "%clock", "clock", "%pure", "pure",
                "%stat", "stat", "%%stat", "%%statfs", "%statfs", "%fstatfs", "%fstat", "%lstat",
                "%all", "%none", "pread", "pread64", " read", "read ", "read,none", "read,all",
                "desc", "memory", "ipc", "signal", "process", "%%file", "%", "NONE", "openat2",
                "rt_sigreturn", "newfstatat", "_sysctl", "execve", "exit_group", "malloc",
            ]
            try compare(sets.map { "inject=\($0):error=EIO" })
            try compare(sets.map { "fault=\($0)" })
        }

        @Test(.enabled(if: hasStrace61, "strace 6.1 is not installed"))
        func `every call and every set of strace is known by its name`() throws {
            let names = CallFacts.all.map(\.name) + CallFacts.setNames
            let accepted = try straceAccepts(names.map { "inject=\($0):error=EIO" })
            // Calls of Linux 6.2 and later, which strace 6.1 cannot know.
            let later = [
                "cachestat", "fchmodat2", "futex_requeue", "futex_wait", "futex_wake",
                "map_shadow_stack",
            ]
            #expect(zip(names, accepted).filter { !$0.1 }.map(\.0).sorted() == later)
        }

        @Test(.enabled(if: hasStrace61, "strace 6.1 is not installed"))
        func `items are accepted and refused as strace does`() throws {
            let items = [
                "error=EIO", "error=enomem", "error=+5", "error= 5", "error=0", "error=4095",
                "error=4096", "error=EFOO", "error=", "error", "Error=EIO", "error=ERESTARTSYS",
                "error=ENOTSUPP", "error=010", "error=-5", "retval=0", "retval=-1", "retval=010",
                "retval= 5", "retval=0x", "retval=0x1F", "retval=08", "retval=", "retval=x",
                "retval=18446744073709551615", "retval=18446744073709551616", "retval=+7",
                "signal=SIGTERM", "signal=term", "signal=9", "signal=0", "signal=64", "signal=65",
                "signal=SIG11", "signal=RT_2", "signal=SIGRT_32", "signal=RT_33", "signal=rtmin",
                "signal=SIGRTMAX", "signal=", "delay_enter=5", "delay_enter=5us",
                "delay_enter=1.5ms", "delay_enter=1e3", "delay_enter=.5s", "delay_enter=1m",
                "delay_enter=", "delay_enter=+5", "delay_enter=-1", "delay_enter= 5",
                "delay_enter=5 us", "delay_enter=1E2ns", "delay_enter=5.", "delay_enter=0x5",
                "delay_exit=0", "delay_exit=1e400", "delay_enter=1:delay_enter=2",
                "delay_enter=1:delay_exit=2", "signal=1:signal=2", "error=EIO:retval=0",
                "retval=0:error=EIO", "error=EIO:error=EIO", "error=EIO:signal=1:delay_exit=1s",
                "when=1", "error=EIO:", "error=EIO::when=1", "error=EIO:nonsense",
                "error=EIO:nonsense=1", "error=EIO,when=1", ":error=EIO",
            ]
            try compare(items.flatMap { ["inject=read:\($0)", "fault=read:\($0)"] })
            let whens = [
                "1", "0", " 3", "+3", "3+", "3+4", "3+ 4", "3++4", "3++", "3+0", "3+65535",
                "3+65536", "65535", "65536", "3..", "3.4", "3..3", "3..2", "3..65534", "3..65535",
                "3..5+", "3..5+2", "3..5+0", "3.. 5", "..5", "", "x", "3x", "3..5x", "-1", "3+-1",
                "1:when=2", "1:when=0", "3...5", "3..5..7",
            ]
            try compare(whens.map { "inject=read:error=EIO:when=\($0)" })
        }

        @Test(.enabled(if: hasStrace61, "strace 6.1 is not installed"))
        func `expressions put together at random are accepted and refused as strace does`() throws {
            let parts: [[String]] = [
                ["inject=", "fault="],
                [
                    "read", "%file", "mmap,brk", "!%file,read", "/^get", "?zz,open", "zz", "3",
                    "desc",
                ],
                ["", ":error=EIO", ":retval=3", ":error=E", ":error=ENOSPC:retval=1"],
                ["", "", ":signal=SEGV", ":signal=99"],
                ["", "", ":delay_enter=5ms", ":delay_exit=0.1s", ":delay_exit=1h"],
                ["", "", ":when=3", ":when=2+2", ":when=4..9+", ":when=9..4", ":when=0+"],
                ["", "", "", ":", ":when=7"],
            ]
            let expressions = (0..<400).map { number in
                var random = RandomStream(seed: 3, stream: "strace", number: UInt64(number))
                return parts.map { random.element(of: $0) }.joined()
            }
            #expect(expressions.contains(where: weAccept))
            try compare(expressions)
        }

        /// Each has its line in docs/FAULTS.md.
        @Test(.enabled(if: hasStrace61, "strace 6.1 is not installed"))
        func `what strace accepts and we do not is refused by name`() throws {
            let refused = [
                ("inject=read@32:error=EIO", "@32"), ("inject=read@x32:error=EIO", "@x32"),
                ("inject=none:error=EIO", "selects no call"), ("fault=!all", "selects no call"),
                ("inject=?foo:error=EIO", "selects no call"), ("inject=mmap2:error=EIO", "mmap"),
                ("inject=geteuid32:retval=0", "32-bit"),
                ("inject=getuid:retval=0:syscall=getpid", "syscall="),
                ("inject=read:poke_enter=@arg2=00", "poke_enter"),
                ("inject=read:poke_exit=@arg2=00", "poke_exit"),
                ("inject=read:delay_enter=2000000000s", "no delay"),
            ]
            #expect(try straceAccepts(refused.map(\.0)).allSatisfy { $0 })
            for (expression, word) in refused {
                do throws(FaultSyntaxError) {
                    _ = try FaultRule(parsing: expression)
                    Issue.record("\(expression) is accepted")
                } catch {
                    #expect(error.message.contains(word), "\(error)")
                }
            }
        }

        @Test(.enabled(if: hasStrace61, "strace 6.1 is not installed"))
        func `what we print for strace, strace accepts`() throws {
            let rules = [
                "mmap,brk:error=ENOMEM:when=3+2", "%file:retval=-1", "read:signal=RT_2:when=4",
                "!read@64:delay_enter=1.5us:delay_exit=0:when=2..9+3", "fault=0,1:when=7+",
                "/^get:error=ERESTARTSYS:signal=KILL:after=exec", "?zz,open:error=200:when=2..3",
            ]
            let expressions = try rules.map {
                try #require(try FaultRule(parsing: $0).straceExpression())
            }
            #expect(try straceAccepts(expressions.map { "inject=" + $0 }).allSatisfy { $0 })
        }
    }
}
