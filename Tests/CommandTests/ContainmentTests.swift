import Foundation
import Testing

/// What a hostile program cannot do to the machine. Each harm is done twice: by the program run
/// plainly, where it must be seen, and under Wringer, where it must not.
extension CommandTests {
    @Suite struct ContainmentTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private static let python = "/usr/bin/python3"

        /// Runs a Python program under Wringer and gives what it printed.
        private func contained(
            _ program: String, as person: Person, beside others: [Running] = []
        ) throws -> String {
            let ended = try lab.wringer(
                as: person, beside: others, "run", program, "--json", "--record", "kept", "--",
                Self.python, "@@")
            #expect(ended.at("outcome", "code") as? Int == 0, "\(ended)")
            return try lab.printed()
        }

        /// A program that tries each of some lines and prints which of them did something.
        private func attempts(_ lines: [String], _ preamble: String = "") -> String {
            """
            import os, socket, ctypes, resource, sys
            libc = ctypes.CDLL(None, use_errno=True)
            parent = os.getppid()
            \(preamble)
            def call(result):
                if result < 0:
                    raise OSError(ctypes.get_errno(), 'failed')
            for number, line in enumerate(\(lines)):
                try:
                    exec(line)
                    print('done', number)
                except OSError as error:
                    print('refused', number)

            """
        }

        @Test(arguments: Person.here)
        func `files outside of the scratch folder stay as they are`(_ person: Person) throws {
            let victim = lab.folder + "/victim.txt"
            let lines = [
                "os.utime('\(victim)', (1, 1))", "os.setxattr('\(victim)', 'user.x', b'x')",
                "os.chmod('\(victim)', 0)", "os.truncate('\(victim)', 0)",
                "open('\(lab.folder)/new.txt', 'w')", "os.link('\(victim)', '\(lab.folder)/link')",
                "os.rename('\(victim)', '\(lab.folder)/moved')", "os.rmdir(os.getcwd())",
            ]
            let path = try lab.write(attempts(lines), to: "files.py")
            try lab.write("precious", to: "victim.txt")
            #expect(chmod(victim, 0o666) == 0)
            let printed = try contained(path, as: person)
            #expect(!printed.contains("done"), "\(printed)")
            #expect(try lab.read("victim.txt") == "precious")
            #expect(lab.mode("victim.txt") == 0o666)
            #expect(!lab.list().contains("new.txt"))
            // Plainly: the harm is seen.
            _ = try lab.plainly(Self.python, path, as: person)
            #expect(lab.mode("moved") == 0)
            #expect(lab.list().contains("new.txt"))
        }

        @Test(arguments: Person.here)
        func `the worker cannot be killed, traced, slowed or limited`(_ person: Person) throws {
            let lines = [
                "call(libc.ptrace(0x4206, parent, 0, 0)); call(libc.ptrace(17, parent, 0, 0))",
                "os.setpriority(os.PRIO_PROCESS, parent, 1)",
                "os.sched_setaffinity(parent, os.sched_getaffinity(parent))",
                "resource.prlimit(parent, resource.RLIMIT_NICE, (0, 0))",
                "os.kill(parent, 9)",
            ]
            // A traced process has to be stopped before it can be let go again.
            let path = try lab.write(
                attempts(["call(libc.ptrace(0x4206, parent, 0, 0))"] + lines.dropFirst()),
                to: "parent.py")
            let printed = try contained(path, as: person)
            #expect(!printed.contains("done"), "\(printed)")
            let plain = try lab.plainly(
                "/bin/sh", "-c", "/bin/sh -c '\(Self.python) \(path); true'; echo $?", as: person)
            for number in 0...3 {
                #expect(plain.output.contains("done \(number)"), "\(plain)")
            }
            #expect(plain.output.contains("137"), "its parent was killed: \(plain)")
        }

        @Test(arguments: Person.here)
        func `what the worker has open stays its own`(_ person: Person) throws {
            try lab.write("secret", to: "secret.txt")
            let lines = [
                "[os.open('/proc/%d/fd/9' % parent, os.O_RDONLY)]",
                "[os.readlink('/proc/%d/exe' % parent)]",
                "[open('/proc/%d/mem' % parent, 'rb')]",
            ]
            let every = """
                import glob
                for name in glob.glob('/proc/%d/fd/*' % os.getppid()):
                    for mode in (os.O_RDONLY, os.O_WRONLY, os.O_PATH):
                        try:
                            print('done', name, os.open(name, mode))
                        except OSError:
                            pass
                """
            let path = try lab.write(attempts(lines, every), to: "open.py")
            let printed = try contained(path, as: person)
            #expect(!printed.contains("done"), "\(printed)")
            let plain = try lab.plainly(
                "/bin/sh", "-c", "exec 9<secret.txt; \(Self.python) \(path); true", as: person)
            for number in 0...2 {
                #expect(plain.output.contains("done \(number)"), "\(plain)")
            }
        }

