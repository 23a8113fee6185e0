import Foundation
import Testing

/// Laws of growth, on an interpreter that has a quadratic defect or has not.
extension CommandTests {
    @Suite struct GrowthTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private let fixtures = ["WRINGER_CORPUS": Lab.repository + "/fixtures"]

        private func growth(_ arguments: [String], _ switches: [String] = []) throws -> Ended {
            let brittle = try Lab.compiled("brittle")
            return try lab.wringer(
                ["cliffs", "--growth", "--budget", "120ms"] + arguments + ["--", brittle]
                    + switches + ["@@"], environment: fixtures)
        }

        private func law(_ ended: Ended) throws -> [String: Any] {
            let all = try #require(ended.at("growth") as? [[String: Any]], "\(ended.error)")
            let laws = try #require(all.first?["laws"] as? [String: Any])
            return try #require(laws["cpu"] as? [String: Any])
        }

        @Test func `quadratic appending has exponent 2, and its recording fails again`() throws {
            let ended = try growth(
                ["--json", "--dimension", "appending"], ["--defect", "quadratic-append"])
            #expect(ended.status == 1, "\(ended.error)")
            let exponent = try #require(try law(ended)["exponent"] as? Double)
            #expect(abs(exponent - 2) <= 0.15, "\(ended.output)")
            let findings = try #require(ended.at("findings") as? [[String: Any]])
            #expect(findings.count == 1)
            #expect(findings.first?["verdict"] as? String == "slow")
            #expect(findings.first?["signature"] as? String == "slow · cpu · dimension appending")
            let recording = try #require(findings.first?["recording"] as? String)

            let again = try lab.wringer("replay", recording, "--json", environment: fixtures)
            #expect(again.status == 1, "\(again.output)")
            #expect(again.text("conclusion") == "same")
            let healthy = try lab.wringer(
                "replay", recording, "--json", "--", try Lab.compiled("brittle"), "@@",
                environment: fixtures)
            // The same binary, without the switch that makes it slow.
            #expect(healthy.text("conclusion") == "notReproduced", "\(healthy.output)")
        }

        @Test func `linear appending is no finding`() throws {
            let ended = try growth(["--json", "--no-record", "--dimension", "appending"])
            #expect(ended.status == 0, "\(ended.output)\(ended.error)")
            let exponent = try #require(try law(ended)["exponent"] as? Double)
            #expect(exponent < 1.4, "\(ended.output)")
        }

        @Test func `the table has a row for each dimension that was asked for`() throws {
            let ended = try growth([
                "--no-record", "--dimension", "comment", "--dimension", "chained-indices",
                "--max-size", "64K",
            ])
            #expect(ended.status == 0, "\(ended.output)\(ended.error)")
            let lines = ended.output.split(separator: "\n")
            #expect(lines.contains { $0.contains("  comment ") && $0.hasSuffix("size") })
            #expect(lines.contains { $0.contains("  chained-indices ") })
            #expect(lines.last == "no finding")
        }

        @Test func `what makes no sense is refused with what would`() throws {
            func error(_ arguments: String...) throws -> String {
                let ended = try growth(arguments)
                #expect(ended.status == 2, "\(ended.output)")
                return ended.error
            }
            #expect(try error("--dimension", "apending").contains("did you mean appending?"))
            #expect(try error("--budget", "soon").contains("--budget soon"))
            #expect(try error("--shape", "lists").contains("see --dimension"))
            #expect(try error("--inject", "read:error=EIO").contains("without faults"))
            #expect(try error("--budget", "1h").contains("--timeout"))
            let without = try lab.wringer(
                "cliffs", "--dimension", "appending", "--", try Lab.compiled("brittle"), "@@",
                environment: fixtures)
            #expect(without.status == 2)
            #expect(without.error.contains("--growth"))
        }

        /// The dimensions of a target.yaml are read by what `cliffs --growth` prints of them: at
        /// the smallest sizes nothing is refused.
        @Test(arguments: ["lua", "javascript", "tcl", "scheme", "python"])
        func `every dimension is accepted at its first sizes`(target: String) throws {
            let ended = try lab.wringer(
                "cliffs", "--growth", "--json", "--no-record", "--times", "1", "--max-size", "1K",
                "--budget", "500ms", "--target", target)
            #expect(ended.status == 0, "\(ended.output)\(ended.error)")
            let all = try #require(ended.at("growth") as? [[String: Any]], "\(ended.error)")
            #expect(all.count >= 15)
            for dimension in all {
                let name = dimension["dimension"] as? String ?? "?"
                let sizes = dimension["sizes"] as? [[String: Any]] ?? []
                let largest = sizes.last?["size"] as? Int ?? 0
                #expect(largest >= 20, "\(target) \(name): \(sizes)")
                // Documented bounds alone: text, names and numbers of TinyScheme have 255 bytes,
                // and a Lua function has 200 locals and as many registers.
                let end = (dimension["end"] as? [String: Any])?["kind"] as? String
                let isBounded =
                    target == "scheme" && ["identifier", "string", "number"].contains(name)
                    || target == "lua" && ["number", "locals", "arguments"].contains(name)
                #expect(end == "bytes" || isBounded, "\(target) \(name): \(dimension)")
            }
        }
    }
}
