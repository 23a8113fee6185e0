/// A resource limit by its name in prlimit(1).
package enum LimitName: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
    case addressSpace = "as"
    case core
    case cpu
    case data
    case fileSize = "fsize"
    case lockedMemory = "memlock"
    case openFiles = "nofile"
    case processes = "nproc"
    case residentSet = "rss"
    case pendingSignals = "sigpending"
    case stack

    /// The number of the resource in setrlimit(2); x86-64 and arm64 share them.
    package var resource: Int32 {
        switch self {
        case .cpu: 0
        case .fileSize: 1
        case .data: 2
        case .stack: 3
        case .core: 4
        case .residentSet: 5
        case .processes: 6
        case .openFiles: 7
        case .lockedMemory: 8
        case .addressSpace: 9
        case .pendingSignals: 11
        }
    }

    /// What a value of this limit counts.
    package var unit: LimitUnit {
        switch self {
        case .cpu: .seconds
        case .openFiles, .processes, .pendingSignals: .count
        case .addressSpace, .core, .data, .fileSize, .lockedMemory, .residentSet, .stack: .bytes
        }
    }
}

/// What the value of a limit counts.
package enum LimitUnit: Sendable { case bytes, seconds, count }

/// One side of a limit: a number in the unit of its name, or none at all.
package enum LimitValue: Hashable, Comparable, Sendable {
    case finite(UInt64)
    case unlimited

    /// As setrlimit(2) takes it; RLIM_INFINITY is all ones.
    package var raw: UInt64 {
        switch self {
        case .finite(let value): value
        case .unlimited: .max
        }
    }
}

/// A soft and a hard limit.
package struct Limit: Hashable, Sendable {
    package let soft: LimitValue
    package let hard: LimitValue

    package init(soft: LimitValue, hard: LimitValue) {
        self.soft = soft
        self.hard = hard
    }
}

/// The limits of a trial; what is not named is inherited from the worker.
package struct Limits: Hashable, Sendable {
    private var values: [LimitName: Limit]

    package init(_ values: [LimitName: Limit] = [:]) { self.values = values }

    package subscript(name: LimitName) -> Limit? {
        get { values[name] }
        set { values[name] = newValue }
    }

    package var isEmpty: Bool { values.isEmpty }

    /// In the order of `LimitName`, so that texts and recordings do not depend on hashing.
    package var sorted: [(name: LimitName, limit: Limit)] {
        LimitName.allCases.compactMap { name in values[name].map { (name, $0) } }
    }

    /// These limits with those of `other` laid over them.
    package func overlaid(by other: Limits) -> Limits {
        Limits(values.merging(other.values) { _, new in new })
    }
}
