import Foundation
import Testing

/// Wrong arguments and wrong files: each named, each with what to try, and the right status.
extension CommandTests {
    @Suite struct BadInputTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private func expectRefused(
            _ arguments: [String], status: Int32 = 2, saying words: String...,
            location: SourceLocation = #_sourceLocation
        ) throws {
            let ended = try lab.wringer(arguments)
            #expect(
                ended.status == status, "\(ended.output)\(ended.error)", sourceLocation: location)
            for word in words {
                #expect(ended.error.contains(word), "\(ended.error)", sourceLocation: location)
            }
            #expect(ended.output == "", sourceLocation: location)
            #expect(lab.list("recordings") == [], sourceLocation: location)
        }

        @Test func `a target that cannot be run is named, with what to try`() throws {
            try lab.write("print(1)\n", to: "one.lua")
            try expectRefused(
                ["run", "one.lua", "--", "nowhere5.4", "@@"], saying: "nowhere5.4", "PATH")
            try expectRefused(
                ["run", "one.lua", "--", "./nowhere", "@@"], saying: "does not exist")
            try lab.write("#!/bin/sh\n", to: "mode")
            try expectRefused(["run", "one.lua", "--", "./mode", "@@"], saying: "chmod +x")
            try expectRefused(["run", "one.lua", "--", "/tmp", "@@"], saying: "folder")
            let script = try lab.write("#!/no/such/interpreter\n", to: "script")
            chmod(script, 0o755)
            try expectRefused(
                ["run", "one.lua", "--", "./script", "@@"], saying: "/no/such/interpreter")
            var header = [UInt8](repeating: 0, count: 64)
            header.replaceSubrange(0..<6, with: [0x7f, 0x45, 0x4c, 0x46, 2, 1])
            header[18] = 243
            let foreign = try lab.write(header, to: "riscv")
            chmod(foreign, 0o755)
            try expectRefused(
                ["run", "one.lua", "--", "./riscv", "@@"], saying: "another architecture")
            let text = try lab.write("hello\n", to: "text")
            chmod(text, 0o755)
            try expectRefused(["run", "one.lua", "--", "./text", "@@"], saying: "neither an ELF")
            try expectRefused(["run", "one.lua"], saying: "no target")
            try expectRefused(
                ["run", "one.lua", "--target", "luaa"], saying: "luaa", "did you mean lua")
            try expectRefused(["hunt", "--target", "nothing-like-it"], saying: "unknown target")
        }

        @Test func `a wrong limit or option is named with the nearest one`() throws {
            try lab.write("print(1)\n", to: "one.lua")
            let lua = ["--", "lua5.4", "@@"]
            try expectRefused(
                ["run", "one.lua", "--limit", "stak=1M"] + lua, saying: "stak", "did you mean stack"
            )
            try expectRefused(
                ["run", "one.lua", "--limit", "stack=1Q"] + lua, saying: "stack=1Q", "256K")
            try expectRefused(
                ["run", "one.lua", "--limit", "rss=1M"] + lua, saying: "Linux ignores")
            try expectRefused(
                ["run", "one.lua", "--limit", "cpu=500ms"] + lua, saying: "whole seconds")
            try expectRefused(
                ["run", "one.lua", "--limit", "nofile=9:3"] + lua, saying: "soft is above hard")
            try expectRefused(["run", "one.lua", "--timeout", "soon"] + lua, saying: "soon")
            try expectRefused(["run", "one.lua", "--stdout", "ful"] + lua, saying: "ful", "full")
            try expectRefused(["run", "one.lua", "--stdin", "failing:EOI"] + lua, saying: "EIO")
            try expectRefused(
                ["run", "one.lua", "--inject", "read:eror=EIO"] + lua, saying: "--inject")
            try expectRefused(["run", "one.lua", "--nonsense"] + lua, saying: "nonsense")
            try expectRefused(["nonsense"], saying: "nonsense")
            try expectRefused(
                ["generate", "--target", "lua", "--shape", "tables", "--depth", "-5"],
                saying: "--depth -5: expected 0 to")
            try expectRefused(["hunt", "--target", "lua", "--trials", "-3"], saying: "--trials -3")
            try expectRefused(["hunt", "--target", "lua", "--seed", "-3"], saying: "-3", "--seed")
            try expectRefused(["generate", "--depth"], saying: "Missing value for '--depth")
            try expectRefused(["run", "one.lua", "--env", "X"] + lua, saying: "NAME=VALUE")
            try expectRefused(["target", "list", "--", "x"], saying: "after --")
        }

        @Test func `a program that is missing, a folder or too large is refused`() throws {
            let lua = ["--", "lua5.4", "@@"]
            try expectRefused(["run", "none.lua"] + lua, saying: "none.lua", "does not exist")
            try expectRefused(["run", "."] + lua, saying: "folder")
            // A sparse file: a gigabyte that takes no room.
            let path = lab.folder + "/large.lua"
            try lab.write("", to: "large.lua")
            #expect(truncate(path, 1 << 30) == 0)
            try expectRefused(["run", "large.lua"] + lua, saying: "1G", "256M")
        }

        @Test func `a wrong target.yaml is refused with file and line`() throws {
            try lab.write("print(1)\n", to: "one.lua")
            try lab.write("name: x\ncomand: [lua5.4]\n", to: "x/target.yaml")
            try expectRefused(
                ["run", "one.lua", "--target", "./x"], saying: "x/target.yaml:2:", "command")
            try lab.write("name: x\ncommand: [lua5.4, \"@@\"]\ntimeout: [1]\n", to: "x/target.yaml")
            try expectRefused(
                ["run", "one.lua", "--target", "./x"], saying: "x/target.yaml:3:", "timeout")
            let ended = try lab.wringer(
                "target", "list", environment: ["WRINGER_CORPUS": lab.folder])
            #expect(ended.output.contains("target.yaml:3:"))
        }

        @Test func `a damaged recording is refused and names the file`() throws {
            let path = try lab.write("print('x')\n", to: "x.lua")
            let ended = try lab.wringer(
                "run", path, "--json", "--record", "kept", "--", "lua5.4", "@@")
            let kept = try #require(ended.text("recording"))
            let whole = try lab.read(kept + "/recording.json")
            func expectDamaged(_ text: String, _ words: String...) throws {
                try lab.write(text, to: kept + "/recording.json")
                let replay = try lab.wringer("replay", kept)
                #expect(replay.status == 2, "\(replay.output)")
                for word in words { #expect(replay.error.contains(word), "\(replay.error)") }
                let bisect = try lab.wringer("replay", "--bisect", kept)
                #expect(bisect.status == 128, "git stops, and convicts nobody")
            }
            try expectDamaged(String(whole.prefix(400)), "recording.json", "cut short")
            try expectDamaged(
                whole.replacingOccurrences(of: "\"version\" : 2", with: "\"version\" : 3"), "newer")
            try expectDamaged(
                whole.replacingOccurrences(
                    of: "\"kind\" : \"exited\"", with: "\"kind\" : \"flew\""),
                "outcome")
            try expectDamaged(
                whole.replacingOccurrences(
                    of: "\"standardOutput\" : \"captured\"", with: "\"standardOutput\" : \"gone\""),
                "standardOutput")
            try expectDamaged("{}", "format")
            try lab.write(whole, to: kept + "/recording.json")
            try lab.write("print('y')\n", to: kept + "/program.lua")
            let edited = try lab.wringer("replay", kept)
            #expect(edited.status == 2)
            #expect(edited.error.contains("program.lua"))
            #expect(try lab.wringer("replay", "nowhere").status == 2)
            #expect(try lab.wringer("replay", "--bisect", "nowhere").status == 128)
        }

        @Test func `help and version are no errors, and help has examples`() throws {
            for command in [
                ["--help"], ["run", "--help"], ["replay", "--help"], ["hunt", "--help"],
            ] {
                let ended = try lab.wringer(command)
                #expect(ended.status == 0)
                #expect(ended.output.contains("Example"), "\(command)")
                #expect(ended.output.contains("Exit status"), "\(command)")
            }
            #expect(try lab.wringer("--version").status == 0)
        }

        @Test func `target new makes a target that checks, once filled in`() throws {
            let ended = try lab.wringer(
                "target", "new", "mylua", "--extension", "lua", "--", "lua5.4", "@@")
            #expect(ended.status == 0, "\(ended.error)")
            #expect(lab.list("corpus/mylua").contains("target.yaml"))
            #expect(try lab.wringer("target", "new", "mylua", "--", "lua5.4", "@@").status == 2)
            let list = try lab.wringer("target", "list")
            #expect(list.output.contains("mylua"), "\(list.output)")
        }

        @Test(arguments: ["lua", "python", "tcl"])
        func `every packaged target of the corpus works here`(name: String) throws {
            let ended = try lab.wringer("target", "check", name, "--programs", "0")
            #expect(ended.status == 0, "\(ended.output)\(ended.error)")
        }
    }
}
