internal import WringerCampaign
internal import WringerModel
internal import WringerReport
internal import WringerSystem

/// Tells how a search of cliffs goes, and what it found.
final class CliffTeller {
    private let options: OutputOptions
    private let line = LiveLine()
    private let start = Instant.now()

    init(_ options: OutputOptions) { self.options = options }

    func tell(_ event: CliffMapper.Event) {
        switch event {
        case .progress(let progress):
            guard !options.quiet else { return }
            line.show { CliffProgressText.line(progress, elapsed: Instant.now() - start) }
        case .note(let text):
            line.close()
            Output.error(text)
        }
    }

    /// Prints the whole result.
    func summarize(
        _ map: CliffMap, _ comparison: CliffComparison?, _ settings: CliffMapper.Settings
    ) {
        line.close()
        guard !options.json else {
            var map = map
            map.moved = comparison?.moves
            Output.print(json: map)
            if let binary = comparison?.otherBinary {
                Output.error("the baseline is of another binary, then \(visible(binary))")
            }
            return
        }
        let style = Output.style(options.color, .standardOutput)
        let report = CliffReport(map, style)
        if options.quiet {
            if !map.failures.isEmpty { Output.print(report.findings) }
        } else {
            let size = ByteCount(UInt64(settings.maximumProgramSize))
            let unit = size.bytes < 1024 ? "\(size.bytes) bytes" : "\(size)"
            let conditions =
                "to depth \(grouped(settings.greatestDepth)) or programs of \(unit)"
                + ", each trial at most "
                + "\(settings.setup.timeout?.text ?? "without end") with \(settings.setup.limits)"
            Output.print(report.text(conditions: conditions, times: settings.times))
        }
        if let comparison, !options.quiet || !comparison.moves.isEmpty {
            Output.print("\n" + comparison.text(style))
        }
    }
}
