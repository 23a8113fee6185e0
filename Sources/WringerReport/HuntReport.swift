package import WringerCampaign
internal import WringerModel

/// What `wringer hunt` says on the way and at the end.
package struct HuntReport {
    private let style: Style

    package init(_ style: Style) { self.style = style }

    /// How a hunt begins: the target, the seed, what it feeds on.
    package func text(_ start: CampaignStart) -> String {
        let time = start.time.map { Duration.seconds($0).text } ?? "no bound"
        let place = start.folder.map { ", campaign \(visible($0))" } ?? ""
        let binary = visible(start.identity.binary.path)
        return "hunting \(style.bold(visible(start.target))): \(binary), "
            + "seed \(start.seed), \(time)\n"
            + "  \(counted(start.seedProgramCount, "seed program")), "
            + "\(counted(start.shapeCount, "nesting shape"))\(place)"
    }

    /// A finding when it is found.
    package func text(_ finding: FindingSummary, isNew: Bool) -> String {
        let count = finding.reproduction
        let mark = isNew ? "finding \(finding.number)" : "finding \(finding.number), better program"
        var lines = [
            "\(style.bold(mark))  \(style.verdict(finding.verdict))  \(finding.signature)"
        ]
        lines.append(
            "  \(finding.program), \(counted(finding.programBytes, "byte"))"
                + (finding.limits.isEmpty ? "" : ", \(finding.limits)")
                + (isNew ? "; again \(count.same) of \(count.runs) times" : ""))
        return lines.joined(separator: "\n")
    }

    /// One line that says how it goes; it fits a narrow terminal.
    package func line(_ counters: CampaignCounters) -> String {
        let rate = Double(counters.trials) / max(counters.elapsed, 0.001)
        return "\(Duration.seconds(counters.elapsed).text)  \(counted(counters.trials, "trial")), "
            + "\(decimal(rate, places: 0))/s  \(counted(counters.findings, "finding"))"
    }

    /// The whole result, the most realistic finding first.
    package func text(_ end: CampaignEnd, _ book: FindingBook) -> String {
        let reason: String
        switch end.reason {
        case .time: reason = "time is over"
        case .trials: reason = "all trials done"
        case .interrupted: reason = "interrupted"
        case .unread: reason = "nobody reads this any more"
        }
        let verdicts = end.counters.verdicts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        var lines = ["\(reason): \(line(end.counters))", "  \(verdicts)"]
        lines += sources(of: end.counters)
        if end.counters.trials > 0, end.counters.invalidCount == end.counters.trials {
            lines.append("  every trial was invalid: nothing was learned about the target")
        }
        if book.count == 0 {
            lines.append("no finding")
        } else {
            lines.append(
                style.bold("\(counted(book.count, "distinct finding")), the most realistic first:"))
        }
        for entry in book.ranked { lines += text(entry) }
        return lines.joined(separator: "\n")
    }

    /// What each source of programs gave, the most findings first.
    private func sources(of counters: CampaignCounters) -> [String] {
        let ranked = counters.sources.sorted {
            ($1.value.findings, $1.value.trials, $0.key)
                < ($0.value.findings, $0.value.trials, $1.key)
        }
        guard !ranked.isEmpty else { return [] }
        let parts = ranked.map { name, source in
            "\(name) \(counted(source.findings, "finding")) in \(counted(source.trials, "trial"))"
        }
        let share = 100 * counters.generation / max(counters.elapsed, 0.001)
        var lines = [
            "  found by \(parts.joined(separator: ", "))",
            "  making programs took \(decimal(share, places: 1)) % of the time",
        ]
        if counters.corpusEntries > 0 {
            lines[1] += "; \(counted(counters.corpusEntries, "program")) showed something new"
        }
        if counters.messages > 0 {
            lines.append("  the target gave \(counted(counters.messages, "different message"))")
        }
        return lines
    }

    private func text(_ entry: FindingBook.Entry) -> [String] {
        let finding = entry.summary
        var lines = [
            "",
            "\(style.bold("\(finding.number)."))  \(style.verdict(finding.verdict))  "
                + "\(finding.outcome), \(finding.realism.rawValue) conditions, seen "
                + "\(counted(finding.trialCount, "time")), again \(finding.reproduction.same) of "
                + "\(finding.reproduction.runs)",
        ]
        if let cause = finding.cause {
            lines.append("    cause      \(cause.text) (\(cause.kind.rawValue))")
        }
        lines.append("    program    \(finding.program), \(counted(finding.programBytes, "byte"))")
        if let source = finding.source { lines.append("    found by   \(source)") }
        if !finding.limits.isEmpty { lines.append("    limits     \(finding.limits)") }
        let faults = FaultText(
            entry.finding.trial.trialCase.faults, entry.finding.observation.faults)
        if let rules = faults.rules { lines.append("    faults     \(rules)") }
        lines.append("    signature  \(finding.signature)")
        guard let recording = finding.recording else {
            lines.append("    not recorded")
            return lines
        }
        let replay = ShellCommand.replay(recording: recording)
        lines.append("    replay     \(visible(replay, limit: .max))")
        let plain = ShellCommand.plainLines(entry.finding.trial, recording: recording)
        for (number, line) in plain.enumerated() {
            lines.append((number == 0 ? "    without    " : "               ") + line)
        }
        return lines
    }
}
