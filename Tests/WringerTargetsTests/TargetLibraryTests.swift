import Foundation
import Testing
import WringerModel
import WringerTargets

@Suite struct TargetLibraryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A library of the folders `one` and `two`, with the folder `here` as the current one.
    private var library: TargetLibrary {
        TargetLibrary(
            searchFolders: ["\(folder.path)/one", "\(folder.path)/two"],
            currentFolder: "\(folder.path)/here")
    }

    private func failure(_ name: String) -> TargetLibraryError? {
        do throws(TargetLibraryError) {
            _ = try library.find(name)
            return nil
        } catch {
            return error
        }
    }

    @Test func `the first folder that knows a name wins`() throws {
        try folder.writeTarget("one/lua", program: "first")
        try folder.writeTarget("two/lua", program: "second")
        try folder.writeTarget("two/jq", program: "jq")
        #expect(try library.find("lua").target.command.first == "first")
        #expect(try library.find("jq").folder == "\(folder.path)/two/jq")
        #expect(library.all().map(\.name) == ["jq", "lua"])
        #expect(try library.all().last?.result.get().target.command.first == "first")
    }

    @Test(arguments: [
        "./mine", "mine/", "./mine/target.yaml", "mine/target.yaml", "mine", "odd.yaml",
    ])
    func `a path to a file or its folder is taken before a name`(given: String) throws {
        try folder.writeTarget("here/mine", program: "own")
        try folder.write("here/odd.yaml", "name: odd\ncommand: [own, '@@']\n")
        try folder.writeTarget("one/mine", program: "other")
        #expect(try library.find(given).target.command.first == "own")
        #expect(try library.find("\(folder.path)/one/mine").target.command.first == "other")
    }

    @Test func `a binary or a source folder of the same name does not hide a target`() throws {
        try folder.write("here/lua", "\u{7f}ELF")
        try folder.makeFolder("here/jq")
        try folder.writeTarget("one/lua")
        try folder.writeTarget("one/jq", program: "jq")
        #expect(try library.find("lua").folder == "\(folder.path)/one/lua")
        #expect(try library.find("jq").folder == "\(folder.path)/one/jq")
    }

    @Test func `a path without a target is an error and no name`() throws {
        try folder.makeFolder("here/empty")
        #expect(failure("./empty") == .noTargetFile(path: "\(folder.path)/here/empty"))
        #expect(
            failure("/nowhere/target.yaml")?.description
                == "there is no target.yaml at /nowhere/target.yaml")
    }

    @Test func `an unknown name lists the nearest, the known and the folders`() throws {
        try folder.writeTarget("one/mruby")
        try folder.writeTarget("two/lua")
        try folder.makeFolder("two/notes")
        #expect(
            failure("lua5")?.description
                == "unknown target 'lua5'; did you mean lua?; known are lua mruby;"
                + " searched \(folder.path)/one \(folder.path)/two")
        #expect(failure("")?.description.hasPrefix("unknown target ''") == true)
    }

    @Test(arguments: ["..", ".", ""])
    func `a name never leads out of the folders`(name: String) throws {
        try folder.writeTarget("two")
        try folder.writeTarget("one/lua")
        #expect(failure(name) != nil)
    }

    @Test func `a broken target is shown and hides no other`() throws {
        try folder.write("one/bad/target.yaml", "name: bad\ncomand: [x]\n")
        try folder.writeTarget("two/bad")
        try folder.writeTarget("one/lua")
        let all = library.all()
        #expect(all.map(\.name) == ["bad", "lua"])
        let error = TargetFileError(
            file: "\(folder.path)/one/bad/target.yaml", line: 2,
            message: "unknown key 'comand'; did you mean command?")
        #expect(all.first?.result == .failure(error))
        #expect((try? all.last?.result.get())?.target.name == "lua")
        #expect(failure("bad") == .broken(error))
    }

    @Test func `a command finds the target whose interpreter has its base name`() throws {
        try folder.writeTarget("one/zlua", program: "/usr/bin/lua5.4")
        try folder.writeTarget("two/lua", program: "lua5.4")
        try folder.write("one/bad/target.yaml", "name: [\n")
        #expect(library.matching(commandBaseName: "lua5.4")?.target.name == "lua")
        #expect(library.matching(commandBaseName: "lua5.3") == nil)
    }

    @Test func `the standard folders are in the order of the contract`() throws {
        let corpus = try folder.makeFolder("tree/corpus")
        try folder.write("tree/Package.swift")
        let executable = try folder.makeFolder("tree/.build/debug")
        let library = TargetLibrary.standard(
            environment: ["WRINGER_CORPUS": "named"], currentFolder: "\(folder.path)/here",
            executableFolder: executable)
        #expect(
            library.searchFolders == [
                "\(folder.path)/here/corpus", "\(folder.path)/here/named",
                "\(folder.path)/tree/.build/share/wringer/corpus", corpus,
            ])
        #expect(library.currentFolder == "\(folder.path)/here")
    }

    @Test func `a folder is searched once, however it is reached`() throws {
        let corpus = try folder.makeFolder("tree/corpus")
        try folder.write("tree/Package.swift")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/link", withDestinationPath: corpus)
        let library = TargetLibrary.standard(
            environment: ["WRINGER_CORPUS": "\(folder.path)/link"],
            currentFolder: "\(folder.path)/tree", executableFolder: "\(folder.path)/tree/.build")
        #expect(
            library.searchFolders == [corpus, "\(folder.path)/tree/share/wringer/corpus"])
    }

    @Test func `a corpus without a manifest beside it is no build tree`() throws {
        try folder.makeFolder("tree/corpus")
        let executable = try folder.makeFolder("tree/bin")
        let library = TargetLibrary.standard(
            environment: ["WRINGER_CORPUS": ""], currentFolder: "/", executableFolder: executable)
        #expect(
            library.searchFolders == ["/corpus", "\(folder.path)/tree/share/wringer/corpus"])
    }

    @Test func `without knowing the program only two folders are searched`() {
        let library = TargetLibrary.standard(
            environment: ["WRINGER_CORPUS": "/c"], currentFolder: "/x", executableFolder: nil)
        #expect(library.searchFolders == ["/x/corpus", "/c"])
    }
}
