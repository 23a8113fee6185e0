import Foundation
import Testing
import WringerGeneration
import WringerModel
import WringerTargets

/// The depth of every shape of the corpus, confirmed by a counter that reads only the program.
@Suite struct ShapeLevelTests {
    private static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let library = TargetLibrary(
        searchFolders: [repository.appendingPathComponent("corpus").path])
    private static let targets = library.all().map(\.name)

    private let table: ShapeTable

    init() throws {
        let file = Self.repository.appendingPathComponent("docs/SHAPES.md")
        table = try ShapeTable(String(contentsOf: file, encoding: .utf8))
    }

    @Test(arguments: targets)
    func `a shape that nests in the text has as many levels as asked`(target: String) throws {
        let shapes = try Self.library.find(target).target.nests.filter { !$0.nestsAtRunTime }
        let rows = table.rows(of: target)
        #expect(!shapes.isEmpty)
        let counter = LevelCounter(target: target)
        for shape in shapes {
            guard let row = rows[shape.name] else {
                Issue.record("\(target) \(shape.name) has no row in docs/SHAPES.md")
                continue
            }
            let core = counter.deepest(shape.program(depth: 0, fileExtension: "").bytes)
            for depth in [1, 2, 10, 1000] {
                let text = shape.program(depth: depth, fileExtension: "").bytes
                let count = LevelCounter.occurrences(of: row.level, in: text)
                #expect(count == depth + row.besides, "\(target) \(shape.name) at \(depth)")
                let deepest = max(core, row.base + row.perLevel * depth)
                #expect(counter.deepest(text) == deepest, "\(target) \(shape.name) at \(depth)")
            }
        }
    }

    @Test(arguments: targets)
    func `a shape that nests at run time names the depth that was asked`(target: String) throws {
        let shapes = try Self.library.find(target).target.nests.filter(\.nestsAtRunTime)
        #expect(!shapes.isEmpty || target == "anarchy")
        for shape in shapes {
            for depth in [0, 1, 2, 10, 1000, 10_000_000] {
                let text = shape.program(depth: depth, fileExtension: "").bytes
                #expect(
                    LevelCounter.numberOfDepth(in: text) == depth,
                    "\(target) \(shape.name) at \(depth)")
            }
        }
    }

    @Test(arguments: targets)
    func `every row of the tables is a shape that nests in the text`(target: String) throws {
        let nests = try Self.library.find(target).target.nests
        let names = Set(nests.filter { !$0.nestsAtRunTime }.map(\.name))
        #expect(Set(table.rows(of: target).keys) == names)
    }

    @Test func `ten million levels are as many as asked`() throws {
        let nests = try Self.library.find("lua").target.nests
        let shape = try #require(nests.first { $0.name == "tables" })
        var (opened, closed) = (0, 0)
        shape.text(depth: 10_000_000).forEachChunk { chunk in
            chunk.withUnsafeBytes { bytes in
                for byte in bytes {
                    if byte == UInt8(ascii: "{") { opened += 1 }
                    if byte == UInt8(ascii: "}") { closed += 1 }
                }
            }
        }
        #expect(opened == 10_000_000)
        #expect(closed == 10_000_000)
    }

    @Test func `a counter that is wrong would be seen`() {
        let counter = LevelCounter(target: "lua")
        #expect(counter.deepest(Array("if x then f({1}) end do end".utf8)) == 3)
        #expect(LevelCounter(target: "tcl").deepest(Array("if end {[x]}".utf8)) == 2)
        #expect(LevelCounter.occurrences(of: "aa", in: Array("aaaaab".utf8)) == 2)
        #expect(LevelCounter.numberOfDepth(in: Array("(define depth 17) 3".utf8)) == 17)
    }
}
