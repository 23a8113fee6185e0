import Foundation
import Testing
import WringerGeneration
import WringerModel
import WringerTargets

/// The shapes of the corpus against the real interpreters, without Wringer between.
extension CommandTests {
    @Suite struct AcceptedShapeTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        private static let library = TargetLibrary(searchFolders: [Lab.repository + "/corpus"])

        /// What docs/SHAPES.md names as not accepted: `shape at depth`.
        private func exceptions(of target: String) throws -> Set<String> {
            let text = try String(
                contentsOfFile: Lab.repository + "/docs/SHAPES.md", encoding: .utf8)
            let rows = text.components(separatedBy: "## ").first { $0.hasPrefix("Exceptions") }
            let cells = try #require(rows).split(separator: "\n").map { line in
                line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            }
            return Set(
                cells.filter { $0.count == 4 && $0[0] == target }.map { "\($0[1]) at \($0[2])" })
        }

        @Test(arguments: ["lua", "javascript", "python", "scheme", "tcl"])
        func `an interpreter takes every shape, and prints the depth that it ran to`(
            target: String
        ) throws {
            let target = try Self.library.find(target).target
            let depths = [2, 10]
            for shape in target.nests {
                for depth in depths {
                    let program = shape.program(depth: depth, fileExtension: "")
                    try lab.write(program.bytes, to: "\(shape.name).\(depth)")
                }
            }
            let command = target.command.map { $0 == "@@" ? "$p" : $0 }.joined(separator: " ")
            let variables = target.environment.map { "\($0.key)=\($0.value)" }
            let ended = try lab.shell(
                "export A=1 \(variables.joined(separator: " ")); for p in *.2 *.10; do"
                    + " timeout 20 \(command) >$p.out 2>$p.err </dev/null;"
                    + " echo $? >$p.status; done")
            #expect(ended.status == 0)
            var refused: Set<String> = []
            for shape in target.nests {
                for depth in depths {
                    let name = "\(shape.name).\(depth)"
                    let isTaken =
                        try lab.read(name + ".status") == "0\n" && lab.read(name + ".err") == ""
                    guard isTaken else {
                        refused.insert("\(shape.name) at \(depth)")
                        continue
                    }
                    guard shape.nestsAtRunTime else { continue }
                    let output = try lab.read(name + ".out").split(separator: "\n")
                    let words = output.last?.split(separator: " ")
                    #expect(words?.last == "\(depth)", "\(target.name) \(name): \(output)")
                }
            }
            #expect(try refused == exceptions(of: target.name))
        }
    }
}
