/// What we read of an ELF file: its architecture and its build id (elf(5)). 64-bit files of this
/// machine's byte order only; anything else gives nil.
enum ElfFile {
    /// `e_machine` of this machine.
    static var ownMachine: Int {
        #if arch(x86_64)
            62
        #else
            183
        #endif
    }

    /// `e_machine`: 62 for x86-64, 183 for arm64; nil where the file is no ELF file.
    static func machine(of bytes: [UInt8]) -> Int? {
        guard bytes.count > 20, bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) else { return nil }
        return Int(integer(bytes, at: 18, size: 2) ?? 0)
    }

    /// The GNU build id in hexadecimal: the note of type 3 and name `GNU` in a PT_NOTE segment.
    static func buildID(of bytes: [UInt8]) -> String? {
        guard machine(of: bytes) != nil, bytes.count > 64, bytes[4] == 2, bytes[5] == 1,
            let table = integer(bytes, at: 32, size: 8),
            let entrySize = integer(bytes, at: 54, size: 2),
            let count = integer(bytes, at: 56, size: 2)
        else { return nil }
        for index in 0..<count {
            // Every sum is checked: the file is anybody's.
            guard let entry = sum(table, index * entrySize),
                integer(bytes, at: entry, size: 4) == 4,
                let offset = integer(bytes, at: entry + 8, size: 8),
                let size = integer(bytes, at: entry + 32, size: 8),
                let end = sum(offset, size), end <= UInt64(bytes.count)
            else { continue }
            if let found = buildID(inNotes: bytes[Int(offset)..<Int(end)]) { return found }
        }
        return nil
    }

    private static func buildID(inNotes notes: ArraySlice<UInt8>) -> String? {
        let notes = Array(notes)
        var at: UInt64 = 0
        while let nameSize = integer(notes, at: at, size: 4),
            let size = integer(notes, at: at + 4, size: 4),
            let type = integer(notes, at: at + 8, size: 4)
        {
            let nameStart = at + 12
            let start = nameStart + (nameSize + 3) / 4 * 4
            guard start + size <= UInt64(notes.count) else { return nil }
            let name = notes[Int(nameStart)..<Int(nameStart + nameSize)]
            if type == 3, name.elementsEqual(Array("GNU\0".utf8)) {
                return hexadecimal(notes[Int(start)..<Int(start + size)])
            }
            at = start + (size + 3) / 4 * 4
        }
        return nil
    }

    /// The sections of which the name begins with one of `names`: where they lie in the file. None
    /// where the file is cut short or has no table of sections.
    static func sections(_ names: [String], of bytes: [UInt8]) -> [Range<Int>] {
        guard machine(of: bytes) != nil, bytes.count > 64, bytes[4] == 2, bytes[5] == 1,
            let table = integer(bytes, at: 40, size: 8),
            let entrySize = integer(bytes, at: 58, size: 2),
            let count = integer(bytes, at: 60, size: 2),
            let namesIndex = integer(bytes, at: 62, size: 2),
            let namesEntry = sum(table, namesIndex * entrySize),
            let namesStart = integer(bytes, at: namesEntry + 24, size: 8)
        else { return [] }
        var found: [Range<Int>] = []
        for index in 0..<count {
            guard let entry = sum(table, index * entrySize),
                let name = integer(bytes, at: entry, size: 4),
                // SHT_PROGBITS: its bytes are in the file.
                integer(bytes, at: entry + 4, size: 4) == 1,
                let start = integer(bytes, at: entry + 24, size: 8),
                let size = integer(bytes, at: entry + 32, size: 8),
                let end = sum(start, size), end <= UInt64(bytes.count),
                let nameStart = sum(namesStart, name), nameStart < UInt64(bytes.count)
            else { continue }
            let text = bytes[Int(nameStart)...]
            if names.contains(where: { text.starts(with: $0.utf8) }) {
                found.append(Int(start)..<Int(end))
            }
        }
        return found
    }

    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64? {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow || sum > 1 << 40 ? nil : sum
    }

    private static func integer(_ bytes: [UInt8], at offset: UInt64, size: Int) -> UInt64? {
        guard offset < UInt64(bytes.count), bytes.count - Int(offset) >= size else { return nil }
        let start = Int(offset)
        return bytes[start..<start + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
