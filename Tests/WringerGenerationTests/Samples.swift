import WringerGeneration
import WringerModel

/// Programs and shapes that the tests of this folder share.
enum Samples {
    static let seeds = [
        seed("call.lua", "local x = f(1, g(2, \"two\"))\nprint(x)\nreturn x\n"),
        seed("loop.lua", "for i = 1, 10 do\n  t[i] = { i, i * 2 }\nend\nprint(#t)\n"),
        seed("list.js", "let a = [1, [2, [3]]];\na.map((n) => n + 1);\nconsole.log(a)"),
    ]

    /// The seeds as entries of a corpus, with names in place of hashes.
    static var entries: [CorpusEntry] { entries(of: seeds) }

    static func entries(of programs: [Program]) -> [CorpusEntry] {
        programs.enumerated().map { CorpusEntry(program: $1, contentHash: "hash \($0)") }
    }

    static let dictionary = TokenDictionary(words: ["zork", "==", "while"].map { Array($0.utf8) })

    static let parentheses = shape("parentheses", open: "(", core: "1", close: ")")

    static func shape(
        _ name: String, prefix: String = "", open: String, core: String, close: String,
        suffix: String = ""
    ) -> NestingShape {
        NestingShape(
            name: name, prefix: prefix, open: open, core: core, close: close, suffix: suffix)
    }

    static func seed(_ name: String, _ text: String) -> Program {
        Program(bytes: Array(text.utf8), fileExtension: "txt", provenance: .seed(name: name))
    }

    /// Bytes as hostile as a seed allows: half of them any byte, half what tokenizers look at.
    static func bytes(seed: UInt64, count: Int) -> [UInt8] {
        var random = RandomStream(seed: seed, stream: "test bytes")
        let edges = Array("\"'`\\()[]{}\r\n \t09axeE.+-_=λ⟼".utf8) + [0xc0, 0xed, 0xf4, 0xff, 0x80]
        return (0..<count).map { _ in
            random.chance(1, in: 2) ? UInt8(random.below(256)) : random.element(of: edges)
        }
    }

    /// FNV-1a, to pin down bytes too many to write out.
    static func digest(_ digest: inout UInt64, _ bytes: some Sequence<UInt8>) {
        for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    static let emptyDigest: UInt64 = 0xcbf2_9ce4_8422_2325
}

extension Program {
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The operators that made it; none where it is no mutant.
    var operators: [String] {
        if case .mutation(_, let operators, _) = provenance { return operators }
        return []
    }
}
