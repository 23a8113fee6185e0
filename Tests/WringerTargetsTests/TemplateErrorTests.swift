import Testing
import WringerGeneration
import WringerModel
import WringerTargets

/// Every error, with its exact line and text.
@Suite struct TemplateErrorTests {
    private func error(_ bytes: [UInt8]) -> String? {
        do throws(TargetFileError) {
            _ = try TemplateFile.parse(bytes, name: "t", file: "f/t.mustache")
            return nil
        } catch {
            return error.description
        }
    }

    private func error(_ text: String) -> String? { error(Array(text.utf8)) }

    /// The error of a file with these parameters, the first on line 7, and a text behind them.
    private func error(parameters: String, body: String = "{{p}}") -> String? {
        error(
            "---\nname: t\ncategory: io\nends: true\nabout: x\nparameters:\n"
                + parameters + "\n---\n" + body)
    }

    private static let range = "p: {type: integer, range: [1, 9], low: 1, medium: 1, high: 1"

    @Test(arguments: [
        ("print(1)\n", "1: a template begins with its head, keys between two lines of '---'"),
        ("", "1: a template begins with its head, keys between two lines of '---'"),
        ("---\nname: t\n", "1: the head has no end; write '---' on a line behind it"),
        ("---\nnme: t\n---\n", "2: unknown key 'nme'; did you mean name?"),
        (
            "---\nname: t\ncategory: memry\nends: true\nabout: x\n---\n",
            "3: category: expected one of memory, computation, concurrency, io, long-running, edge, "
                + "found 'memry'; did you mean memory?"
        ),
        (
            "---\nname: t\ncategory: io\nends: maybe\nabout: x\n---\n",
            "4: ends: expected true or false, found the text 'maybe'"
        ),
        (
            "---\nname: u\ncategory: io\nends: true\nabout: x\n---\n",
            "2: name: 'u' stands in the file of 't'; a template has the name of its file"
        ),
        ("---\nname: t\ncategory: io\nends: true\n---\n", "2: the key 'about' is missing"),
        (
            "---\nname: t\nname: t\n---\n", "2: the key 'name' is given more than once, first here"
        ),
    ])
    func `a bad head names its line`(_ text: String, _ message: String) {
        #expect(error(text) == "f/t.mustache:\(message)")
    }

    @Test(arguments: [
        (
            "  p: {type: integr}",
            "7: parameters.p.type: expected one of integer, pool, choice, found 'integr'; did you "
                + "mean integer?"
        ),
        ("  p:\n    type: pool\n    pol: sizes", "9: unknown key 'pol'; did you mean pool?"),
        (
            "  p: {type: pool, pool: size}",
            "7: parameters.p.pool: expected one of integers, sizes, negatives, floats, unicode, "
                + "strings, widths, found 'size'; did you mean sizes?"
        ),
        (
            "  p:\n    type: pool\n    pool: sizes\n    low: 1",
            "10: parameters.p.low: it has no meaning for a parameter of type pool"
        ),
        ("  p: {type: choice}", "7: parameters.p: the key 'values' is missing"),
        (
            "  p: {type: choice, values: []}",
            "7: parameters.p.values: an empty list leaves no choice"
        ),
        (
            "  p: {type: choice, values: [a, b, a]}",
            "7: parameters.p.values: 'a' is there more than once"
        ),
        ("  \(range)}", "7: parameters.p: the key 'extreme' is missing"),
        (
            "  \(range), extreme: 10}",
            "7: parameters.p.extreme: 10 lies outside of the range 1 to 9"
        ),
        (
            "  p: {type: integer, range: [9, 1], low: 1, medium: 1, high: 1, extreme: 1}",
            "7: parameters.p.range: the range ends before it begins: 9 to 1"
        ),
        (
            "  p: {type: integer, range: [9], low: 1, medium: 1, high: 1, extreme: 1}",
            "7: parameters.p.range: expected a range of two numbers such as [1, 1000]"
        ),
        (
            "  p: {type: integer, range: [1, 9], low: x, medium: 1, high: 1, extreme: 1}",
            "7: parameters.p.low: expected a whole number of 64 bits, found 'x'; a pool has larger "
                + "ones"
        ),
        (
            "  p-q: {type: pool, pool: sizes}",
            "7: 'p-q' is no name of a parameter: a letter, and then letters, digits and '_'"
        ),
    ])
    func `a bad parameter names its line and key`(_ parameters: String, _ message: String) {
        #expect(error(parameters: parameters) == "f/t.mustache:\(message)")
    }

    private static let other =
        "; where these characters belong to the program, set other delimiters for the tags, as in "
        + "{{=<% %>=}}"

    @Test(arguments: [
        ("{{p}}\n\n{{q}}", "11: no parameter is called 'q'; did you mean p?" + other),
        ("{{p}}\n{{'x': 1}}", "10: no parameter is called ''x':1'" + other),
        (
            "no place",
            "7: parameters.p: the text has no place for it; write its name in the tags "
                + "of the text, or leave it out here"
        ),
        ("{{p}}\n{{> other}}", "10: tags with '>' have no use in a template"),
        ("{{p}}\n{{% CONTENT_TYPE: HTML}}", "10: tags with '%' have no use in a template"),
        (
            "{{p}}\n\n{{#p}}\nx{{/p}}",
            "11: a section is about a choice and its value, as in "
                + "{{#order.up}}"
        ),
        ("{{p}}\n{{#p.c}}{{/p.c}}", "10: 'c' is no value of p; did you mean a?"),
        (
            "{{p}}\n{{#p.a}}\nx\n{{/p.b}}\n",
            "12: not valid mustache: a section is ended by another name than it began with"
        ),
        ("{{p}}\n{{#p.a}}\nx\n", "12: not valid mustache: a section has no end"),
        (
            "{{p}}\n{{p",
            "10: not valid mustache: a tag has no end"
        ),
        (
            "{{p}}\n{{=x=}}\n",
            "10: delimiters are set as in {{=<% %>=}}"
        ),
    ])
    func `a bad text names its line`(_ body: String, _ message: String) {
        #expect(
            error(parameters: "  p: {type: choice, values: [a, b]}", body: body)
                == "f/t.mustache:\(message)")
    }

    @Test func `sections many thousand deep are an error, not a stack overflow`() {
        let body = "{{p}}" + String(repeating: "{{#p.a}}", count: 100_000)
        #expect(
            error(parameters: "  p: {type: choice, values: [a, b]}", body: body)
                == "f/t.mustache:9: more than 32 sections inside each other")
    }

    @Test func `a text that is no UTF-8 names its line`() {
        let head = Array("---\nname: t\ncategory: io\nends: true\nabout: x\n---\nok\nb".utf8)
        #expect(
            error(head + [0xff])
                == "f/t.mustache:8: not valid UTF-8; malformed text is made from seeds, not from "
                + "templates")
    }

    @Test func `a file too large is refused`() {
        #expect(
            error([UInt8](repeating: 0x20, count: (1 << 20) + 1))
                == "f/t.mustache:1: more than 1M is no template")
    }
}
