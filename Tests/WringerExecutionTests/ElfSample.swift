/// A 64-bit little-endian ELF file made by hand: a header, program headers, notes (elf(5)).
struct ElfSample {
    var machine: UInt16 = 62
    var elfClass: UInt8 = 2
    var byteOrder: UInt8 = 1
    /// The notes of each PT_NOTE segment.
    var segments: [[UInt8]] = []

    static func number(_ value: UInt64, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }

    /// A note: sizes of name and content, type, both padded to four bytes.
    static func note(_ name: String, _ type: UInt64, _ content: [UInt8]) -> [UInt8] {
        func padded(_ bytes: [UInt8]) -> [UInt8] {
            bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
        }
        let name = Array(name.utf8) + [0]
        return number(UInt64(name.count), 4) + number(UInt64(content.count), 4) + number(type, 4)
            + padded(name) + padded(content)
    }

    var bytes: [UInt8] {
        let number = Self.number
        var header: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, elfClass, byteOrder, 1, 0]
        header += [UInt8](repeating: 0, count: 8)
        header += number(2, 2) + number(UInt64(machine), 2) + number(1, 4)
        header += number(0, 8) + number(64, 8) + number(0, 8) + number(0, 4)
        header += number(64, 2) + number(56, 2) + number(UInt64(segments.count), 2)
        header += number(0, 6)
        var table: [UInt8] = []
        var content: [UInt8] = []
        for segment in segments {
            let offset = 64 + 56 * segments.count + content.count
            table += number(4, 4) + number(4, 4) + number(UInt64(offset), 8)
            table += number(0, 16) + number(UInt64(segment.count), 8)
            table += number(UInt64(segment.count), 8) + number(4, 8)
            content += segment
        }
        return header + table + content
    }
}
