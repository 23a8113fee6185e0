import Foundation
import Testing

/// Recordings again: the same build, another one, none at all.
extension CommandTests {
    @Suite struct ReplayTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private func defect(_ name: String) -> [String] {
            ["--", Lab.brittle, "--defect", name, "@@"]
        }

        /// Records a finding of a planted defect and gives the path of its recording.
        private func record(_ name: String, options: [String] = []) throws -> String {
            let program = Lab.repository + "/fixtures/brittle/programs/\(name).brt"
            let ended = try lab.wringer(
                ["run", program, "--json"] + options + defect(name), environment: fixtures)
            #expect(ended.status == 1, "\(ended.output)\(ended.error)")
            return try #require(ended.text("recording"))
        }

        private let fixtures = ["WRINGER_CORPUS": Lab.repository + "/fixtures"]

        @Test(arguments: [
            ("null-argument", [String]()), ("assertion-abort", []), ("panic-remainder", []),
            ("child-left", []), ("unchecked-write", ["--stdout", "full"]),
            ("destructor-recursion", ["--limit", "stack=1M"]),
            ("eintr-spin", ["--stdin", "failing:EINTR", "--timeout", "300ms"]),
        ])
        func `a finding replays as same, 5 of 5`(name: String, options: [String]) throws {
            let recording = try record(name, options: options)
            let replay = try lab.wringer("replay", recording, "--times", "5", "--json")
            #expect(replay.text("conclusion") == "same", "\(replay.output)")
            #expect(replay.at("reproduced", "same") as? Int == 5)
            #expect(replay.at("sameBuild") as? Bool == true)
            #expect(replay.status == 1)
        }

        @Test func `a real crash of jimsh replays as same, 5 of 5`() throws {
            let program =
                "set l {}\nfor {set i 0} {$i < 200000} {incr i} { set l [list $l] }\nputs $l\n"
            let path = try lab.write(program, to: "deep.tcl")
            let ended = try lab.wringer("run", path, "--json", "--target", "tcl")
            #expect(ended.text("verdict") == "crashed", "\(ended.output)")
            let recording = try #require(ended.text("recording"))
            let replay = try lab.wringer("replay", recording, "--times", "5", "--json")
            #expect(replay.at("reproduced", "same") as? Int == 5, "\(replay.output)")
        }

