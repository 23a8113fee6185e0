import Testing
import WringerModel
import WringerTargets

/// Every error, with its exact line and text. The line is 1-based in the text of the case.
@Suite struct TargetFileErrorTests {
    private func error(_ bytes: [UInt8]) -> String? {
        do throws(TargetFileError) {
            _ = try TargetFile.parse(bytes, file: "c/target.yaml")
            return nil
        } catch {
            return error.description
        }
    }

    private func error(_ text: String) -> String? { error(Array(text.utf8)) }

    /// The error of lines after a name and a command; the first of them is line 3.
    private func error(after lines: String) -> String? {
        error("name: lua\ncommand: [lua5.4, \"@@\"]\n" + lines)
    }

    private static let known =
        "name language command extension input prompt environment refusals panics outOfMemory"
        + " syntaxErrors parseOnly grammar startRule seeds templates dictionary nests dimensions"
        + " growth probe limits timeout hashSeedVariables noise install"

    @Test func `an unknown key names the nearest known one and its line`() {
        #expect(
            error("name: lua\n\ncomand: [lua, \"@@\"]\n")
                == "c/target.yaml:3: unknown key 'comand'; did you mean command?")
        #expect(
            error(after: "zzzzzzzzzzzz: 1\n")
                == "c/target.yaml:3: unknown key 'zzzzzzzzzzzz'; known: \(Self.known)")
    }

    @Test(arguments: [
        (
            "refusals:\n  - exit: 1\n    patern: x\n",
            "5: unknown key 'patern'; did you mean pattern?"
        ),
        (
            "panics:\n  - {exit: 1, pattern: x}\n  - {exit: 1, steam: stderr}\n",
            "5: unknown key 'steam'; did you mean stream?"
        ),
        (
            "nests:\n  a:\n    open: x\n    core: x\n    clos: x\n",
            "7: unknown key 'clos'; did you mean close?"
        ),
        (
            "probe: {program: x,\n  outputs: x}\n", "4: unknown key 'outputs'; did you mean output?"
        ),
        ("timeouts: 1s\n", "3: unknown key 'timeouts'; did you mean timeout?"),
    ])
    func `keys of every level are checked`(text: String, message: String) {
        #expect(error(after: text) == "c/target.yaml:\(message)")
    }

    @Test func `a limit of another name is refused at its line`() {
        let message = error(after: "limits:\n  as: 1G\n  stak: 8M\n")
        #expect(message?.hasPrefix("c/target.yaml:5: unknown limit 'stak'; did you mean") == true)
        #expect(
            error(after: "limits: {rss: 1M}\n")?.contains(":3: limit rss has no effect") == true)
    }

    @Test(arguments: [
        ("command: [lua, '@@']\nextension: x\n", "1: the key 'name' is missing"),
        ("# lua\n\nname: lua\nextension: x\n", "3: the key 'command' is missing"),
        (
            "name: x\ncommand: [x, '@@']\nnests:\n  a:\n    open: x\n    close: x\n",
            "5: nests.a: the key 'core' is missing"
        ),
        (
            "name: x\ncommand: [x, '@@']\nprobe:\n  program: x\n",
            "4: probe: the key 'output' is missing"
        ),
    ])
    func `a missing key is named`(text: String, message: String) {
        #expect(error(text) == "c/target.yaml:\(message)")
    }

    @Test(arguments: [
        (
            "name: x\ncommand: lua @@\n",
            "2: command: expected a list of words such as [lua5.4, \"@@\"], found the text 'lua @@'"
        ),
        ("name: [x]\n", "1: name: expected a text, found a list"),
        ("name: {a: 1}\n", "1: name: expected a text, found a map"),
        ("- name\n", "1: expected a map, found a list"),
        ("name\n", "1: expected a map, found the text 'name'"),
        (
            "name: x\ncommand: [x, '@@']\nrefusals: {exit: 1}\n",
            "3: refusals: expected a list, found a map"
        ),
        (
            "name: x\ncommand: [x, '@@']\nrefusals:\n  - 1\n",
            "4: refusals: expected a map, found the text '1'"
        ),
        (
            "name: x\ncommand: [x, '@@']\nlimits: [as]\n", "3: limits: expected a map, found a list"
        ),
        (
            "name: x\ncommand: [x, '@@']\nnoise: x\n",
            "3: noise: expected a list, found the text 'x'"
        ),
        (
            "name: x\ncommand: [x, '@@']\nnests:\n  a:\n",
            "4: nests.a: expected a map, found nothing"
        ),
        (
            "name: x\ncommand: [x, '@@']\nrefusals: [{exit: {a: 1}}]\n",
            "3: refusals.exit: expected an exit code, a range such as 1..125, or a list of these,"
                + " found a map"
        ),
        (
            "name: x\ncommand: [x, '@@']\nenvironment: {A: [1]}\n",
            "3: environment.A: expected a text, found a list"
        ),
    ])
    func `a wrong type says what was expected and what was found`(text: String, message: String) {
        #expect(error(text) == "c/target.yaml:\(message)")
    }

    @Test(arguments: ["yes", "NO", "true", "Off", "null", "~"])
    func `a word that YAML takes for no text must be quoted`(word: String) {
        let meaning = ["null", "~"].contains(word) ? "nothing" : "a truth value"
        #expect(
            error("name: x\ncommand:\n  - x\n  - \(word)\n")
                == "c/target.yaml:4: command: expected a text, found \(word),"
                + " which YAML reads as \(meaning); write \"\(word)\" if you mean the text")
    }

    @Test func `a key without a value is no text`() {
        #expect(
            error(after: "seeds:\ntimeout: 1s\n")
                == "c/target.yaml:3: seeds: expected a text, found nothing;"
                + " write \"\" if you mean the text")
    }

    @Test func `a YAML tag is refused`() {
        #expect(
            error(after: "language: !!binary aGk=\n")
                == "c/target.yaml:3: language: the YAML tag tag:yaml.org,2002:binary has no use"
                + " here; write the text in quotes")
    }

    @Test func `a key given twice is an error at the first`() {
        #expect(
            error(after: "seeds: a\nnoise: []\nseeds: b\n")
                == "c/target.yaml:3: the key 'seeds' is given more than once, first here")
        #expect(
            error(after: "refusals:\n  - exit: 1\n    exit: 2\n")
                == "c/target.yaml:4: the key 'exit' is given more than once, first here")
    }

    @Test func `merge keys and keys that are no texts are refused`() {
        #expect(
            error(after: "environment:\n  A: b\n  <<: {}\n")
                == "c/target.yaml:5: the merge key '<<' is not supported; write the keys out")
        #expect(
            error(after: "? [a]\n: b\n")
                == "c/target.yaml:3: a key must be a text that is not empty")
    }

    @Test(arguments: [
        (
            "name: x\ncommand: [x, @@]\n",
            "2: not valid YAML: found character that cannot start any token"
                + " (while scanning for the next token); write \"@@\" in quotes"
        ),
        (
            "name: x\ncommand: [x\nextension: y\n",
            "3: not valid YAML: did not find expected ',' or ']'"
                + " (while parsing a flow sequence from line 2)"
        ),
        (
            "name: x\n\tcommand: y\n",
            "2: not valid YAML: found a tab"
        ),
        ("name: *a\n", "1: not valid YAML: found undefined alias"),
        ("name: x\n---\nname: y\n", "2: not valid YAML: but found another document"),
        ("", "1: the file is empty; expected keys such as 'name: lua'"),
        ("# nothing\n", "1: the file is empty; expected keys such as 'name: lua'"),
    ])
    func `broken YAML is an error at its line`(text: String, message: String) {
        let error = error(text)
        #expect(error?.hasPrefix("c/target.yaml:\(message)") == true, "\(error ?? "no error")")
    }

    @Test func `ten thousand open brackets are an error and no crash`() {
        #expect(error(String(repeating: "[", count: 10_000)) != nil)
        #expect(error(String(repeating: "- ", count: 10_000)) != nil)
    }

    @Test func `bytes that are not UTF-8 are an error at their line`() {
        let bytes = Array("name: é\nlanguage: ".utf8) + [0xff, 0x0a]
        #expect(error(bytes) == "c/target.yaml:2: not valid UTF-8; save the file as UTF-8")
    }

    @Test func `NUL bytes are refused, written or escaped`() {
        #expect(
            error(after: "language: a\0b\n")
                == "c/target.yaml:3: the character U+0 is not allowed in YAML")
        #expect(
            error(after: "language: \"a\\0b\"\n")
                == "c/target.yaml:3: language: the text holds a NUL byte,"
                + " which no command, name or pattern can")
    }

    @Test func `control characters are refused at their line`() {
        #expect(
            error(after: "language: |\n  a\n  \u{1b}[31m\n")
                == "c/target.yaml:5: the character U+1B is not allowed in YAML;"
                + " write it as an escape in double quotes")
    }

    @Test func `a file above one mebibyte is refused and one of it is read`() {
        let start = "name: x\ncommand: [x, '@@']\n#"
        let fits = start + String(repeating: "x", count: (1 << 20) - start.utf8.count)
        #expect(error(fits) == nil)
        #expect(error(fits + "x") == "c/target.yaml:1: more than 1M is no target description")
    }

    @Test func `what is quoted of the file is escaped`() {
        #expect(
            error(after: "\"a\\e[31m\\n\": 1\n")?.contains("unknown key 'a\\x1b[31m\\n'") == true)
    }
}
