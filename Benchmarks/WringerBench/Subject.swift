internal import WringerModel
internal import WringerTargets

/// A command that is measured, with a program of one line.
struct Subject: Codable {
    let name: String
    let command: [String]
    let fileExtension: String
    let program: String
    /// What it prints; nil where that is not known.
    let output: String?
    /// The Debian package that provides it.
    let package: String

    /// The ones that are measured where none is named.
    static let standard = [lua, mujs]
    static let all = [lua, mujs, nothing]

    static let lua = Subject(
        name: "lua5.4", command: ["lua5.4", "@@"], fileExtension: "lua",
        program: "print(\"hello\")\n", output: "hello\n", package: "lua5.4")
    static let mujs = Subject(
        name: "mujs", command: ["mujs", "@@"], fileExtension: "js",
        program: "print(\"hello\")\n", output: "hello\n", package: "mujs")
    /// As near as a program comes to doing nothing.
    static let nothing = Subject(
        name: "true", command: ["true", "@@"], fileExtension: "", program: "\n", output: "",
        package: "coreutils")

    /// The name that its program's file has.
    var fileName: String { asProgram.fileName }

    var asProgram: Program {
        Program(
            bytes: Array(program.utf8), fileExtension: fileExtension,
            provenance: .check(name: "benchmark"))
    }

    /// As a person reads it.
    var shown: String { command.joined(separator: " ").replacing("@@", with: fileName) }

    /// The target of the corpus of this command, with its rules; else one without any.
    func target(_ library: TargetLibrary) -> Target {
        var target =
            library.matching(commandBaseName: command[0])?.target
            ?? Target(name: name, command: command, fileExtension: fileExtension, input: .file)
        target.command = command
        target.fileExtension = fileExtension
        target.input = .file
        target.install = [package]
        return target
    }
}
