import Testing
import WringerModel
import WringerTargets

@Suite struct TargetDescriptionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func message(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `paths are absolute in the folder of the file`() throws {
        try folder.writeTarget(
            "lua",
            extra: "seeds: s\ntemplates: t\ndictionary: d/w.dict\ngrammar: g.g4\nstartRule: r\n")
        try folder.makeFolder("lua/t")
        try folder.write("lua/d/w.dict", "while")
        try folder.write("lua/g.g4")
        let description = try TargetDescription(file: "\(folder.path)/./lua/target.yaml")
        let lua = "\(folder.path)/lua"
        #expect(description.target.name == "lua")
        #expect(description.folder == lua)
        #expect(description.file == "\(lua)/target.yaml")
        #expect(description.seedFolder == "\(lua)/s")
        #expect(description.templateFolder == "\(lua)/t")
        #expect(description.dictionaryFile == "\(lua)/d/w.dict")
        #expect(description.grammarFile == "\(lua)/g.g4")
        #expect(description.startRule == "r")
        #expect(try description.loadDictionaryText() == Array("while".utf8))
    }

    @Test func `without folders and files of its own a target has none`() throws {
        try folder.writeTarget("lua")
        let description = try TargetDescription(file: "\(folder.path)/lua/target.yaml")
        #expect(description.seedFolder == nil && description.dictionaryFile == nil)
        #expect(try description.loadSeeds().isEmpty)
        #expect(try description.loadDictionaryText() == nil)
    }

    @Test func `templates beside the file are found without being named`() throws {
        try folder.writeTarget("lua")
        try folder.write(
            "lua/templates/one.mustache",
            "---\nname: one\ncategory: io\nends: true\nabout: x\n---\nprint(1)\n")
        try folder.write("lua/templates/notes.txt")
        try folder.makeFolder("lua/templates/folder.mustache")
        let description = try TargetDescription(file: "\(folder.path)/lua/target.yaml")
        #expect(description.templateFolder == "\(folder.path)/lua/templates")
        let pack = try description.loadTemplates()
        #expect(pack.templates.map(\.name) == ["one"] && pack.fileExtension == "lua")
    }

    @Test func `a target without templates has an empty pack`() throws {
        try folder.writeTarget("lua")
        let description = try TargetDescription(file: "\(folder.path)/lua/target.yaml")
        #expect(description.templateFolder == nil)
        #expect(try description.loadTemplates().isEmpty)
    }

    @Test func `a bad template is told of by its file and line`() throws {
        try folder.writeTarget("lua")
        try folder.write("lua/templates/bad.mustache", "---\nname: bad\ncatgory: io\n---\n")
        try folder.write(
            "lua/templates/good.mustache",
            "---\nname: good\ncategory: io\nends: true\nabout: x\n---\n")
        let description = try TargetDescription(file: "\(folder.path)/lua/target.yaml")
        let file = "\(folder.path)/lua/templates/bad.mustache"
        #expect(
            message { _ = try description.loadTemplates() }
                == "\(file):3: unknown key 'catgory'; did you mean category?")
        #expect(try description.templateResults().map(\.name) == ["bad", "good"])
    }

    @Test(arguments: [
        ("grammar", "file"), ("dictionary", "file"), ("templates", "folder"),
    ])
    func `a named file that is not there is an error at its line`(key: String, noun: String) throws
    {
        try folder.writeTarget("lua", extra: "timeout: 1s\n\(key): gone\n")
        let file = "\(folder.path)/lua/target.yaml"
        #expect(
            message { _ = try TargetDescription(file: file) }
                == "\(file):5: \(key): there is no \(noun) 'gone' in \(folder.path)/lua")
    }

    @Test func `a folder is no grammar`() throws {
        try folder.writeTarget("lua", extra: "grammar: g\n")
        try folder.makeFolder("lua/g")
        let file = "\(folder.path)/lua/target.yaml"
        #expect(message { _ = try TargetDescription(file: file) }?.contains("no file 'g'") == true)
    }

    @Test func `a file that is missing or too large is an error that names it`() throws {
        let gone = "\(folder.path)/gone.yaml"
        #expect(
            message { _ = try TargetDescription(file: gone) }?
                .hasPrefix("\(gone):1: cannot open \(gone): ") == true)
        let large = try folder.write("large.yaml", String(repeating: "#", count: (1 << 20) + 1))
        #expect(
            message { _ = try TargetDescription(file: large) }?
                .hasPrefix("\(large):1: cannot read 1048577, more than 1M, of ") == true)
    }

    @Test func `seeds are the regular files of the extension, by name`() throws {
        try folder.writeTarget("lua", extra: "seeds: seeds\n")
        for name in ["b.lua", "a.lua", "c.txt", ".hidden.lua", "lua"] {
            try folder.write("lua/seeds/\(name)", "-- \(name)")
        }
        try folder.makeFolder("lua/seeds/d.lua")
        let seeds = try TargetDescription(file: "\(folder.path)/lua/target.yaml").loadSeeds()
        #expect(
            seeds
                == ["a.lua", "b.lua"].map {
                    Program(
                        bytes: Array("-- \($0)".utf8), fileExtension: "lua",
                        provenance: .seed(name: $0))
                })
    }

    @Test func `without an extension seeds are the files without a dot`() throws {
        try folder.write("x/target.yaml", "name: x\ncommand: [x, '@@']\nseeds: s\n")
        for name in ["one", "two.lua", ".three"] { try folder.write("x/s/\(name)") }
        let seeds = try TargetDescription(file: "\(folder.path)/x/target.yaml").loadSeeds()
        #expect(seeds.map(\.provenance) == [.seed(name: "one")])
    }

    @Test func `a missing and an empty folder of seeds are errors that name it`() throws {
        try folder.writeTarget("lua", extra: "seeds: seeds\n")
        let description = try TargetDescription(file: "\(folder.path)/lua/target.yaml")
        let path = "\(folder.path)/lua/seeds"
        #expect(
            message { _ = try description.loadSeeds() }?
                .hasPrefix("seeds of lua: cannot read folder \(path): ") == true)
        try folder.write("lua/seeds/a.txt")
        #expect(
            message { _ = try description.loadSeeds() }
                == "seeds of lua: the folder \(path) holds no program;"
                + " put one there, such as first.lua")
    }
}
