import Testing
import WringerGeneration
import WringerModel
import WringerTargets

@Suite struct TemplateFileTests {
    private static let head = """
        ---
        name: churn
        category: long-running   # and a comment
        ends: false
        about: Builds and drops strings.
        parameters:
          count: {type: integer, range: [-5, 1000], low: 1, medium: 10, high: 100, extreme: 1000}
          value: {type: pool, pool: integers}
          order: {type: choice, values: [up, down, "no"]}
        ---

        """

    private func template(_ body: String, head: String = head) throws -> Template {
        try TemplateFile.parse(Array((head + body).utf8), name: "churn", file: "t/churn.mustache")
    }

    private func text(
        _ body: String, head: String = head,
        _ values: [String: String] = ["count": "7", "value": "-1", "order": "up"]
    ) throws -> String {
        let template = try template(body, head: head)
        let program = template.program(with: try template.values(values), fileExtension: "x")
        return String(decoding: program.bytes, as: UTF8.self)
    }

    /// A head whose only parameter is a string.
    private static let stringHead =
        "---\nname: churn\ncategory: edge\nends: true\nabout: x\n"
        + "parameters:\n  text: {type: pool, pool: strings}\n---\n"

    @Test func `a head is read`() throws {
        let read = try template("{{count}} {{value}} {{order}}")
        #expect(read.name == "churn" && read.category == .longRunning && !read.ends)
        #expect(read.about == "Builds and drops strings.")
        #expect(read.file == "t/churn.mustache")
        let scale = IntegerScale(range: -5...1000, low: 1, medium: 10, high: 100, extreme: 1000)
        #expect(
            read.parameters == [
                TemplateParameter(name: "count", kind: .integer(scale), line: 7),
                TemplateParameter(name: "value", kind: .pool(.integers), line: 8),
                TemplateParameter(name: "order", kind: .choice(["up", "down", "no"]), line: 9),
            ])
    }

    @Test func `values stand in their places`() throws {
        #expect(
            try text("for {{count}}, {{ value }}: {{order}}{{order}}\n{{& count}} {{{value}}}")
                == "for 7, -1: upup\n7 -1")
    }

    @Test func `nothing is escaped, in values and in the text`() throws {
        let hostile = "<&>;a=b/%s"
        #expect(
            try text("<\"'&>{{text}}{{{text}}}<", head: Self.stringHead, ["text": hostile])
                == "<\"'&>\(hostile)\(hostile)<")
    }

    @Test func `a text keeps its blanks, its lines and what is no ASCII`() throws {
        let body = "\n  a {{count}}\t\r\n\n\u{a0}é\u{301}{{value}}{{order}} \n  b "
        #expect(try text(body) == "\n  a 7\t\r\n\n\u{a0}é\u{301}-1up \n  b ")
    }

    @Test func `delimiters can be changed, from the first line on`() throws {
        #expect(
            try text("{{=<% %>=}}\nt = {{1, <%count%>}} <%value%> <%order%>\n")
                == "t = {{1, 7}} -1 up\n")
        #expect(
            try text("{{count}}\n{{=| |=}}\n{{x}} |value| |order|\n|={{ }}=|\n{{count}}|")
                == "7\n{{x}} -1 up\n7|")
    }

    @Test func `a section stands for one choice`() throws {
        let body =
            "{{count}}{{value}}\n{{#order.up}}\nup\n{{/order.up}}\n{{^order.up}}\nother\n"
            + "{{/order.up}}\nend"
        #expect(try text(body) == "7-1\nup\nend")
        #expect(
            try text(body, ["count": "1", "value": "1", "order": "no"]) == "11\nother\nend")
    }

    @Test func `comments and standalone tags leave nothing`() throws {
        #expect(
            try text("{{! first }}\n{{count}}{{value}}{{order}}\n{{! a\n b }}\n.") == "7-1up\n.")
    }

    @Test func `a template without parameters is a program`() throws {
        let head = "---\nname: churn\ncategory: io\nends: true\nabout: x\n---\n"
        #expect(try text("print(1)\n", head: head, [:]) == "print(1)\n")
        #expect(try text("", head: head, [:]) == "")
    }

    @Test func `a huge value is put in as it is`() throws {
        let made = try text("[{{text}}]", head: Self.stringHead, ["text": "@letters-1048576"])
        #expect(made.utf8.count == (1 << 20) + 2)
    }
}
