import Foundation
import Testing
import WringerModel
import WringerRecording

/// The recordings that are kept as tests were made by format version 1.
@Suite struct RecordingVersionTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("recordings").path

    @Test(arguments: [
        ("lua-degraded-2992d665", Verdict.degraded), ("python-passed-08eb40df", .passed),
        ("tcl-crashed-5b201aba", .crashed),
    ])
    func `a recording of version 1 is read`(_ name: String, _ verdict: Verdict) throws {
        let path = Self.folder + "/" + name
        let text = try String(contentsOfFile: path + "/recording.json", encoding: .utf8)
        #expect(text.contains("\"version\" : 1\n"))
        let recording = try RecordingReader.read(path)
        #expect(recording.judgement.verdict == verdict)
        #expect(recording.trial.trialCase.faults.isEmpty)
        #expect(recording.observation.faults.isEmpty)
        #expect(recording.observation.crash == nil)
        #expect(recording.observation.calls == nil)
    }

    @Test func `a fatal signal of version 1 is read, its addresses being numbers`() throws {
        let recording = try RecordingReader.read(Self.folder + "/tcl-crashed-5b201aba")
        let signal = try #require(recording.observation.fatalSignal)
        #expect(signal.signal == .segmentation)
        #expect(signal.stackHigh > 1 << 40)
    }

    @Test func `what version 1 said is written and read again in version 2`() throws {
        let recording = try RecordingReader.read(Self.folder + "/tcl-crashed-5b201aba")
        let folder = try TemporaryFolder()
        let path = try RecordingWriter(folder: folder.path).write(recording, name: "r")
        let text = try String(contentsOfFile: path + "/recording.json", encoding: .utf8)
        #expect(text.contains("\"version\" : 2\n"))
        let again = try RecordingReader.read(path)
        #expect(again.trial == recording.trial)
        #expect(again.observation == recording.observation)
    }
}
