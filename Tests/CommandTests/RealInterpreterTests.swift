import Foundation
import Testing

/// Debian's interpreters under real limits, each hand-checked against a shell that does the same.
extension CommandTests {
    @Suite struct RealInterpreterTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        @Test func `a small stack crashes Python, and the shell says the same`() throws {
            let text =
                "def f(n):\n    return sorted([n], key=lambda x: f(x - 1)) if n else 0\n"
                + "import sys\nsys.setrecursionlimit(10000)\nf(2000)\n"
            let path = try lab.write(text, to: "deep.py")
            let shell = try lab.shell("ulimit -s 256; /usr/bin/python3 \(path)")
            #expect(shell.status == 139)
            let ended = try lab.wringer(
                "run", path, "--json", "--limit", "stack=256K", "--", "/usr/bin/python3", "@@")
            #expect(ended.text("verdict") == "crashed", "\(ended.output)")
            #expect(ended.text("outcome", "signal") == "SIGSEGV")
            #expect(ended.text("cause", "kind") == "stackExhausted")
            #expect(ended.text("realism") == "plausible")
            #expect(ended.status == 1)
        }

        @Test func `a stack on which nothing runs is below the idle floor, not a crash`() throws {
            let path = try lab.write("print(1)\n", to: "one.py")
            let shell = try lab.shell("ulimit -s 64; /usr/bin/python3 \(path)")
            #expect(shell.status != 0)
            let ended = try lab.wringer(
                "run", path, "--json", "--limit", "stack=64K", "--", "/usr/bin/python3", "@@")
            #expect(ended.text("verdict") == "invalid", "\(ended.output)")
            #expect(ended.text("cause", "kind") == "belowIdleFloor")
            // The floor was measured: at it the interpreter starts, and a page or two below not.
            let text = try #require(ended.text("cause", "text"))
            let floor = try #require(text.firstMatch(of: /needs stack=(\d+)K/)?.output.1)
            let enough = try lab.wringer(
                "run", path, "--json", "--limit", "stack=\(floor)K", "--", "/usr/bin/python3", "@@")
            #expect(enough.text("verdict") == "passed", "\(text)")
            let kibibytes = try #require(Int(floor))
            let less = kibibytes - max(8, kibibytes / 8)
            let tooLittle = try lab.wringer(
                "run", path, "--json", "--limit", "stack=\(less)K", "--", "/usr/bin/python3", "@@")
            #expect(tooLittle.text("verdict") == "invalid", "\(text)")
        }

        @Test func `Lua out of memory is exhausted under a limit, and the shell sees exit 1`()
            throws
        {
            let path = try lab.write(
                "local t = {}\nfor i = 1, 1e7 do t[i] = {i} end\n", to: "memory.lua")
            let shell = try lab.shell("ulimit -v 32768; lua5.4 \(path)")
            #expect(shell.status == 1)
            #expect(shell.error.contains("not enough memory"))
            let ended = try lab.wringer(
                "run", path, "--json", "--limit", "as=32M", "--", "lua5.4", "@@")
            #expect(ended.text("verdict") == "exhausted", "\(ended.output)")
            #expect(ended.text("cause", "kind") == "outOfMemory")
            #expect(ended.status == 0)
        }

        @Test func `a processor limit ends Lua by SIGXCPU, and the shell sees the same`() throws {
            let path = try lab.write("while true do end\n", to: "spin.lua")
            let shell = try lab.shell("ulimit -S -t 1; lua5.4 \(path)")
            #expect(shell.status == 152, "128 and SIGXCPU")
            let ended = try lab.wringer(
                "run", path, "--json", "--limit", "cpu=1s", "--", "lua5.4", "@@")
            #expect(ended.text("verdict") == "exhausted")
            #expect(ended.text("cause", "kind") == "cpuLimit")
            #expect(ended.text("outcome", "signal") == "SIGXCPU")
        }

        @Test func `a file size limit is met as in the shell`() throws {
            let text =
                "local f = io.open('out.txt', 'w')\nf:write(string.rep('x', 100000))\nf:close()\n"
            let path = try lab.write(text, to: "file.lua")
            let shell = try lab.shell("ulimit -f 8; lua5.4 \(path)")
            #expect(shell.status == 153, "128 and SIGXFSZ")
            let ended = try lab.wringer(
                "run", path, "--json", "--limit", "fsize=4K", "--", "lua5.4", "@@")
            #expect(ended.text("verdict") == "exhausted", "\(ended.output)")
            #expect(ended.text("cause", "kind") == "fileSizeLimit")
        }

        @Test func `too few descriptors are refused cleanly by Lua`() throws {
            let text = """
                local files = {}
                for i = 1, 20 do files[i] = assert(io.open('f' .. i, 'w')) end
                print(#files)
                """
            let path = try lab.write(text, to: "files.lua")
            let shell = try lab.shell("ulimit -n 8; lua5.4 \(path)")
            #expect(shell.status == 1)
            #expect(shell.error.contains("Too many open files"))
            let ended = try lab.wringer(
                "run", path, "--json", "--limit", "nofile=8", "--", "lua5.4", "@@")
            #expect(ended.text("verdict") == "rejected", "\(ended.output)")
            let without = try lab.wringer("run", path, "--json", "--", "lua5.4", "@@")
            #expect(without.text("verdict") == "passed")
        }

