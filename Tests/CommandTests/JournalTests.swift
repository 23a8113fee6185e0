import Foundation
import Testing

/// A long trial is recorded as it goes.
extension CommandTests {
    @Suite struct JournalTests {
        let lab: Lab
        private static let talking = """
            io.stdout:setvbuf('no')
            for i = 1, 100000 do
                print('line ' .. i)
                local stop = os.clock() + 0.01
                while os.clock() < stop do end
            end
            """

        init() throws { lab = try Lab() }

        private func start(_ path: String) throws -> Running {
            let running = try lab.start([
                Lab.wringer, "run", path, "--timeout", "60s", "--journal-after", "200ms",
                "--record", "kept", "--", "lua5.4", "@@",
            ])
            try running.waitUntil("a journal with output") {
                lab.list("kept").first.map {
                    ((try? lab.read("kept/\($0)/pieces")) ?? "").split(separator: "\n").count > 20
                } ?? false
            }
            return running
        }

        private func worker(of running: Running) throws -> pid_t {
            try #require(Lab.children(of: running.processID).first { Lab.isWorker($0) })
        }

        private func checkRecovered() throws {
            let names = lab.list("kept")
            try #require(names.count == 1 && names[0].hasPrefix("lua"), "\(names)")
            let lines = try lab.read("kept/\(names[0])/stdout").split(separator: "\n")
            #expect(lines.count > 10)
            #expect(lines.first == "line 1")
            let document = try lab.read("kept/\(names[0])/recording.json")
            #expect(document.contains("\"unfinished\""))
            let points = try lab.read("kept/\(names[0])/resources.csv").split(separator: "\n")
            #expect(points.count > 5, "\(points)")
            let played = try lab.wringer("replay", "kept/\(names[0])", "--play")
            #expect(played.output.contains("line 10"))
        }

        @Test func `its worker is killed: what was seen until then is a recording`() throws {
            let running = try start(try lab.write(Self.talking, to: "talk.lua"))
            kill(try worker(of: running), SIGKILL)
            let ended = try running.wait()
            #expect(ended.status == 3)
            #expect(ended.error.contains("recovered an unfinished trial: kept/lua"), "\(ended)")
            try checkRecovered()
        }

        @Test func `all of Wringer is killed: the next run in that folder recovers it`() throws {
            let path = try lab.write(Self.talking, to: "talk.lua")
            let running = try start(path)
            running.send(SIGKILL)
            _ = try running.wait()
            #expect(Lab.leftProcesses() == [])
            // A line that was being written is no line.
            let journal = try #require(lab.list("kept").first)
            let pieces = lab.folder + "/kept/\(journal)/pieces"
            try (try String(contentsOfFile: pieces, encoding: .utf8) + "1.5 o 9999")
                .write(toFile: pieces, atomically: false, encoding: .utf8)
            let other = try lab.write("print(1)\n", to: "one.lua")
            let ended = try lab.wringer("run", other, "--record", "kept", "--", "lua5.4", "@@")
            #expect(ended.status == 0)
            #expect(ended.error.contains("recovered"), "\(ended)")
            let names = lab.list("kept")
            #expect(names.count == 2 && names.allSatisfy { !$0.hasPrefix(".") }, "\(names)")
        }

        @Test func `a journal that somebody is still writing is left alone`()
            throws
        {
            let running = try start(try lab.write(Self.talking, to: "talk.lua"))
            let other = try lab.write("print(1)\n", to: "one.lua")
            let beside = try lab.start([
                Lab.wringer, "run", other, "--record", "kept", "--", "lua5.4", "@@",
            ]).wait()
            #expect(!beside.error.contains("recovered"), "\(beside)")
            running.send(SIGINT)
            usleep(50_000)
            running.send(SIGINT)
            #expect(try running.wait().signal == SIGINT)
            // What was seen of the trial that was cut short is kept.
            let names = lab.list("kept")
            #expect(names.count == 2 && names.allSatisfy { !$0.hasPrefix(".") }, "\(names)")
        }
    }
}
