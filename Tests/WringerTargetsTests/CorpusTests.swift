import Foundation
import Testing
import WringerGeneration
import WringerModel
import WringerTargets

/// The targets of this repository.
@Suite struct CorpusTests {
    private static let corpus = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("corpus").path

    @Test(.enabled(if: FileManager.default.fileExists(atPath: corpus), "there is no corpus"))
    func `every template of the corpus renders at every level, the same way each time`() throws {
        var count = 0
        for (_, result) in TargetLibrary(searchFolders: [Self.corpus]).all() {
            let pack = try result.get().loadTemplates()
            for template in pack.templates {
                for intensity in Intensity.allCases {
                    var random = RandomStream(seed: 1, stream: template.name)
                    let values = try template.values(intensity: intensity, using: &random)
                    let program = template.program(with: values, fileExtension: pack.fileExtension)
                    #expect(!program.bytes.isEmpty, "\(template.file)")
                    #expect(
                        try pack.program(named: template.name, values: values.shown) == program)
                    // No tag is left, with whatever delimiters.
                    for name in template.parameters.map(\.name) {
                        for tag in ["{{\(name)}}", "<%\(name)%>", "{{{\(name)}}}"] {
                            #expect(!String(decoding: program.bytes, as: UTF8.self).contains(tag))
                        }
                    }
                    count += 1
                }
            }
        }
        #expect(count > 0)
    }

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
