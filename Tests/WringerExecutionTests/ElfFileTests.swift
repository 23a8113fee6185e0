import Testing

@testable import WringerExecution

@Suite struct ElfFileTests {
    private static let digest: [UInt8] = [0x00, 0x0f, 0xa0, 0xff, 0x12]
    private static let buildNote = ElfSample.note("GNU", 3, digest)

    private func sample(_ segments: [[UInt8]]) -> [UInt8] { ElfSample(segments: segments).bytes }

    /// The bytes with some of them replaced from an offset on.
    private func edited(_ bytes: [UInt8], at offset: Int, _ new: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes.replaceSubrange(offset..<offset + new.count, with: new)
        return bytes
    }

    @Test(arguments: [62, 183, 3, 243, 0, 65_535] as [UInt16])
    func `the machine is read from the header`(_ machine: UInt16) {
        #expect(ElfFile.machine(of: ElfSample(machine: machine).bytes) == Int(machine))
    }

    @Test func `what is no ELF file has no machine and no build id`() {
        for bytes in [[], [0x7f, 0x45, 0x4c], Array("#!/bin/sh\nexit 0 with more text".utf8)] {
            #expect(ElfFile.machine(of: bytes as [UInt8]) == nil)
            #expect(ElfFile.buildID(of: bytes as [UInt8]) == nil)
        }
    }

    @Test func `the build id is the GNU note of type 3`() {
        #expect(ElfFile.buildID(of: sample([Self.buildNote])) == "000fa0ff12")
    }

    @Test func `other notes before it are passed over`() {
        let notes =
            ElfSample.note("GNU", 1, [1, 2, 3, 4, 5]) + ElfSample.note("stapsdt", 3, [9])
            + ElfSample.note("GNU", 3, [0xab])
        #expect(ElfFile.buildID(of: sample([notes])) == "ab")
        #expect(ElfFile.buildID(of: sample([[], ElfSample.note("X", 3, [1]), notes])) == "ab")
    }

    @Test func `a file without a build id gives none`() {
        #expect(ElfFile.buildID(of: sample([])) == nil)
        #expect(ElfFile.buildID(of: sample([ElfSample.note("GNU", 1, [1])])) == nil)
        let notANote = edited(sample([Self.buildNote]), at: 64, [1])
        #expect(ElfFile.buildID(of: notANote) == nil)
    }

    @Test func `a file of 32 bits or of the other byte order gives no build id`() {
        #expect(
            ElfFile.buildID(of: ElfSample(elfClass: 1, segments: [Self.buildNote]).bytes) == nil)
        #expect(
            ElfFile.buildID(of: ElfSample(byteOrder: 2, segments: [Self.buildNote]).bytes) == nil)
    }

    @Test func `a file cut anywhere gives the build id or none`() {
        let whole = sample([ElfSample.note("GNU", 1, [7, 7]), Self.buildNote])
        for count in 0..<whole.count {
            let found = ElfFile.buildID(of: Array(whole.prefix(count)))
            #expect(found == nil, "\(count) bytes")
            let machine = ElfFile.machine(of: Array(whole.prefix(count)))
            #expect(machine == (count > 20 ? 62 : nil), "\(count) bytes")
        }
        #expect(ElfFile.buildID(of: whole) == "000fa0ff12")
    }

    @Test(arguments: [0, 1, 0x7f, 0x80, 0xff] as [UInt8])
    func `no byte of a file makes the reading trap`(_ value: UInt8) {
        let whole = sample([Self.buildNote, ElfSample.note("GNU", 1, [1])])
        for offset in whole.indices {
            for width in [1, 2, 4, 8] where offset + width <= whole.count {
                let hostile = edited(whole, at: offset, [UInt8](repeating: value, count: width))
                if let id = ElfFile.buildID(of: hostile) { #expect(id.count <= 2 * whole.count) }
            }
        }
    }

    @Test(arguments: [
        (32, 8), (40, 8), (54, 2), (56, 2), (64 + 8, 8), (64 + 32, 8), (120, 4), (124, 4), (128, 4),
    ])
    func `sizes and offsets that overflow give no build id`(_ offset: Int, _ width: Int) {
        let ones = [UInt8](repeating: 0xff, count: width)
        let hostile = edited(sample([Self.buildNote]), at: offset, ones)
        // The section table, the size of a second entry and headers beyond the file do no harm.
        let isHarmless = [40, 54, 56].contains(offset)
        #expect(ElfFile.buildID(of: hostile) == (isHarmless ? "000fa0ff12" : nil))
    }

    @Test func `an entry size of zero ends`() {
        let hostile = edited(sample([ElfSample.note("GNU", 1, [1])]), at: 54, [0, 0, 0xff, 0xff])
        #expect(ElfFile.buildID(of: hostile) == nil)
    }

    @Test func `this machine is known`() {
        #if arch(x86_64)
            #expect(ElfFile.ownMachine == 62)
        #else
            #expect(ElfFile.ownMachine == 183)
        #endif
    }
}
