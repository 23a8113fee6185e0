internal import WringerModel

/// What is said of the resources of one trial: at most two lines, and one on its faults.
struct ResourceReport {
    private let observation: Observation
    private let limits: Limits

    /// A shorter run tells nothing but how a target starts.
    private static let leastWall = Duration.milliseconds(50)

    /// The series that can be worth a line, the most telling first. Those that only count what
    /// was used grow in any program that does something.
    private static let told: [ResourceSeries] = [
        .residentSet, .descriptors, .processes, .threads, .stack, .addressSpace, .sockets,
    ]

    init(_ trial: Trial, _ observation: Observation) {
        self.observation = observation
        limits = trial.setup.limitsInForce
    }

    /// The numbers of each series; nil where no resources were read.
    var summary: ResourceSummary? {
        observation.resources.isEmpty ? nil : observation.resources.summary(under: limits)
    }

    /// The lines, without an end.
    func lines(isVerbose: Bool) -> [String] {
        atFirstFault + courseLines(isVerbose: isVerbose)
    }

    /// What was resident when a fault fired first: at the last point that was read by then.
    private var atFirstFault: [String] {
        guard let fault = observation.faults.fired.min(by: { $0.time < $1.time }),
            let before = observation.resources.points.last(where: {
                $0.time <= fault.time && $0[.residentSet] != nil
            })?[.residentSet],
            let end = observation.resources.points.last(where: { $0[.residentSet] != nil })?[
                .residentSet]
        else { return [] }
        let seconds = decimal(fault.time.seconds, places: 3)
        return [
            "\(amount(Double(before), of: .residentSet)) resident when rule "
                + "\(fault.rule.saturatingNext) fired first (\(seconds) s), "
                + "\(amount(Double(end), of: .residentSet)) at the end"
        ]
    }

    private func courseLines(isVerbose: Bool) -> [String] {
        guard isVerbose || observation.usage.wall > Self.leastWall, let summary else { return [] }
        let notable = Self.told.filter { series in
            guard let found = summary.series[series] else { return false }
            return found.shape.map { $0 != .flat } ?? false && isTold(series, beside: summary)
        }
        let lines = notable.prefix(2).compactMap { series in
            summary.series[series].map { sentence(on: series, $0) }
        }
        guard lines.isEmpty, isVerbose, let resident = summary.series[.residentSet] else {
            return lines
        }
        return [sentence(on: .residentSet, resident)]
    }

    /// What can be touched is mapped first: a line on what is mapped says no more than the one on
    /// what is resident, unless that has no shape. A single stack is told by the same rule.
    private func isTold(_ series: ResourceSeries, beside summary: ResourceSummary) -> Bool {
        guard series == .addressSpace || series == .stack else { return true }
        return summary.series[.residentSet]?.shape.map { $0 == .flat } ?? true
    }

    private func sentence(on series: ResourceSeries, _ summary: SeriesSummary) -> String {
        let peak = amount(summary.peak, of: series)
        let end = summary.limit.map { ", near its limit \($0.rawValue)" } ?? ""
        let subject = subject(of: series)
        guard let shape = summary.shape else {
            return "\(subject) had a peak of \(peak)\(end)"
        }
        let slope = summary.slope ?? 0
        let pace = "\(amount(slope.magnitude, of: series)) a second"
        switch shape {
        case .flat: return "\(subject) stayed level, with a peak of \(peak)\(end)"
        case .linear where slope < 0:
            return "\(subject) fell linearly, \(pace), from a peak of \(peak)\(end)"
        case .linear: return "\(subject) grew linearly, \(pace), to a peak of \(peak)\(end)"
        case .quadratic, .exponential:
            let manner = shape == .quadratic ? "quadratically" : "exponentially"
            return "\(subject) grew \(manner), to a peak of \(peak)\(end)"
        case .step: return "\(subject) went from one level to another, with a peak of \(peak)\(end)"
        case .plateau: return "\(subject) grew, \(pace), and stayed at \(peak)\(end)"
        case .sawtooth:
            return "\(subject) grew and fell again and again, with a peak of \(peak)\(end)"
        }
    }

    private func subject(of series: ResourceSeries) -> String {
        switch series {
        case .residentSet: "resident memory"
        case .addressSpace: "mapped memory"
        case .stack: "the stack"
        case .cpu: "processor time"
        case .minorFaults: "minor faults"
        case .majorFaults: "major faults"
        case .voluntarySwitches: "voluntary switches"
        case .involuntarySwitches: "involuntary switches"
        case .descriptors: "open descriptors"
        case .sockets: "open sockets"
        case .threads: "threads"
        case .processes: "processes"
        case .bytesRead: "bytes read"
        case .bytesWritten: "bytes written"
        }
    }

    private func amount(_ value: Double, of series: ResourceSeries) -> String {
        switch series.unit {
        case .bytes where value < 1_048_576: "\(decimal(value / 1024, places: 1)) KiB"
        case .bytes: "\(decimal(value / 1_048_576, places: 1)) MiB"
        case .microseconds: "\(decimal(value, places: 2)) s"
        case .count: decimal(value, places: value < 100 && value != value.rounded() ? 1 : 0)
        }
    }
}
