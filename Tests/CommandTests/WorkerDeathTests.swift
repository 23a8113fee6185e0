import Foundation
import Testing

/// The worker hit by SIGKILL, and the one that started it.
extension CommandTests {
    @Suite struct WorkerDeathTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        /// The worker of a command of ours, once it is there.
        private func worker(of running: Running) throws -> pid_t {
            var found: pid_t?
            try running.waitUntil("a worker") {
                found = Lab.children(of: running.processID).first { Lab.isWorker($0) }
                return found != nil
            }
            return try #require(found)
        }

        /// What is there besides processes: mounts and temporary files. Other workers may run on
        /// the machine, and hold their folders locked.
        private func remains() throws -> Set<String> {
            let mounts = try String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
            return Lab.scratchFolders.union(mounts.split(separator: "\n").map(String.init))
        }

        /// The namespaces of a process that we do not share.
        private func ownNamespaces(of process: String) -> Set<String> {
            let kinds = ["pid", "mnt", "net", "ipc", "user"]
            func names(_ process: String) -> Set<String> {
                Set(
                    kinds.compactMap {
                        try? FileManager.default.destinationOfSymbolicLink(
                            atPath: "/proc/\(process)/ns/\($0)")
                    })
            }
            return names(process).subtracting(names("self"))
        }

        /// All namespaces that processes are in and we are not.
        private func namespaces() -> Set<String> {
            let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            return all.filter { Int32($0) != nil }.reduce(into: []) {
                $0.formUnion(ownNamespaces(of: $1))
            }
        }

        @Test(arguments: Person.here)
        func `killed at a hundred random moments it leaves nothing, and that is said`(
            _ person: Person
        ) throws {
            let path = try lab.write(
                """
                setsid -f sleep 60
                echo x >file
                (sleep 0.01; echo y) &
                wait
                """, to: "busy.sh")
            let before = try remains()
            var spaces: Set<String> = []
            var random = SystemRandomNumberGenerator()
            for _ in 0..<100 {
                let running = try lab.start(
                    [
                        Person.program, "run", path, "--no-record", "--times", "1000", "--",
                        "/bin/sh", "@@",
                    ], as: person)
                let worker = try worker(of: running)
                usleep(UInt32.random(in: 0...60_000, using: &random))
                #expect(Lab.children(of: running.processID) == [worker])
                spaces.formUnion(ownNamespaces(of: "\(worker)"))
                kill(worker, SIGKILL)
                let ended = try running.wait()
                #expect(ended.status == 3, "\(ended)")
                #expect(ended.error.contains("the worker was ended by SIGKILL"), "\(ended)")
                #expect(Lab.leftProcesses() == [])
            }
            #expect(try remains().subtracting(before) == [])
            #expect(!spaces.isEmpty, "each worker had namespaces of its own")
            #expect(namespaces().intersection(spaces) == [])
        }

        @Test(arguments: Person.here)
        func `the one that started it is killed: the worker and its targets go too`(
            _ person: Person
        ) throws {
            let path = try lab.write("setsid -f sleep 60; sleep 60\n", to: "sleep.sh")
            let before = try remains()
            for delay in [0, 1, 10, 50] as [UInt32] {
                let running = try lab.start(
                    [Person.program, "run", path, "--timeout", "60s", "--", "/bin/sh", "@@"],
                    as: person)
                _ = try worker(of: running)
                usleep(delay * 1000)
                running.send(SIGKILL)
                #expect(try running.wait().signal == SIGKILL)
                #expect(Lab.leftProcesses() == [], "after \(delay) ms")
            }
            #expect(try remains().subtracting(before) == [])
        }

        @Test(arguments: Person.here)
        func `children that a shell started before are left alone`(_ person: Person) throws {
            let path = try lab.write("print(1)\n", to: "one.lua")
            let line =
                "sleep 60 & echo $! >job; exec \(Person.program) run \(path) --no-record "
                + "-- lua5.4 @@ > >(cat >seen)"
            let ended = try lab.start(["/bin/bash", "-c", line], as: person).wait()
            #expect(ended.status == 0, "\(ended)")
            let job = try #require(
                Int32(try lab.read("job").trimmingCharacters(in: .whitespacesAndNewlines)))
            #expect(kill(job, SIGKILL) == 0, "it was not ours to end")
            #expect(Lab.leftProcesses() == [])
            #expect(try lab.read("seen").contains("passed"))
        }

        @Test(.enabled(if: Person.here.count == 2, "masking a part of /proc needs root"))
        func `without a process namespace such children are refused, with what to do`() throws {
            let path = try lab.write("print(1)\n", to: "one.lua")
            let mask = "mount -t tmpfs none /proc/irq && exec \"$@\""
            let line = "exec \(Person.program) run \(path) --no-record -- lua5.4 @@"
            func run(_ line: String) throws -> Ended {
                let within = ["/usr/bin/unshare", "--mount", "sh", "-c", mask, "sh"]
                return try lab.start(
                    within + Person.ordinaryUser.prefix + ["/bin/bash", "-c", line]
                ).wait()
            }
            chmod(lab.folder, 0o755)
            #expect(try run(line).status == 0)
            let ended = try run(line + " > >(cat)")
            #expect(ended.status == 3, "\(ended)")
            #expect(ended.error.contains("the children that a shell gave this process"), "\(ended)")
            #expect(ended.error.contains("write | cmd instead"), "\(ended)")
            #expect(Lab.leftProcesses() == [])
        }

        @Test func `what a hunt had found when its worker was killed is kept`() throws {
            let running = try lab.start([
                Lab.wringer, "hunt", "--target", "tcl", "--time", "90s", "--campaign", "kept",
                "--json",
            ])
            try running.waitUntil("a finding", seconds: 60) { running.output.contains("\"found\"") }
            let worker = try worker(of: running)
            kill(worker, SIGKILL)
            let ended = try running.wait()
            #expect(ended.status == 3)
            #expect(Lab.leftProcesses() == [])
            let announced = ended.output.matches(of: /"recording":"([^"]+)"/).map {
                String($0.output.1)
            }
            #expect(!announced.isEmpty)
            for recording in Set(announced) {
                let replayed = try lab.wringer("replay", recording, "--times", "1")
                #expect(replayed.status == 1, "\(recording) is whole: \(replayed)")
            }
        }
    }
}

extension Lab {
    static func children(of processID: pid_t) -> [pid_t] {
        let path = "/proc/\(processID)/task/\(processID)/children"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: " ").compactMap { pid_t($0) }
    }

    /// Whether a process is a worker of ours: its command line says so.
    static func isWorker(_ processID: pid_t) -> Bool {
        let path = "/proc/\(processID)/cmdline"
        return FileManager.default.contents(atPath: path)?.starts(with: Data("wringer-worker".utf8))
            ?? false
    }
}
