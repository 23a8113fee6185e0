import Foundation
import Testing

/// Ways around containment that were open once.
extension CommandTests {
    @Suite struct EscapeTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private func printed(
            _ text: String, as person: Person, _ options: String...
        ) throws -> String {
            let path = try lab.write(text, to: "program.py")
            let words =
                ["--json", "--record", "kept"] + options + ["--", "/usr/bin/python3", "@@"]
            let ended = try lab.start([Person.program, "run", path] + words, as: person).wait()
            #expect(ended.at("outcome", "code") as? Int == 0, "\(ended)")
            return try lab.printed()
        }

        private static let openings = """
            import socket, ctypes, os
            libc = ctypes.CDLL(None, use_errno=True)
            def attempt(name, act):
                try:
                    act()
                    print(name, 'open')
                except OSError as error:
                    print(name, 'closed')
            def queue():
                if libc.syscall(425, 2, ctypes.create_string_buffer(120)) < 0:
                    raise OSError()
            attempt('pair', lambda: socket.socketpair())
            attempt('datagrams', lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM))
            attempt('hypervisor', lambda: socket.socket(socket.AF_VSOCK))
            attempt('queue', queue)
            attempt('null', lambda: open('/dev/null', 'w').write('x'))
            print(sorted(os.listdir('/dev')))
            """

        @Test(arguments: Person.here)
        func `datagrams, hypervisors, queues of calls and devices are out of reach`(
            _ person: Person
        ) throws {
            let printed = try printed(Self.openings, as: person)
            for line in [
                "pair open", "datagrams closed", "hypervisor closed", "queue closed", "null open",
                "['fd', 'full', 'null', 'random', 'shm', 'stderr', 'stdin', 'stdout', 'tty', "
                    + "'urandom', 'zero']",
            ] { #expect(printed.contains(line), "\(line): \(printed)") }
            let plain = try lab.plainly(
                "/usr/bin/python3", lab.folder + "/program.py", as: person)
            #expect(plain.output.contains("datagrams open"), "\(plain)")
            #expect(plain.output.contains("'ptmx'"))
        }

        @Test(arguments: Person.here)
        func `shared memory does not outlive a trial`(_ person: Person) throws {
            let text = """
                import ctypes
                libc = ctypes.CDLL(None, use_errno=True)
                # IPC_CREAT | IPC_EXCL: refused where it is there already.
                print(libc.shmget(77, 4096, 0o3600) >= 0)
                """
            let path = try lab.write(text, to: "shared.py")
            let ended = try lab.wringer(
                as: person, "run", path, "--json", "--times", "3", "--no-record", "--",
                "/usr/bin/python3", "@@")
            #expect(ended.text("verdict") == "passed", "\(ended)")
            // Plainly, in a namespace that is thrown away: the second one finds the first.
            let plain = try lab.plainly(
                "/usr/bin/unshare", "--user", "--ipc", "/bin/sh", "-c",
                "/usr/bin/python3 \(path); /usr/bin/python3 \(path)", as: person)
            #expect(plain.output == "True\nFalse\n", "\(plain)")
        }

        @Test(.enabled(if: geteuid() == 0, "running a target as root needs root"))
        func `a target that runs as root has fixed addresses too`() throws {
            let text = "print(open('/proc/self/personality').read())\n"
            #expect(try printed(text, as: .root, "--as-root").contains("00040000"))
            try FileManager.default.removeItem(atPath: lab.folder + "/kept")
            #expect(
                try printed(text, as: .root, "--as-root", "--aslr").contains("00000000"))
        }

        @Test(.enabled(if: geteuid() == 0, "mounting needs root"))
        func `--allow-write leaves what is mounted read-only below as it is`() throws {
            try lab.write("", to: "top/in/file")
            let inner = lab.folder + "/top/in"
            _ = try lab.shell("mount --bind \(inner) \(inner) && mount -o remount,bind,ro \(inner)")
            defer { _ = try? lab.shell("umount \(inner)") }
            let text = """
                for name in ('new', 'in/new'):
                    try:
                        open('\(lab.folder)/top/' + name, 'w')
                        print('wrote', name)
                    except OSError as error:
                        print(error.strerror)
                """
            let printed = try printed(text, as: .root, "--allow-write", lab.folder + "/top")
            #expect(printed == "wrote new\nRead-only file system\n")
        }

