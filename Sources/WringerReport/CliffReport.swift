package import WringerCampaign
internal import WringerModel

/// A number and what it counts: `1 trial`, `2 trials`.
func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
}

/// What `wringer cliffs` prints for a person: a table, what its marks mean, the laws, and how each
/// failure is shown again.
package struct CliffReport {
    private let style: Style
    private let map: CliffMap

    package init(_ map: CliffMap, _ style: Style) {
        self.map = map
        self.style = style
    }

    /// The whole result.
    ///
    /// - Parameters:
    ///   - conditions: what all trials had in common, in words.
    ///   - times: how many times each side of a boundary was to be seen again.
    package func text(conditions: String, times: Int) -> String {
        var lines = [headline(), "  " + conditions]
        for left in map.leftOut {
            lines.append("  \(left.limit.text) left out: \(left.reason)")
        }
        var table = CliffTable(style)
        for rows in rowsByShape(times: times) { table.add(rows) }
        if !map.cliffs.isEmpty { lines += [""] + table.lines }
        lines += legend()
        lines += remarks()
        lines += replays()
        return lines.joined(separator: "\n")
    }

    /// Only what fails, a line each; empty where nothing does.
    package var findings: String {
        map.failures.map { cell, boundary in
            "\(style.failure(boundary.to))  \(visible(cell.shape)) stack \(cell.limit.text) "
                + "depth \(grouped(boundary.firstAfter))  "
                + visible(boundary.signature ?? "", limit: 160)
        }.joined(separator: "\n")
    }

    private func headline() -> String {
        let failures = map.failures.count
        let shapes = Set(map.cliffs.map(\.shape)).count
        let found =
            map.cliffs.isEmpty
            ? "nothing searched"
            : "\(counted(failures, "failing cliff")) in \(counted(shapes, "shape"))"
        var text =
            style.bold(visible(map.target)) + ": \(found), \(counted(map.trialCount, "trial")) in "
            + Duration.seconds(map.seconds).text
        switch map.ended {
        case .complete: break
        case .time: text += "; time is over"
        case .interrupted: text += "; interrupted"
        }
        if map.unsearchedCount > 0 {
            text += ", \(counted(map.unsearchedCount, "pair")) of shape and limit not searched"
        }
        return text
    }

    // MARK: - Rows

    /// Limits under which the same comes at the same depths share a row.
    private func rowsByShape(times: Int) -> [[CliffTable.Row]] {
        var result: [[CliffTable.Row]] = []
        var index = map.cliffs.startIndex
        while index < map.cliffs.endIndex {
            let shape = map.cliffs[index].shape
            let cells = map.cliffs[index...].prefix { $0.shape == shape }
            index = cells.endIndex
            var groups: [[CliffCell]] = []
            for cell in cells {
                if let last = groups.last?.last, isSame(last, cell) {
                    groups[groups.count - 1].append(cell)
                } else {
                    groups.append([cell])
                }
            }
            let isAll = groups.count == 1 && cells.count > 1
            var rows: [CliffTable.Row] = []
            for group in groups {
                let limits = isAll ? "all" : range(group.map(\.limit.text))
                rows += self.rows(group[0], limits: limits, times: times)
            }
            result.append(rows)
        }
        return result
    }

    private func isSame(_ one: CliffCell, _ other: CliffCell) -> Bool {
        one.first == other.first && one.firstDetail == other.firstDetail
            && (one.end == .slow) == (other.end == .slow)
            && (!one.boundaries.isEmpty || isNear(one.searchedDepth, other.searchedDepth))
            && one.boundaries.count == other.boundaries.count
            && zip(one.boundaries, other.boundaries).allSatisfy(isSame)
    }

    /// Boundaries of time are not sharp: they are the same within a doubling.
    private func isSame(_ one: CliffBoundary, _ other: CliffBoundary) -> Bool {
        guard !one.isExact, !other.isExact else {
            return Self.identity(one) == Self.identity(other)
        }
        return one.to == other.to && isNear(one.firstAfter, other.firstAfter)
    }

    private func isNear(_ one: Int, _ other: Int) -> Bool {
        max(one, other) <= 2 * min(one, other)
    }

    private static func identity(_ boundary: CliffBoundary) -> [String] {
        [
            "\(boundary.lastBefore ?? -1)", "\(boundary.firstAfter)", boundary.to,
            boundary.signature ?? boundary.diagnostic ?? "", boundary.phase?.rawValue ?? "",
            "\(boundary.confirmed)",
        ]
    }

    private func range(_ texts: [String]) -> String {
        texts.count > 2 ? "\(texts[0])…\(texts[texts.count - 1])" : texts.joined(separator: " ")
    }

    private func rows(_ cell: CliffCell, limits: String, times: Int) -> [CliffTable.Row] {
        let end = grouped(cell.searchedDepth)
        guard !cell.boundaries.isEmpty else {
            var row = CliffTable.Row(shape: cell.shape, limit: limits)
            row.depth = "none to \(end)"
            row.change = marked(cell.first, cell.firstDetail, isFailure: false)
            row.note = endNote(cell)
            return [row]
        }
        return cell.boundaries.enumerated().map { number, boundary in
            var row = CliffTable.Row(shape: cell.shape, limit: limits)
            row.depth = depth(of: boundary)
            let to = marked(
                boundary.to, boundary.signature ?? boundary.diagnostic,
                isFailure: boundary.isFailure)
            let from = boundary.from.map { name in
                mark(boundary.fromDetail).map { "\(name) [\($0)]" } ?? name
            }
            row.change = from.map { "\($0) → \(to)" } ?? "\(to) from the first level on"
            row.isFailure = boundary.isFailure
            row.bytesPerLevel = boundary.bytesPerLevel.map { decimal($0, places: 0) } ?? ""
            row.phase = boundary.phase?.rawValue ?? ""
            row.band = boundary.band.map(band) ?? ""
            var notes: [String] = []
            if boundary.isExact, boundary.confirmed < times {
                notes.append("seen again \(boundary.confirmed) of \(times) times")
            }
            if number == cell.boundaries.count - 1, let note = endNote(cell) { notes.append(note) }
            row.note = notes.isEmpty ? nil : notes.joined(separator: "; ")
            return row
        }
    }

    private func depth(of boundary: CliffBoundary) -> String {
        guard let before = boundary.lastBefore else { return grouped(boundary.firstAfter) }
        let sign = boundary.isExact ? "|" : "…"
        return "\(grouped(before)) \(sign) \(grouped(boundary.firstAfter))"
    }

    /// How far up and down the outcome is a coin.
    private func band(_ band: JitterBand) -> String {
        guard let low = band.lowestAfter, let high = band.highestBefore else {
            return "not seen in \(counted(band.runs, "run"))"
        }
        let runs = "in " + counted(band.runs, "run")
        if band.isSharp { return "sharp \(runs)" }
        // Both sides were seen at one depth at least.
        if low == high { return "\(grouped(low)) \(runs)" }
        if low < high { return "\(grouped(low))…\(grouped(high)) \(runs)" }
        return "within \(grouped(high))…\(grouped(low)) \(runs)"
    }

    private func endNote(_ cell: CliffCell) -> String? {
        let depth = grouped(cell.searchedDepth)
        var notes: [String] = []
        switch cell.end {
        case .depth: break
        case .size: if cell.boundaries.isEmpty { notes.append("the largest program") }
        case .slow: notes.append("from about \(depth) on trials take too long (--timeout)")
        case .tooMany: notes.append("more outcomes than could be told apart")
        }
        if !cell.isMonotone { notes.append("not monotone") }
        return notes.isEmpty ? nil : notes.joined(separator: "; ")
    }

    // MARK: - Below the table

    /// Every text that tells outcomes of one name apart, in the order of the table.
    private var details: [(name: String, text: String)] {
        var seen: Set<String> = []
        var details: [(name: String, text: String)] = []
        func add(_ name: String?, _ text: String?) {
            guard let name, let text, seen.insert(text).inserted else { return }
            details.append((name, text))
        }
        for cell in map.cliffs {
            add(cell.first, cell.firstDetail)
            for boundary in cell.boundaries {
                add(boundary.from, boundary.fromDetail)
                add(boundary.to, boundary.signature ?? boundary.diagnostic)
            }
        }
        return details
    }

    private func mark(_ detail: String?) -> Int? {
        guard let detail else { return nil }
        return details.firstIndex { $0.text == detail }.map { $0 + 1 }
    }

    private func marked(_ name: String, _ detail: String?, isFailure: Bool) -> String {
        let word = isFailure ? style.failure(name) : name
        return mark(detail).map { "\(word) [\($0)]" } ?? word
    }

    private func legend() -> [String] {
        let details = details
        guard !details.isEmpty else { return [] }
        return [""]
            + details.enumerated().map { number, detail in
                // A signature begins with the verdict.
                let isWhole = detail.text.hasPrefix(detail.name)
                let text = visible(detail.text, limit: 160)
                return "  [\(number + 1)] " + (isWhole ? text : "\(detail.name): \(text)")
            }
    }

    private func remarks() -> [String] {
        let predictions = map.laws.filter {
            !$0.predicted.isEmpty || ($0.law.residual ?? .infinity) > 1
        }
        guard !predictions.isEmpty else { return [] }
        return ["", style.bold("Stack by the level, and depths that it predicts:")]
            + predictions.map { law in
                let level = decimal(law.law.bytesPerLevel, places: 1)
                let depths = law.predicted.map { "\($0.limit.text) \(grouped($0.depth))" }
                let fit =
                    law.law.residual.map {
                        "\(level) bytes a level, off by at most \(decimal($0, places: 1)) levels "
                            + "over \(law.law.limitCount) limits"
                    } ?? "\(level) bytes a level, from \(law.law.limitCount) limits"
                let prediction =
                    depths.isEmpty
                    ? (law.law.fits ? "" : "; too far off to predict from")
                    : "; \(law.to) from \(depths.joined(separator: ", "))"
                return "  \(visible(law.shape)): \(fit)\(prediction)"
            }
    }

    private func replays() -> [String] {
        let recorded = map.failures.filter { $0.boundary.recording != nil }
        guard !recorded.isEmpty else { return [] }
        return ["", style.bold("Failures, recorded at the first failing depth:")]
            + recorded.map { cell, boundary in
                let replay = ShellCommand.replay(recording: boundary.recording ?? "")
                return "  \(visible(replay, limit: .max))  # \(visible(cell.shape)), "
                    + "stack \(cell.limit.text), depth \(grouped(boundary.firstAfter))"
            }
    }
}