        @Test(arguments: Person.here)
        func `no socket of the machine can be reached`(_ person: Person) throws {
            let server = try lab.write(
                """
                import socket, os, sys, time
                tcp = socket.socket(); tcp.bind(('127.0.0.1', 0)); tcp.listen()
                udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); udp.bind(('127.0.0.1', 0))
                named = socket.socket(socket.AF_UNIX); named.bind('socket'); named.listen()
                os.chmod('socket', 0o777)
                hidden = socket.socket(socket.AF_UNIX)
                hidden.bind('\\0wringer-test-%d' % os.getpid()); hidden.listen()
                print(tcp.getsockname()[1], udp.getsockname()[1], os.getpid(), flush=True)
                udp.settimeout(30)
                print(udp.recv(10), flush=True)
                time.sleep(60)
                """, to: "server.py")
            let running = try lab.start([Self.python, server], as: person)
            try running.waitUntil("the server listens") { running.output.contains("\n") }
            let numbers = running.output.split(whereSeparator: \.isWhitespace).map(String.init)
            try #require(numbers.count == 3, "\(running.output)\(running.error)")
            let lines = [
                "socket.create_connection(('127.0.0.1', \(numbers[0])), 1)",
                "socket.socket(socket.AF_UNIX).connect('\(lab.folder)/socket')",
                "socket.socket(socket.AF_UNIX).connect('\\0wringer-test-\(numbers[2])')",
                "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'harm', "
                    + "('127.0.0.1', \(numbers[1])))",
            ]
            let path = try lab.write(attempts(lines), to: "connect.py")
            let printed = try contained(path, as: person, beside: [running])
            for number in 0...2 {
                #expect(printed.contains("refused \(number)"), "\(printed)")
            }
            usleep(100_000)
            #expect(!running.output.contains("harm"), "no datagram came out")
            // --network leaves it, but for the sockets of services in the file system.
            _ = try lab.wringer(
                as: person, beside: [running], "run", path, "--network", "--json", "--record",
                "open", "--", Self.python, "@@")
            let open = try lab.printed("open")
            #expect(open.contains("done 0") && open.contains("refused 1"), "\(open)")
            try running.waitUntil("the datagram") { running.output.contains("harm") }
            let plain = try lab.plainly(Self.python, path, as: person)
            for number in 0...3 {
                #expect(plain.output.contains("done \(number)"), "\(plain)")
            }
            running.send(SIGKILL)
            _ = try running.wait()
        }

        @Test(arguments: Person.here)
        func `a signal to everybody reaches nobody`(_ person: Person) throws {
            let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
            // In our own process namespace it refuses to do what it is for.
            let path = try lab.write(
                """
                import os, signal
                if os.readlink('/proc/self/ns/pid') == '\(own)':
                    raise SystemExit('not here')
                try:
                    os.kill(-1, signal.SIGKILL)
                except OSError as error:
                    print(error)
                print('over')
                """, to: "everybody.py")
            let victim = try lab.start(["/bin/sleep", "60"], as: person)
            let printed = try contained(path, as: person, beside: [victim])
            #expect(printed.contains("over"))
            #expect(kill(victim.processID, 0) == 0, "it is alive")
            // Plainly, but in a namespace that is thrown away: the harm is seen.
            let plain = try lab.plainly(
                "/usr/bin/unshare", "--user", "--map-root-user", "--pid", "--fork", "/bin/sh",
                "-c", "sleep 30 & \(Self.python) \(path); wait $!; echo $?", as: person)
            #expect(plain.output.contains("137"), "\(plain)")
            victim.send(SIGKILL)
            _ = try victim.wait()
        }