        @Test func `the plain shell line of a finding shows it without Wringer`() throws {
            let program = Lab.repository + "/fixtures/brittle/programs/destructor-recursion.brt"
            let ended = try lab.wringer(
                ["run", program, "--limit", "stack=1M"] + defect("destructor-recursion"),
                environment: fixtures)
            let line = try #require(
                ended.output.split(separator: "\n").first { $0.hasPrefix("  without") })
            let command = line.dropFirst("  without".count).trimmingCharacters(in: .whitespaces)
            #expect(try lab.shell(command).status == 139, "\(command)")
        }

        @Test func `a build without the defect is fixed, one with another defect has moved`() throws
        {
            let recording = try record("null-argument")
            let fixed = try lab.wringer("replay", recording, "--json", "--", Lab.brittle, "@@")
            // The same binary with another switch is the same build: nothing was fixed.
            #expect(fixed.text("conclusion") == "notReproduced", "\(fixed.output)")
            #expect(fixed.status == 5)

            let other = lab.folder + "/brittle"
            try FileManager.default.copyItem(atPath: Lab.brittle, toPath: other)
            let handle = try #require(FileHandle(forWritingAtPath: other))
            _ = try handle.seekToEnd()
            try handle.write(contentsOf: Data("another build".utf8))
            try handle.close()
            let rebuilt = try lab.wringer("replay", recording, "--json", "--", other, "@@")
            #expect(rebuilt.text("conclusion") == "fixed", "\(rebuilt.output)")
            #expect(rebuilt.status == 0)
        }

        @Test func `an exit 0 that loses its output is masked, another failure has moved`() throws {
            let path = try lab.write("print(1)\n", to: "one.lua")
            let panics = try lab.write(
                """
                #!/bin/sh
                case "$MODE" in
                crash) kill -0 $$; exec \(Lab.brittle) --defect null-argument \(programs)/null-argument.brt;;
                lose) exit 0;;
                esac
                exec lua5.4 "$@"
                """, to: "luax")
            chmod(panics, 0o755)
            // A recording of a refusal under a full device.
            let lost = try lab.wringer(
                "run", path, "--json", "--stdout", "full", "--", "lua5.4", "@@")
            let recording = try #require(lost.text("recording"))
            let crash = try lab.write(
                "#!/bin/sh\n[ -s \"$1\" ] || exit 0\n"
                    + "case $(cat \"$1\") in *'6 * 7'*) echo 42;; "
                    + "*) exec \(Lab.brittle) --defect null-argument \(programs)/null-argument.brt;; esac\n",
                to: "crasher")
            chmod(crash, 0o755)
            let moved = try lab.wringer("replay", recording, "--json", "--", crash, "@@")
            #expect(moved.text("conclusion") == "moved", "\(moved.output)")
            #expect(moved.status == 4)
        }

        private var programs: String { Lab.repository + "/fixtures/brittle/programs" }

        @Test(arguments: ["/bin/true", "/bin/cat", "liar"])
        func `what is not the target is refused`(command: String) throws {
            let liar = try lab.write("#!/bin/sh\necho 'segmentation fault'\nexit 0\n", to: "liar")
            chmod(liar, 0o755)
            let impostor = command == "liar" ? liar : command
            let recording = try record("null-argument")
            let replay = try lab.wringer("replay", recording, "--json", "--", impostor, "@@")
            #expect(replay.text("conclusion") == "untestable", "\(replay.output)")
            #expect(replay.status == 125)
            // Also where the target was ad hoc and has no probe.
            let program = try lab.write("exit 3 +\n(\n", to: "x.sh")
            _ = program
            let wild = try lab.wringer(
                ["run", Lab.repository + "/fixtures/brittle/programs/null-argument.brt", "--json"]
                    + defect("null-argument"))
            let unknown = try lab.wringer(
                "replay", try #require(wild.text("recording")), "--json", "--", impostor, "@@")
            #expect(unknown.text("conclusion") == "untestable", "\(unknown.output)")
            // And run calls it whatever it is, but never a crash.
            let one = try lab.write("print(1)\n", to: "one.lua")
            let run = try lab.wringer("run", one, "--json", "--", impostor, "@@")
            #expect(run.text("verdict") != "crashed")
            #expect(run.status == 0)
        }

        @Test func `a missing build cannot be tested, and --bisect skips it`() throws {
            let recording = try record("null-argument")
            #expect(try lab.wringer("replay", recording, "--", "./nowhere", "@@").status == 125)
            #expect(
                try lab.wringer("replay", recording, "--bisect", "--", "./nowhere", "@@").status
                    == 125)
        }

        @Test func `a flaky failure is no conclusion`() throws {
            let script = try lab.write(
                """
                #!/bin/sh
                count=$(cat \(lab.folder)/count 2>/dev/null || echo 0)
                echo $((count + 1)) >\(lab.folder)/count
                [ $((count % 2)) = 0 ] && exec \(Lab.brittle) --defect null-argument \(programs)/null-argument.brt
                exit 0
                """, to: "flaky")
            chmod(script, 0o755)
            try lab.write("0", to: "count")
            let path = try lab.write("x\n", to: "x.txt")
            let ended = try lab.wringer(
                "run", path, "--json", "--allow-write", lab.folder, "--", script, "@@")
            #expect(ended.text("verdict") == "crashed", "\(ended.output)")
            let recording = try #require(ended.text("recording"))
            try lab.write("0", to: "count")
            let replay = try lab.wringer("replay", recording, "--times", "6", "--json")
            #expect(
                ["flaky", "untestable"].contains(replay.text("conclusion")), "\(replay.output)")
        }

        @Test func `standard input is fed at its recorded pace on request`() throws {
            let input = try lab.write(
                String(repeating: "0123456789\n", count: 20_000), to: "in.txt")
            let path = try lab.write(
                """
                local n = 0
                while true do
                  local block = io.read(65536)
                  if not block then break end
                  n = n + #block
                  local t = os.clock() while os.clock() - t < 0.1 do end
                end
                print(n)
                """, to: "slow.lua")
            let ended = try lab.wringer(
                "run", path, "--json", "--record", "kept", "--stdin", input, "--", "lua5.4", "@@")
            let recording = try #require(ended.text("recording"))
            let paced = try lab.wringer("replay", recording, "--pace", "--times", "1", "--json")
            #expect(paced.text("conclusion") == "same", "\(paced.output)")
            let wall = try #require(paced.at("usage", "wall") as? Double)
            #expect(wall > 0.15)
        }

        @Test func `outputs are compared after the noise patterns of the target`() throws {
            let path = try lab.write("print({}, os.time())\n", to: "noise.lua")
            try lab.write(
                """
                name: noisy
                command: [lua5.4, "@@"]
                extension: lua
                noise: ['0x[0-9a-f]+', '[0-9]{9,}']
                """, to: "noisy/target.yaml")
            let ended = try lab.wringer(
                "run", path, "--json", "--aslr", "--record", "kept", "--target", "./noisy")
            sleep(1)
            let recording = try #require(ended.text("recording"))
            let replay = try lab.wringer("replay", recording, "--json")
            #expect(replay.text("conclusion") == "same", "\(replay.output)")
            #expect(replay.status == 0)
            // Without the patterns the same program is another.
            try lab.write(
                "name: plain\ncommand: [lua5.4, \"@@\"]\nextension: lua\n", to: "plain/target.yaml")
            let bare = try lab.wringer(
                "run", path, "--json", "--aslr", "--record", "kept", "--target", "./plain")
            sleep(1)
            let other = try lab.wringer(
                "replay", try #require(bare.text("recording")), "--json")
            #expect(other.text("conclusion") == "moved", "\(other.output)")
        }

        @Test func `a build that hangs or is killed is neither fixed nor good`() throws {
            let path = try lab.write("x\n", to: "x.txt")
            let abort = try lab.write(
                "#!/bin/sh\nexec \(Lab.brittle) --defect assertion-abort "
                    + "\(programs)/assertion-abort.brt\n", to: "abort")
            let hang = try lab.write("#!/bin/sh\nexec sleep 60\n", to: "hang")
            let killed = try lab.write("#!/bin/sh\nkill -KILL $$\n", to: "killed")
            let loader = try lab.write("#!/bin/sh\necho cannot load >&2\nexit 127\n", to: "loader")
            for script in [abort, hang, killed, loader] { chmod(script, 0o755) }
            let ended = try lab.wringer(
                "run", path, "--json", "--timeout", "500ms", "--", abort, "@@")
            let recording = try #require(ended.text("recording"), "\(ended.output)")
            for other in [hang, killed, loader] {
                let replay = try lab.wringer(
                    "replay", recording, "--json", "--times", "1", "--", other, "@@")
                #expect(replay.text("conclusion") == "unclear", "\(other): \(replay.output)")
                #expect(replay.status == 5)
                let bisect = try lab.wringer(
                    "replay", recording, "--bisect", "--times", "1", "--", other, "@@")
                #expect(bisect.status == 125)
            }
        }

        @Test func `another memory fault is another bug`() throws {
            let recording = try record("destructor-recursion", options: ["--limit", "stack=1M"])
            let other = try lab.write(
                "#!/bin/sh\nexec \(Lab.brittle) --defect null-argument "
                    + "\(programs)/null-argument.brt\n", to: "null")
            chmod(other, 0o755)
            let plain = try lab.wringer(
                ["run", programs + "/destructor-recursion.brt", "--json", "--limit", "stack=1M"]
                    + defect("destructor-recursion"))
            _ = recording
            let replay = try lab.wringer(
                "replay", try #require(plain.text("recording")), "--json", "--", other, "@@")
            #expect(
                ["moved", "untestable"].contains(replay.text("conclusion")), "\(replay.output)")
            #expect(replay.status != 0 && replay.status != 1)
        }

        @Test func `two trials that differ in their environment have two recordings`() throws {
            let path = try lab.write("print(1)\n", to: "one.lua")
            for value in ["1", "2"] {
                try lab.wringer(
                    "run", path, "--stdout", "full", "--env", "A=\(value)", "--", "lua5.4", "@@")
            }
            #expect(lab.list("recordings").count == 2)
        }

        /// Format version 1, as it was written when it was new: it is read for ever.
        @Test(arguments: [
            "lua-degraded-2992d665", "python-passed-08eb40df", "tcl-crashed-5b201aba",
        ])
        func `a committed recording is read and replays`(name: String) throws {
            let path = Lab.repository + "/recordings/" + name
            let document = try String(contentsOfFile: path + "/recording.json", encoding: .utf8)
            #expect(document.contains("\"version\" : 1"))
            let replay = try lab.wringer("replay", path, "--json", "--pace")
            #expect(replay.text("conclusion") == "same", "\(replay.output)\(replay.error)")
        }

        @Test func `the binary behind a shim is what is identified`() throws {
            let shim = try lab.write("#!/bin/sh\nexec lua5.4 \"$@\"\n", to: "bin/lua-shim")
            chmod(shim, 0o755)
            let path = try lab.write("print(1)\n", to: "one.lua")
            let ended = try lab.wringer(
                "run", path, "--json", "--record", "kept", "--", shim, "@@")
            let recording = try #require(ended.text("recording"))
            let replay = try lab.wringer("replay", recording, "--json", "--", "lua5.4", "@@")
            #expect(replay.text("identity", "binary", "path") == "/usr/bin/lua5.4")
            let document = try lab.read(recording + "/recording.json")
            #expect(document.contains("\"path\" : \"/usr/bin/lua5.4\""))
            #expect(document.contains("bin/lua-shim"))
        }
    }
}
