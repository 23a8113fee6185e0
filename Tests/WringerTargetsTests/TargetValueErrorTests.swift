import Testing
import WringerModel
import WringerTargets

/// Values that are texts, lists and maps as they should be, and still mean nothing.
@Suite struct TargetValueErrorTests {
    private func error(_ text: String) -> String? {
        do throws(TargetFileError) {
            _ = try TargetFile.parse(Array(text.utf8), file: "f")
            return nil
        } catch {
            return error.description
        }
    }

    /// The error of lines after a name and a command; the first of them is line 3.
    private func error(after lines: String) -> String? {
        error("name: lua\ncommand: [lua5.4, \"@@\"]\n" + lines)
    }

    @Test(arguments: [
        (
            "command: [lua]\n",
            "2: command: '@@' is missing; add it where the path of the program goes,"
                + " or write input: stdin"
        ),
        (
            "command: [lua]\ninput: argument\n",
            "2: command: '@@' is missing; add it where the text of the program goes,"
                + " or write input: stdin"
        ),
        (
            "input: stdin\ncommand:\n  - lua\n  - \"@@\"\n",
            "5: command: '@@' has no meaning with input stdin; leave it out, or write input: file"
        ),
        (
            "input: repl\nprompt: x\ncommand: [lua, '@@']\n",
            "4: command: '@@' has no meaning with input repl; leave it out, or write input: file"
        ),
        ("command: []\n", "2: command: the first word must name the interpreter"),
        ("command: ['', '@@']\n", "2: command: the first word must name the interpreter"),
        (
            "command: [lua, '@@']\nparseOnly: [luac, -p]\n",
            "3: parseOnly: '@@' is missing; add it where the path of the program goes,"
                + " or write input: stdin"
        ),
    ])
    func `the placeholder fits the input`(text: String, message: String) {
        #expect(error("name: x\n" + text) == "f:\(message)")
    }

