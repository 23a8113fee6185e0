import Foundation
import Testing

extension CommandTests {
    /// The benchmark can measure everything; what it measures is not asked here.
    @Suite struct BenchTests {
        private func bench(_ lab: Lab, _ arguments: String...) throws -> Ended {
            let before = Lab.scratchFolders
            let ended = try lab.start([Lab.products + "/wringer-bench"] + arguments).wait()
            #expect(Lab.leftProcesses() == [], "no process is left of the benchmark")
            #expect(Lab.scratchFolders.subtracting(before) == [])
            return ended
        }

        @Test func `everything that is compared gets a row`() throws {
            let lab = try Lab()
            let ended = try bench(lab, "--quick", "--target", "true", "--json")
            #expect(ended.status == 0, "\(ended.error)")
            let sections = try #require(ended.json["sections"] as? [[String: Any]])
            #expect(sections.count == 11)
            let rows = sections.flatMap { $0["rows"] as? [[String: Any]] ?? [] }
            let names = rows.compactMap { $0["name"] as? String }
            for name in [
                "C: vfork, exec, wait, read", "C in a worker's namespaces",
                "C, addresses not randomised", "Wringer, all on", "Wringer, not traced",
                "Wringer, with a verdict", "  launching", "strace", "strace --seccomp-bpf",
                "Wringer, a rule on another call", "  what the rule adds",
                "Wringer, captures no crash", "Wringer, a rule that nothing meets",
                "  what the capture adds", "Wringer, mutants", "a nest 1,000,000 deep",
                "Wringer, programs", "a shape 1,000,000 deep",
            ] {
                #expect(names.contains(name))
            }
            for row in rows { #expect(row["failure"] == nil) }
        }

        @Test func `the table has a line for each row`() throws {
            let lab = try Lab()
            let ended = try bench(
                lab, "--quick", "--target", "true", "--rounds", "1", "--trials-for-memory", "0")
            #expect(ended.status == 0, "\(ended.error)")
            #expect(ended.output.contains("us/trial"))
            #expect(ended.output.contains("  Wringer, all on  "))
            #expect(!ended.output.contains("memory of a worker"))
        }

        @Test func `what is not there is said, and is status 3`() throws {
            let lab = try Lab()
            let ended = try lab.start(
                [Lab.products + "/wringer-bench", "--quick", "--target", "true"],
                environment: ["PATH": lab.folder]
            ).wait()
            #expect(ended.status == 3)
            #expect(ended.output.contains("true is not installed: apt-get install coreutils"))
            #expect(ended.output.contains("strace is not installed: apt-get install strace"))
        }

        @Test func `bad arguments are status 2`() throws {
            let lab = try Lab()
            #expect(try bench(lab, "--rounds", "0").status == 2)
            #expect(try bench(lab, "--target", "cobol").status == 2)
            #expect(try bench(lab, "--help").status == 0)
        }
    }
}
