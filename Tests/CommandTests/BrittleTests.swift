import Foundation
import Testing

/// One row of the table of planted defects.
struct Defect: Decodable, CustomTestStringConvertible, Sendable {
    struct Generated: Decodable, Sendable {
        let prefix: String
        let open: String
        let core: String
        let close: String
        let suffix: String
        let depth: Int

        var text: String {
            prefix + String(repeating: open, count: depth) + core
                + String(repeating: close, count: depth) + suffix
        }
    }

    let name: String
    let program: String?
    let generate: Generated?
    let options: [String]
    let stdinBytes: Int?
    let verdict: String
    let cause: String?
    let signal: String?
    let exit: Int?
    let oneTrial: Bool
    let oneTrialVerdict: String?
    let verdictWhenOff: String

    var testDescription: String { name }

    static let all: [Defect] = {
        let path = Lab.repository + "/fixtures/brittle/defects.json"
        let data = FileManager.default.contents(atPath: path) ?? Data()
        do {
            return try JSONDecoder().decode([Defect].self, from: data)
        } catch {
            Issue.record("the table of defects cannot be read: \(error)")
            return []
        }
    }()
}

/// Ground truth: an interpreter whose defects are known.
extension CommandTests {
    @Suite struct BrittleTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private func run(_ defect: Defect, isOn: Bool, more: [String] = []) throws -> Ended {
            let program: String
            if let generated = defect.generate {
                program = try lab.write(generated.text, to: "\(defect.name).brt")
            } else {
                let name = try #require(defect.program)
                program = Lab.repository + "/fixtures/brittle/" + name
            }
            var options = defect.options
            if let place = options.firstIndex(of: "--stdin"), place + 1 < options.count,
                options[place + 1].hasPrefix("programs/")
            {
                options[place + 1] = Lab.repository + "/fixtures/brittle/" + options[place + 1]
            }
            if let count = defect.stdinBytes, let place = options.firstIndex(of: "STDIN") {
                let lines = (0..<count / 8).map { "line \($0)\n" }.joined()
                options[place] = try lab.write(String(lines.prefix(count)), to: "stdin.txt")
            }
            let switches = isOn ? ["--defect", defect.name] : []
            // The rules of the fixture are those of its target.yaml, as for any known command.
            return try lab.wringer(
                ["run", program, "--json"] + options + more + ["--", Lab.brittle] + switches
                    + ["@@"],
                environment: ["WRINGER_CORPUS": Lab.repository + "/fixtures"])
        }

        @Test func `the table has at least 20 defects with distinct names`() {
            #expect(Defect.all.count >= 20)
            #expect(Set(Defect.all.map(\.name)).count == Defect.all.count)
        }

        @Test(arguments: Defect.all)
        func `a planted defect gets the verdict and the cause of its table, and none when off`(
            defect: Defect
        ) throws {
            let on = try run(defect, isOn: true)
            let expected = defect.oneTrial ? defect.verdict : defect.oneTrialVerdict ?? "passed"
            #expect(on.text("verdict") == expected, "\(on.output)")
            let isFinding = !["passed", "rejected", "endless", "exhausted", "killed"]
                .contains(expected)
            #expect(on.status == (isFinding ? 1 : 0), "\(on.error)")
            #expect(on.text("cause", "kind") != "unknown", "\(on.output)")
            if defect.oneTrial {
                if let cause = defect.cause {
                    #expect(on.text("cause", "kind") == cause, "\(on.output)")
                }
                if let signal = defect.signal { #expect(on.text("outcome", "signal") == signal) }
                if let exit = defect.exit { #expect(on.at("outcome", "code") as? Int == exit) }
            }
            let off = try run(defect, isOn: false)
            #expect(off.text("verdict") == defect.verdictWhenOff, "\(off.output)")
            #expect(off.at("finding") as? Bool == false)
        }

        @Test func `output in no order is found by running a trial several times`() throws {
            let defect = try #require(Defect.all.first { $0.name == "unordered-output" })
            let on = try run(defect, isOn: true, more: ["--times", "8"])
            #expect(on.text("verdict") == "diverged", "\(on.output)")
            let off = try run(defect, isOn: false, more: ["--times", "8"])
            #expect(off.text("verdict") == "passed", "\(off.output)")
        }

        static let controls: [String] = {
            let folder = Lab.repository + "/fixtures/brittle/controls"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.filter { $0.hasSuffix(".brt") }.sorted().map { folder + "/" + $0 }
        }()

        @Test(arguments: controls)
        func `no control program is a finding, whatever is taken away`(control: String) throws {
            #expect(Self.controls.count >= 16)
            let conditions = [
                [], ["--limit", "stack=256K"], ["--limit", "as=16M"], ["--limit", "nofile=4"],
                ["--limit", "fsize=0"], ["--stdout", "full"], ["--stdout", "closed"],
                ["--stdin", "closed"], ["--stdin", "failing"], ["--stdout", "slow:20000"],
            ]
            for condition in conditions {
                let ended = try lab.wringer(
                    ["run", control, "--json", "--no-record"] + condition
                        + ["--", Lab.brittle, "@@"],
                    environment: ["WRINGER_CORPUS": Lab.repository + "/fixtures"])
                #expect(ended.status == 0, "\(control) \(condition): \(ended.output)\(ended.error)")
            }
        }
    }
}
