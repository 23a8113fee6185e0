import Testing

/// The other suites see nothing wrong where they see nothing at all.
@Suite struct SourceTreeTests {
    @Test func `the sources are found`() {
        #expect(SourceTree.swift.count > 80)
        #expect(SourceTree.files.contains { $0.path == "Sources/CWringer/launch.c" })
        #expect(
            Set(SourceTree.swift.map(\.module)) == [
                "WringerModel", "WringerSystem", "WringerTargets", "WringerGeneration",
                "WringerGrammar", "WringerExecution", "WringerTriage", "WringerRecording",
                "WringerCampaign",
                "WringerReport", "wringer", "WringerBench",
            ])
    }

    @Test(arguments: [
        ("a // b", "a "), ("a /* b\nc */ d", "a \n d"), ("a \"b\" c", "a \"\" c"),
        (#"a "b\"c" d"#, #"a "" d"#), (##"a #"b"c"# d"##, #"a "" d"#),
        ("\"\"\"\nx!\n\"\"\" y", "\n\n\"\" y"), ("\"open\nnext", "\"\"\nnext"),
        ("\"//\" x", "\"\" x"),
    ])
    func `comments and texts are no code`(_ text: String, _ code: String) {
        #expect(CodeScanner.code(of: text) == code)
    }
}
