import Foundation

/// Counts the levels of a program from its text alone; it knows nothing of how it was made.
struct LevelCounter {
    /// Words that open and close a block.
    var opening: Set<String> = []
    var closing: Set<String> = []

    init(target: String) {
        guard target == "lua" else { return }
        opening = ["function", "if", "do", "repeat"]
        closing = ["end", "until"]
    }

    /// How many brackets and blocks the deepest place of a program lies in.
    func deepest(_ text: [UInt8]) -> Int {
        var depth = 0
        var deepest = 0
        var word: [UInt8] = []
        for byte in text + [0] {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                word.append(byte)
                continue
            default: break
            }
            if !word.isEmpty, !opening.isEmpty {
                let name = String(decoding: word, as: UTF8.self)
                if opening.contains(name) { depth += 1 }
                if closing.contains(name) { depth -= 1 }
            }
            word.removeAll(keepingCapacity: true)
            deepest = max(deepest, depth)
            if "([{".utf8.contains(byte) { depth += 1 }
            if ")]}".utf8.contains(byte) { depth -= 1 }
            deepest = max(deepest, depth)
        }
        return deepest
    }

    /// How often a word stands in a program, none of them in another.
    static func occurrences(of word: String, in text: [UInt8]) -> Int {
        let word = Array(word.utf8)
        var count = 0
        var position = 0
        while position + word.count <= text.count {
            if text[position] == word[0], text[position...].starts(with: word) {
                count += 1
                position += word.count
            } else {
                position += 1
            }
        }
        return count
    }

    /// The number behind the first `depth` of a program.
    static func numberOfDepth(in text: [UInt8]) -> Int? {
        let text = String(decoding: text, as: UTF8.self)
        guard let match = text.firstMatch(of: /\bdepth\b[^0-9a-z;]*([0-9]+)/) else { return nil }
        return Int(match.output.1)
    }
}

/// The tables of docs/SHAPES.md.
struct ShapeTable {
    struct Row {
        let level: String
        let besides: Int
        /// The deepest place: so many brackets a level, and so many more.
        let perLevel: Int
        let base: Int
    }

    private var rows: [String: [String: Row]] = [:]

    init(_ text: String) throws {
        var target = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## ") {
                target = String(line.dropFirst(3).prefix { $0 != " " })
            } else if line.hasPrefix("| "), target != "Exceptions" {
                let cells = Self.cells(line)
                guard cells.count == 4, let besides = Int(cells[2]) else { continue }
                let (perLevel, base) = Self.law(cells[3])
                rows[target, default: [:]][cells[0]] = Row(
                    level: Self.word(cells[1]), besides: besides, perLevel: perLevel, base: base)
            }
        }
    }

    func rows(of target: String) -> [String: Row] { rows[target] ?? [:] }

    private static func cells(_ line: Substring) -> [String] {
        line.replacing("\\|", with: "\u{1}").split(separator: "|")
            .map { $0.replacing("\u{1}", with: "|").trimmingCharacters(in: .whitespaces) }
    }

    /// The word between back-ticks, one or two on each side.
    private static func word(_ cell: String) -> String {
        let isDouble = cell.hasPrefix("`` ")
        let word = cell.dropFirst(isDouble ? 3 : 1).dropLast(isDouble ? 3 : 1)
        return String(word.replacing("\\n", with: "\n").replacing("\\\\", with: "\\"))
    }

    /// `2 N + 1`, `N`, `3`.
    private static func law(_ cell: String) -> (Int, Int) {
        guard cell.contains("N") else { return (0, Int(cell) ?? -1) }
        let parts = cell.split(separator: "N", omittingEmptySubsequences: false)
            .map { $0.filter { !$0.isWhitespace } }
        return (parts[0].isEmpty ? 1 : Int(parts[0]) ?? -1, Int(parts[1]) ?? 0)
    }
}
