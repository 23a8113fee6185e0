import Foundation
import Testing
import WringerExecution
import WringerModel

/// Faults in the calls of a target whose conduct is known: without the rule, and with it.
extension CommandTests {
    @Suite struct FaultTests {
        let lab: Lab

        let conduct: String

        init() throws {
            lab = try Lab()
            conduct = try Lab.compiled("conduct")
        }

        /// What a mode of the fixture printed, and the report of the trial.
        private func run(
            _ mode: String, _ options: String..., rules: [String], as person: Person = .here[0]
        ) throws -> (printed: String, Ended) {
            let path = try lab.write("a program\n", to: "program.txt")
            let ended = try lab.start(
                [Person.program, "run", path, "--json", "--record", "kept"]
                    + rules.flatMap { ["--inject", $0] } + options + ["--", conduct]
                    + mode.split(separator: " ").map(String.init), as: person
            ).wait()
            #expect(Lab.leftProcesses() == [], "\(ended)")
            let folder = ended.text("recording") ?? ""
            let printed = try lab.read(folder + "/stdout")
            return (printed, ended)
        }

        /// How often a rule matched and fired.
        private func counts(_ ended: Ended, rule: Int = 0) -> [Int] {
            let faults = ended.at("faults") as? [[String: Any]] ?? []
            guard rule < faults.count else { return [] }
            return ["matched", "fired"].compactMap { faults[rule][$0] as? Int }
        }

        @Test(arguments: Person.here)
        func `one call of many fails, and is counted`(_ person: Person) throws {
            let (plain, _) = try run("calls 10", rules: [], as: person)
            #expect(plain == "0 of 10 failed\n")
            let (printed, ended) = try run(
                "calls 10", rules: ["getppid:error=EPERM:when=3"], as: person)
            #expect(printed == "1 of 10 failed\n")
            #expect(counts(ended) == [10, 1])
            #expect(ended.text("verdict") == "passed" || ended.text("verdict") == "degraded")
        }

        @Test func `fifty threads with thousands of calls are counted by one rule`() throws {
            let (printed, ended) = try run(
                "threads 400 50", rules: ["getppid:error=EPERM:when=300"])
            #expect(printed == "1 of 20000 failed\n")
            #expect(counts(ended) == [20_000, 1])
        }

        @Test(arguments: ["outlive 10", "leave 10"])
        func `what outlives the main thread still meets its faults`(_ mode: String) throws {
            let (printed, ended) = try run(mode, rules: ["getppid:error=EPERM"])
            #expect(printed == "10 of 10 failed\n")
            #expect(counts(ended) == [10, 10])
        }

        @Test func `all descendants are counted by one rule`() throws {
            let (printed, ended) = try run(
                "children 10 10", rules: ["getppid:error=EPERM:when=55..58"])
            #expect(printed == "4 of 100 failed\n")
            #expect(counts(ended) == [100, 4])
        }

        @Test func `several rules for one call each count, and the first that is due hits`() throws
        {
            let (printed, ended) = try run(
                "calls 10", rules: ["getppid:retval=1:when=2+2", "getppid:error=EPERM:when=2..5"])
            // 2 and 4 give a value, 3 and 5 fail.
            #expect(printed == "2 of 10 failed\n")
            #expect(counts(ended) == [10, 5])
            #expect(counts(ended, rule: 1) == [10, 2])
        }

        @Test(arguments: ["getppid:error=EPERM", "getppid:error=EPERM:after=exec"])
        func `no descriptor of ours is open in a target`(_ rule: String) throws {
            let (plain, _) = try run("descriptors", rules: [])
            let (printed, _) = try run("descriptors", rules: [rule])
            #expect(plain == "0\n1\n2\n")
            #expect(printed == plain)
        }

        @Test func `a target that filters its calls itself keeps its filter`() throws {
            let (plain, _) = try run("filter 3", rules: [])
            #expect(plain == "listener made\ngetpgid EPERM\n0 of 3 failed\n")
            let (printed, ended) = try run("filter 3", rules: ["getppid:error=EPERM"])
            // There is one listener at most, and it is ours.
            #expect(printed == "listener EBUSY\ngetpgid EPERM\n3 of 3 failed\n")
            #expect(counts(ended) == [3, 3])
        }

