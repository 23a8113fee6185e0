import Foundation
import Testing

/// How programs and input reach a target, and what comes back.
extension CommandTests {
    @Suite struct StreamTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private func output(of ended: Ended, _ name: String = "stdout") throws -> String {
            let recording = try #require(ended.text("recording"), "\(ended.error)")
            return try lab.read(recording + "/" + name)
        }

        @Test func `a program goes in by file, standard input or argument`() throws {
            let path = try lab.write("print('in')\n", to: "in.lua")
            for command in [["lua5.4", "@@"], ["lua5.4", "-"]] {
                let ended = try lab.wringer(
                    ["run", path, "--json", "--record", "kept", "--"] + command)
                #expect(ended.text("verdict") == "passed", "\(ended.output)")
                #expect(try output(of: ended) == "in\n")
            }
            try lab.write(
                """
                name: luae
                command: [lua5.4, -e, "@@"]
                input: argument
                extension: lua
                """, to: "luae/target.yaml")
            let ended = try lab.wringer(
                "run", path, "--json", "--record", "kept", "--target", "./luae")
            #expect(try output(of: ended) == "in\n")
        }

        @Test func `a prompt is answered line by line`() throws {
            try lab.write(
                """
                name: prompt
                command: ["\(Lab.brittle)", -i]
                input: repl
                prompt: 'brittle> $'
                extension: brt
                """, to: "prompt/target.yaml")
            let path = try lab.write("print 1\nprint 2\nprint 40 + 2\n", to: "lines.brt")
            let ended = try lab.wringer(
                "run", path, "--json", "--record", "kept", "--target", "./prompt")
            #expect(ended.text("verdict") == "passed", "\(ended.output)")
            #expect(
                try output(of: ended).trimmingCharacters(in: .newlines)
                    == "brittle> 1\nbrittle> 2\nbrittle> 42\nbrittle>"
                    || output(of: ended).contains("brittle> 42\n"))
            // A prompt that never comes is said.
            try lab.write(
                """
                name: mute
                command: [lua5.4, -e, "io.read()"]
                input: repl
                prompt: 'never> $'
                """, to: "mute/target.yaml")
            let mute = try lab.wringer(
                "run", path, "--json", "--timeout", "300ms", "--target", "./mute")
            #expect(mute.output.contains("never appeared"))
        }

        @Test func `standard input from a file arrives whole, with the times it was taken`() throws
        {
            let input = (0..<50_000).map { "line \($0)" }.joined(separator: "\n") + "\n"
            let file = try lab.write(input, to: "input.txt")
            let path = try lab.write("io.write(io.read('a'))\n", to: "cat.lua")
            let ended = try lab.wringer(
                "run", path, "--json", "--record", "kept", "--stdin", file, "--", "lua5.4", "@@")
            #expect(ended.text("verdict") == "passed", "\(ended.output)")
            #expect(try output(of: ended) == input)
            #expect(try output(of: ended, "stdin") == input)
            let document = try output(of: ended, "recording.json")
            #expect(document.contains("inputTaken"))
        }

        @Test func `standard input closed, empty, endless or failing is what the target finds`()
            throws
        {
            let path = try lab.write(
                """
                local text, message = io.read(7)
                print(text, message)
                """, to: "read.lua")
            for (state, expected) in [
                ("empty", "nil\tnil\n"), ("closed", "nil\tBad file descriptor\n"),
                ("endless", "wringer\tnil\n"), ("failing", "nil\tInput/output error\n"),
                ("failing:EAGAIN", "nil\tResource temporarily unavailable\n"),
            ] {
                let ended = try lab.wringer(
                    "run", path, "--json", "--record", "kept", "--stdin", state, "--", "lua5.4",
                    "@@")
                let printed = try output(of: ended)
                #expect(
                    printed == expected
                        || printed.replacingOccurrences(of: "\t5", with: "") == expected,
                    "\(state): \(printed)")
            }
        }

        @Test func `a slow reader slows the target, and all of its output arrives`() throws {
            let path = try lab.write(
                "for i = 1, 2000 do io.write('123456789\\n') end\n", to: "lines.lua")
            let ended = try lab.wringer(
                "run", path, "--json", "--record", "kept", "--stdout", "slow:20000", "--", "lua5.4",
                "@@")
            #expect(ended.text("verdict") == "passed", "\(ended.output)")
            #expect(try output(of: ended).utf8.count == 20_000)
            // 20,000 bytes less what pipe and buffer hold, at 20,000 bytes a second.
            #expect(try #require(ended.at("usage", "wall") as? Double) > 0.4)
        }

        @Test func `binary output is kept to the byte and escaped on the screen`() throws {
            let path = try lab.write(
                "io.stderr:write('\\27[2J\\255\\0\\13bad\\n') os.exit(1)\n", to: "binary.lua")
            let ended = try lab.wringer("run", path, "--record", "kept", "--", "lua5.4", "@@")
            #expect(!ended.output.contains("\u{1b}"))
            #expect(ended.output.contains("\\x1b[2J"))
            let name = try #require(lab.list("kept").first)
            let data = FileManager.default.contents(atPath: lab.folder + "/kept/\(name)/stderr")
            #expect(
                data.map(Array.init) == [0x1b] + Array("[2J".utf8) + [255, 0, 13]
                    + Array("bad\n".utf8))
        }

        @Test func `a session on a terminal is passed through, recorded, replayed and played`()
            throws
        {
            let path = try lab.write(
                "print(#arg, io.read())\nio.stdout:write('bye\\n')\n", to: "tty.lua")
            let ended = try lab.wringer(
                ["run", path, "--tty", "--", "lua5.4", "@@"], input: "typed text\n")
            #expect(ended.output.contains("typed text"))
            #expect(ended.output.contains("bye"))
            let name = try #require(lab.list("recordings").first)
            let cast = try lab.read("recordings/\(name)/session.cast")
            #expect(cast.contains("\"i\", \"typed text"))
            #expect(try lab.read("recordings/\(name)/stdin") == "typed text\n")
            let replay = try lab.wringer("replay", "recordings/\(name)", "--json")
            #expect(replay.text("conclusion") == "same", "\(replay.output)")
            let play = try lab.wringer("replay", "recordings/\(name)", "--play")
            #expect(play.output.contains("bye"))
        }

        @Test func `what a target writes stays in its scratch folder, and is gone afterwards`()
            throws
        {
            let outside = lab.folder + "/outside.txt"
            let path = try lab.write(
                """
                print(io.open('inside.txt', 'w'))
                print(io.open('\(outside)', 'w'))
                """, to: "write.lua")
            let ended = try lab.wringer(
                "run", path, "--json", "--record", "kept", "--", "lua5.4", "@@")
            #expect(try output(of: ended).contains("Permission denied"))
            #expect(!FileManager.default.fileExists(atPath: outside))
            #expect(try output(of: ended, "recording.json").contains("inside.txt"))
            // The mechanism off: the harm is seen.
            try lab.wringer("run", path, "--allow-write", lab.folder, "--", "lua5.4", "@@")
            #expect(FileManager.default.fileExists(atPath: outside))
        }

        @Test func `a program cannot end processes that are not its own`() throws {
            let victim = try lab.start(["/bin/sleep", "60"])
            let path = try lab.write("kill -KILL \(victim.processID); kill -0 $$\n", to: "kill.sh")
            let ended = try lab.wringerBeside(victim, "run", path, "--json", "--", "/bin/sh", "@@")
            #expect(kill(victim.processID, 0) == 0, "it is alive")
            #expect(ended.at("finding") as? Bool == false)
            // The mechanism off: a plain shell ends it.
            _ = try lab.start(["/bin/sh", path]).wait()
            #expect(try victim.wait().signal == SIGKILL)
        }
    }
}

extension Lab {
    /// Runs `wringer` while another process of the test is alive, and checks for the rest.
    func wringerBeside(_ other: Running, _ arguments: String...) throws -> Ended {
        let ended = try start([Lab.wringer] + arguments).wait()
        #expect(Lab.leftProcesses().filter { $0 != other.processID } == [])
        return ended
    }
}
