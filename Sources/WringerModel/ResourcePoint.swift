/// One column of the resources that a trial has or uses, of all its processes together.
package enum ResourceSeries: Int, CaseIterable, Sendable {
    case residentSet, addressSpace, stack, cpu, minorFaults, majorFaults
    case voluntarySwitches, involuntarySwitches, descriptors, sockets, threads, processes
    case bytesRead, bytesWritten

    /// What a value counts.
    package enum Unit: String, Sendable { case bytes, microseconds, count }

    /// The short name in JSON and, with its unit, in the header of `resources.csv`.
    package var name: String {
        switch self {
        case .residentSet: "rss"
        case .addressSpace: "vsz"
        case .stack: "stack"
        case .cpu: "cpu"
        case .minorFaults: "minorFaults"
        case .majorFaults: "majorFaults"
        case .voluntarySwitches: "voluntarySwitches"
        case .involuntarySwitches: "involuntarySwitches"
        case .descriptors: "descriptors"
        case .sockets: "sockets"
        case .threads: "threads"
        case .processes: "processes"
        case .bytesRead: "read"
        case .bytesWritten: "written"
        }
    }

    /// What its values count.
    package var unit: Unit {
        switch self {
        case .residentSet, .addressSpace, .stack, .bytesRead, .bytesWritten: .bytes
        case .cpu: .microseconds
        case .minorFaults, .majorFaults, .voluntarySwitches, .involuntarySwitches, .descriptors,
            .sockets, .threads, .processes:
            .count
        }
    }

    /// Whether it counts what has been used up to now, and so never falls.
    package var isCumulative: Bool {
        switch self {
        case .cpu, .minorFaults, .majorFaults, .voluntarySwitches, .involuntarySwitches,
            .bytesRead, .bytesWritten:
            true
        case .residentSet, .addressSpace, .stack, .descriptors, .sockets, .threads, .processes:
            false
        }
    }
}

/// The resources of a trial at one moment.
package struct ResourcePoint: Sendable {
    /// Since the start of the target, in whole microseconds.
    package let time: Duration
    private var values: InlineArray<14, Int>

    /// What marks a value that was not read.
    private static let absent = -1

    /// A point without values.
    ///
    /// - Parameter time: since the start of the target; cut to whole microseconds.
    package init(time: Duration) {
        self.time = .microseconds(max(0, time.nanoseconds / 1000))
        values = InlineArray(repeating: Self.absent)
    }

    /// A value in the unit of its series; nil where it was not read.
    package subscript(series: ResourceSeries) -> Int? {
        get {
            let value = values[series.rawValue]
            return value == Self.absent ? nil : value
        }
        set { values[series.rawValue] = newValue.map { max(0, $0) } ?? Self.absent }
    }

    /// Adds to a value; one that was not read counts as zero.
    package mutating func add(_ amount: Int, to series: ResourceSeries) {
        self[series] = (self[series] ?? 0).addingReportingOverflow(amount).partialValue
    }

    /// Adds a number of bytes to a value.
    package mutating func add(_ amount: ByteCount, to series: ResourceSeries) {
        add(Int(clamping: amount.bytes), to: series)
    }
}

extension ResourcePoint: Hashable {
    package static func == (left: ResourcePoint, right: ResourcePoint) -> Bool {
        left.time == right.time
            && ResourceSeries.allCases.allSatisfy { left[$0] == right[$0] }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(time)
        for series in ResourceSeries.allCases { hasher.combine(self[series]) }
    }
}
