import Foundation
import Testing

/// Full disks, folders that cannot be written, interrupts.
extension CommandTests {
    @Suite struct WeatherTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        @Test
        func `a recordings folder that cannot be written: the finding is printed all the same`()
            throws
        {
            try lab.write("a file", to: "file")
            let path = try lab.write("print('x')\n", to: "x.lua")
            let ended = try lab.wringer(
                "run", path, "--json", "--stdout", "full", "--record", "file/kept", "--", "lua5.4",
                "@@")
            #expect(ended.text("verdict") == "degraded")
            #expect(ended.status == 3)
            #expect(ended.error.contains("file/kept"))
        }

        @Test(.enabled(if: geteuid() == 0, "mounting a small file system needs root"))
        func `a full disk while recording: the finding is printed, no half recording stays`() throws
        {
            let disk = lab.folder + "/disk"
            _ = try lab.shell("mkdir \(disk) && mount -t tmpfs -o size=64k tmpfs \(disk)")
            defer { _ = try? lab.shell("umount \(disk)") }
            let path = try lab.write(
                "print('x')\n--" + String(repeating: "y", count: 100_000), to: "x.lua")
            let ended = try lab.wringer(
                "run", path, "--stdout", "full", "--record", "disk/kept", "--", "lua5.4", "@@")
            #expect(ended.output.contains("degraded"))
            #expect(ended.error.contains("No space left"), "\(ended.error)")
            #expect(ended.status == 3)
            #expect(lab.list("disk/kept") == [], "nothing half stays")
            // Room again: the same command records.
            let small = try lab.write("print('x')\n", to: "small.lua")
            let again = try lab.wringer(
                "run", small, "--json", "--stdout", "full", "--record", "disk/kept", "--", "lua5.4",
                "@@")
            #expect(again.status == 1, "\(again.error)")
            #expect(lab.list("disk/kept").count == 1)
        }

        @Test func `an interrupt during a trial ends it tidily and ends us by that signal`() throws
        {
            let path = try lab.write("while true do end\n", to: "loop.lua")
            let before = Lab.scratchFolders
            for delay in [0, 1, 3, 10, 30, 100, 300] as [UInt32] {
                let running = try lab.start([
                    Lab.wringer, "run", path, "--timeout", "1s", "--", "lua5.4", "@@",
                ])
                usleep(delay * 1000)
                running.send(SIGINT)
                let ended = try running.wait()
                #expect(ended.signal == SIGINT, "after \(delay) ms: \(ended)")
                #expect(Lab.leftProcesses() == [])
                #expect(Lab.scratchFolders.subtracting(before) == [], "after \(delay) ms")
            }
        }

        @Test func `a second interrupt does not wait for the deadline`() throws {
            let path = try lab.write(
                "print('up') io.stdout:flush() while true do end\n", to: "loop.lua")
            let running = try lab.start([
                Lab.wringer, "run", path, "--timeout", "60s", "--", "lua5.4", "@@",
            ])
            try running.waitUntil("a child") { Lab.hasGrandchild(of: running.processID) }
            running.send(SIGINT)
            usleep(100_000)
            running.send(SIGINT)
            let ended = try running.wait()
            #expect(ended.signal == SIGINT)
            #expect(lab.list("recordings") == [])
            #expect(Lab.leftProcesses() == [])
        }

        @Test func `a target that forks, re-sessions and ignores signals is ended whole`() throws {
            let path = try lab.write(
                """
                trap '' TERM INT HUP
                for i in 1 2 3 4 5 6 7 8; do setsid sh -c 'trap "" TERM; sleep 600 & sleep 600' & done
                sleep 600
                """, to: "forks.sh")
            let ended = try lab.wringer(
                "run", path, "--json", "--timeout", "300ms", "--", "/bin/sh", "@@")
            #expect(ended.text("outcome", "kind") == "timedOut", "\(ended.output)")
        }

        @Test func `a grandchild that keeps the output open does not hold us up`() throws {
            let path = try lab.write("sleep 600 &\necho done\n", to: "left.sh")
            let ended = try lab.wringer("run", path, "--json", "--", "/bin/sh", "@@")
            #expect(ended.text("verdict") == "leaked", "\(ended.output)")
            #expect(ended.output.contains("sleep"))
            let wall = try #require(ended.at("usage", "wall") as? Double)
            #expect(wall < 5)
        }

        @Test func `whatever a target leaves in its folder is gone before the next trial`() throws {
            let path = try lab.write(
                """
                import os
                print(sorted(os.listdir(b'.')))
                open(b'\\xff\\xfe', 'w').close()
                os.mkdir('locked', 0)
                for _ in range(3000):
                    os.mkdir('d')
                    os.chdir('d')
                """, to: "litter.py")
            let ended = try lab.wringer(
                "run", path, "--json", "--times", "3", "--target", "python")
            #expect(ended.text("verdict") == "passed", "\(ended.output)\(ended.error)")
        }

        @Test func `what a target puts in the place of its program does not hold us up`() throws {
            let path = try lab.write("rm program.sh; mkfifo program.sh\n", to: "fifo.sh")
            let ended = try lab.wringer("run", path, "--json", "--", "/bin/sh", "@@")
            #expect(ended.at("outcome", "code") as? Int == 0, "\(ended.output)")
        }

        @Test func `our own output that cannot be written is a failure and is said`() throws {
            let path = try lab.write("print(1)\n", to: "one.lua")
            let ended = try lab.start([
                "/bin/sh", "-c", "\(Lab.wringer) run \(path) --json -- lua5.4 @@ >/dev/full",
            ]).wait()
            #expect(ended.status == 3)
            #expect(ended.error.contains("standard output"))
        }

        @Test func `a crash in a thread and a stop by itself are seen`() throws {
            let path = try lab.write("kill -STOP $$\n", to: "stop.sh")
            let ended = try lab.wringer(
                "run", path, "--json", "--timeout", "300ms", "--", "/bin/sh", "@@")
            #expect(ended.text("outcome", "kind") == "timedOut")
            #expect(ended.output.contains("in state"))
        }
    }
}

extension Lab {
    /// Whether the worker of a command of ours has started a target.
    static func hasGrandchild(of processID: pid_t) -> Bool {
        children(of: processID).contains { isWorker($0) && !children(of: $0).isEmpty }
    }
}
