internal import WringerCampaign
internal import WringerModel
internal import WringerReport
internal import WringerSystem

/// Tells of a hunt as it goes: lines for a person, or JSON lines; and keeps `events.jsonl`.
final class HuntTeller {
    private let options: OutputOptions
    private let folder: String?
    private let report: HuntReport
    /// Whether standard error is a terminal, on which one line can be written over.
    private let isLive = UserTerminal.size(of: 2) != nil
    private var lineIsOpen = false
    private var lastLine = Instant.now()
    /// Why events could not be kept, the first time they could not.
    private(set) var failure: String?

    /// How often progress is told where lines stay.
    private static let quietInterval = Duration.seconds(10)

    init(_ options: OutputOptions, folder: String?) {
        self.options = options
        self.folder = folder
        report = HuntReport(Output.style(options.color, .standardOutput))
    }

    func tell(_ event: CampaignEvent) {
        keep(event)
        if options.json {
            Output.print(Output.line(json: event))
            return
        }
        switch event {
        case .started(let start): if !options.quiet { say(report.text(start)) }
        case .found(let finding): say(report.text(finding, isNew: true))
        case .improved(let finding):
            if options.verbose { say(report.text(finding, isNew: false)) }
        case .progress(let counters): progress(report.line(counters))
        case .note(let text):
            closeLine()
            Output.error(text)
        case .ended: closeLine()
        }
    }

    /// The whole result; without an end where the harness failed on the way.
    func summarize(_ end: CampaignEnd?, _ book: FindingBook) {
        closeLine()
        if let end, end.reason == .unread {
            let kept = folder.map { "what it found is in \(visible($0))" } ?? "nothing is kept"
            Output.error(
                "nobody reads standard output any more: the hunt ended after trial "
                    + "\(end.counters.trials); \(kept)")
        }
        guard !options.json else { return }
        if let end {
            if !options.quiet || book.count > 0 { say(report.text(end, book)) }
        } else if book.count > 0 {
            say("findings until then: \(book.count)" + (folder == nil ? "" : "; they are kept"))
        }
    }

    private func keep(_ event: CampaignEvent) {
        guard let folder else { return }
        if case .progress = event { return }
        do throws(SystemError) {
            try DurableFiles.createFolders(folder)
            let line = Array((Output.line(json: event) + "\n").utf8)
            try DurableFiles.append(line, to: folder + "/events.jsonl")
        } catch {
            failure = failure ?? "events are not kept: \(error)"
        }
    }

    private func say(_ text: String) {
        closeLine()
        Output.print(text)
    }

    private func progress(_ line: String) {
        guard !options.quiet else { return }
        if isLive {
            Output.write("\r\u{1b}[K\(line)", to: .standardError)
            lineIsOpen = true
        } else if Instant.now() >= lastLine + Self.quietInterval {
            lastLine = .now()
            Output.write(line + "\n", to: .standardError)
        }
    }

    private func closeLine() {
        if lineIsOpen { Output.write("\r\u{1b}[K", to: .standardError) }
        lineIsOpen = false
    }
}
