import Foundation
import Testing
import WringerModel
import WringerTargets

/// The targets of this repository.
@Suite struct CorpusTests {
    private static let corpus = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("corpus").path

    @Test(.enabled(if: FileManager.default.fileExists(atPath: corpus), "there is no corpus"))
    func `every target of the corpus can be read and has seeds`() throws {
        let all = TargetLibrary(searchFolders: [Self.corpus]).all()
        #expect(!all.isEmpty)
        for (name, result) in all {
            let description = try result.get()
            #expect(description.target.name == name)
            if description.seedFolder != nil {
                #expect(try !description.loadSeeds().isEmpty)
            }
        }
    }
}