        @Test(arguments: Person.here)
        func `a recording in the machine's memory file system stays`(_ person: Person) throws {
            let folder = "/dev/shm/wringer-test-\(getpid())"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let path = try lab.write("print(1)\n", to: "one.lua")
            let ended = try lab.wringer(
                as: person, "run", path, "--stdout", "full", "--record", folder, "--", "lua5.4",
                "@@")
            #expect(ended.status == 1, "\(ended)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names.count == 1)
        }

        @Test func `several at once that record the same finding leave it whole`() throws {
            let path = try lab.write("print(1)\n", to: "one.lua")
            for _ in 0..<5 {
                let all = try (0..<4).map { _ in
                    try lab.start([
                        Lab.wringer, "run", path, "--stdout", "full", "--record", "kept", "--",
                        "lua5.4", "@@",
                    ])
                }
                for running in all {
                    let ended = try running.wait()
                    #expect(ended.status == 1, "\(ended)")
                }
                let names = lab.list("kept")
                try #require(names.count == 1, "\(names)")
                let replayed = try lab.wringer("replay", "kept/\(names[0])", "--times", "1")
                #expect(replayed.status == 1, "\(replayed)")
            }
        }

        @Test func `background jobs from before an exec are not ours to end`() throws {
            let path = try lab.write("print(1)\n", to: "one.lua")
            let ended = try lab.start([
                "/bin/sh", "-c",
                "sleep 30 & echo $! >job; exec \(Lab.wringer) run \(path) --no-record -- lua5.4 @@",
            ]).wait()
            #expect(ended.status == 0, "\(ended)")
            let job = try #require(
                pid_t(try lab.read("job").trimmingCharacters(in: .whitespacesAndNewlines)))
            #expect(kill(job, 0) == 0, "it is alive")
            kill(job, SIGKILL)
            #expect(Lab.leftProcesses() == [])
        }

        @Test func `a third interrupt ends a worker that does not listen`() throws {
            let fifo = lab.folder + "/program.lua"
            try #require(mkfifo(fifo, 0o600) == 0)
            let running = try lab.start([Lab.wringer, "run", fifo, "--", "lua5.4", "@@"])
            try running.waitUntil("a worker") { !Lab.children(of: running.processID).isEmpty }
            usleep(100_000)
            for _ in 0..<3 {
                running.send(SIGINT)
                usleep(50_000)
            }
            #expect(try running.wait().signal == SIGINT)
            #expect(Lab.leftProcesses() == [])
        }

        @Test func `SIGQUIT ends all at once`() throws {
            let path = try lab.write("while true do end\n", to: "loop.lua")
            let running = try lab.start([
                Lab.wringer, "run", path, "--timeout", "60s", "--", "lua5.4", "@@",
            ])
            try running.waitUntil("a target") { Lab.hasGrandchild(of: running.processID) }
            running.send(SIGQUIT)
            #expect(try running.wait().signal == SIGQUIT)
            #expect(Lab.leftProcesses() == [])
        }

        @Test(arguments: Person.here)
        func `a program that prints where it is prints the same in a replay`(
            _ person: Person
        ) throws {
            let path = try lab.write("pwd\n", to: "where.sh")
            _ = try lab.wringer(
                as: person, "run", path, "--record", "kept", "--", "/bin/sh", "@@")
            let name = try #require(lab.list("kept").first)
            let replayed = try lab.wringer(as: person, "replay", "kept/\(name)")
            #expect(replayed.status == 0 && replayed.output.hasPrefix("same"), "\(replayed)")
        }

        @Test func `a journal that somebody planted overwrites nothing and ends nothing`() throws {
            let path = try lab.write("print(1)\n", to: "one.lua")
            try lab.wringer(
                "run", path, "--stdout", "full", "--record", "kept", "--", "lua5.4", "@@")
            let name = try #require(lab.list("kept").first)
            let before = try lab.read("kept/\(name)/recording.json")
            _ = try lab.shell(
                "cp -r \(lab.folder)/kept/\(name) \(lab.folder)/kept/.unfinished-x; "
                    + "printf '0 e 1\\n0 e 9223372036854775807\\n' "
                    + ">\(lab.folder)/kept/.unfinished-x/pieces")
            for _ in 0..<2 {
                let ended = try lab.wringer(
                    "run", path, "--record", "kept", "--", "lua5.4", "@@")
                #expect(ended.status == 0, "\(ended)")
                #expect(ended.error.contains("no journal of an unfinished trial"), "\(ended)")
            }
            #expect(try lab.read("kept/\(name)/recording.json") == before)
        }
    }
}