        @Test func `a target that traces itself is told that it cannot`() throws {
            let (untraced, _) = try run("trace", "--no-trace", rules: [])
            #expect(untraced == "ptrace works\n")
            let (printed, _) = try run("trace", rules: [])
            #expect(printed == "ptrace EPERM\n")
        }

        @Test(arguments: ["getppid:delay_enter=30s", "getppid:delay_exit=30s"])
        func `a target ends while a call of it is held up`(_ rule: String) throws {
            let (printed, ended) = try run("pending", "--timeout", "20s", rules: [rule])
            #expect(printed == "ending\n")
            #expect(ended.at("outcome", "code") as? Int == 3)
            #expect(counts(ended) == [1, 1])
        }

        @Test(arguments: ["getppid:delay_enter=30s", "getppid:delay_exit=30s"])
        func `a target is killed while a call of it is held up`(_ rule: String) throws {
            let (_, ended) = try run("calls 1", "--timeout", "300ms", rules: [rule])
            #expect(ended.text("outcome", "kind") == "timedOut")
        }

        @Test func `signals do not make calls fail that wait for us`() throws {
            let (printed, ended) = try run(
                "alarm 3000", rules: ["getppid:delay_enter=500us:when=1000+"])
            #expect(printed == "0 of 3000 failed\n")
            #expect(counts(ended) == [3000, 2001])
        }

        @Test func `brk fails as the kernel makes it fail`() throws {
            #expect(try run("brk", rules: []).printed == "sbrk works, break moved\n")
            let (printed, _) = try run("brk", rules: ["brk:error=ENOMEM"])
            #expect(printed == "sbrk ENOMEM, break unmoved\n")
        }

        @Test func `a close that fails gives the descriptor back, as the kernel does`() throws {
            #expect(try run("close", rules: []).printed == "close none, descriptor gone\n")
            let (printed, _) = try run("close", rules: ["close:error=EIO:when=1"])
            #expect(printed == "close EIO, descriptor gone\n")
            let (bad, _) = try run("close", rules: ["close:error=EBADF:when=1"])
            #expect(bad == "close EBADF, descriptor still open\n")
        }

        @Test func `a short read happens, and the file offset says so`() throws {
            let plain = "10 abcdefghij  at 10\n10 klmnopqrst  at 20\n"
            #expect(try run("read 2", rules: []).printed == plain)
            let (printed, _) = try run("read 2", rules: ["read:short=3:when=2"])
            #expect(printed == "10 abcdefghij  at 10\n3 klm  at 13\n")
        }

        @Test func `a flipped byte differs in one bit`() throws {
            let (printed, _) = try run("read 1", rules: ["read:flip=1"])
            let letters = Array(printed.utf8.dropFirst(3).prefix(10))
            let bits = zip(letters, "abcdefghij".utf8).map { ($0 ^ $1).nonzeroBitCount }
            #expect(bits.reduce(0, +) == 1, "\(printed)")
        }

        @Test(arguments: [("EINTR", 10), ("EIO", 10)])
        func `a read that fails has read nothing`(_ error: String, _ offset: Int) throws {
            let (printed, _) = try run("read 3", rules: ["read:error=\(error):when=2"])
            #expect(
                printed == "10 abcdefghij  at 10\n-1  \(error) at \(offset)\n"
                    + "10 klmnopqrst  at 20\n")
        }

        @Test func `predicates choose by number and by descriptor`() throws {
            let (printed, ended) = try run(
                "map", rules: ["mmap@len=0x100000:error=ENOMEM", "write@fd=2:error=EIO"])
            #expect(printed == "mmap ENOMEM\n")
            #expect(counts(ended) == [1, 1])
            #expect(counts(ended, rule: 1) == [0, 0])
        }

        @Test func `a fault on the first call of a program hits it, and not its loader`() throws {
            let (_, ended) = try run("calls 1", rules: ["%memory:retval=0:when=1"])
            #expect(counts(ended)[1] == 1)
            #expect(ended.text("cause", "kind") != "beforeStart", "\(ended.output)")
        }

        @Test func `a target that ends in its loader says nothing about itself`() throws {
            let (_, ended) = try run("calls 1", rules: ["mmap:error=ENOMEM:after=exec"])
            #expect(ended.text("verdict") == "invalid")
            #expect(ended.text("cause", "kind") == "beforeStart")
        }

