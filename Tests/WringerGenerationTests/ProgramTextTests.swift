import Testing
import WringerGeneration

@Suite struct ProgramTextTests {
    static func text(_ parts: ProgramText.Part...) -> ProgramText { ProgramText(parts) }

    static func string(_ text: ProgramText) -> String {
        String(decoding: text.bytes, as: UTF8.self)
    }

    @Test func `parts follow one another`() {
        let unit = IndexedUnit("v{{i}}={{i}}")
        let text = Self.text(
            .literal("a "), .repeated("xy", count: 3), .repeated("z", count: 0),
            .indexed(unit, first: 9, count: 3, separator: Array(", ".utf8)), .literal("!"))
        #expect(Self.string(text) == "a xyxyxyv9=9, v10=10, v11=11!")
    }

    @Test func `a unit without a place is repeated as it is`() {
        let text = Self.text(
            .indexed(IndexedUnit("1"), first: 5, count: 4, separator: Array(" + ".utf8)),
            .indexed(IndexedUnit("2"), first: 0, count: 0, separator: Array(";".utf8)))
        #expect(Self.string(text) == "1 + 1 + 1 + 1")
    }

    @Test(arguments: [
        (0, 1), (0, 10), (7, 5), (95, 10), (0, 3000), (1, 12_345), (990, 2021), (8_999, 3_002),
        (99_990, 1_020),
    ])
    func `an indexed unit holds each index once, in order`(first: Int, count: Int) {
        let unit = IndexedUnit("<{{i}}|{{i}}>")
        let text = Self.text(
            .indexed(unit, first: first, count: count, separator: Array(",".utf8)))
        let expected = (first..<(first + count)).map { "<\($0)|\($0)>" }.joined(separator: ",")
        #expect(Self.string(text) == expected)
        #expect(text.byteCount == expected.utf8.count)
    }

    @Test(arguments: [0, 1, 7, 65_535, 65_536, 65_537, 200_000])
    func `a piece is repeated exactly, also across chunks`(_ count: Int) {
        for piece in ["x", "abc", String(repeating: "0123456789", count: 7000)]
        where
            piece.utf8.count * count < 4 << 20
        {
            let text = Self.text(.literal("<"), .repeated(piece, count: count), .literal(">"))
            let expected = "<" + String(repeating: piece, count: count) + ">"
            #expect(Self.string(text) == expected)
            #expect(text.byteCount == expected.utf8.count)
        }
    }

    @Test func `no chunk is empty, and none is large`() {
        let text = Self.text(
            .repeated("", count: 9), .literal(String(repeating: "q", count: 300_000)),
            .repeated("abcdefg", count: 1 << 20),
            .indexed(IndexedUnit("local v{{i}}\n"), first: 0, count: 100_000, separator: []),
            .indexed(
                IndexedUnit("{{i}}" + String(repeating: "-", count: 70_000)), first: 0, count: 12,
                separator: []))
        var total = 0
        text.forEachChunk { chunk in
            #expect(!chunk.isEmpty)
            #expect(chunk.count <= 64 << 10)
            total += chunk.count
        }
        #expect(text.byteCount == total)
    }

    @Test func `a size that overflows is nil`() {
        #expect(Self.text(.repeated("xx", count: .max)).byteCount == nil)
        #expect(Self.text(.repeated("x", count: .max), .literal("x")).byteCount == nil)
        #expect(Self.text(.repeated("x", count: .max)).byteCount == .max)
        let unit = IndexedUnit("{{i}}")
        let text = Self.text(.indexed(unit, first: 0, count: .max, separator: []))
        #expect(text.byteCount == nil)
    }

    @Test func `a sink that throws is not called again`() {
        struct Full: Error {}
        var count = 0
        let text = Self.text(.repeated("x", count: .max))
        #expect(throws: Full.self) {
            try text.forEachChunk { _ throws(Full) in
                count += 1
                if count == 3 { throw Full() }
            }
        }
        #expect(count == 3)
    }

    @Test func `a text of a mebibyte of levels takes the memory of its chunks alone`() {
        var sum = 0
        Self.text(.repeated("()", count: 1 << 29)).forEachChunk { sum += $0.count }
        #expect(sum == 1 << 30)
    }
}