        @Test(arguments: ["full", "closed"])
        func `Lua loses its output and says nothing: degraded`(state: String) throws {
            let path = try lab.write("print('hello')\n", to: "hello.lua")
            let shell = try lab.shell(
                "lua5.4 \(path) " + (state == "full" ? ">/dev/full" : ">&-"))
            #expect(shell.status == 0, "the shell sees success: that is the bug")
            let ended = try lab.wringer(
                "run", path, "--json", "--stdout", state, "--", "lua5.4", "@@")
            #expect(ended.text("verdict") == "degraded", "\(ended.output)")
            #expect(ended.text("cause", "kind") == "outputLost")
            #expect(ended.status == 1)
            let without = try lab.wringer("run", path, "--json", "--", "lua5.4", "@@")
            #expect(without.text("verdict") == "passed")
        }

        @Test func `gawk says that the device is full: no finding`() throws {
            let path = try lab.write("BEGIN { print \"hello\" }\n", to: "hello.awk")
            let shell = try lab.shell("gawk -f \(path) >/dev/full")
            #expect(shell.status != 0)
            let ended = try lab.wringer(
                "run", path, "--json", "--stdout", "full", "--", "gawk", "-f", "@@")
            #expect(ended.text("verdict") == "rejected", "\(ended.output)")
            #expect(ended.status == 0)
        }

        @Test func `Python exits 120 on a full device: no finding`() throws {
            let path = try lab.write("print('hello')\n", to: "hello.py")
            #expect(try lab.shell("/usr/bin/python3 \(path) >/dev/full").status == 120)
            let ended = try lab.wringer(
                "run", path, "--json", "--stdout", "full", "--target", "python")
            #expect(ended.text("verdict") == "rejected", "\(ended.output)")
        }

        @Test func `a broken pipe ends jimsh by SIGPIPE, which is no finding`() throws {
            let path = try lab.write(
                "for {set i 0} {$i < 10000} {incr i} { puts $i }\n", to: "puts.tcl")
            let ended = try lab.wringer(
                "run", path, "--json", "--stdout", "pipe", "--", "jimsh", "@@")
            #expect(ended.text("verdict") == "killed", "\(ended.output)")
            #expect(ended.text("outcome", "signal") == "SIGPIPE")
        }

        @Test func `a signal that the program sends itself is no crash`() throws {
            let path = try lab.write("kill -SEGV $$\n", to: "self.sh")
            let shell = try lab.shell("/bin/sh \(path); echo $?")
            #expect(shell.output == "139\n")
            let ended = try lab.wringer("run", path, "--json", "--", "/bin/sh", "@@")
            #expect(ended.text("verdict") == "killed", "\(ended.output)")
            #expect(ended.text("cause", "kind") == "selfInflicted")
            // Without tracing nobody can tell, and it says so.
            let untraced = try lab.wringer(
                "run", path, "--json", "--no-trace", "--", "/bin/sh", "@@")
            #expect(untraced.text("verdict") == "crashed")
            #expect(untraced.output.contains("not traced"))
        }

        @Test func `Lua's failed assertion is a clean refusal`() throws {
            let path = try lab.write("assert(false)\n", to: "assert.lua")
            let ended = try lab.wringer("run", path, "--json", "--target", "lua")
            #expect(ended.text("verdict") == "rejected", "\(ended.output)")
        }

        @Test func `a crash behind a wrapper is seen, and so is the binary`() throws {
            let wrapper = try lab.write(
                "#!/bin/sh\n\(Lab.brittle) \"$@\"\nexit $?\n", to: "wrapper")
            chmod(wrapper, 0o755)
            let path = Lab.repository + "/fixtures/brittle/programs/null-argument.brt"
            let ended = try lab.wringer(
                "run", path, "--json", "--", wrapper, "--defect", "null-argument", "@@")
            #expect(ended.text("verdict") == "crashed", "\(ended.output)")
            #expect(ended.at("outcome", "code") as? Int == 139)
            let recording = try #require(ended.text("recording"))
            let document = try lab.read(recording + "/recording.json")
            #expect(document.contains("\"path\" : \"\(Lab.brittle)\""))
            #expect(document.contains(wrapper))
        }

        @Test func `an interpreter that prints without end is stopped at its limit`() throws {
            let path = try lab.write("while true do print('x') end\n", to: "flood.lua")
            let ended = try lab.wringer(
                "run", path, "--json", "--max-output", "1M", "--", "lua5.4", "@@")
            #expect(ended.text("outcome", "kind") == "outputLimit")
            #expect(ended.text("verdict") == "exhausted")
        }

