import Foundation
import Testing

/// Hunts, bounded by trials so that they are the same on every machine.
extension CommandTests {
    @Suite struct HuntTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private func events(_ ended: Ended) -> [[String: Any]] {
            ended.output.split(separator: "\n").compactMap {
                (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
            }
        }

        private func end(_ ended: Ended) throws -> [String: Any] {
            let last = try #require(events(ended).last { $0["event"] as? String == "ended" })
            return try #require(last["data"] as? [String: Any])
        }

        @Test func `the same seed gives the same trials, another seed others`() throws {
            func digest(_ seed: String) throws -> String {
                let ended = try lab.wringer(
                    "hunt", "--target", "lua", "--trials", "120", "--seed", seed, "--json",
                    "--no-record")
                #expect(ended.status == 0 || ended.status == 1, "\(ended.error)")
                return try #require(try end(ended)["trialsDigest"] as? String)
            }
            let first = try digest("7")
            #expect(try digest("7") == first)
            #expect(try digest("8") != first)
        }

        @Test func `jimsh yields real crashes, each with a whole recording that replays`() throws {
            let ended = try lab.wringer(
                "hunt", "--target", "tcl", "--trials", "420", "--campaign", "camp", "--json")
            #expect(ended.status == 1, "\(ended.error)")
            let found = events(ended).filter { $0["event"] as? String == "found" }
            #expect(found.count >= 2)
            let names = lab.list("camp/recordings")
            #expect(names.count == found.count, "a recording for each finding: \(names)")
            for name in names.prefix(3) {
                let replay = try lab.wringer(
                    "replay", "camp/recordings/\(name)", "--times", "5", "--json")
                #expect(replay.text("conclusion") == "same", "\(replay.output)")
            }
            let kept = try lab.read("camp/events.jsonl")
            #expect(kept.contains("\"event\":\"ended\""))
            let signatures = found.compactMap {
                ($0["data"] as? [String: Any])?["signature"] as? String
            }
            #expect(Set(signatures).count == signatures.count)
        }

        @Test func `a target that is not what it should be is not hunted`() throws {
            for impostor in ["/bin/true", "/bin/cat"] {
                try lab.write(
                    """
                    name: fake
                    command: [\(impostor), "@@"]
                    extension: lua
                    seeds: seeds
                    probe: {program: "print(6 * 7)", output: "42\\n"}
                    """, to: "fake/target.yaml")
                try lab.write("print(1)\n", to: "fake/seeds/one.lua")
                let hunt = try lab.wringer("hunt", "--target", "./fake", "--trials", "5")
                #expect(hunt.status == 2, "\(hunt.output)")
                #expect(hunt.error.contains("probe"))
                let check = try lab.wringer("target", "check", "./fake")
                #expect(check.status == 2)
                #expect(check.output.contains("probe"))
            }
        }

        @Test func `an interrupt ends the hunt tidily, with what was found, by that signal`() throws
        {
            let before = Lab.scratchFolders
            for (signal, number) in [("INT", SIGINT), ("TERM", SIGTERM)] {
                let hunt = try lab.start([
                    Lab.wringer, "hunt", "--target", "tcl", "--time", "90s", "--campaign",
                    "camp-\(signal)",
                ])
                try hunt.waitUntil("a finding", seconds: 60) { hunt.output.contains("finding 1") }
                hunt.send(number)
                let ended = try hunt.wait()
                #expect(ended.signal == number)
                #expect(ended.output.contains("interrupted"))
                #expect(ended.output.contains("wringer replay"))
                #expect(Lab.leftProcesses() == [])
                #expect(Lab.scratchFolders.subtracting(before) == [])
                let names = lab.list("camp-\(signal)/recordings")
                #expect(!names.isEmpty && names.allSatisfy { !$0.hasPrefix(".") })
            }
        }

        @Test(arguments: ["", "--no-record"])
        func `a hunt whose reader has gone ends tidily, and says so`(option: String) throws {
            let record = option.isEmpty ? "--campaign camp" : option
            let began = Date()
            let ended = try lab.shell(
                "{ \(Lab.wringer) hunt --target lua --time 60s --json \(record); "
                    + "echo $? >status; } | head -1")
            #expect(Date().timeIntervalSince(began) < 40)
            #expect(ended.output.contains("\"event\":\"started\""))
            #expect(ended.error.contains("nobody reads standard output any more: the hunt ended"))
            #expect(try ["0\n", "1\n"].contains(lab.read("status")))
            if option.isEmpty {
                #expect(ended.error.contains("what it found is in camp"))
                #expect(try lab.read("camp/events.jsonl").contains("\"reason\":\"unread\""))
            } else {
                #expect(ended.error.contains("nothing is kept"))
            }
        }

        @Test func `guesses that the target refuses are left out, and that is logged`() throws {
            try lab.write(
                """
                name: bare
                command: [lua5.4, "@@"]
                extension: lua
                seeds: seeds
                probe: {program: "print(6 * 7)", output: "42\\n"}
                """, to: "bare/target.yaml")
            // In the brackets of a definition neither brackets nor calls can stand.
            try lab.write("function f(a) return a end\n", to: "bare/seeds/one.lua")
            let hunt = ["hunt", "--target", "./bare", "--trials", "12", "--no-record", "--verbose"]
            let ended = try lab.wringer(hunt)
            #expect(ended.status == 0, "\(ended.error)")
            let left = ended.error.matches(of: /refused at depth 2 shape=(\S+)/)
            #expect(left.count >= 2, "\(ended.error)")
            #expect(left.allSatisfy { $0.output.1.hasPrefix("guessed-round") })
            #expect(!ended.output.contains("found by nest") && !ended.output.contains(", nest "))
            let nests = try lab.wringer(hunt + ["--only", "nest"])
            #expect(nests.status == 2, "no shape is left: \(nests.error)")
            try lab.write("local t = {1, 2, 3}\n", to: "bare/seeds/two.lua")
            let taken = try lab.wringer(hunt + ["--only", "nest"])
            #expect(taken.status == 0, "\(taken.error)")
            #expect(taken.output.contains("found by nest 0 findings in 12 trials"))
        }

        @Test func `descriptors and memory of a hunt stay flat`() throws {
            let hunt = try lab.start([
                Lab.wringer, "hunt", "--target", "lua", "--trials", "900", "--no-record", "--quiet",
            ])
            func descriptors() -> Int {
                let path = "/proc/\(hunt.processID)/fd"
                return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).count
            }
            var counts: [Int] = []
            for _ in 0..<40 {
                usleep(50_000)
                let count = descriptors()
                if count > 0 { counts.append(count) }
            }
            _ = try hunt.wait()
            // Each sample falls at any point of a trial; their most must not grow with the trials.
            #expect(counts.count >= 20)
            let half = counts.count / 2
            let early = try #require(counts[..<half].max())
            let late = try #require(counts[half...].max())
            #expect(late <= early + 8, "\(counts)")
            #expect(late < 40, "\(counts)")
        }

        @Test func `a hunt without a place for its recordings does not begin`() throws {
            try lab.write("a file", to: "file")
            let ended = try lab.wringer(
                "hunt", "--target", "lua", "--trials", "5", "--campaign", "file/camp")
            #expect(ended.status == 3)
            #expect(ended.error.contains("cannot create folder file"))
            #expect(ended.error.contains("--campaign DIR"))
        }
    }
}
