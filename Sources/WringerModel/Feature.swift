/// What Wringer does that needs something of the kernel or the machine.
package enum Feature: String, CaseIterable, Sendable, Codable {
    case launching
    case tracing
    case ownProcesses
    case readOnlyFiles
    case writesHeldIn
    case noNetwork
    case signalsHeldIn
    case otherUser
    case processLimit
    case exactDepth
    case memoryScratch
    case cheapCrashes
    case callFaults
    case untracedCallFaults
    case groupLimit

    /// For people; at most 32 columns.
    package var title: String {
        switch self {
        case .launching: "targets can be started"
        case .tracing: "tracing and crash detail"
        case .ownProcesses: "own process namespace"
        case .readOnlyFiles: "read-only files for targets"
        case .writesHeldIn: "writes held in"
        case .noNetwork: "no network for targets"
        case .signalsHeldIn: "signals held in"
        case .otherUser: "another user for targets"
        case .processLimit: "limit on processes binds"
        case .exactDepth: "exact depth (fixed addresses)"
        case .memoryScratch: "scratch folder in memory"
        case .cheapCrashes: "crashes start nothing else"
        case .callFaults: "system-call faults"
        case .untracedCallFaults: "the same without ptrace"
        case .groupLimit: "process number bound by cgroup"
        }
    }

    /// Whether this version of Wringer makes use of it, or a later one will.
    package var isUsed: Bool {
        switch self {
        case .launching, .tracing, .ownProcesses, .readOnlyFiles, .writesHeldIn, .noNetwork,
            .signalsHeldIn, .otherUser, .processLimit, .exactDepth, .memoryScratch, .cheapCrashes,
            .callFaults:
            true
        case .untracedCallFaults, .groupLimit: false
        }
    }

    /// Whether nothing can be hunted without it.
    package var isNeeded: Bool { self == .launching || self == .tracing }
}

/// How much of a feature there is.
package enum FeatureState: String, Hashable, Sendable, Codable { case on, limited, off }

/// One line of `wringer doctor`: a feature here and now.
package struct FeatureFinding: Hashable, Sendable {
    package let feature: Feature
    package let state: FeatureState
    /// Why, in one sentence without a full stop.
    package let reason: String
    /// What a person can do for more of it; nil where there is nothing, or nothing is missing.
    package let nextStep: String?

    package init(_ feature: Feature, _ state: FeatureState, _ reason: String, next: String? = nil) {
        self.feature = feature
        self.state = state
        self.reason = reason
        nextStep = state == .on ? nil : next
    }
}
