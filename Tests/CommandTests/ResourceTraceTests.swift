import Foundation
import Testing

/// Resources over time, of programs of which it is known what they use.
extension CommandTests {
    @Suite struct ResourceTraceTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        /// The rows of `resources.csv` of the only recording, each by the names of its columns.
        private func rows() throws -> [[String: Double]] {
            let name = try #require(lab.list("kept").first)
            let lines = try lab.read("kept/\(name)/resources.csv").split(separator: "\n")
            let names = try #require(lines.first).split(separator: ",").map(String.init)
            return lines.dropFirst().map { line in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                return Dictionary(
                    uniqueKeysWithValues: zip(names, fields).compactMap { name, field in
                        Double(field).map { (name, $0) }
                    })
            }
        }

        private func run(_ path: String, _ options: [String], _ command: String...) throws -> Ended
        {
            try lab.wringer(
                ["run", path, "--json", "--record", "kept"] + options + ["--"] + command,
                environment: ["WRINGER_CORPUS": Lab.repository + "/fixtures"])
        }

        private func series(_ ended: Ended, _ name: String) throws -> [String: Any] {
            try #require(
                ended.at("resources", "series", name) as? [String: Any], "\(ended.output)")
        }

        /// The pace of a column in a second, by least squares from a tenth of the time on.
        private func pace(of column: String, _ rows: [[String: Double]]) -> Double {
            let last = rows.last?["time_s"] ?? 0
            let points = rows.compactMap { row -> (Double, Double)? in
                guard let time = row["time_s"], let value = row[column], time > last / 10 else {
                    return nil
                }
                return (time, value)
            }
            let count = Double(points.count)
            let meanX = points.map(\.0).reduce(0, +) / count
            let meanY = points.map(\.1).reduce(0, +) / count
            let above = points.map { ($0.0 - meanX) * ($0.1 - meanY) }.reduce(0, +)
            return above / points.map { ($0.0 - meanX) * ($0.0 - meanX) }.reduce(0, +)
        }

        // MARK: - Ground truth

        /// What is leaked is what the heap holds at the end of the leaking run more than at the
        /// end of one without the defect; the time is that in which it went on.
        @Test func `a planted leak of memory is linear, at the pace that the program has`() throws {
            let path = try lab.write(
                """
                let i = 0
                while i < 1500000 {
                    str(i)
                    i += 1
                }
                print i
                """, to: "leak.brt")
            let off = try run(path, ["--timeout", "60s"], Lab.brittle, "@@")
            let level = try #require(try series(off, "rss")["peak"] as? Double)
            #expect(try series(off, "rss")["shape"] as? String == "flat")
            #expect(try series(off, "descriptors")["shape"] as? String == "flat")
            try FileManager.default.removeItem(atPath: lab.folder + "/kept")
            let on = try run(
                path, ["--timeout", "60s"], Lab.brittle, "--defect", "memory-leak", "@@")
            let found = try series(on, "rss")
            #expect(found["shape"] as? String == "linear", "\(on.output)")
            let peak = try #require(found["peak"] as? Double)
            let wall = try #require(on.at("usage", "wall") as? Double)
            let truth = (peak - level) / wall
            let slope = try #require(found["slope"] as? Double)
            #expect((slope / truth - 1).magnitude < 0.1, "\(slope) for \(truth)")
            // The peak of the trace is that which the kernel kept.
            let kept = try #require(on.at("usage", "peakRSS") as? Double)
            #expect((peak / kept - 1).magnitude < 0.02)
        }

        @Test func `a planted leak of descriptors is linear, at the pace that the program has`()
            throws
        {
            let path = try lab.write(
                """
                let i = 0
                while i < 400 {
                    close(open("/dev/null"))
                    let j = 0
                    while j < 15000 {
                        j += 1
                    }
                    i += 1
                }
                print i
                """, to: "descriptors.brt")
            let limit = ["--limit", "nofile=1000", "--timeout", "60s"]
            let on = try run(path, limit, Lab.brittle, "--defect", "descriptor-leak", "@@")
            let found = try series(on, "descriptors")
            #expect(found["shape"] as? String == "linear", "\(on.output)")
            #expect(found["limit"] == nil)
            #expect(try #require(found["peak"] as? Double) >= 400)
            let wall = try #require(on.at("usage", "wall") as? Double)
            let slope = try #require(found["slope"] as? Double)
            #expect((slope / (400 / wall) - 1).magnitude < 0.1, "\(slope) for \(400 / wall)")
            try FileManager.default.removeItem(atPath: lab.folder + "/kept")
            let off = try run(path, limit, Lab.brittle, "@@")
            #expect(try series(off, "descriptors")["shape"] as? String == "flat")
        }

        @Test func `growth that a program stops at a limit is a plateau that names the limit`()
            throws
        {
            let path = try lab.write(
                """
                import os, time
                held = []
                end = time.monotonic() + 0.9
                while time.monotonic() < end:
                    try:
                        held.append(os.open('/dev/null', os.O_RDONLY))
                    except OSError:
                        pass
                    time.sleep(0.005)
                """, to: "full.py")
            let ended = try run(path, ["--limit", "nofile=64"], "python3", "@@")
            let found = try series(ended, "descriptors")
            #expect(found["shape"] as? String == "plateau", "\(ended.output)")
            #expect(found["limit"] as? String == "nofile")
            #expect(found["peak"] as? Double == 64)
        }

        @Test(arguments: [("1", "linear"), ("r", "quadratic")])
        func `a table that grows in the same or in longer steps is seen to do so`(
            pieces: String, shape: String
        ) throws {
            // Paced by the clock, so that the shape is not that of the machine's load.
            let path = try lab.write(
                """
                local kept, start = {}, os.clock()
                for r = 1, 80 do
                    for _ = 1, \(pieces) * \(pieces == "r" ? 1 : 40) do
                        kept[#kept + 1] = string.rep('x', 10000) .. #kept
                    end
                    while os.clock() < start + r * 0.01 do end
                end
                """, to: "grow.lua")
            var ended = try run(path, [], "lua5.4", "@@")
            // The clock is that of the processor: other load on the machine bends the curve.
            for _ in 0..<3 where try series(ended, "rss")["shape"] as? String != shape {
                ended = try run(path, [], "lua5.4", "@@")
            }
            let found = try series(ended, "rss")
            #expect(found["shape"] as? String == shape, "\(ended.output)")
            #expect(try #require(found["peak"] as? Double) > 25e6)
        }

        @Test func `memory that is taken and given back again and again is a sawtooth`() throws {
            let path = try lab.write(
                """
                import time
                for _ in range(5):
                    held = []
                    for _ in range(20):
                        held.append(bytearray(2_000_000))
                        time.sleep(0.01)
                    held.clear()
                """, to: "saw.py")
            let ended = try run(path, [], "python3", "@@")
            #expect(try series(ended, "rss")["shape"] as? String == "sawtooth", "\(ended.output)")
        }

        // MARK: - What is counted

        @Test func `descriptors and sockets are those that a program has open`() throws {
            let path = try lab.write(
                """
                import os, socket, time
                files = [os.open('/dev/null', os.O_RDONLY) for _ in range(20)]
                pairs = [socket.socketpair() for _ in range(5)]
                time.sleep(0.3)
                """, to: "open.py")
            _ = try run(path, [], "python3", "@@")
            let rows = try rows()
            #expect(rows.map { $0["descriptors"] ?? 0 }.max() == 33)
            #expect(rows.map { $0["sockets"] ?? 0 }.max() == 10)
            for row in rows {
                let time = try #require(row["time_s"])
                #expect((row["descriptors"] != nil) == (time >= 0.02), "\(row)")
                #expect((row["sockets"] != nil) == (time >= 0.02))
            }
        }

        @Test func `the children of a shell count, while they run and when they are gone`() throws {
            let work = "i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done"
            let path = try lab.write(
                """
                sh -c '\(work)' & sh -c '\(work)' & sh -c '\(work)' & wait
                sleep 0.2
                """, to: "children.sh")
            _ = try run(path, [], "/bin/sh", "@@")
            let rows = try rows()
            #expect(rows.first?["processes"] == 1)
            #expect(rows.map { $0["processes"] ?? 0 }.max() == 4)
            #expect(rows.last?["processes"] == 1)
            let used = try #require(rows.last?["cpu_s"])
            #expect(used > 0.05, "the time of the children stays: \(used)")
            try expectNoFall(rows)
        }

        @Test func `what is written is counted, of threads and children that are gone too`() throws
        {
            let path = try lab.write(
                """
                import os, subprocess, threading
                def write():
                    with open('/dev/null', 'wb', buffering=0) as file:
                        for _ in range(100):
                            file.write(b'x' * 10_000)
                threads = [threading.Thread(target=write) for _ in range(3)]
                for thread in threads: thread.start()
                for thread in threads: thread.join()
                subprocess.run(['head', '-c', '5000000', '/dev/zero'], stdout=subprocess.DEVNULL)
                if os.fork() == 0:
                    write()
                    os._exit(0)
                os.wait()
                """, to: "write.py")
            _ = try run(path, [], "python3", "@@")
            let rows = try rows()
            let written = try #require(rows.last?["written_bytes"])
            #expect((9_000_000...9_100_000).contains(written), "\(written)")
            let read = try #require(rows.last?["read_bytes"])
            #expect(read > 5_000_000)
            #expect(rows.map { $0["threads"] ?? 0 }.max() ?? 0 >= 1)
            try expectNoFall(rows)
        }

        private func expectNoFall(_ rows: [[String: Double]]) throws {
            for column in [
                "time_s", "cpu_s", "minorFaults", "majorFaults", "voluntarySwitches",
                "involuntarySwitches", "read_bytes", "written_bytes",
            ] {
                let values = rows.compactMap { $0[column] }
                #expect(values.count == rows.count, "\(column)")
                #expect(values == values.sorted(), "\(column) falls")
            }
        }

        // MARK: - First and last

        @Test func `a program of a millisecond has a first and a last point`() throws {
            let path = try lab.write("", to: "nothing.lua")
            let ended = try run(path, [], "/bin/true")
            let rows = try rows()
            #expect(rows.count >= 2, "\(ended.output)")
            #expect(rows.first?["time_s"] == 0)
            let wall = try #require(ended.at("usage", "wall") as? Double)
            let last = try #require(rows.last?["time_s"])
            #expect(last > 0 && last <= wall)
            #expect(rows.last?["rss_bytes"] ?? 0 > 100_000)
        }

        @Test(arguments: ["kill -SEGV $$", "exit 3", "kill -KILL $$"])
        func `the last point is that of the end, however a target ends`(ending: String) throws {
            let path = try lab.write("sleep 0.05; \(ending)\n", to: "end.sh")
            let ended = try run(path, [], "/bin/sh", "@@")
            let wall = try #require(ended.at("usage", "wall") as? Double)
            let last = try #require(try rows().last?["time_s"])
            #expect(wall - last < 0.02, "\(last) of \(wall)")
        }

        @Test func `a target that is killed at its deadline has a point from just before`() throws {
            let path = try lab.write("sleep 60\n", to: "sleep.sh")
            let ended = try run(path, ["--timeout", "300ms"], "/bin/sh", "@@")
            #expect(ended.text("outcome", "kind") == "timedOut")
            let wall = try #require(ended.at("usage", "wall") as? Double)
            let last = try #require(try rows().last?["time_s"])
            #expect(wall - last < 0.03, "\(last) of \(wall)")
        }

        @Test func `without tracing there are points by time`() throws {
            let path = try lab.write("sleep 0.1; sh -c 'sleep 0.2; true'\n", to: "plain.sh")
            _ = try run(path, ["--no-trace"], "/bin/sh", "@@")
            let rows = try rows()
            #expect(rows.count > 10)
            #expect(rows.first?["time_s"] == 0)
            #expect(rows.map { $0["processes"] ?? 0 }.max() ?? 0 >= 2)
            try expectNoFall(rows)
        }

        // MARK: - What is said

        @Test func `a report for a person tells of growth, and of nothing else`() throws {
            let path = try lab.write(
                """
                import time
                held = []
                for _ in range(40):
                    held.append(bytearray(1_000_000))
                    time.sleep(0.01)
                """, to: "grow.py")
            let ended = try lab.wringer("run", path, "--", "python3", "@@")
            #expect(
                ended.output.contains(
                    /\n  resources  resident memory grew linearly, [\d.]+ MiB a second, to a peak of/
                ),
                "\(ended.output)")
            let level = try lab.write("import time\ntime.sleep(0.3)\n", to: "level.py")
            let quiet = try lab.wringer("run", level, "--", "python3", "@@")
            #expect(!quiet.output.contains("resources"), "\(quiet.output)")
            let verbose = try lab.wringer("run", level, "--verbose", "--", "python3", "@@")
            #expect(verbose.output.contains("resources  resident memory stayed level"))
        }

        @Test func `a recording with resources is replayed`() throws {
            let path = try lab.write("sleep 0.05; kill -SEGV $$\n", to: "crash.sh")
            _ = try run(path, [], "/bin/sh", "@@")
            let name = try #require(lab.list("kept").first)
            #expect(lab.list("kept/\(name)").contains("resources.csv"))
            let again = try lab.wringer("replay", "kept/\(name)")
            #expect(again.status == 0 || again.status == 1, "\(again.output)\(again.error)")
        }
    }
}
