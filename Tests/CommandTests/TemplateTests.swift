import Foundation
import Testing

/// The bundled templates on the interpreters that they are for, and templates that are wrong.
extension CommandTests {
    @Suite struct TemplateTests {
        let lab: Lab

        init() throws { lab = try Lab() }

        /// The targets of the corpus that have templates, and whose interpreter is here.
        private static let languages: [String] = {
            let corpus = Lab.repository + "/corpus"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: corpus)) ?? []
            let programs = [
                "lua": "/usr/bin/lua5.4", "javascript": "/usr/bin/mujs", "tcl": "/usr/bin/jimsh",
                "scheme": "/usr/bin/tinyscheme", "python": "/usr/bin/python3",
            ]
            return names.sorted().filter { name in
                guard let program = programs[name] else { return false }
                return templateCount(name) > 0
                    && FileManager.default.isExecutableFile(atPath: program)
            }
        }()

        private static func templateCount(_ language: String) -> Int {
            let folder = Lab.repository + "/corpus/\(language)/templates"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.count { $0.hasSuffix(".mustache") }
        }

        @Test func `there are languages with templates`() { #expect(!Self.languages.isEmpty) }

        @Test(arguments: languages)
        func `every template of a language runs on it at low intensity`(_ language: String) throws {
            let ended = try lab.wringer(
                "target", "check", language, "--programs", "0", "--json")
            #expect(ended.json["problems"] as? [String] == [])
            #expect(ended.json["templateCount"] as? Int == Self.templateCount(language))
            let refused = ended.json["refusedTemplates"] as? [String] ?? []
            let failing = ended.json["failingTemplates"] as? [String] ?? []
            #expect(
                (refused.count + failing.count) * 4 <= Self.templateCount(language),
                "most say something: \(refused) \(failing)")
            #expect(ended.status == 0)
        }

        /// A target of sh(1) with these templates.
        private func makeTarget(_ templates: [String: String]) throws {
            try lab.write(
                """
                name: shell
                command: [/bin/sh, "@@"]
                extension: sh
                timeout: 200ms
                probe: {program: "echo $((6 * 7))", output: "42\\n"}
                """, to: "shell/target.yaml")
            for (name, text) in templates {
                try lab.write(text, to: "shell/templates/\(name).mustache")
            }
        }

        private func head(_ name: String, ends: Bool, category: String = "computation") -> String {
            "---\nname: \(name)\ncategory: \(category)\nends: \(ends)\nabout: A test.\n---\n"
        }

        @Test func `templates that run are counted, and those that need not end may not`() throws {
            try makeTarget([
                "fine": head("fine", ends: true) + "echo fine\n",
                "endless": head("endless", ends: false) + "while :; do :; done\n",
                "edge": head("edge", ends: true, category: "edge") + "echo no >&2; exit 3\n",
            ])
            let ended = try lab.wringer("target", "check", "./shell")
            #expect(ended.output.contains("0 seeds, 0 shapes, 3 templates"), "\(ended.output)")
            #expect(ended.status == 0)
            let object = try lab.wringer("target", "check", "./shell", "--json")
            #expect(object.json["refusedTemplates"] as? [String] == ["edge"])
        }

        @Test func `what crashes of extreme values is told of, and the target works`() throws {
            try makeTarget([
                "harmless": head("harmless", ends: true) + "echo fine\n",
                "fatal": head("fatal", ends: true, category: "edge")
                    + "exec /usr/bin/python3 -c 'import ctypes; ctypes.string_at(0)'\n",
            ])
            let ended = try lab.wringer("target", "check", "./shell")
            #expect(ended.status == 0, "\(ended.output)")
            #expect(ended.output.hasSuffix("\nfindings with extreme values: fatal\n"))
        }

        @Test func `a bad template, a refused one and one that breaks its promise are told of`()
            throws
        {
            try makeTarget([
                "bad": "---\nname: bad\ncategory: io\nends: true\nabuot: x\n---\n",
                "refused": head("refused", ends: true) + "echo 'not here' >&2\nexit 3\n",
                "endless": head("endless", ends: true) + "while :; do :; done\n",
            ])
            let ended = try lab.wringer("target", "check", "./shell")
            #expect(ended.status == 2)
            let lines = ended.output.split(separator: "\n").map(String.init)
            try #require(lines.count == 4, "\(ended.output)")
            #expect(lines[0] == "shell does not work here:")
            #expect(
                lines[1].hasSuffix("bad.mustache:5: unknown key 'abuot'; did you mean about?"))
            #expect(lines[2].contains("template endless: hung"), "\(lines[2])")
            #expect(lines[3].contains("template refused: rejected"), "\(lines[3])")
            #expect(lines[3].hasSuffix("not here"), "\(lines[3])")
        }
    }
}
