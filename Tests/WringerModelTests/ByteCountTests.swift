import Foundation
import Testing
import WringerModel

@Suite struct ByteCountTests {
    @Test(
        arguments: [
            ("0", 0), ("4096", 4096), ("1K", 1024), ("64M", 64 << 20), ("1G", 1 << 30),
            ("2T", 2 << 40),
            ("1k", 1024), ("007", 7), ("18446744073709551615", .max),
            ("16777215T", 16_777_215 << 40),
        ] as [(String, UInt64)])
    func `a count is read with its suffix`(_ text: String, _ bytes: UInt64) {
        #expect(ByteCount(text: text)?.bytes == bytes)
    }

    @Test(arguments: [
        "", "K", "-1", "+1", " 1", "1 ", "1.5M", "1KB", "1MM", "0x10", "1e3", "K1", "٣",
    ])
    func `what is no count is refused`(_ text: String) {
        #expect(ByteCount(text: text) == nil)
    }

    @Test(arguments: ["18446744073709551616", "16777216T", "17179869184G", "99999999999999999999K"])
    func `what overflows 64 bits is refused`(_ text: String) {
        #expect(ByteCount(text: text) == nil)
    }

    @Test(
        arguments: [
            (0, "0"), (1, "1"), (1000, "1000"), (1023, "1023"), (1024, "1K"), (1536, "1536"),
            (256 << 10, "256K"), (8 << 20, "8M"), (1 << 30, "1G"), (1 << 40, "1T"),
            (1025 << 10, "1025K"), (.max, "18446744073709551615"),
        ] as [(UInt64, String)])
    func `a count is written in its shortest exact form and read back`(
        _ bytes: UInt64, _ text: String
    ) {
        #expect(ByteCount(bytes).description == text)
        #expect(ByteCount(text: text) == ByteCount(bytes))
    }

    @Test func `a count is encoded as a plain number`() throws {
        let data = try JSONEncoder().encode(["n": ByteCount.mebibytes(1)])
        #expect(String(decoding: data, as: UTF8.self) == #"{"n":1048576}"#)
        let read = try JSONDecoder().decode([String: ByteCount].self, from: data)
        #expect(read == ["n": .kibibytes(1024)])
    }

    @Test func `counts are ordered by their bytes`() {
        #expect(ByteCount(1023) < .kibibytes(1))
        #expect(!(ByteCount.mebibytes(1) < .kibibytes(1024)))
    }
}
