import Foundation
import Testing
import WringerModel
import WringerReport

/// The line for sh(1) of a trial with faults, run as a person would.
extension CommandTests {
    @Suite struct PlainLineTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private func line(
            _ program: String, _ rules: [String], _ change: (inout Setup) -> Void = { _ in }
        ) throws -> String {
            let target = Target(
                name: "lua", command: ["lua5.4", "@@"], fileExtension: "lua", input: .file)
            var setup = Setup(
                target: target, executable: "/usr/bin/lua5.4",
                environment: ["PATH": "/usr/bin:/bin"], inheritedLimits: Limits())
            change(&setup)
            try lab.write(program, to: "r/program.lua")
            let plan = FaultPlan(rules: rules.compactMap { try? FaultRule(parsing: $0) })
            #expect(plan.rules.count == rules.count)
            let trial = Trial(
                setup: setup,
                trialCase: Case(
                    program: Program(
                        bytes: Array(program.utf8), fileExtension: "lua",
                        provenance: .file(path: "x.lua")), faults: plan))
            // With its comments: sh has to pass over them.
            return ShellCommand.plainLines(trial, recording: "r").joined(separator: "\n")
        }

        private static let writing = """
            local function tell(_, message) io.stderr:write(message or 'none', '\\n') end
            io.stdout:setvbuf('no')
            tell(io.stdout:write('one\\n'))
            tell(io.stdout:write('two\\n'))
            """

        @Test func `the second write fails, and under limits as well`() throws {
            let limits = Limits([
                .stack: Limit(soft: .finite(262_144), hard: .finite(262_144)),
                .addressSpace: Limit(soft: .finite(64 << 20), hard: .finite(64 << 20)),
                .openFiles: Limit(soft: .finite(16), hard: .finite(16)),
            ])
            for limit in [Limits(), limits] {
                // Each message is a write of its own: the third one is that of `two`.
                let line = try line(Self.writing, ["write:error=ENOSPC:when=4"]) {
                    $0.limits = limit
                }
                #expect(line.contains(" strace -f -o /dev/null -e inject=write:error=ENOSPC"))
                let ended = try lab.shell(line)
                #expect(ended.status == 0, "\(ended)")
                #expect(ended.output == "one\n", "\(ended)")
                #expect(ended.error == "none\nNo space left on device\n", "\(ended)")
            }
        }

        @Test func `several rules hold together`() throws {
            let line = try line(
                "print(io.open('r/program.lua')); io.stdout:flush()",
                ["openat:error=EMFILE:when=40+", "write:error=EIO"])
            let ended = try lab.shell(line)
            #expect(ended.output.isEmpty, "\(ended)")
            #expect(line.contains("-e inject=openat:error=EMFILE:when=40+ -e inject=write"))
        }

        @Test func `streams that are taken away stay taken away`() throws {
            let line = try line(
                Self.writing, ["getrandom:error=ENOSYS"]
            ) { $0.standardOutput = .full }
            let ended = try lab.shell(line)
            #expect(ended.error.hasPrefix("No space left on device\n"), "\(ended)")
        }
    }
}