        @Test func `loaders of programs that are executed later do not count`() throws {
            let (printed, ended) = try run(
                "run", rules: ["mmap@len>=4096:error=ENOMEM:when=1", "execve:error=EACCES:when=2"])
            #expect(printed.hasSuffix("child ended with 0\n"))
            #expect(counts(ended, rule: 1) == [1, 0])
            let (refused, _) = try run("run", rules: ["execve:error=EACCES"])
            #expect(refused == "child ended with 126\n")
        }

        @Test func `an uncounted rule is the kernel's own, and is not counted`() throws {
            let (printed, ended) = try run(
                "calls 1000", rules: ["getppid:error=EPERM:uncounted"])
            #expect(printed == "1000 of 1000 failed\n")
            #expect(counts(ended) == [])
            #expect(ended.text("verdict") != "invalid")
        }

        @Test func `a signal comes with the call`() throws {
            let (printed, ended) = try run("calls 5", rules: ["getppid:signal=SIGTERM:when=3"])
            #expect(printed == "")
            #expect(ended.text("outcome", "signal") == "SIGTERM")
            #expect(ended.text("verdict") == "killed")
        }

        @Test func `chance is decided by the seed`() throws {
            let rule = "getppid:error=EPERM:prob=0.5"
            let first = try run("calls 200", "--seed", "7", rules: [rule]).printed
            #expect(try run("calls 200", "--seed", "7", rules: [rule]).printed == first)
            #expect(try run("calls 200", "--seed", "8", rules: [rule]).printed != first)
            let count = first.split(separator: " ").first.flatMap { Int($0) } ?? 0
            #expect((60...140).contains(count))
        }

        @Test func `a finding under a fault is recorded with its calls, and replays`() throws {
            let path = try lab.write("print('one')\nprint('two')\n", to: "two.lua")
            let ended = try lab.wringer(
                "run", path, "--target", "lua", "--json", "--record", "kept", "--inject",
                "write@fd=1:error=ENOSPC:when=2")
            #expect(ended.text("verdict") == "degraded", "\(ended.output)")
            let folder = try #require(ended.text("recording"))
            #expect(try lab.read(folder + "/syscalls.jsonl").contains("ENOSPC"))
            #expect(try lab.read(folder + "/session.cast").contains("\"m\""))
            let again = try lab.wringer("replay", folder, "--times", "3", "--json")
            #expect(again.status == 1, "\(again.output)\(again.error)")
            #expect(again.text("conclusion") == "same", "\(again.output)")
        }

        @Test func `what a rule holds up or stops is no hang of the target`() throws {
            let held = try run("calls 1", "--timeout", "500ms", rules: ["getppid:delay_enter=9s"])
            #expect(held.1.text("verdict") == "endless", "\(held.1.output)")
            let stopped = try run(
                "calls 1", "--timeout", "500ms", rules: ["getppid:signal=SIGSTOP"])
            #expect(stopped.1.text("verdict") == "killed", "\(stopped.1.output)")
        }

        @Test func `a crash that comes without the fault as well is not blamed on it`() throws {
            let (_, plain) = try run("reraise", rules: [])
            let (_, ended) = try run("reraise", rules: ["rt_sigaction:delay_enter=1ms:when=1"])
            #expect(ended.text("verdict") == "crashed")
            #expect(ended.text("signature") == plain.text("signature"))
            #expect(ended.text("realism") == "default")
        }

        @Test func `a great many flipped bits hold nobody up`() throws {
            let path = try lab.write(
                "print(len(open('/dev/zero', 'rb').read(8 << 20)))\n", to: "zero.py")
            let ended = try lab.wringer(
                "run", path, "--target", "python", "--json", "--no-record", "--timeout", "5s",
                "--inject", "read@path=/dev/zero:flip=1000000000")
            #expect(ended.text("outcome", "kind") == "exited", "\(ended.output)")
        }

        @Test func `asking where the break is cannot fail`() throws {
            let (_, ended) = try run("calls 1", rules: ["brk@arg1=0:error=ENOMEM"])
            #expect(ended.text("cause", "kind") == "faultNotFired", "\(ended.output)")
        }

