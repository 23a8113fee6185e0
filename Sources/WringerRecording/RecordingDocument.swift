internal import WringerModel
internal import WringerSystem

/// `recording.json`, format version 2. Every later version of Wringer reads it.
///
/// The bytes of program, input and outputs are files beside it, named and sealed here by length
/// and SHA-256; so are the resources, the crash and the traced calls. Version 1 has no faults, no
/// crash and no calls, and writes addresses as plain numbers.
struct RecordingDocument: Codable {
    static let formatName = "wringer-recording"
    static let formatVersion = 2

    /// The name of the file with the crash.
    static let crashFile = "crash.json"

    struct Format: Codable {
        var name = RecordingDocument.formatName
        var version = RecordingDocument.formatVersion
    }

    /// A file of the recording, by its content.
    struct Sealed: Codable {
        let file: String
        let bytes: Int
        let sha256: String

        init(_ file: String, _ content: [UInt8]) {
            self.file = file
            bytes = content.count
            sha256 = Digest.of(content)
        }
    }

    struct ProgramPart: Codable {
        let content: Sealed
        let fileExtension: String
        let provenance: Provenance
    }

    struct InputPart: Codable {
        /// As `StandardInput.text`: `empty`, `failing:EIO`, `bytes`.
        let state: String
        let content: Sealed?
        /// The pace at which it is fed; nil for as fast as it is taken.
        let pace: [InputChunk]?
    }

    struct CasePart: Codable {
        let program: ProgramPart
        let standardInput: InputPart
        /// Nil where there are none, as in version 1.
        let faults: FaultPlan?
    }

    struct TrialPart: Codable {
        let setup: Setup
        let `case`: CasePart
    }

    /// What the resources of a trial come to; the points are in a file beside this one.
    struct ResourcesPart: Codable {
        let content: Sealed
        /// For other readers: ours takes it from the points.
        let summary: ResourceSummary?

        init(content: Sealed, summary: ResourceSummary) {
            self.content = content
            self.summary = summary
        }

        private enum CodingKeys: String, CodingKey { case content, summary }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            content = try container.decode(Sealed.self, forKey: .content)
            summary = nil
        }
    }

    /// The crash is in a file beside this one.
    struct CrashPart: Codable {
        let content: Sealed
        /// Whether its signal is the fatal signal of the trial: that is written down once.
        let holdsFatalSignal: Bool
    }

    struct ObservationPart: Codable {
        let outcome: Outcome
        let reachedStart: Bool
        let standardOutput: Sealed
        let standardError: Sealed
        let inputTaken: [InputChunk]
        let usage: Usage
        /// Nil where none were read, as in recordings of earlier versions.
        let resources: ResourcesPart?
        /// Nil as well where it stands in the crash.
        let fatalSignal: FatalSignal?
        /// Nil where there was none, as in version 1.
        let crash: CrashPart?
        /// Nil for a trial without faults, as in version 1.
        let faults: FaultReport?
        /// The traced calls; nil where there are none, as in version 1.
        let calls: Sealed?
        let stall: Stall?
        let survivors: [Survivor]
        let files: [WrittenFile]
        let notes: [String]
    }

    var format = Format()
    let created: Int64
    let host: Host
    let trial: TrialPart
    let identity: TargetIdentity?
    let calibration: Calibration?
    /// Nil for what is not slow, as in older recordings.
    let growth: GrowthProof?
    let observation: ObservationPart
    let judgement: Judgement
}

/// Just enough to learn the version before the rest is understood.
struct RecordingHead: Codable {
    let format: RecordingDocument.Format
}
