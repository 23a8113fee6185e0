internal import WringerModel

/// The table of cliffs: columns as wide as what stands in them.
struct CliffTable {
    /// One boundary, or that there is none.
    struct Row {
        let shape: String
        let limit: String
        var depth = ""
        var change = ""
        var bytesPerLevel = ""
        var phase = ""
        var band = ""
        /// Said below the row.
        var note: String?
        var isFailure = false

        init(shape: String, limit: String) {
            self.shape = shape
            self.limit = limit
        }

        fileprivate var cells: [String] {
            [visible(shape, limit: 40), limit, depth, change, bytesPerLevel, phase, band]
        }
    }

    private static let titles = [
        "shape", "stack", "depth: last | first", "outcome", "bytes/level", "phase",
        "band with ASLR",
    ]
    /// Numbers stand to the right.
    private static let rightColumns: Set<Int> = [2, 4]

    private let style: Style
    private var blocks: [[Row]] = []

    init(_ style: Style) { self.style = style }

    /// Adds the rows of one shape.
    mutating func add(_ rows: [Row]) { blocks.append(rows) }

    var lines: [String] {
        let all = [Self.titles] + blocks.joined().map(\.cells)
        let widths = Self.titles.indices.map { column in
            all.map { Self.width(of: $0[column]) }.max() ?? 0
        }
        var lines = [style.bold(line(Self.titles, widths))]
        for block in blocks {
            var last: [String] = []
            for row in block {
                var cells = row.cells
                // What is as above is not said again.
                let isSameLimit = !last.isEmpty && last[1] == cells[1]
                if !last.isEmpty { cells[0] = "" }
                if isSameLimit { cells[1] = "" }
                last = row.cells
                lines.append(line(cells, widths))
                if let note = row.note {
                    let indent = String(repeating: " ", count: widths[0] + widths[1] + 4)
                    lines.append("\(indent)\(note)")
                }
            }
        }
        return lines
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.enumerated().map { column, text in
            let space = String(
                repeating: " ", count: max(0, widths[column] - Self.width(of: text)))
            return Self.rightColumns.contains(column) ? space + text : text + space
        }
        let line = padded.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    /// The columns that a text takes, without the sequences that colour it.
    private static func width(of text: String) -> Int {
        text.replacing(/\u{1b}\[[0-9;]*m/, with: "").count
    }
}

/// A number with its thousands apart: `1,000,000`.
package func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var place = digits.count - 3
    while place > 0 {
        digits.insert(",", at: place)
        place -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
}
