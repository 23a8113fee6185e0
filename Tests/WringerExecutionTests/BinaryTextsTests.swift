import Testing

@testable import WringerExecution

@Suite struct BinaryTextsTests {
    /// An ELF file with sections of these names and contents, and the table of names after them.
    private func elf(_ sections: [(name: String, content: [UInt8])]) -> [UInt8] {
        let number = ElfSample.number
        var names: [UInt8] = [0]
        var content: [UInt8] = []
        var table: [UInt8] = []
        func add(_ name: String, type: UInt64, _ bytes: [UInt8]) {
            table += number(UInt64(names.count), 4) + number(type, 4) + number(0, 16)
            names += Array(name.utf8) + [0]
            table += number(UInt64(64 + content.count), 8) + number(UInt64(bytes.count), 8)
            table += number(0, 24)
            content += bytes
        }
        for section in sections { add(section.name, type: 1, section.content) }
        add(".shstrtab", type: 3, names + Array(".shstrtab".utf8) + [0])
        var header: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0] + number(0, 8)
        header += number(2, 2) + number(62, 2) + number(1, 4) + number(0, 16)
        header += number(UInt64(64 + content.count), 8) + number(0, 4) + number(64, 2)
        header += number(56, 2) + number(0, 2) + number(64, 2)
        header += number(UInt64(sections.count + 1), 2) + number(UInt64(sections.count), 2)
        return header + content + table
    }

    private func texts(_ bytes: [UInt8]) -> [String] {
        BinaryTexts.texts(in: bytes).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `short texts of constant data are found, and nothing else`() {
        let long = String(repeating: "m", count: 25)
        let data = Array("while\0for\0\0a message of words\0\(long)\0\u{1}\0<=\0cut".utf8)
        let bytes = elf([
            (".text", Array("code\0".utf8)), (".rodata.str1.1", data),
            (".data.rel.ro", Array("last\0".utf8)),
        ])
        #expect(texts(bytes) == ["while", "for", "<=", "last"])
    }

    @Test func `what is cut short, of another kind or no ELF file gives none`() {
        let bytes = elf([(".rodata", Array("while\0".utf8))])
        #expect(texts(bytes) == ["while"])
        for count in 0..<bytes.count { _ = texts(Array(bytes.prefix(count))) }
        #expect(texts(Array(bytes.prefix(bytes.count / 2))).isEmpty)
        #expect(texts(Array("#!/bin/sh\n".utf8)).isEmpty)
        var other = bytes
        other[4] = 1
        #expect(texts(other).isEmpty)
        var hostile = bytes
        for place in 40..<64 { hostile[place] = 0xff }
        #expect(texts(hostile).isEmpty)
    }
}
