import Testing
import WringerModel
import WringerTargets

@Suite struct TargetSkeletonTests {
    private func parse(_ text: String) throws -> TargetFile {
        try TargetFile.parse(Array(text.utf8), file: "target.yaml")
    }

    @Test func `the skeleton can be read and gives its values back`() throws {
        let text = TargetSkeleton.text(
            name: "lua", command: ["lua5.4", "-W", "@@"], fileExtension: "lua")
        let file = try parse(text)
        let expected = Target(
            name: "lua", command: ["lua5.4", "-W", "@@"], fileExtension: "lua", input: .file)
        #expect(file.target == expected)
        #expect(file.seeds?.name == "seeds")
    }

    @Test func `a command without a placeholder takes standard input`() throws {
        let text = TargetSkeleton.text(name: "jq", command: ["jq", "."], fileExtension: "")
        let file = try parse(text)
        #expect(file.target.input == .stdin)
        #expect(file.target.command == ["jq", "."])
        #expect(file.target.fileExtension == "")
    }

    @Test(arguments: [["lua5.4", "@@"], ["lua5.4", "-"]])
    func `every example in the skeleton can be uncommented`(command: [String]) throws {
        let text = TargetSkeleton.text(name: "lua", command: command, fileExtension: "lua")
        // Prose has a space after the mark; the entries of a list have two before their dash.
        let uncommented = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.hasPrefix("#") && (!$0.hasPrefix("# ") || $0.hasPrefix("#  ")) ? $0.dropFirst() : $0
        }
        let file = try parse(uncommented.joined(separator: "\n"))
        let target = file.target
        #expect(target.refusals.count == 1 && target.refusals != [EndingRule.defaultRefusal])
        #expect(target.panics.count == 2 && target.outOfMemory.count == 1)
        #expect(target.probe == Probe(program: "print(6*7)", output: "42\n"))
        #expect(target.nests.map(\.suffix) == ["\n", ")\n"])
        #expect(target.limits.sorted.count == 3)
        #expect(target.parseOnly != nil && target.hashSeedVariables.count == 1)
        #expect(target.noise.count == 1 && target.install.count == 1)
        #expect(file.dictionary != nil && file.templates != nil && file.grammar != nil)
        #expect(file.startRule == "program")
    }

    @Test(arguments: [
        "yes", "No", "null", "~", "", "y", "5", "1.0", "- a", "a: b", "#x", "a #b", "a\\b", "\"q\"",
        "'q'", "[x]", "{x}", "%d", "@@", "*a", "&a", "!a", "|", ">", "é", "日本", "a\nb", "\t",
        "\u{1}",
        "\u{7f}", "\u{85}", "\u{a0}", "\u{2028}", "a\u{feff}", "\u{fffe}", "\u{ffff}", "😀", " a ",
        "<<",
        "\u{1b}[0m", "\r\n",
    ])
    func `any word of a command comes back`(word: String) throws {
        let command = ["program", word, "x@@"]
        let text = TargetSkeleton.text(name: "x", command: command, fileExtension: "x")
        #expect(try parse(text).target.command == command)
    }

    @Test(arguments: ["yes", "C++", "my: lang", "\"", "7", "- x", "日本"])
    func `any name comes back`(name: String) throws {
        let text = TargetSkeleton.text(name: name, command: ["x", "@@"], fileExtension: name)
        let file = try parse(text)
        #expect(file.target.name == name)
        #expect(file.target.fileExtension == name)
    }

    @Test func `the first seed has the extension`() {
        #expect(TargetSkeleton.firstSeed(fileExtension: "lua").name == "first.lua")
        #expect(TargetSkeleton.firstSeed(fileExtension: "").name == "first")
    }

    @Test func `the written skeleton with its seed is a whole target`() throws {
        let folder = try TemporaryFolder()
        let text = TargetSkeleton.text(name: "lua", command: ["lua", "@@"], fileExtension: "lua")
        let file = try folder.write("target.yaml", text)
        let seed = TargetSkeleton.firstSeed(fileExtension: "lua")
        try folder.write("seeds/\(seed.name)", seed.text)
        let seeds = try TargetDescription(file: file).loadSeeds()
        #expect(seeds.map(\.bytes) == [Array(seed.text.utf8)])
    }
}
