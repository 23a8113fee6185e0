import Foundation
import Testing

/// What `wringer generate` makes beside shapes.
extension CommandTests {
    @Suite struct GenerateSourceTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private func generate(_ arguments: String...) throws -> Ended {
            try lab.wringer(["generate"] + arguments)
        }

        @Test func `a dimension has as many units as asked, or as fit`() throws {
            let three = try generate("--target", "lua", "--dimension", "locals", "--units", "3")
            #expect(three.output.components(separatedBy: "local ").count == 4, "\(three.output)")
            let size = try generate("--target", "lua", "--dimension", "locals", "--size", "1K")
            #expect(size.output.utf8.count <= 1024)
            #expect(size.output.utf8.count > 1000)
            let count = size.output.components(separatedBy: "local ").count - 1
            let next = try generate(
                "--target", "lua", "--dimension", "locals", "--units", "\(count + 1)")
            #expect(next.output.utf8.count > 1024)
            #expect(next.output.hasPrefix(size.output))
            let small = try generate("--target", "lua", "--dimension", "locals", "--size", "1")
            #expect(small.status == 2)
            #expect(small.error.contains("has at least "), "\(small.error)")
        }

        @Test func `a template is filled in with what is given, and wrong values have a line`()
            throws
        {
            func template(_ value: String) throws -> Ended {
                try generate(
                    "--target", "lua", "--template", "naive-fibonacci", "--set", value, "--json")
            }
            let ended = try template("n=7")
            #expect(ended.status == 0, "\(ended.error)")
            #expect(ended.error.contains("\"values\":{\"n\":\"7\"}"), "\(ended.error)")
            #expect(ended.error.contains("\"surelyEnds\":true"))
            #expect(try template("n=7").output == ended.output)
            for (value, message) in [
                ("n=1000000", "lies outside of the range"), ("m=7", "has no parameter 'm'"),
                ("n", "expected NAME=VALUE"),
            ] {
                let wrong = try template(value)
                #expect(wrong.status == 2)
                #expect(wrong.error.contains(message), "\(wrong.error)")
                #expect(wrong.output == "")
            }
            let wrong = try template("n=1000000").error
            #expect(wrong.hasPrefix("wringer: --set n=1000000: 1000000 lies outside"), "\(wrong)")
            #expect(wrong.contains("; see ") && wrong.contains("naive-fibonacci.mustache:"))
        }

        @Test func `mutants of a file are the same for the same seed, also without a target`()
            throws
        {
            let path = try lab.write("local x = f(1, g(2))\nprint(x)\n", to: "prog.lua")
            for target in [[], ["--target", "lua"]] {
                func mutants(_ folder: String) throws -> [String: String] {
                    let ended = try lab.wringer(
                        [
                            "generate", "--mutate", path, "--count", "9", "--seed", "4", "--out",
                            folder,
                        ]
                            + target)
                    #expect(ended.status == 0, "\(ended.error)")
                    #expect(!ended.output.contains("surely ends"))
                    return Dictionary(
                        uniqueKeysWithValues: try lab.list(folder).map {
                            ($0, try lab.read(folder + "/" + $0))
                        })
                }
                let first = try mutants("a\(target.count)")
                #expect(first.count == 9)
                #expect(first.keys.allSatisfy { $0.hasSuffix("-mutant-of-prog.lua") })
                #expect(Set(first.values).count > 1)
                #expect(try mutants("b\(target.count)") == first)
            }
        }

        @Test func `a seed is made malformed as asked`() throws {
            let ended = try generate("--target", "lua", "--malformed", "crlf", "--json")
            #expect(ended.status == 0, "\(ended.error)")
            #expect(ended.output.contains("\r\n"))
            #expect(ended.error.contains("\"malformation\":\"crlf\""))
            #expect(try generate("--target", "lua", "--malformed", "any").status == 0)
        }

        @Test func `the list names every source`() throws {
            let ended = try generate("--target", "lua", "--list", "--json")
            for key in ["shapes", "dimensions", "templates"] {
                let values = ended.json[key] as? [[String: Any]]
                #expect(values?.isEmpty == false, "\(key)")
                #expect(values?.allSatisfy { $0["surelyEnds"] is Bool } == true)
            }
            #expect((ended.json["malformed"] as? [String])?.contains("crlf") == true)
        }

        @Test(arguments: [
            (["--dimension", "local"], "did you mean locals?"),
            (["--template", "naive-fibonaci"], "did you mean naive-fibonacci?"),
            (["--malformed", "clrf"], "did you mean crlf?"),
            (["--template", "naive-fibonacci", "--intensity", "hihg"], "did you mean high?"),
            (
                ["--shape", "tables", "--dimension", "locals"],
                "give one of --shape and --dimension"
            ),
            (["--size", "1M"], "--size goes with --dimension alone"),
            (["--dimension", "locals", "--depth", "3"], "--depth goes with --shape"),
            (["--dimension", "locals", "--size", "big"], "--size big: expected a number of bytes"),
            (["--dimension", "locals", "--size", "1", "--units", "1"], "either --size or --units"),
            (["--mutate", "missing.lua"], "program missing.lua does not exist"),
        ])
        func `what does not fit together, or is not known, is said`(
            arguments: [String], message: String
        ) throws {
            let ended = try lab.wringer(["generate", "--target", "lua"] + arguments)
            #expect(ended.status == 2)
            #expect(ended.error.contains(message), "\(ended.error)")
            #expect(ended.output == "")
        }

        @Test func `an empty program is not mutated`() throws {
            let path = try lab.write("", to: "empty.lua")
            let ended = try generate("--mutate", path)
            #expect(ended.status == 2)
            #expect(ended.error.contains("an empty program"))
        }
    }
}
