internal import WringerModel

/// One line of the result.
struct Row: Encodable, Equatable {
    let name: String
    /// Of one trial, or of what the section measures.
    var microseconds: Spread?
    /// Trials a second.
    var rate: Double?
    /// What the section says.
    var ratio: Double?
    /// The same of the lowest tenths, in which other work on the machine hardly counts.
    var ratioAtP10: Double?
    /// The ratio that it should have at least.
    var goal: Double?
    /// The microseconds that it should stay under.
    var ceiling: Double?
    var command: String
    /// Why it could not be measured.
    var failure: String?

    init(_ name: String, command: String) {
        self.name = name
        self.command = command
    }

    /// Whether the goal is missed.
    var isBelowGoal: Bool {
        guard let ratio, let goal else { return false }
        return ratio < goal
    }

    /// Whether it takes longer than it should.
    var isOverCeiling: Bool {
        guard let microseconds, let ceiling else { return false }
        return microseconds.median >= ceiling
    }

    /// The numbers that are columns; the first is the time of one `unit`.
    static func heading(_ unit: String) -> String {
        let columns = ["us/\(unit)", "p10", "p90", "\(unit)s/s", "ratio", "at p10"]
        return padded("", nameWidth) + columns.map { right($0, columnWidth) }.joined()
            + "  command"
    }

    private static let nameWidth = 36
    private static let columnWidth = 9

    /// The row as a line of a table, its goal at the end.
    var text: String {
        let name = "  " + padded(name, Self.nameWidth - 2)
        guard failure == nil else { return name + "  not measured: \(failure ?? "")" }
        let places = abs(microseconds?.median ?? 0) < 10 ? 3 : 1
        let numbers = [
            microseconds.map { decimal($0.median, places: places) },
            microseconds.map { decimal($0.p10, places: places) },
            microseconds.map { decimal($0.p90, places: places) },
            rate.map { decimal($0, places: 0) }, ratio.map { decimal($0, places: 3) },
            ratioAtP10.map { decimal($0, places: 3) },
        ]
        return name + numbers.map { right($0 ?? "", Self.columnWidth) }.joined() + "  " + command
            + goalText
    }

    private var goalText: String {
        if let ceiling {
            let shown = ceiling < 1 ? decimal(ceiling, places: 2) : decimal(ceiling, places: 0)
            return isOverCeiling
                ? "  over the goal of \(shown) us" : "  under the goal of \(shown) us"
        }
        guard let goal, ratio != nil else { return "" }
        let shown = decimal(goal, places: 2)
        return isBelowGoal ? "  below the goal of \(shown)" : "  reaches the goal of \(shown)"
    }
}

/// Rows that were measured in one run, side by side.
struct Section: Encodable {
    let title: String
    /// What is measured, such as `trial`.
    let unit: String
    /// What the column `ratio` is.
    var ratio: String
    var rows: [Row] = []
    /// What is to be known beside the numbers, a sentence each.
    var remarks: [String] = []

    init(_ title: String, unit: String = "trial", ratio: String) {
        self.title = title
        self.unit = unit
        self.ratio = ratio
    }

    var text: String {
        var lines = ["", "\(title); ratio: \(ratio)"]
        if !rows.isEmpty { lines.append(Row.heading(unit)) }
        lines += rows.map(\.text) + remarks.map { "  \($0)" }
        return lines.joined(separator: "\n")
    }

    var isComplete: Bool { rows.allSatisfy { $0.failure == nil } }
}

private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
}
