import Testing
import WringerGeneration
import WringerModel

@Suite struct NestingShapeProgramTests {
    static let blocks = Samples.shape(
        "blocks", prefix: "x = ", open: "{ ", core: "nil", close: " }", suffix: ";\n")

    @Test(arguments: [0, 1, 2, 7])
    func `a shape nests exactly as deep as asked`(_ depth: Int) {
        let program = Self.blocks.program(depth: depth, fileExtension: "lua")
        let open = String(repeating: "{ ", count: depth)
        let close = String(repeating: " }", count: depth)
        #expect(program.text == "x = \(open)nil\(close);\n")
        #expect(program.provenance == .nest(shape: "blocks", depth: depth))
        #expect(program.fileExtension == "lua")
    }

    @Test(arguments: [0, 1, 16, 1000])
    func `the size is known without making the program`(_ depth: Int) {
        let symbols = Samples.shape("symbols", open: "λ⟨", core: "⊤", close: "⟩")
        for shape in [Self.blocks, symbols] {
            let program = shape.program(depth: depth, fileExtension: "")
            #expect(shape.byteCount(depth: depth) == program.bytes.count)
        }
    }

    @Test func `a size that overflows is nil`() {
        #expect(Samples.parentheses.byteCount(depth: .max) == nil)
        #expect(Samples.parentheses.byteCount(depth: Int.max / 2 + 1) == nil)
        #expect(Samples.parentheses.byteCount(depth: Int.max / 2) == .max)
    }

    @Test(arguments: [13, 14, 15, 16, 17, 1000])
    func `the greatest depth is the last that fits`(_ byteCount: Int) throws {
        let depth = try #require(Self.blocks.greatestDepth(within: byteCount))
        let size = try #require(Self.blocks.byteCount(depth: depth))
        let next = try #require(Self.blocks.byteCount(depth: depth + 1))
        #expect(size <= byteCount)
        #expect(next > byteCount)
    }

    @Test func `a shape whose core does not fit has no greatest depth`() {
        #expect(Self.blocks.greatestDepth(within: 8) == nil)
        #expect(Self.blocks.greatestDepth(within: 9) == 0)
    }

    @Test(arguments: [0, 1, 9, 10, 10_000_000])
    func `a shape without an open nests at run time: its depth is a number`(_ depth: Int) {
        let shape = Samples.shape(
            "recursion", prefix: "f(", open: "", core: "", close: "", suffix: ")")
        let program = shape.program(depth: depth, fileExtension: "lua")
        #expect(shape.nestsAtRunTime)
        #expect(program.text == "f(\(depth))")
        #expect(shape.byteCount(depth: depth) == program.bytes.count)
    }

    @Test func `the greatest depth at run time has as many digits as there is room`() {
        let shape = Samples.shape(
            "recursion", prefix: "f(", open: "", core: "", close: "", suffix: ")")
        #expect(shape.greatestDepth(within: 3) == nil)
        #expect(shape.greatestDepth(within: 4) == 9)
        #expect(shape.greatestDepth(within: 6) == 999)
        #expect(shape.greatestDepth(within: 22) == .max)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a million levels are built quickly and without recursion`() {
        let depth = 1 << 20
        let clock = ContinuousClock()
        let start = clock.now
        let program = Samples.parentheses.program(depth: depth, fileExtension: "")
        #expect(clock.now - start < .seconds(10))
        let expected =
            [UInt8](repeating: UInt8(ascii: "("), count: depth) + [UInt8(ascii: "1")]
            + [UInt8](repeating: UInt8(ascii: ")"), count: depth)
        #expect(program.bytes.elementsEqual(expected))
    }
}
