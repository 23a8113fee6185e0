internal import WringerModel

extension Malformation {
    /// Programs that end in the middle of something.
    mutating func makeCut(_ kind: MalformedInput) -> [UInt8]? {
        switch kind {
        case .tokenCut:
            return cut { token in
                switch token.kind {
                case .name, .number, .punctuation: token.range.count > 1
                case .string, .opener, .closer, .space, .lineEnd, .other: false
                }
            }
        case .stringCut: return cut { $0.kind == .string && $0.range.count > 2 }
        case .commentCut: return insideComment()
        case .escapeCut: return ending(in: ["\"\\", "'\\x", "\"\\u", "\"\\u{12", "\"\\12", "\\"])
        case .numberCut: return ending(in: ["1e", "1e+", "0x", "0b", "1.", "-", "1_", "0x1p", "."])
        case .bracketCut:
            let openers = tokens.filter { $0.kind == .opener }
            guard !openers.isEmpty else { return nil }
            return Array(bytes[..<random.element(of: openers).range.upperBound])
        default: preconditionFailure("\(kind) is made elsewhere")
        }
    }

    /// The bytes up to somewhere in the middle of one of these tokens.
    private mutating func cut(_ isMeant: (Token) -> Bool) -> [UInt8]? {
        let found = tokens.filter(isMeant)
        guard !found.isEmpty else { return nil }
        let range = random.element(of: found).range
        return Array(bytes[..<(range.lowerBound + 1 + random.below(range.count - 1))])
    }

    /// The bytes up to some line, and then the beginning of something.
    private mutating func ending(in starts: [String]) -> [UInt8] {
        let ends = [0] + tokens.filter { $0.kind == .lineEnd }.map(\.range.upperBound)
        return bytes[..<random.element(of: ends)] + Array(random.element(of: starts).utf8)
    }

    /// The bytes up to the middle of a comment: one that is there, else one that is begun.
    private mutating func insideComment() -> [UInt8] {
        let found = Self.comments.compactMap { opener in bytes.firstEnd(of: Array(opener.utf8)) }
        if let end = found.first, random.chance(1, in: 2) {
            return Array(bytes.prefix(end + random.below(4)))
        }
        return ending(in: Self.comments.map { $0 + " it never ends" })
    }

    /// What begins a comment that goes over lines, in one language or another.
    private static let comments = [
        "/*", "--[[", "--[==[", "#|", "(*", "<!--", "{-", "\"\"\"", "'''", "=begin\n", "#;(", "%{",
    ]
}

extension [UInt8] {
    /// Behind the first place where a piece stands; nil where nowhere.
    fileprivate func firstEnd(of piece: [UInt8]) -> Int? {
        guard count >= piece.count else { return nil }
        for start in 0...(count - piece.count) where self[start] == piece[0] {
            if self[start..<(start + piece.count)].elementsEqual(piece) {
                return start + piece.count
            }
        }
        return nil
    }
}
