import Testing

@Suite struct LayeringTests {
    /// What each target may import, of ours and of others (DESIGN.md, package layout).
    static let allowed: [String: Set<String>] = [
        "WringerModel": [],
        "WringerSystem": [
            "WringerModel", "CWringer", "CSeccomp", "CElfutils", "Crypto", "Glibc",
            "SystemPackage",
        ],
        "WringerGeneration": ["WringerModel"],
        "WringerGrammar": ["WringerModel", "WringerGeneration", "Synchronization"],
        "WringerTriage": ["WringerModel"],
        "WringerTargets": [
            "WringerModel", "WringerSystem", "WringerGeneration", "WringerGrammar", "Yams",
            "Mustache",
        ],
        "WringerExecution": ["WringerModel", "WringerSystem", "Logging"],
        "WringerRecording": ["WringerModel", "WringerSystem", "FoundationEssentials"],
        "WringerCampaign": [
            "WringerModel", "WringerSystem", "WringerGeneration", "WringerExecution",
            "WringerTriage", "WringerRecording", "WringerTargets", "WringerGrammar",
            "FoundationEssentials", "Logging",
        ],
        "WringerReport": ["WringerModel", "WringerRecording", "WringerCampaign"],
        "wringer": [
            "WringerModel", "WringerSystem", "WringerTargets", "WringerGeneration",
            "WringerExecution", "WringerTriage", "WringerRecording", "WringerCampaign",
            "WringerReport", "WringerGrammar", "ArgumentParser", "FoundationEssentials",
            "Logging", "Synchronization",
        ],
        "WringerBench": [
            "CBaseline", "WringerModel", "WringerSystem", "WringerTargets", "WringerGeneration",
            "WringerGrammar", "WringerExecution", "WringerCampaign", "ArgumentParser",
            "FoundationEssentials", "Logging",
        ],
    ]

    /// The imports of a file: the module and its place.
    private func imports(of file: SourceFile) -> [(module: String, place: String)] {
        file.code.enumerated().compactMap { index, line in
            guard line.utf8.contains("import"),
                let match = line.firstMatch(of: /^[@\w ()]*\bimport\s+(?:\w+\s+)?([\w.]+)$/)
            else { return nil }
            let module = match.output.1.split(separator: ".").first ?? ""
            return (String(module), "\(file.path):\(index + 1)")
        }
    }

    @Test(arguments: allowed.keys.sorted())
    func `a target imports what it may`(_ module: String) {
        let allowed = Self.allowed[module] ?? []
        for file in SourceTree.swift where file.module == module {
            for (imported, place) in imports(of: file) where !allowed.contains(imported) {
                Issue.record("\(place) imports \(imported)")
            }
        }
    }

    @Test func `the table has no cycle`() {
        var rest = Self.allowed
        while !rest.isEmpty {
            let names = Set(rest.keys)
            let bottom = rest.filter { $0.value.isDisjoint(with: names) }.map(\.key)
            guard !bottom.isEmpty else {
                Issue.record("a cycle among \(rest.keys.sorted())")
                return
            }
            for name in bottom { rest[name] = nil }
        }
    }

    /// The part of `Package.swift` that declares each target, by its name.
    private func declarations() throws -> [String: String] {
        let text = try SourceTree.text("Package.swift")
        var found: [String: String] = [:]
        let pattern = /(?:library\(|\.executableTarget\(|tests\(|\.target\(|\.systemLibrary\()/
        let parts = text.split(separator: pattern)
        for part in parts.dropFirst() {
            guard let name = part.firstMatch(of: /^\s*(?:name:\s*)?"(\w+)"/) else { continue }
            found[String(name.output.1)] = String(part)
        }
        return found
    }

    @Test(arguments: allowed.keys.sorted())
    func `what a target imports of ours it declares`(_ module: String) throws {
        let declaration = try #require(try declarations()[module])
        for file in SourceTree.swift where file.module == module {
            for (imported, place) in imports(of: file)
            where Self.allowed[imported] != nil && !declaration.contains("\"\(imported)\"") {
                Issue.record("\(place) imports \(imported), which Package.swift does not declare")
            }
        }
    }

    @Test func `what a target declares of ours it may import`() throws {
        for (module, declaration) in try declarations() {
            guard let allowed = Self.allowed[module] else { continue }
            for other in Self.allowed.keys where other != module {
                if declaration.contains("\"\(other)\""), !allowed.contains(other) {
                    Issue.record("\(module) declares \(other)")
                }
            }
        }
    }
}