    @Test func `a prompt is given exactly with repl`() {
        #expect(
            error("name: x\ncommand: [x]\ninput: repl\n")
                == "f:3: input: repl needs a prompt:"
                + " the pattern of what the target prints when it waits")
        #expect(
            error(after: "prompt: '> '\n")
                == "f:3: prompt: a prompt has a meaning with input repl alone")
    }

    @Test func `an unknown input names the nearest`() {
        #expect(
            error(after: "input: fil\n")
                == "f:3: input: expected one of file, stdin, argument, repl, found 'fil';"
                + " did you mean file?")
    }

    @Test(arguments: [
        ("exit: 256", "'256' is no exit code from 0 to 255, nor a range such as 1..125"),
        ("exit: -1", "'-1' is no exit code from 0 to 255, nor a range such as 1..125"),
        ("exit: 5..1", "'5..1' is no exit code from 0 to 255, nor a range such as 1..125"),
        ("exit: [1, 1..300]", "'1..300' is no exit code from 0 to 255, nor a range such as 1..125"),
        ("exit: []", "an empty list of exit codes fits nothing"),
    ])
    func `exit codes lie between 0 and 255`(text: String, message: String) {
        #expect(
            error(after: "refusals:\n  - pattern: x\n    \(text)\n")
                == "f:5: refusals.exit: \(message)")
    }

    @Test(arguments: [
        ("panics", "{exit: 1}", "an entry needs a pattern"),
        ("outOfMemory", "{signal: SIGABRT}", "an entry needs a pattern"),
        (
            "panics", "{pattern: x}",
            "an entry needs an exit or a signal beside its pattern: a program can print the same"
                + " text"
        ),
        (
            "outOfMemory", "{pattern: x, stream: stdout}",
            "an entry needs an exit or a signal beside its pattern: a program can print the same"
                + " text"
        ),
        (
            "panics", "{pattern: x, exit: 1, signal: SIGABRT}",
            "exit and signal exclude each other; write two entries"
        ),
        ("refusals", "{}", "an entry needs an exit, a signal or a pattern"),
        ("refusals", "{stream: stdout}", "an entry needs an exit, a signal or a pattern"),
        ("refusals", "{exit: 0..2}", "exit 0 is success; a pattern must tell a refusal from it"),
    ])
    func `an ending rule that fits nothing or too much is refused`(
        key: String, entry: String, message: String
    ) {
        #expect(error(after: "\(key):\n  - \(entry)\n") == "f:4: \(key): \(message)")
    }

    @Test func `unknown signals and streams name the nearest`() {
        #expect(
            error(after: "panics:\n  - pattern: x\n    signal: SIGABR\n")
                == "f:5: panics.signal: unknown signal 'SIGABR'; did you mean SIGABRT?")
        #expect(
            error(after: "refusals:\n  - exit: 1\n    stream: stder\n")
                == "f:5: refusals.stream: expected one of stdout, stderr, found 'stder';"
                + " did you mean stderr?")
    }

    @Test func `a pattern that does not compile is an error at its line`() {
        let message = error(after: "noise:\n  - fine\n  - '(open'\n")
        #expect(message?.hasPrefix("f:5: noise: pattern '(open': ") == true)
        #expect(
            error(after: "noise: ['']\n")
                == "f:3: noise: an empty pattern fits everything; leave it out")
    }

    @Test func `a pattern of 4096 brackets is no crash and one more is refused`() {
        let brackets = String(repeating: "(", count: 2048) + String(repeating: ")", count: 2048)
        #expect(error(after: "noise: ['\(brackets)']\n")?.contains("4096 bytes") != true)
        #expect(
            error(after: "noise: ['\(brackets)x']\n")
                == "f:3: noise: a pattern may have 4096 bytes")
    }

    @Test(arguments: [
        (
            "timeout: soon\n",
            "timeout: 'soon' is no duration above zero; write one such as 10s, 500ms or 2m"
        ),
        (
            "timeout: 0\n",
            "timeout: '0' is no duration above zero; write one such as 10s, 500ms or 2m"
        ),
        (
            "limits: {stack: lots}\n",
            "limit stack=lots: expected a value such as 256K, 8M, 1G or unlimited"
        ),
        ("extension: .lua\n", "extension: an extension is written without its dot, as in 'lua'"),
        ("extension: a/b\n", "extension: 'a/b' cannot be part of a file name"),
        ("environment: {A=B: c}\n", "'A=B' is no name of a variable: it holds '='"),
        ("hashSeedVariables: [A=0]\n", "hashSeedVariables: 'A=0' is no name of a variable"),
        (
            "nests: {a: {open: '', core: x, close: y}}\n",
            "nests.a.open: an empty text does not nest"
        ),
        (
            "nests: {a: {prefix: x, core: y, suffix: z}}\n",
            "nests.a.core: without an open there is nothing around it: add open, or leave it out"
                + " where the depth is a number between prefix and suffix"
        ),
        (
            "nests: {a: {}}\n",
            "nests.a: a shape needs open, core and close, or a prefix and a suffix"
        ),
        ("seeds: /tmp\n", "seeds: '/tmp' must be a name in the folder of this file"),
        ("grammar: ../a.g4\n", "grammar: '../a.g4' must be a name in the folder of this file"),
        ("dictionary: ''\n", "dictionary: '' must be a name in the folder of this file"),
        ("startRule: chunk\n", "startRule: a start rule needs a grammar"),
    ])
    func `a value without a meaning is refused`(text: String, message: String) {
        #expect(error(after: text) == "f:3: \(message)")
    }

    @Test(arguments: [
        ("''", "a name must not be empty"), ("a/b", "'a/b' cannot be part of a file name"),
        ("..", "'..' cannot be part of a file name"),
        ("\"a\\nb\"", "'a\\nb' holds a control character"),
    ])
    func `a name that cannot be part of a file name is refused`(name: String, message: String) {
        #expect(error("command: [x, '@@']\nname: \(name)\n") == "f:2: name: \(message)")
    }

    @Test func `a list of more than a thousand entries is refused`() {
        let words = Array(repeating: "a", count: 1000).joined(separator: ",")
        #expect(error(after: "install: [\(words)]\n") == nil)
        #expect(
            error(after: "install: [\(words),a]\n")
                == "f:3: install: a list of 1001 entries; 1000 are allowed")
        let keys = (0...1000).map { "A\($0): b" }.joined(separator: ", ")
        #expect(
            error(after: "environment: {\(keys)}\n")
                == "f:3: environment: a map of 1001 keys; 1000 are allowed")
    }
}