        @Test(arguments: Person.here)
        func `a target has no capability, no privilege and no root`(_ person: Person) throws {
            let path = try lab.write(
                "import os\nprint(os.getuid(), open('/proc/self/status').read())\n", to: "who.py")
            let printed = try contained(path, as: person)
            for line in [
                "CapEff:\t0000000000000000", "CapPrm:\t0000000000000000", "NoNewPrivs:\t1",
            ] {
                #expect(printed.contains(line), "\(printed)")
            }
            #expect(!printed.hasPrefix("0 "))
            let plain = try lab.plainly(Self.python, path, as: person)
            #expect(plain.output.contains("NoNewPrivs:\t0"))
        }

        @Test(arguments: Person.here)
        func `what fills the scratch folder fills nothing of the machine's`(_ person: Person) throws
        {
            let path = try lab.write(
                """
                import os
                try:
                    with open('big', 'wb') as file:
                        for piece in range(2048):
                            file.write(bytes(1 << 20))
                except OSError as error:
                    print(error)
                os.remove('big')
                """, to: "fill.py")
            let printed = try contained(path, as: person)
            #expect(printed.contains("No space left"), "\(printed)")
            // Kept for a person the folder is on the machine: what is written is seen there.
            let small = try lab.write("open('file', 'wb').write(bytes(1000))\n", to: "small.py")
            let kept = try lab.wringer(
                as: person, "run", small, "--keep-scratch", "--record", "held", "--target", "python"
            )
            let folder = try #require(
                kept.error.firstMatch(of: /scratch folder kept: (\S+)/).map { String($0.output.1) })
            #expect(FileManager.default.fileExists(atPath: folder + "/file"))
            try FileManager.default.removeItem(atPath: folder)
        }

        @Test(
            .enabled(if: geteuid() == 0, "running a target as root needs root"))
        func `--as-root runs as root, and is contained all the same`() throws {
            let lines = ["os.chmod('\(lab.folder)/victim', 0)", "os.kill(1, 9)", "os.setuid(1)"]
            let path = try lab.write(
                attempts(lines, "print('user', os.getuid())"), to: "root.py")
            try lab.write("precious", to: "victim")
            _ = try lab.wringer(
                as: .root, "run", path, "--as-root", "--json", "--record", "kept", "--",
                Self.python, "@@")
            let printed = try lab.printed()
            #expect(printed.contains("user 0"))
            #expect(!printed.contains("done"), "\(printed)")
        }

        @Test(
            .enabled(if: geteuid() == 0, "a folder that others cannot reach needs root"))
        func `a target that only root can reach runs as root, and that is said`() throws {
            let tool = try lab.write("#!/bin/sh\nid -u\n", to: "closed/tool")
            chmod(tool, 0o700)
            let path = try lab.write("", to: "x.txt")
            let ended = try lab.wringer(
                as: .root, "run", path, "--record", "kept", "--", tool, "@@")
            #expect(try lab.printed() == "0\n")
            #expect(ended.output.contains("runs as root"), "\(ended)")
            let required = try lab.start(
                [Person.program, "run", path, "--require-containment", "--", tool, "@@"], as: .root
            ).wait()
            #expect(required.status == 3, "\(required)")
        }

        @Test(
            .enabled(if: geteuid() == 0, "taking namespaces away needs root"))
        func `without namespaces it is said, and --require-containment is a failure`() throws {
            let path = try lab.write("print(1)\n", to: "one.lua")
            // A user namespace in which no further one may be made (namespaces(7)).
            let line =
                "echo 0 >/proc/sys/user/max_user_namespaces; exec setpriv --bounding-set -all "
                + "--inh-caps -all \(Person.program) run \(path) --no-record"
            let without = ["/usr/bin/unshare", "--user", "--map-root-user", "/bin/sh", "-c"]
            let said = try lab.start(without + ["\(line) -- lua5.4 @@"], as: .root).wait()
            #expect(said.error.contains("no namespaces (ENOSPC)"), "\(said)")
            #expect(said.status == 0)
            let refused = try lab.start(
                without + ["\(line) --require-containment -- lua5.4 @@"], as: .root
            ).wait()
            #expect(refused.status == 3, "\(refused)")
            // With them it is none.
            let path2 = try lab.write("print(2)\n", to: "two.lua")
            let ended = try lab.wringer(
                as: .root, "run", path2, "--require-containment", "--no-record", "--", "lua5.4",
                "@@")
            #expect(ended.status == 0, "\(ended)")
        }
    }
}

extension Lab {
    /// The permissions of a file in the lab.
    func mode(_ name: String) -> mode_t? {
        var status = stat()
        return lstat(folder + "/" + name, &status) == 0 ? status.st_mode & 0o7777 : nil
    }
}
