package import WringerModel

/// One trial and its observation, as they are kept in a folder and replayed.
package struct Recording: Sendable {
    package var trial: Trial
    package var observation: Observation
    package var judgement: Judgement
    /// Which build of the target ran; nil where it could not be found out.
    package var identity: TargetIdentity?
    package var host: Host
    /// How the target treats a program that no interpreter accepts. It stands in for a probe
    /// where the target has none.
    package var calibration: Calibration?
    /// What makes it slow; nil where it is not.
    package var growth: GrowthProof?
    /// Seconds since 1970.
    package var created: Int64

    package init(
        trial: Trial, observation: Observation, judgement: Judgement, identity: TargetIdentity?,
        host: Host, calibration: Calibration?, growth: GrowthProof? = nil, created: Int64
    ) {
        self.trial = trial
        self.observation = observation
        self.judgement = judgement
        self.identity = identity
        self.host = host
        self.calibration = calibration
        self.growth = growth
        self.created = created
    }
}

extension Recording {
    /// A trial that has begun, for the journal of it.
    package static func unfinished(_ trial: Trial, host: Host, created: Int64) -> Recording {
        let cause = Cause(
            .unknown, "Wringer itself ended before the trial did; what was seen until then is kept")
        return Recording(
            trial: trial, observation: Observation(outcome: .unfinished),
            judgement: Judgement(
                verdict: .invalid, cause: cause, realism: .default, signature: nil),
            identity: nil, host: host, calibration: nil, created: created)
    }
}

/// The machine that a recording was made on.
package struct Host: Hashable, Sendable, Codable {
    /// The kernel's release, such as `6.18.44`.
    package let kernel: String
    /// The architecture, such as `x86_64`.
    package let architecture: String
    package let processorCount: Int
    package let memory: ByteCount
    /// The version of Wringer.
    package let wringer: String

    package init(
        kernel: String, architecture: String, processorCount: Int, memory: ByteCount,
        wringer: String
    ) {
        self.kernel = kernel
        self.architecture = architecture
        self.processorCount = processorCount
        self.memory = memory
        self.wringer = wringer
    }
}

/// A sign of life for targets without a probe: whether a program that is no program in any
/// language is refused.
package struct Calibration: Hashable, Sendable, Codable {
    /// A program that ends well nowhere: an unclosed string in unclosed brackets.
    package static let program = "(((\"wringer[{"

    /// Whether it ended with exit 0.
    package let endedWell: Bool

    package init(endedWell: Bool) { self.endedWell = endedWell }
}

/// Why a recording could not be written or read; the description names the file and the reason.
package struct RecordingError: Error, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String

    package init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    package var description: String { "recording \(visible(path)): \(reason)" }
}
