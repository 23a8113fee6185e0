internal import Glibc
package import WringerModel

extension Mapping {
    /// The memory map of a process. Of one with more than `CrashDetail.maximumMappingCount` lines
    /// those at its beginning and its end, where the program and its first stack are, and nothing
    /// between is read twice: a process may have 65,530 (`vm.max_map_count`).
    package static func all(of process: Int32) -> [Mapping] {
        read((try? Files.read("/proc/\(process)/maps", limit: .mebibytes(64))) ?? [])
    }

    /// Reads the text of `/proc/PID/maps` (proc(5)); what is no line of it is left out.
    static func read(
        _ text: [UInt8], maximumCount: Int = CrashDetail.maximumMappingCount
    ) -> [Mapping] {
        var first: [Mapping] = []
        var start = 0
        while start < text.count, first.count < maximumCount - maximumCount / 2 {
            let end = text[start...].firstIndex(of: 0x0a) ?? text.count
            if let mapping = Mapping(line: text[start..<end]) { first.append(mapping) }
            start = end + 1
        }
        var last: [Mapping] = []
        var end = text.count
        while start < end, last.count < maximumCount / 2 {
            if text[end - 1] == 0x0a { end -= 1 }
            let before = text[start..<end].lastIndex(of: 0x0a)
            let lineStart = before.map { $0 + 1 } ?? start
            if let mapping = Mapping(line: text[lineStart..<end]) { last.append(mapping) }
            end = lineStart
        }
        return first + last.reversed()
    }

    /// Reads `5581-5582 r-xp 00001000 fe:00 1234      /bin/sh`.
    private init?(line: ArraySlice<UInt8>) {
        let fields = line.split(separator: 0x20, maxSplits: 5)
        guard fields.count >= 5 else { return nil }
        let ends = fields[0].split(separator: 0x2d)
        guard ends.count == 2, let start = Self.number(ends[0]), let end = Self.number(ends[1]),
            start < end, let offset = Self.number(fields[2])
        else { return nil }
        let name = fields.count > 5 ? fields[5].drop { $0 == 0x20 } : []
        self.init(
            start: start, end: end, permissions: String(decoding: fields[1], as: UTF8.self),
            offset: offset, name: String(decoding: name, as: UTF8.self))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        UInt64(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}

extension OpenDescriptor {
    /// The open descriptors of a process with the lowest numbers, at most
    /// `CrashDetail.maximumDescriptorCount`.
    package static func all(of process: Int32) -> [OpenDescriptor] {
        let folder = "/proc/\(process)/fd"
        let names = try? Files.list(folder, atMost: CrashDetail.maximumDescriptorCount)
        return (names ?? []).compactMap { Int32($0) }.sorted().compactMap { number in
            Files.linkTarget("\(folder)/\(number)").map {
                OpenDescriptor(number: number, target: $0)
            }
        }
    }

    /// How many descriptors a process has open. Before Linux 6.2, which tells it by the size of the
    /// folder, at most 65,536 are counted.
    static func count(of process: Int32) -> Int {
        let folder = "/proc/\(process)/fd"
        var status = stat()
        if unsafe stat(folder, &status) == 0, status.st_size > 0 { return Int(status.st_size) }
        return (try? Files.list(folder, atMost: 1 << 16))?.count ?? 0
    }
}
