internal import WringerModel

extension Malformation {
    /// Line ends of other systems, and lines as no editor writes them.
    mutating func makeLines(_ kind: MalformedInput) -> [UInt8]? {
        switch kind {
        case .lineEndsOfWindows: return replacingLineEnds(with: ["\r\n"])
        case .carriageReturns: return replacingLineEnds(with: ["\r"])
        case .mixedLineEnds: return mixingLineEnds()
        case .lineSeparators:
            return replacingLineEnds(with: ["\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\u{c}"])
        case .noFinalLineEnd:
            guard bytes.last?.isLineEnd == true else { return nil }
            return Array(bytes[..<((bytes.lastIndex { !$0.isLineEnd } ?? -1) + 1)])
        case .longLine: return withLongLine()
        case .shebang: return withShebang()
        default: preconditionFailure("\(kind) is made elsewhere")
        }
    }

    private mutating func replacingLineEnds(with ends: [String]) -> [UInt8]? {
        replacing { token, random in
            token.kind == .lineEnd ? Array(random.element(of: ends).utf8) : nil
        }
    }

    /// No two lines in a row end the same way.
    private mutating func mixingLineEnds() -> [UInt8]? {
        let ends = ["\n", "\r\n", "\r", "\n\r", "\r\r\n"]
        var index = random.below(ends.count)
        return replacing { token, random in
            guard token.kind == .lineEnd else { return nil }
            index = (index + 1 + random.below(ends.count - 1)) % ends.count
            return Array(ends[index].utf8)
        }
    }

    /// One blank becomes so many that a line is longer than a buffer; without a blank, behind all.
    private mutating func withLongLine() -> [UInt8] {
        let count = (1 << (12 + random.below(9))) + random.below(3) - 1
        let blanks = [UInt8](repeating: random.element(of: [0x20, 0x09]), count: count)
        let spaces = tokens.filter { $0.kind == .space }
        guard !spaces.isEmpty else { return bytes + blanks }
        let range = random.element(of: spaces).range
        return bytes[..<range.lowerBound] + blanks + bytes[range.upperBound...]
    }

    /// First lines for exec(2), most of which it would refuse.
    private mutating func withShebang() -> [UInt8] {
        let lines: [[UInt8]] = [
            Array("#!\n".utf8), Array("#!".utf8), Array("#! \t\r\n".utf8),
            [0x23, 0x21, 0x00, 0x0a],
            Array("#!/usr/bin/env -S \r\n".utf8), Array("\n#!/bin/false\n".utf8),
            Array(" #!/bin/false\n".utf8), Array("#!/bin/false\r".utf8),
            [0xef, 0xbb, 0xbf] + Array("#!/bin/false\n".utf8),
            Array("#!/bin/".utf8) + [UInt8](repeating: 0x61, count: 1 << 16) + [0x0a],
            Array("#!#!#!#!\n#!\n".utf8), Array("#!/bin/false\u{2028}".utf8),
        ]
        return random.element(of: lines) + bytes
    }
}
