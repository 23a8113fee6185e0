internal import WringerModel

extension Malformation {
    /// NUL, control characters, and files without a program in them.
    mutating func makeBytes(_ kind: MalformedInput) -> [UInt8]? {
        switch kind {
        case .nulAtStart: return [0] + bytes
        case .nulInside: return bytes.count > 1 ? inserting([0]) : nil
        case .nulAtEnd: return bytes + [0]
        case .nulPadding: return bytes + [UInt8](repeating: 0, count: 4096 - bytes.count % 4096)
        case .controlCharacters:
            var made = bytes
            for _ in 0..<random.geometric(upTo: 32) {
                made.insert(random.element(of: Self.controls), at: random.below(made.count + 1))
            }
            return made
        case .escapeSequences: return inserting(random.element(of: Self.sequences).utf8)
        case .endOfFile: return inserting([random.element(of: [0x1a, 0x04])])
        case .empty: return []
        case .onlyWhitespace:
            let blanks = Array(" \t\n\r\u{b}\u{c}".utf8)
            return (0..<random.geometric(upTo: 1 << 16)).map { _ in random.element(of: blanks) }
        case .randomBytes:
            let some = randomBytes(random.geometric(upTo: 4096))
            // As often behind a program that begins well.
            return random.chance(1, in: 2)
                ? some : bytes.prefix(random.below(bytes.count + 1)) + some
        default: preconditionFailure("\(kind) is made elsewhere")
        }
    }

    /// All below the space but NUL, tab and line ends, and DEL.
    private static let controls: [UInt8] = (1...31).filter { ![9, 10, 13].contains($0) } + [127]

    /// To clear, to answer, to set a title, to run on, and the 8-bit form.
    private static let sequences = [
        "\u{1b}[2J\u{1b}[H", "\u{1b}[6n", "\u{1b}]0;title\u{7}", "\u{1b}P+q", "\u{1b}[999999999C",
        "\u{1b}[?1049h", "\u{9b}31m", "\u{8}\u{8}\u{8}",
    ]
}
