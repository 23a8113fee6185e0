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
    /// What it dies of; nil where it ends with status 0.
    var cause: CauseKind?
    /// The limit of its stack; nil for the one that we have.
    var stackBytes: UInt64?

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

    /// A program that makes one call again and again, in rows of `count`, and prints the
    /// nanoseconds of one in its fastest row.
    static func calls(_ count: Int, rows: Int) -> Subject {
        Subject(
            name: "conduct",
            command: [Bench.products + "/conduct", "time", "\(count)", "\(rows)", "@@"],
            fileExtension: "", program: "\n", output: nil, package: "")
    }

    /// No interpreter: mutants are made.
    static let mutants = Subject(
        name: "mutants", command: ["mutants"], fileExtension: "", program: "\n", output: nil,
        package: "")
    /// No interpreter: programs of a grammar are made.
    static let derivations = Subject(
        name: "derivations", command: ["derivations"], fileExtension: "", program: "\n",
        output: nil, package: "")
    /// Any command, once.
    static let command = Subject(
        name: "a command", command: ["sh"], fileExtension: "", program: "\n", output: nil,
        package: "")

    /// An interpreter that recurses until its stack of 8 MiB is full.
    static let overflow = Subject(
        name: "brittle",
        command: [Bench.products + "/brittle", "--defect", "evaluator-recursion", "@@"],
        fileExtension: "brt",
        program: "fn sum(n) {\nreturn n + sum(n - 1)\n}\nprint sum(1000000)\n", output: "",
        package: "", cause: .stackExhausted, stackBytes: 8 << 20)
    /// The same interpreter with a null pointer.
    static let null = Subject(
        name: "brittle", command: [Bench.products + "/brittle", "--defect", "null-argument", "@@"],
        fileExtension: "brt", program: "fn add(a, b) { return a + b }\nprint add(1)\n", output: "",
        package: "", cause: .nullAccess)

    /// How to get it.
    var remedy: String {
        package.isEmpty ? "swift build -c release --product \(name)" : "apt-get install \(package)"
    }

    /// The name that its program's file has.
    var fileName: String { asProgram.fileName }

    var asProgram: Program {
        Program(
            bytes: Array(program.utf8), fileExtension: fileExtension,
            provenance: .check(name: "benchmark"))
    }

    /// As a person reads it.
    var shown: String {
        command.joined(separator: " ").replacing("@@", with: fileName)
            .replacing(Bench.products + "/", with: "")
    }

    /// The target of the corpus of this command, with its rules; else one without any.
    func target(_ library: TargetLibrary) -> Target {
        var target =
            library.matching(commandBaseName: command[0])?.target
            ?? Target(name: name, command: command, fileExtension: fileExtension, input: .file)
        target.command = command
        target.fileExtension = fileExtension
        target.input = .file
        if !package.isEmpty { target.install = [package] }
        return target
    }
}