        @Test func `a call that does not return cannot return late`() throws {
            let path = try lab.write("x\n", to: "x.txt")
            let ended = try lab.wringer(
                "run", path, "--inject", "execve:delay_exit=1s", "--", conduct, "run")
            #expect(ended.status == 2)
            #expect(ended.error.contains("cannot return late"))
        }

        @Test func `a call that libseccomp does not know here is refused`() throws {
            let rule = FaultRule(selection: "nonesuch", calls: ["nonesuch"])
            let error = #expect(throws: FaultProgram.Unsupported.self) {
                _ = try FaultProgram(FaultPlan(rules: [rule]))
            }
            #expect(error?.description.contains("knows no such system call") == true)
        }

        @Test(arguments: [
            ("mmpa:error=ENOMEM", "did you mean mmap?"), ("mmap:error=ENOMEN", "ENOMEM"),
            ("mmap@lne=1:error=ENOMEM", "len"), ("mmap:error=ENOMEM:retval=0", "retval"),
            ("malloc:error=ENOMEM", "allocator library"),
        ])
        func `a rule that is wrong is refused at its place`(_ rule: String, _ hint: String) throws {
            let path = try lab.write("x\n", to: "x.txt")
            let ended = try lab.wringer("run", path, "--inject", rule, "--", conduct, "calls")
            #expect(ended.status == 2)
            #expect(ended.error.contains("column"), "\(ended.error)")
            #expect(ended.error.contains(hint), "\(ended.error)")
        }

        @Test func `a rule that never fires is said`() throws {
            let (_, ended) = try run("calls 10", rules: ["getppid:error=EPERM:when=11"])
            #expect(ended.text("verdict") == "invalid")
            #expect(ended.text("cause", "kind") == "faultNotFired")
            #expect(counts(ended) == [10, 0])
        }

        @Test func `a fault that the target survives is no crash`() throws {
            let (printed, ended) = try run("survive 3", rules: [])
            #expect(printed == "survived 3\n")
            #expect(ended.text("verdict") == "passed")
            #expect(try run("reraise", rules: []).1.text("verdict") == "crashed")
        }

        @Test func `faults need ptrace, and say so`() throws {
            let path = try lab.write("x\n", to: "x.txt")
            let ended = try lab.wringer(
                "run", path, "--no-trace", "--inject", "read:error=EIO", "--", conduct,
                "calls")
            #expect(ended.status == 2)
            #expect(ended.error.contains("leave out --no-trace"))
        }

        @Test func `where no descriptor is free the trial says so`() throws {
            // By the loader too one more is needed: no program at all says anything here.
            let path = try lab.write("x\n", to: "x.txt")
            let ended = try lab.wringer(
                "run", path, "--json", "--no-record", "--limit", "nofile=3", "--inject",
                "getppid:error=EPERM:after=exec", "--", conduct, "calls")
            #expect(ended.text("verdict") == "invalid", "\(ended.output)")
            #expect(ended.text("outcome", "step") == "filter", "\(ended.output)")
            #expect(ended.text("outcome", "error") == "EMFILE", "\(ended.output)")
        }

        @Test func `where somebody listens already the trial says so`() throws {
            // A filter with a listener that stays open, over Wringer and all that it starts.
            let listening = try lab.write(
                """
                import ctypes, os, struct, sys
                libc = ctypes.CDLL(None, use_errno=True)
                rules = [(0x20, 0, 0, 0), (0x15, 0, 1, 121), (6, 0, 0, 0x7fc00000), (6, 0, 0, 0x7fff0000)]
                code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
                program = ctypes.create_string_buffer(
                    struct.pack("HxxxxxxQ", len(rules), ctypes.addressof(code)))
                libc.prctl(38, 1, 0, 0, 0)
                listener = libc.syscall(317, 1, 8, program)
                if listener < 0: sys.exit(77)
                os.set_inheritable(listener, True)
                os.execvp(sys.argv[1], sys.argv[1:])
                """, to: "listening.py")
            let path = try lab.write("x\n", to: "x.txt")
            let ended = try lab.shell(
                "/usr/bin/python3 \(listening) \(Lab.wringer) run \(path) --json --no-record "
                    + "--inject getppid:error=EPERM -- \(conduct) calls")
            #expect(ended.text("verdict") == "invalid", "\(ended.output)\(ended.error)")
            #expect(ended.text("outcome", "error") == "EBUSY", "\(ended.output)")
        }
    }
}
