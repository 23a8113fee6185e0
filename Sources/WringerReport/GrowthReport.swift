package import WringerCampaign
package import WringerModel

/// What `wringer cliffs --growth` prints for a person: a row for each dimension when it is
/// measured, then what was found.
package struct GrowthReport {
    private let style: Style
    private let nameWidth: Int

    /// - Parameter names: of the dimensions; columns are as wide as the longest.
    package init(_ style: Style, names: [String]) {
        self.style = style
        nameWidth = max(9, names.map { visible($0).count }.max() ?? 0)
    }

    private static let sizeWidth = 22
    private static let lawWidth = 24
    private static let shortWidth = 10

    /// What stands above the rows.
    ///
    /// - Parameters:
    ///   - budget: up to where programs grow.
    ///   - conditions: the limits of all trials.
    package func head(
        target: String, budget: Duration, maximumSize: String, exponent: Double, conditions: String
    ) -> String {
        let first =
            "growth of \(style.bold(visible(target))): sizes up to \(budget.text) of CPU time or "
            + "\(maximumSize), n^\(decimal(exponent, places: 2)) is allowed"
            + (conditions.isEmpty ? "" : ", \(conditions)")
        let columns = row(
            "dimension", "sizes", "CPU time", "elapsed", "memory", "ends where")
        return first + "\n" + style.bold(columns)
    }

    /// The row of a dimension.
    package func text(_ result: GrowthResult) -> String {
        let first = result.samples.first?.size ?? 0
        let last = result.samples.last?.size ?? 0
        let sizes =
            result.samples.isEmpty
            ? "none" : "\(result.samples.count): \(grouped(first)) to \(grouped(last))"
        let law = result.growth[.cpu] ?? .unknown
        var lines = [
            row(
                visible(result.dimension.name), sizes, long(law), short(result, .wall),
                short(result, .memory), end(result.end))
        ]
        let indent = String(repeating: " ", count: 4)
        // Where all but the fixed cost is small, the power says little.
        if let law = law.law, let bend = law.bend,
            law.cost(ofSize: Double(bend.size)) > 2 * law.fixedCost
        {
            lines.append(
                indent + "n^\(decimal(bend.exponentBefore, places: 2)) up to n = "
                    + grouped(bend.size))
        }
        if result.isDoubtful {
            lines.append(
                indent + "looked too steep at first, and not when it was measured again")
        }
        for (finding, _) in result.findings {
            lines.append(indent + headline(finding))
        }
        return lines.joined(separator: "\n")
    }

    private func headline(_ finding: Finding) -> String {
        let judgement = finding.judgement
        return style.verdict(judgement.verdict) + "  " + (judgement.cause?.text ?? "")
    }

    /// What was found, with the commands that show it.
    ///
    /// - Parameter findings: each with the folder of its recording, where it has one.
    package func text(_ findings: [(finding: Finding, recording: String?)]) -> String {
        guard !findings.isEmpty else { return "no finding" }
        let noun = findings.count == 1 ? "finding" : "findings"
        var lines = [style.bold("\(findings.count) \(noun):")]
        for (finding, recording) in findings {
            let program = finding.trial.trialCase.program
            lines += [
                "", headline(finding),
                "    program    \(visible(program.provenance.description)), "
                    + "\(program.bytes.count) bytes",
            ]
            for line in finding.judgement.cause?.evidence ?? [] { lines.append("    \(line)") }
            lines.append("    signature  \(finding.judgement.signature?.text ?? "none")")
            guard let recording else {
                lines.append("    not recorded")
                continue
            }
            let replay = ShellCommand.replay(recording: recording)
            lines.append("    replay     \(visible(replay, limit: .max))")
            let plain = ShellCommand.plainLines(finding.trial, recording: recording)
            for (number, line) in plain.enumerated() {
                lines.append((number == 0 ? "    without    " : "               ") + line)
            }
        }
        return lines.joined(separator: "\n")
    }

    // MARK: - Cells

    private func row(
        _ name: String, _ sizes: String, _ law: String, _ wall: String, _ memory: String,
        _ end: String
    ) -> String {
        let cells = [
            (name, nameWidth), (sizes, Self.sizeWidth), (law, Self.lawWidth),
            (wall, Self.shortWidth), (memory, Self.shortWidth),
        ]
        let padded = cells.map { text, width in
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        return (["  " + padded.joined(separator: "  "), end]).joined(separator: "  ")
    }

    private func long(_ growth: Growth) -> String {
        switch growth {
        case .unknown: "too little to say"
        case .constant: "constant"
        case .law(let law):
            "n^\(decimal(law.exponent, places: 2)) "
                + "(\(decimal(law.interval.lowerBound, places: 2)) to "
                + "\(decimal(law.interval.upperBound, places: 2)))"
        }
    }

    private func short(_ result: GrowthResult, _ cost: GrowthCost) -> String {
        switch result.growth[cost] ?? .unknown {
        case .unknown: "-"
        case .constant: "constant"
        case .law(let law): "n^\(decimal(law.exponent, places: 2))"
        }
    }

    private func end(_ end: GrowthEnd) -> String {
        switch end {
        case .budget: "time"
        case .bytes: "size"
        case .interrupted: "interrupted"
        case .failed(let size, let verdict, let text):
            "\(verdict.rawValue) at \(grouped(size)): \(text.prefix(60))"
        }
    }
}
