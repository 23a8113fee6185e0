import Foundation
import Testing

/// `git bisect run` with a recording, on builds of the fixture.
extension CommandTests {
    @Suite struct BisectTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private func git(_ line: String) throws -> Ended {
            try lab.shell(
                "cd \(lab.folder)/repository && \(line)",
                environment: [
                    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
                    "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
                    "GIT_CONFIG_GLOBAL": "/dev/null",
                ])
        }

        /// Nine commits of a "build": a script that runs the fixture; the sixth brings the defect.
        private func makeRepository() throws {
            _ = try lab.shell("mkdir repository && cd repository && git init -q -b main")
            for number in 1...9 {
                let switches = number >= 6 ? "--defect null-argument" : ""
                try lab.write(
                    "#!/bin/sh\n# build \(number)\nexec \(Lab.brittle) \(switches) \"$@\"\n",
                    to: "repository/build")
                chmod(lab.folder + "/repository/build", 0o755)
                let ended = try git("git add -A && git commit -qm 'build \(number)'")
                #expect(ended.status == 0, "\(ended.error)")
            }
        }

        private func record() throws -> String {
            let program = Lab.repository + "/fixtures/brittle/programs/null-argument.brt"
            let ended = try lab.wringer(
                "run", program, "--json", "--", "repository/build", "@@")
            #expect(ended.text("verdict") == "crashed", "\(ended.output)\(ended.error)")
            return lab.folder + "/" + (try #require(ended.text("recording")))
        }

        @Test func `git bisect run finds the guilty commit`() throws {
            try makeRepository()
            let recording = try record()
            _ = try git("git bisect start HEAD HEAD~8")
            let ended = try git(
                "git bisect run \(Lab.wringer) replay --bisect \(recording) -- ./build @@")
            #expect(ended.status == 0, "\(ended.output)\(ended.error)")
            #expect(ended.output.contains("is the first bad commit"), "\(ended.output)")
            #expect(ended.output.contains("build 6"), "\(ended.output)")
        }

        @Test func `a harness that fails in the middle stops the bisection and convicts nobody`()
            throws
        {
            try makeRepository()
            let recording = try record()
            _ = try git("git bisect start HEAD HEAD~8")
            // At the second step there are too few descriptors for Wringer itself.
            try lab.write(
                """
                #!/bin/sh
                n=$(cat ../steps 2>/dev/null || echo 0); echo $((n + 1)) >../steps
                [ $n = 1 ] && ulimit -n 4
                exec \(Lab.wringer) replay --bisect \(recording) -- ./build @@
                """, to: "step")
            chmod(lab.folder + "/step", 0o755)
            let ended = try git("git bisect run ../step")
            #expect(ended.status != 0)
            #expect(!ended.output.contains("is the first bad commit"), "\(ended.output)")
            #expect(
                (ended.output + ended.error).contains("exit code"), "\(ended.output)\(ended.error)")
            #expect(try lab.read("steps") == "2\n", "it stopped at the failure")
        }
    }
}