        @Test func `a loop without end is endless and not a finding`() throws {
            let path = try lab.write("while true do end\n", to: "loop.lua")
            let ended = try lab.wringer(
                "run", path, "--json", "--timeout", "300ms", "--", "lua5.4", "@@")
            #expect(ended.text("verdict") == "endless", "\(ended.output)")
            #expect(ended.text("cause", "kind") == "busyLoop")
            #expect(ended.status == 0)
        }

        @Test
        func `a program that is only slow is not hung, though its parser misses the deadline too`()
            throws
        {
            // The parser of Lua takes time quadratic in the length of such a ladder.
            let text =
                "if false then\n" + String(repeating: "elseif false then\n", count: 16_384)
                + "end\n"
            let path = try lab.write(text, to: "ladder.lua")
            let ended = try lab.wringer(
                "run", path, "--json", "--timeout", "200ms", "--target", "lua")
            if ended.text("outcome", "kind") == "timedOut" {
                #expect(ended.text("verdict") == "endless", "\(ended.output)")
            } else {
                #expect(ended.text("verdict") == "passed", "\(ended.output)")
            }
        }

        @Test(arguments: [
            "as=0", "as=4K", "as=200K", "as=3M", "data=0", "stack=0", "stack=10K", "nofile=0",
            "nofile=3", "fsize=0", "cpu=0", "memlock=0", "sigpending=0",
        ])
        func `no limit is so small that a launch does not end`(limit: String) throws {
            let path = try lab.write("print(1)\n", to: "one.lua")
            let ended = try lab.wringer("run", path, "--json", "--limit", limit, "--target", "lua")
            #expect(ended.at("finding") as? Bool == false, "\(ended.output)\(ended.error)")
        }

        @Test func `a limit that cannot be applied makes the trial invalid`() throws {
            let path = try lab.write("print(1)\n", to: "one.lua")
            // The hard limit is lowered first; without privileges nobody raises it again.
            let ended = try lab.start([
                "/bin/sh", "-c",
                "ulimit -n 256; exec \(Lab.wringer) run one.lua --json --limit nofile=1024 -- lua5.4 @@",
            ]).wait()
            #expect(ended.text("verdict") == "invalid", "\(ended.output)\(ended.error)")
            #expect(ended.text("cause", "kind") == "limitNotApplied")
            let applied = try lab.wringer(
                "run", path, "--json", "--limit", "nofile=256", "--", "lua5.4", "@@")
            #expect(applied.text("verdict") == "passed")
        }

        @Test func `every limit of the contract is applied, soft and hard`() throws {
            let text = "cat /proc/self/limits\n"
            let path = try lab.write(text, to: "limits.sh")
            let limits = [
                "as=512M:1G": "Max address space         536870912            1073741824",
                "core=0": "Max core file size        0                    0",
                "cpu=5s": "Max cpu time              5                    6",
                "data=256M": "Max data size             268435456            268435456",
                "fsize=1M": "Max file size             1048576              1048576",
                "memlock=64K": "Max locked memory         65536                65536",
                "nofile=64:128": "Max open files            64                   128",
                "sigpending=100": "Max pending signals       100                  100",
                "stack=1M:2M": "Max stack size            1048576              2097152",
            ]
            for (limit, line) in limits {
                let kept = lab.folder + "/kept"
                let ended = try lab.wringer(
                    "run", path, "--json", "--record", kept, "--limit", limit, "--", "/bin/sh", "@@"
                )
                #expect(ended.at("outcome", "code") as? Int == 0, "\(limit): \(ended.output)")
                let recording = try #require(ended.text("recording"))
                let output = try String(contentsOfFile: recording + "/stdout", encoding: .utf8)
                #expect(output.contains(line), "\(limit): \(output)")
            }
        }

        @Test(arguments: Person.here)
        func `a process limit binds`(_ person: Person) throws {
            let path = try lab.write("(sleep 0); echo done\n", to: "fork.sh")
            let bound = try lab.wringer(
                as: person, "run", path, "--json", "--limit", "nproc=1", "--", "/bin/sh", "@@")
            #expect(bound.text("verdict") == "rejected", "\(bound)")
            // The worker is a process of an ordinary user's as well, and counts.
            let enough = person == .root ? "nproc=2" : "nproc=3"
            let free = try lab.wringer(
                as: person, "run", path, "--json", "--limit", enough, "--", "/bin/sh", "@@")
            #expect(free.text("verdict") == "passed", "\(free)")
        }

        @Test(.enabled(if: geteuid() == 0, "running a target as root needs root"))
        func `a process limit does not bind root, and that is said`() throws {
            let path = try lab.write("(sleep 0); echo done\n", to: "fork.sh")
            let ended = try lab.wringer(
                "run", path, "--json", "--as-root", "--limit", "nproc=1", "--", "/bin/sh", "@@")
            #expect(ended.text("verdict") == "invalid")
            #expect(ended.text("cause", "kind") == "limitNotApplied")
        }
    }
}
