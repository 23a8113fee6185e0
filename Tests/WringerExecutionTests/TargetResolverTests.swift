import Testing
import WringerModel

@testable import WringerExecution

@Suite struct TargetResolverTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func target(_ command: String, install: [String] = []) -> Target {
        var target = Target(
            name: "t", command: [command, "@@"], fileExtension: "x", input: .file)
        target.install = install
        return target
    }

    private func resolver(_ searchPath: String? = nil) -> TargetResolver {
        TargetResolver(searchPath: searchPath ?? folder.path, currentFolder: folder.path)
    }

    /// The path of an executable, or why there is none.
    private func resolve(_ command: String, searchPath: String? = nil) -> String {
        do throws(TargetUnavailable) {
            return try resolver(searchPath).executable(of: target(command))
        } catch { return error.description }
    }

    private var program: [UInt8] { ElfSample(machine: UInt16(ElfFile.ownMachine)).bytes }
    private var script: [UInt8] { Array("#!/bin/sh\nexit 0\n".utf8) }

    @Test func `a command without a slash is looked up in the search path in order`() throws {
        let first = try folder.write("one/lua", program)
        let second = try folder.write("two/lua", program)
        let paths = "\(folder.path)/none:\(folder.path)/two:\(folder.path)/one"
        #expect(resolve("lua", searchPath: paths) == second)
        #expect(resolve("lua", searchPath: "\(folder.path)/one") == first)
    }

    @Test func `a file that may not be executed does not hide a later one`() throws {
        try folder.write("one/lua", program, mode: 0o644)
        let second = try folder.write("two/lua", program)
        #expect(resolve("lua", searchPath: "\(folder.path)/one:\(folder.path)/two") == second)
    }

    @Test func `relative folders of the search path are passed over`() throws {
        try folder.write("lua", program)
        #expect(
            resolve("lua", searchPath: ".:")
                == "target command 'lua' is not found in PATH; check its spelling, or give its path"
        )
    }

    @Test func `a command that is not found names the packages that provide it`() {
        let missing = target("lua5.4", install: ["lua5.4", "lua-doc"])
        let error = #expect(throws: TargetUnavailable.self) {
            try resolver().executable(of: missing)
        }
        #expect(
            error?.description
                == "target command 'lua5.4' is not found in PATH; try: apt-get install lua5.4 "
                + "lua-doc")
    }

    @Test func `a command with a slash is a path`() throws {
        let path = try folder.write("bin/x", script)
        #expect(resolve(path) == path)
        #expect(resolve("bin/x") == path)
        #expect(resolve("./bin/x") == "\(folder.path)/./bin/x")
    }

    @Test func `a path to nothing is refused`() {
        #expect(resolve("./no") == "target command './no' does not exist; check the path")
        #expect(
            resolve("./\u{1b}[2J")
                == #"target command './\x1b[2J' does not exist; check the path"#)
    }

    @Test func `a folder is refused`() throws {
        try folder.write("bin/x", script)
        #expect(
            resolve("./bin") == "target command './bin' is a folder; name the program in it")
        #expect(
            resolve("bin", searchPath: folder.path)
                == "target command 'bin' is a folder; name the program in it")
    }

    @Test func `what is no regular file is refused`() {
        #expect(resolve("/dev/null") == "target command '/dev/null' is no regular file")
    }

    @Test func `a file without the permission to execute is refused`() throws {
        let path = try folder.write("x", program, mode: 0o644)
        #expect(
            resolve(path) == "target command '\(path)' may not be executed; try: chmod +x \(path)")
        #expect(resolve("x") == "target command 'x' may not be executed; try: chmod +x x")
    }

    @Test func `a program for another architecture is refused`() throws {
        let path = try folder.write("x", ElfSample(machine: 8).bytes)
        #expect(
            resolve(path)
                == "\(path) is built for another architecture (ELF machine 8, this machine is "
                + "\(ElfFile.ownMachine))")
    }

    @Test func `a cut ELF header is refused`() throws {
        let path = try folder.write("x", [0x7f, 0x45, 0x4c, 0x46])
        #expect(resolve(path).contains("another architecture (ELF machine 0,"))
    }

    @Test func `a script is fine where its interpreter is`() throws {
        let path = try folder.write("x", Array("#! /bin/sh -e\n".utf8))
        #expect(resolve(path) == path)
    }

    @Test(arguments: ["#!/no/such\n", "#!/no/such", "#! /no/such -x\n"])
    func `a script whose interpreter is missing is refused`(_ text: String) throws {
        let path = try folder.write("x", Array(text.utf8))
        #expect(
            resolve(path)
                == "\(path) is a script for '/no/such', which is not there or not executable; see "
                + "its first line")
    }

    @Test func `a script without an interpreter is refused`() throws {
        let path = try folder.write("x", Array("#!\n".utf8))
        #expect(resolve(path).hasPrefix("\(path) is a script for '', which is not there"))
    }

    /// The kernel looks for `/bin/sh` and a carriage return (execve(2)).
    @Test func `a script with line ends of CR LF is refused as the kernel would`() throws {
        let path = try folder.write("x", Array("#!/bin/sh\r\nexit 0\r\n".utf8))
        #expect(resolve(path).hasPrefix("\(path) is a script for '/bin/sh\\r', which is not there"))
    }

    @Test(arguments: ["", "exit 0\n", "\u{feff}#!/bin/sh\n"])
    func `plain text is refused`(_ text: String) throws {
        let path = try folder.write("x", Array(text.utf8))
        #expect(
            resolve(path)
                == "\(path) is neither an ELF program nor a script with a #! line: the kernel "
                + "cannot execute it")
    }

    @Test func `a target without a command is refused`() {
        #expect(resolve("") == "target t has no command")
        var none = target("x")
        none.command = []
        let error = #expect(throws: TargetUnavailable.self) { try resolver().executable(of: none) }
        #expect(error?.description == "target t has no command")
    }

    @Test func `the environment is clean and declared`() {
        #expect(
            resolver("/usr/bin").environment(of: target("x"), additions: [:]) == [
                "PATH": "/usr/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC",
                "TERM": "dumb",
            ])
    }

    @Test func `additions win over the target and the target over the rest`() {
        var target = target("x")
        target.hashSeedVariables = ["PYTHONHASHSEED", "SEED"]
        target.environment = ["SEED": "7", "TZ": "CET", "A": "target"]
        let environment = resolver("/bin").environment(
            of: target, additions: ["A": "given", "B": "", "PATH": "/x"])
        #expect(
            environment == [
                "PATH": "/x", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "CET", "TERM": "dumb",
                "PYTHONHASHSEED": "0", "SEED": "7", "A": "given", "B": "",
            ])
    }
}
