import Testing
import WringerGeneration
import WringerModel

@Suite struct MalformedInputTests {
    private static let text = """
        -- a comment
        local name = "some text" -- more
        if name == "x" then print(12.5 + 0x1f, {1, 2}) end /* block */

        """
    private let seed = Samples.seed("seed.lua", text)

    private func make(
        _ kind: MalformedInput, _ text: String = text, variant: UInt64 = 1
    ) -> [UInt8]? {
        kind.program(from: Samples.seed("s", text), variant: variant)?.bytes
    }

    @Test func `there are more than twenty kinds, each with its name`() {
        let names = MalformedInput.allCases.map(\.rawValue)
        #expect(names.count > 40)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z0-9-]+/) != nil })
    }

    @Test(arguments: MalformedInput.allCases)
    func `every kind changes a usual seed, the same way for the same variant`(
        _ kind: MalformedInput
    ) throws {
        for variant in 0..<50 as Range<UInt64> {
            let program = try #require(kind.program(from: seed, variant: variant))
            #expect(program == kind.program(from: seed, variant: variant))
            #expect(program.bytes != seed.bytes)
            #expect(program.fileExtension == "txt")
            #expect(
                program.provenance
                    == .malformed(seed: "seed.lua", kind: kind.rawValue, variant: variant))
        }
    }

    /// When it changes, seeds in older reports mean other programs: say so.
    @Test func `programs are the same from run to run and build to build`() {
        var digest = Samples.emptyDigest
        for kind in MalformedInput.allCases {
            for variant in 0..<20 as Range<UInt64> {
                Samples.digest(&digest, kind.program(from: seed, variant: variant)?.bytes ?? [])
            }
        }
        #expect(digest == 4_697_737_050_481_216_052)
    }

    @Test func `provenance is enough to make a program again`() throws {
        var kinds: Set<String> = []
        for number in 0..<1000 as Range<UInt64> {
            var random = RandomStream(seed: 3, stream: "test", number: number)
            let program = MalformedInput.program(from: seed, using: &random)
            guard case .malformed(_, let kind, let variant) = program.provenance else {
                Issue.record("\(program.provenance)")
                continue
            }
            kinds.insert(kind)
            let again = try #require(MalformedInput(rawValue: kind))
            #expect(again.program(from: seed, variant: variant) == program)
        }
        #expect(kinds.count == MalformedInput.allCases.count)
    }

    @Test(arguments: [0, 1, 2, 100, 5000])
    func `any bytes can be made malformed, and grow within bounds`(_ count: Int) {
        let seed = Program(
            bytes: Samples.bytes(seed: 7, count: count), fileExtension: "",
            provenance: .file(path: "random"))
        for kind in MalformedInput.allCases {
            for variant in 0..<5 as Range<UInt64> {
                let bytes = kind.program(from: seed, variant: variant)?.bytes
                #expect(bytes.map(\.count) ?? 0 <= 4 * count + (2 << 20), "\(kind)")
            }
        }
        var random = RandomStream(seed: 1, stream: "test")
        for _ in 0..<50 { _ = MalformedInput.program(from: seed, using: &random) }
    }

    @Test func `of a huge seed the beginning is taken`() throws {
        let huge = Samples.seed("huge", String(repeating: "abc \n", count: 1 << 18))
        for kind in [MalformedInput.utf32, .nulAtEnd] {
            let program = try #require(kind.program(from: huge, variant: 1))
            #expect(program.bytes.count <= MalformedInput.greatestProgram.bytes)
        }
    }

    @Test(arguments: [
        MalformedInput.overlong, .loneContinuation, .neverUTF8, .sequenceCut, .beyondUnicode,
        .loneSurrogate, .surrogatePairs, .latin1,
    ])
    func `what is to be no UTF-8 is none`(_ kind: MalformedInput) throws {
        for variant in 0..<50 as Range<UInt64> {
            let bytes = try #require(make(kind, variant: variant))
            #expect(String(validating: bytes, as: UTF8.self) == nil, "\(kind) \(variant)")
            #expect(bytes.count > Self.text.utf8.count, "the seed is there as well")
        }
    }

    @Test(arguments: [
        MalformedInput.homoglyphs, .fullWidth, .smartQuotes, .zeroWidth, .bidirectional,
        .noncharacters, .noBreakSpaces, .lineSeparators, .markInside, .markTwice,
    ])
    func `what is to be UTF-8 is, and is not what it looks like`(_ kind: MalformedInput) throws {
        for variant in 0..<50 as Range<UInt64> {
            let bytes = try #require(make(kind, variant: variant))
            let decoded = String(validating: bytes, as: UTF8.self)
            // Within a character of the seed nothing is put, since the seed is ASCII.
            #expect(decoded != nil, "\(kind) \(variant)")
        }
    }

    @Test func `NUL is where it is said to be`() {
        let bytes = Array("ab".utf8)
        #expect(make(.nulAtStart, "ab") == [0] + bytes)
        #expect(make(.nulAtEnd, "ab") == bytes + [0])
        #expect(make(.nulInside, "a") == nil)
        #expect(make(.nulPadding, "ab")?.count == 4096)
    }

    @Test func `line ends are exchanged, and what has none is not applicable`() {
        #expect(make(.lineEndsOfWindows, "a\nb\n") == Array("a\r\nb\r\n".utf8))
        #expect(make(.carriageReturns, "a\nb\r\n") == Array("a\rb\r".utf8))
        #expect(make(.noFinalLineEnd, "a\nb\n\n") == Array("a\nb".utf8))
        #expect(make(.noFinalLineEnd, "a") == nil)
        #expect(make(.mixedLineEnds, "a") == nil)
    }

    @Test func `marks stand before the text, and whole texts are encoded anew`() throws {
        #expect(make(.markUTF8, "a") == [0xef, 0xbb, 0xbf, 0x61])
        #expect(make(.markUTF16LittleEndian, "a") == [0xff, 0xfe, 0x61])
        let forms: Set<[UInt8]> = [
            [0x61, 0], [0, 0x61], [0xff, 0xfe, 0x61, 0], [0xfe, 0xff, 0, 0x61],
        ]
        let made = (0..<40 as Range<UInt64>).compactMap { make(.utf16, "a", variant: $0) }
        #expect(Set(made) == forms)
        #expect(make(.utf32, "a").map { $0.count % 4 } == 0)
    }

    @Test(arguments: [MalformedInput.tokenCut, .stringCut, .bracketCut])
    func `a cut leaves a beginning`(_ kind: MalformedInput) throws {
        for variant in 0..<50 as Range<UInt64> {
            let bytes = try #require(make(kind, variant: variant))
            #expect(Self.text.utf8.starts(with: bytes) && bytes.count < Self.text.utf8.count)
        }
        #expect(make(kind, "\n \n") == nil)
    }

    @Test func `a string is cut between its quotes`() throws {
        for variant in 0..<20 as Range<UInt64> {
            let bytes = try #require(make(.stringCut, variant: variant))
            let quotes = bytes.count { $0 == UInt8(ascii: "\"") }
            #expect(quotes % 2 == 1)
        }
    }
}
