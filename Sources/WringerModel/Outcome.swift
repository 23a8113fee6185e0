/// How the target ended. A value, never an error.
package enum Outcome: Hashable, Sendable {
    /// It ended by itself, with this exit code, 0 to 255.
    case exited(code: Int32)
    case signalled(Signal)
    /// It was ended at its deadline.
    case timedOut
    /// It was ended because it printed more than the trial allows.
    case outputLimit
    /// Wringer ended before it did: what was seen until then was kept.
    case unfinished
    /// It never ran: a step between clone and exec failed.
    case notStarted(LaunchFailure)
}

/// A step of the launch that failed, in the child, before the target ran.
package struct LaunchFailure: Hashable, Sendable, Codable {
    package let step: LaunchStep
    package let error: ErrorNumber

    package init(step: LaunchStep, error: ErrorNumber) {
        self.step = step
        self.error = error
    }
}

/// The steps of the launch in which the child can fail.
package enum LaunchStep: Hashable, Sendable {
    case session, personality, namespaces, workingFolder, privileges, containment, descriptors
    case terminal
    case filter, parentDeath, execute
    case limit(LimitName)
}

extension LaunchStep: Codable, CustomStringConvertible {
    private static let simple: [LaunchStep] = [
        .session, .personality, .namespaces, .workingFolder, .privileges, .containment,
        .descriptors, .terminal, .filter, .parentDeath, .execute,
    ]

    /// `execute`, `limit stack`.
    package var description: String {
        switch self {
        case .limit(let name): "limit \(name.rawValue)"
        case .session: "session"
        case .personality: "personality"
        case .namespaces: "namespaces"
        case .workingFolder: "workingFolder"
        case .containment: "containment"
        case .descriptors: "descriptors"
        case .terminal: "terminal"
        case .privileges: "privileges"
        case .filter: "filter"
        case .parentDeath: "parentDeath"
        case .execute: "execute"
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        let limits = LimitName.allCases.map(LaunchStep.limit)
        guard let step = (LaunchStep.simple + limits).first(where: { $0.description == text })
        else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "unknown launch step \(text)")
        }
        self = step
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Outcome {
    /// Whether the target was ended in the middle of what it printed: how much of it there is, is
    /// chance.
    package var isCutShort: Bool {
        switch self {
        case .timedOut, .outputLimit, .unfinished: true
        case .exited, .signalled, .notStarted: false
        }
    }
}

extension Outcome: CustomStringConvertible {
    /// `exit 1`, `SIGSEGV`, `timed out`.
    package var description: String {
        switch self {
        case .exited(let code): "exit \(code)"
        case .signalled(let signal): signal.name
        case .timedOut: "timed out"
        case .outputLimit: "output limit"
        case .unfinished: "unfinished"
        case .notStarted(let failure): "not started (\(failure.step): \(failure.error))"
        }
    }
}

extension Outcome: Codable {
    private enum Keys: String, CodingKey { case kind, code, signal, step, error }
    private enum Kind: String, Codable {
        case exited, signalled, timedOut, outputLimit, unfinished, notStarted
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        switch try container.decode(Kind.self, forKey: .kind) {
        case .exited: self = .exited(code: try container.decode(Int32.self, forKey: .code))
        case .signalled: self = .signalled(try container.decode(Signal.self, forKey: .signal))
        case .timedOut: self = .timedOut
        case .outputLimit: self = .outputLimit
        case .unfinished: self = .unfinished
        case .notStarted:
            self = .notStarted(
                LaunchFailure(
                    step: try container.decode(LaunchStep.self, forKey: .step),
                    error: try container.decode(ErrorNumber.self, forKey: .error)))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        switch self {
        case .exited(let code):
            try container.encode(Kind.exited, forKey: .kind)
            try container.encode(code, forKey: .code)
        case .signalled(let signal):
            try container.encode(Kind.signalled, forKey: .kind)
            try container.encode(signal, forKey: .signal)
        case .timedOut: try container.encode(Kind.timedOut, forKey: .kind)
        case .outputLimit: try container.encode(Kind.outputLimit, forKey: .kind)
        case .unfinished: try container.encode(Kind.unfinished, forKey: .kind)
        case .notStarted(let failure):
            try container.encode(Kind.notStarted, forKey: .kind)
            try container.encode(failure.step, forKey: .step)
            try container.encode(failure.error, forKey: .error)
        }
    }
}
