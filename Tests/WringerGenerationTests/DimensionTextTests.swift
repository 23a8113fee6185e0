import Testing
import WringerGeneration
import WringerModel

@Suite struct DimensionTextTests {
    private static let arguments: Dimension = {
        var dimension = Dimension(name: "arguments", unit: "a{{i}}={{i}}")
        dimension.prefix = "f("
        dimension.separator = ", "
        dimension.suffix = ")\n"
        return dimension
    }()

    private func text(_ size: Int) -> String {
        String(decoding: Self.arguments.text(size: size).bytes, as: UTF8.self)
    }

    @Test func `units are numbered from one, with the separator between them alone`() {
        #expect(text(0) == "f()\n")
        #expect(text(1) == "f(a1=1)\n")
        #expect(text(3) == "f(a1=1, a2=2, a3=3)\n")
    }

    @Test(arguments: [0, 1, 9, 10, 11, 99, 100, 1000, 12_345])
    func `a program has exactly as many units as its size`(size: Int) {
        let program = Self.arguments.program(size: size, fileExtension: "lua")
        #expect(program.bytes.count { $0 == UInt8(ascii: "=") } == size)
        #expect(program.provenance == .dimension(name: "arguments", size: size))
        #expect(Self.arguments.text(size: size).byteCount == program.bytes.count)
    }

    @Test(arguments: [8, 9, 10, 17, 100, 1000, 65_537, 1 << 20, 1 << 30])
    func `the greatest size within some bytes fits, and the next does not`(bytes: Int) throws {
        let size = try #require(Self.arguments.greatestSize(within: bytes))
        #expect(try #require(Self.arguments.text(size: size).byteCount) <= bytes)
        #expect(try #require(Self.arguments.text(size: size + 1).byteCount) > bytes)
    }

    @Test func `nothing fits into less than one unit`() {
        #expect(Self.arguments.greatestSize(within: 7) == nil)
        #expect(Self.arguments.greatestSize(within: 0) == nil)
        #expect(Dimension(name: "x", unit: "x").greatestSize(within: 1) == 1)
    }

    @Test func `of seeds come blanks, blank lines and repeats of the smallest`() throws {
        let made = Dimension.made(of: Samples.seeds)
        #expect(made.map(\.name) == ["line", "blankLines", "statements"])
        let smallest = try #require(
            Samples.seeds.map(\.bytes).min { $0.count < $1.count }
                .flatMap { String(validating: $0, as: UTF8.self) })
        let texts = made.map { String(decoding: $0.text(size: 2).bytes, as: UTF8.self) }
        #expect(texts[0].contains(smallest) && texts[0].contains("  \n"))
        #expect(texts[1] == "\n\n" + smallest)
        #expect(texts[2] == smallest + "\n" + smallest)
    }

    @Test func `a seed that is no text, or holds a place for numbers, makes nothing`() {
        let hostile = Program(
            bytes: [0xff, 0xfe], fileExtension: "", provenance: .seed(name: "bytes"))
        #expect(
            Dimension.made(of: [hostile, Samples.seed("i", "x{{i}}"), Samples.seed("e", "")]) == [])
        #expect(Dimension.made(of: []) == [])
    }

    @Test func `a shape that closes nothing is a dimension, another is none`() throws {
        let chain = Samples.shape(
            "sums", prefix: "x = ", open: "1 + ", core: "1", close: "", suffix: ";")
        let dimension = try #require(Dimension(flat: chain))
        #expect(String(decoding: dimension.text(size: 2).bytes, as: UTF8.self) == "x = 1 + 1 + 1;")
        #expect(Dimension(flat: Samples.parentheses) == nil)
    }
}
