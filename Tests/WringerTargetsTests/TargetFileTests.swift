import Testing
import WringerModel
import WringerTargets

@Suite struct TargetFileTests {
    private func parse(_ text: String) throws -> TargetFile {
        try TargetFile.parse(Array(text.utf8), file: "target.yaml")
    }

    @Test func `a name and a command are enough and all else has its default`() throws {
        let file = try parse("name: lua\ncommand: [lua5.4, \"@@\"]\n")
        let expected = Target(
            name: "lua", command: ["lua5.4", "@@"], fileExtension: "", input: .file)
        #expect(file.target == expected)
        #expect(file.seeds == nil && file.templates == nil && file.dictionary == nil)
        #expect(file.grammar == nil && file.startRule == nil)
    }

    @Test func `every key reaches its place`() throws {
        let file = try parse(
            #"""
            name: lua
            language: Lua 5.4
            command: [lua5.4, -W, "@@"]
            extension: lua
            input: file
            environment: {LUA_PATH: ";;", DEPTH: 5}
            refusals:
              - exit: 1
                pattern: '^lua5\.4: '
              - {exit: 0, stream: stdout, pattern: "^Error:"}
            panics:
              - {signal: SIGABRT, pattern: Assertion}
            outOfMemory:
              - {exit: 1, pattern: not enough memory}
            parseOnly: [luac5.4, -p, "@@"]
            grammar: lua.g4
            startRule: chunk
            seeds: seeds
            templates: templates
            dictionary: words.dict
            nests:
              table: {open: "{", core: "1", close: "}", prefix: "x = "}
              block: {open: "do ", core: "", close: " end", suffix: "\n"}
            probe: {program: "print(6*7)", output: "42\n"}
            limits: {stack: 8M, as: "256M:1G", nofile: 64, cpu: 5s}
            timeout: 2m
            hashSeedVariables: [PYTHONHASHSEED]
            noise: ['0x[0-9a-f]+']
            install: [lua5.4]
            """#)
        var target = Target(
            name: "lua", command: ["lua5.4", "-W", "@@"], fileExtension: "lua", input: .file)
        target.language = "Lua 5.4"
        target.environment = ["LUA_PATH": ";;", "DEPTH": "5"]
        target.refusals = [
            EndingRule(
                exit: ExitCodes(ranges: [1...1]), signal: nil, stream: .standardError,
                pattern: try Pattern(#"^lua5\.4: "#)),
            EndingRule(
                exit: ExitCodes(ranges: [0...0]), signal: nil, stream: .standardOutput,
                pattern: try Pattern("^Error:")),
        ]
        target.panics = [
            EndingRule(
                exit: nil, signal: .abort, stream: .standardError, pattern: try Pattern("Assertion")
            )
        ]
        target.outOfMemory = [
            EndingRule(
                exit: ExitCodes(ranges: [1...1]), signal: nil, stream: .standardError,
                pattern: try Pattern("not enough memory"))
        ]
        target.parseOnly = ["luac5.4", "-p", "@@"]
        target.nests = [
            NestingShape(
                name: "table", prefix: "x = ", open: "{", core: "1", close: "}", suffix: ""),
            NestingShape(
                name: "block", prefix: "", open: "do ", core: "", close: " end", suffix: "\n"),
        ]
        target.probe = Probe(program: "print(6*7)", output: "42\n")
        target.limits[.stack] = Limit(soft: .finite(8 << 20), hard: .finite(8 << 20))
        target.limits[.addressSpace] = Limit(soft: .finite(256 << 20), hard: .finite(1 << 30))
        target.limits[.openFiles] = Limit(soft: .finite(64), hard: .finite(64))
        target.limits[.cpu] = Limit(soft: .finite(5), hard: .finite(6))
        target.timeout = .seconds(120)
        target.hashSeedVariables = ["PYTHONHASHSEED"]
        target.noise = [try Pattern("0x[0-9a-f]+")]
        target.install = ["lua5.4"]
        #expect(file.target == target)
        #expect(file.startRule == "chunk")
        let names = [file.grammar, file.seeds, file.templates, file.dictionary].map { $0?.name }
        #expect(names == ["lua.g4", "seeds", "templates", "words.dict"])
        #expect(file.grammar?.line == 16)
    }

    @Test func `a repl has a prompt`() throws {
        let file = try parse("name: lua\ncommand: [lua5.4, -i]\ninput: repl\nprompt: '^> $'\n")
        #expect(file.target.input == .repl)
        #expect(file.target.prompt?.source == "^> $")
    }

    @Test(arguments: [
        ("1", [1...1]), ("1..125", [1...125]),
        ("[0, 3..4, \"200..255\"]", [0...0, 3...4, 200...255]),
    ])
    func `exit codes are one, a range or a list of these`(
        text: String, ranges: [ClosedRange<Int32>]
    ) throws {
        let file = try parse(
            "name: x\ncommand: [x, '@@']\nrefusals:\n  - {exit: \(text), pattern: e}\n")
        #expect(file.target.refusals.first?.exit?.ranges == ranges)
    }

    @Test func `an empty list of refusals takes the default away`() throws {
        #expect(try parse("name: x\ncommand: [x, '@@']\nrefusals: []\n").target.refusals.isEmpty)
    }

    @Test func `a number where a text is expected keeps its spelling`() throws {
        let file = try parse("name: 007\ncommand: [lua5.4, 1_0, 0x1F, 5, 1.50, '@@']\n")
        #expect(file.target.name == "007")
        #expect(file.target.command == ["lua5.4", "1_0", "0x1F", "5", "1.50", "@@"])
    }

    @Test func `a quoted or tagged truth value is a text`() throws {
        let file = try parse("name: \"yes\"\ncommand: [!!str no, '~', '@@']\n")
        #expect(file.target.name == "yes")
        #expect(file.target.command == ["no", "~", "@@"])
    }

    @Test func `a byte order mark and Windows line ends are read over`() throws {
        let file = try parse("\u{feff}name: lua\r\ncommand: [lua, '@@']\r\nextension: lua\r\n")
        #expect(file.target.name == "lua")
        #expect(file.target.fileExtension == "lua")
    }

    @Test func `an alias stands for what its anchor names`() throws {
        let file = try parse("name: &n lua\nlanguage: *n\ncommand: [lua, '@@']\n")
        #expect(file.target.language == "lua")
    }

    @Test func `a target of standard input has no placeholder`() throws {
        let file = try parse("name: jq\ncommand: [jq, .]\ninput: stdin\nparseOnly: [jq, -n]\n")
        #expect(file.target.input == .stdin)
        #expect(file.target.parseOnly == ["jq", "-n"])
    }
}
