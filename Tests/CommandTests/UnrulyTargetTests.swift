import Foundation
import Testing

/// Targets that do not behave: each is first run plainly, where its conduct is seen, and then under
/// Wringer, which ends it, says so, and leaves nothing.
extension CommandTests {
    @Suite struct UnrulyTargetTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private func run(
            _ program: String, as person: Person, _ options: String..., by shell: String = "/bin/sh"
        ) throws -> Ended {
            try lab.start(
                [Person.program, "run", program, "--json", "--record", "kept"] + options
                    + ["--", shell, "@@"], as: person
            ).wait()
        }

        private func nothingIsLeft(_ ended: Ended) {
            #expect(Lab.leftProcesses() == [], "\(ended)")
            #expect(ended.status != 3, "\(ended)")
        }

        @Test(arguments: Person.here)
        func `one that ignores every signal it can`(_ person: Person) throws {
            let path = try lab.write(
                "trap '' TERM INT HUP QUIT\necho up\nwhile :; do sleep 0.05; done\n", to: "deaf.sh")
            let plain = try lab.start(["/bin/sh", path], as: person)
            try plain.waitUntil("it is up") { plain.output.contains("up") }
            plain.send(SIGTERM)
            usleep(200_000)
            #expect(kill(plain.processID, 0) == 0, "SIGTERM does not end it")
            plain.send(SIGKILL)
            _ = try plain.wait()
            let ended = try run(path, as: person, "--timeout", "300ms")
            #expect(ended.text("outcome", "kind") == "timedOut")
            nothingIsLeft(ended)
        }

        @Test(arguments: Person.here)
        func `one that forks without end`(_ person: Person) throws {
            let path = try lab.write(
                """
                import os, signal, sys, time
                count = 0
                try:
                    while count < 1500:
                        if os.fork() == 0:
                            time.sleep(60)
                            os._exit(0)
                        count += 1
                except OSError as error:
                    print(error.errno)
                print(count)
                sys.stdout.flush()
                os.killpg(0, signal.SIGKILL)
                """, to: "forks.py")
            // Plainly, in a group of its own that it ends itself: the harm is seen.
            let plain = try lab.plainly("/usr/bin/python3", path, as: person)
            #expect(plain.output == "1500\n", "\(plain)")
            let ended = try run(path, as: person, by: "/usr/bin/python3")
            let printed = try lab.printed()
            let count = try #require(printed.split(separator: "\n").last.flatMap { Int($0) })
            #expect((500...1024).contains(count), "\(printed)")
            nothingIsLeft(ended)
            // Two that double for ever are ended at the deadline, all of them.
            let bomb = try lab.write(
                "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass\n", to: "bomb.py")
            let bombed = try lab.start(
                [
                    Person.program, "run", bomb, "--json", "--no-record", "--timeout", "1s", "--",
                    "/usr/bin/python3", "@@",
                ], as: person
            ).wait()
            #expect(bombed.text("outcome", "kind") == "timedOut", "\(bombed)")
            nothingIsLeft(bombed)
        }

        @Test(arguments: Person.here)
        func `one that leaves orphans in sessions of their own`(_ person: Person) throws {
            let path = try lab.write(
                "for i in 1 2 3; do setsid -f sleep 60; done; echo $$\n", to: "orphans.sh")
            _ = try lab.start(["/bin/sh", path], as: person).wait()
            let orphans = Lab.leftProcesses()
            #expect(orphans.count == 3, "plainly they stay")
            for orphan in orphans { kill(orphan, SIGKILL) }
            #expect(Lab.leftProcesses() == [])
            let ended = try run(path, as: person)
            #expect(ended.text("verdict") == "leaked", "\(ended)")
            nothingIsLeft(ended)
        }

        @Test(arguments: Person.here)
        func `one whose grandchild keeps the output open`(_ person: Person) throws {
            let path = try lab.write("sleep 3 &\necho done\n", to: "open.sh")
            let start = Date()
            let plain = try lab.plainly(
                "/bin/sh", "-c", "/bin/sh \(path) | cat", as: person)
            #expect(plain.output == "done\n")
            #expect(Date().timeIntervalSince(start) > 2.5, "a reader waits for the grandchild")
            let ended = try run(path, as: person)
            let wall = try #require(ended.at("usage", "wall") as? Double)
            #expect(wall < 2.5)
            #expect(ended.text("verdict") == "leaked")
            nothingIsLeft(ended)
        }

