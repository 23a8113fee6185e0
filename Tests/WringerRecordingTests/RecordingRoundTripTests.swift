import Foundation
import Testing
import WringerModel
import WringerRecording

@Suite struct RecordingRoundTripTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func roundTrip(_ recording: Recording) throws -> Recording {
        let path = try RecordingWriter(folder: folder.path).write(recording, name: "r")
        return try RecordingReader.read(path)
    }

    @Test func `what is written is read back`() throws {
        let recording = Samples.recording()
        let read = try roundTrip(recording)
        #expect(read.trial == recording.trial)
        #expect(read.observation == recording.observation)
        #expect(read.judgement == recording.judgement)
        #expect(read.identity == recording.identity)
        #expect(read.host == recording.host)
        #expect(read.calibration == recording.calibration)
        #expect(read.created == recording.created)
    }

    private static let proof: GrowthProof = {
        var dimension = Dimension(name: "appending", unit: "x")
        dimension.prefix = "n = #'"
        var usage = Usage()
        usage.user = .milliseconds(12)
        usage.wall = .milliseconds(13)
        usage.peakResidentSet = .mebibytes(3)
        return GrowthProof(
            dimension: dimension, cost: .cpu, allowedExponent: 1.5, exponent: 2.01,
            interval: 1.9...2.12,
            samples: [1, 100].map { GrowthSample(size: $0, byteCount: $0 + 6, usage: usage) })
    }()

    @Test func `what proves that growth is too fast is read back`() throws {
        var recording = Samples.recording()
        recording.growth = Self.proof
        #expect(try roundTrip(recording).growth == Self.proof)
        recording.growth = nil
        #expect(try roundTrip(recording).growth == nil)
    }

    @Test(arguments: [0, -1, 1 << 40, .max])
    func `a size that nobody could measure is refused`(size: Int) throws {
        var recording = Samples.recording()
        recording.growth = GrowthProof(
            dimension: Self.proof.dimension, cost: .cpu, allowedExponent: 1.5, exponent: 2,
            interval: 1...3,
            samples: [GrowthSample(size: size, byteCount: 1, usage: Usage())])
        #expect(throws: RecordingError.self) { try roundTrip(recording) }
    }

    @Test func `what is not known stays not known`() throws {
        var recording = Samples.recording(observation: Observation(outcome: .timedOut))
        recording.identity = nil
        recording.calibration = nil
        recording.judgement = Judgement(
            verdict: .endless, cause: nil, realism: .default, signature: nil)
        let read = try roundTrip(recording)
        #expect(read.identity == nil)
        #expect(read.calibration == nil)
        #expect(read.judgement == recording.judgement)
        #expect(read.observation == recording.observation)
    }

    @Test(
        arguments: [
            .empty, .closed, .endless, .failing(.io), .failing(ErrorNumber(11)),
            .bytes([], pace: nil), .bytes(Array(0...255), pace: nil),
            .bytes(
                Array("ab\n".utf8),
                pace: [
                    InputChunk(time: .milliseconds(250), byteCount: 1),
                    InputChunk(time: .seconds(2), byteCount: 2),
                ]),
            .bytes([1], pace: []),
        ] as [StandardInput])
    func `every standard input is read back`(_ input: StandardInput) throws {
        let recording = Samples.recording(input: input)
        #expect(try roundTrip(recording).trial == recording.trial)
    }

    @Test(
        arguments: [
            .exited(code: 0), .exited(code: 255), .signalled(Signal(34)), .timedOut, .outputLimit,
            .notStarted(LaunchFailure(step: .limit(.addressSpace), error: ErrorNumber(1))),
        ] as [Outcome])
    func `every outcome is read back`(_ outcome: Outcome) throws {
        let recording = Samples.recording(observation: Observation(outcome: outcome))
        #expect(try roundTrip(recording).observation.outcome == outcome)
    }

    @Test(
        arguments: [
            .file(path: "a \"b\"\n.lua"), .seed(name: "s"), .nest(shape: "parens", depth: 9),
            .mutation(seed: "s", operators: ["x", "y"]), .check(name: "probe"),
            .template(name: "t", values: ["n": "@nines-1000", "m": "1"], endsSoon: true),
            .malformed(seed: "s", kind: "crlf", variant: .max),
        ] as [Provenance])
    func `every provenance is read back`(_ provenance: Provenance) throws {
        let program = Program(bytes: [1], fileExtension: "lua", provenance: provenance)
        let recording = Samples.recording(program: program)
        #expect(try roundTrip(recording).trial == recording.trial)
    }

    @Test func `binary programs and outputs are read back byte by byte`() throws {
        var observation = Samples.observation
        observation.standardOutput = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        observation.standardError = Array(0...255)
        let recording = Samples.recording(
            program: Samples.program(Array(0...255) + [0, 0, 0x0d, 0x0a], ""),
            observation: observation)
        let read = try roundTrip(recording)
        #expect(read.trial.trialCase.program.bytes == Array(0...255) + [0, 0, 0x0d, 0x0a])
        #expect(read.observation == observation)
        #expect(try folder.read("r/program") == Array(0...255) + [0, 0, 0x0d, 0x0a])
    }

    @Test func `a setup with everything in it is read back`() throws {
        var setup = Samples.setup
        setup.terminal = TerminalSize(columns: 132, rows: 43)
        setup.timeout = nil
        setup.standardOutput = .slow(bytesPerSecond: 100)
        setup.standardError = .brokenPipe
        setup.addressRandomization = .on
        setup.tracing = .off
        setup.writableFolders = ["/tmp/x y"]
        setup.maximumOutput = ByteCount(1)
        setup.limits[.cpu] = Limit(soft: .finite(2), hard: .finite(2))
        setup.environment = ["A": "\u{1b}é\"", "B": ""]
        let recording = Samples.recording(setup: setup)
        #expect(try roundTrip(recording).trial == recording.trial)
    }

    @Test func `the times at which input was taken are read back`() throws {
        var observation = Samples.observation
        observation.inputChunks = (1...500).map {
            InputChunk(time: .nanoseconds($0 * 1_234_567), byteCount: $0)
        }
        observation.usage.wall = .nanoseconds(123_456_789)
        let read = try roundTrip(Samples.recording(observation: observation))
        #expect(
            zip(read.observation.inputChunks, observation.inputChunks).filter { $0 != $1 }.isEmpty)
        #expect(read.observation.usage == observation.usage)
    }

    @Test func `the file of the trial may be named instead of its folder`() throws {
        let path = try RecordingWriter(folder: folder.path).write(Samples.recording(), name: "r")
        #expect(
            try RecordingReader.read(path + "/recording.json").trial == Samples.recording().trial)
        #expect(try RecordingReader.read(path + "/").trial == Samples.recording().trial)
    }
}