        @Test(arguments: Person.here)
        func `one that prints without end`(_ person: Person) throws {
            let path = try lab.write(
                "while :; do echo yyyyyyyyyyyyyyyyyyyy; done\n", to: "flood.sh")
            let plain = try lab.plainly(
                "/bin/sh", "-c", "/bin/sh \(path) | head -c 3000000 | wc -c", as: person)
            #expect(plain.output == "3000000\n", "there is more than the limit")
            let ended = try run(path, as: person, "--max-output", "1M", "--timeout", "60s")
            #expect(ended.text("outcome", "kind") == "outputLimit", "\(ended)")
            #expect(try lab.printed().utf8.count <= 1 << 20)
            nothingIsLeft(ended)
        }

        @Test(arguments: Person.here)
        func `one that prints bytes which would steer a terminal`(_ person: Person) throws {
            let path = try lab.write(
                "printf '\\033]0;owned\\007\\033[2J\\377\\376\\000x' >&2; exit 3\n", to: "steer.sh")
            let plain = try lab.start(["/bin/sh", path], as: person).wait()
            #expect(plain.error.contains("\u{1b}[2J"))
            for option in ["--json", "--verbose"] {
                let ended = try lab.wringer(
                    as: person, "run", path, option, "--no-record", "--", "/bin/sh", "@@")
                #expect(!(ended.output + ended.error).unicodeScalars.contains { $0.value == 0x1b })
                #expect(!(ended.output + ended.error).unicodeScalars.contains { $0.value == 7 })
            }
        }

        @Test(arguments: Person.here)
        func `one that reads input it is not given`(_ person: Person) throws {
            let path = try lab.write("read x; echo \"got $? $x\"\n", to: "read.sh")
            let start = Date()
            _ = try lab.plainly("/bin/sh", "-c", "sleep 1 | /bin/sh \(path)", as: person)
            #expect(Date().timeIntervalSince(start) > 0.9, "it waits for a writer")
            let ended = try run(path, as: person)
            #expect(try lab.printed() == "got 1 \n")
            #expect(ended.at("usage", "wall") as? Double ?? 9 < 0.9)
            nothingIsLeft(ended)
        }

        @Test(arguments: Person.here)
        func `one that stops itself`(_ person: Person) throws {
            let path = try lab.write("kill -STOP $$\n", to: "stop.sh")
            let plain = try lab.start(["/bin/sh", path], as: person)
            try plain.waitUntil("it is stopped") { Lab.state(of: plain.processID) == "T" }
            plain.send(SIGKILL)
            _ = try plain.wait()
            let ended = try run(path, as: person, "--timeout", "300ms")
            #expect(ended.text("outcome", "kind") == "timedOut")
            nothingIsLeft(ended)
        }

        @Test(arguments: Person.here)
        func `one that replaces its own program`(_ person: Person) throws {
            let program = "echo one; echo 'echo two' >\"$0\"\n"
            let path = try lab.write(program, to: "self.sh")
            try lab.write(program, to: "copy.sh")
            _ = try lab.plainly("/bin/sh", "copy.sh", as: person)
            #expect(try lab.read("copy.sh") == "echo two\n", "plainly it is another")
            let ended = try run(path, as: person, "--times", "3")
            #expect(ended.text("verdict") == "passed", "\(ended)")
            #expect(try lab.printed() == "one\n")
            #expect(try lab.read("self.sh") == program)
            nothingIsLeft(ended)
        }

        @Test(arguments: Person.here)
        func `one that deletes the folder it runs in`(_ person: Person) throws {
            let path = try lab.write("echo one; rm -rf \"$PWD\"; ls; true\n", to: "delete.sh")
            try lab.write("", to: "folder/file")
            _ = try lab.plainly("/usr/bin/env", "-C", "folder", "/bin/sh", path, as: person)
            #expect(!lab.list().contains("folder"), "plainly it is gone")
            let ended = try run(path, as: person, "--times", "3")
            #expect(ended.text("verdict") == "passed", "\(ended)")
            #expect(try lab.printed() == "one\n")
            nothingIsLeft(ended)
        }

        @Test(arguments: Person.here)
        func `one that raises its own limits`(_ person: Person) throws {
            let path = try lab.write(
                "ulimit -Sn 512 && echo raised; ulimit -Sn\n", to: "raise.sh")
            let plain = try lab.plainly(
                "/bin/sh", "-c", "ulimit -Sn 256; exec /bin/sh \(path)", as: person)
            #expect(plain.output == "raised\n512\n", "a soft limit alone does not hold: \(plain)")
            let ended = try run(path, as: person, "--limit", "nofile=256")
            #expect(try lab.printed() == "256\n", "\(ended)")
            nothingIsLeft(ended)
        }
    }
}

extension Lab {
    /// The state letter of a process, as in proc(5).
    static func state(of processID: pid_t) -> String? {
        let text = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8)
        return text?.split(separator: ")").last?.split(separator: " ").first.map(String.init)
    }
}
