package import WringerModel

/// The templates of one language.
package struct TemplatePack: Sendable {
    /// By name.
    package let templates: [Template]
    /// That of the programs, without its dot.
    package let fileExtension: String

    /// A pack; the names of the templates differ.
    package init(templates: [Template], fileExtension: String) {
        self.templates = templates.sorted { $0.name < $1.name }
        self.fileExtension = fileExtension
        precondition(
            Set(templates.map(\.name)).count == templates.count, "a template has one name")
    }

    /// Whether there is nothing to make a program from.
    package var isEmpty: Bool { templates.isEmpty }

    /// The template of this name.
    ///
    /// - Throws: where there is none; the message has the nearest name.
    package func template(named name: String) throws(TemplateError) -> Template {
        guard let found = templates.first(where: { $0.name == name }) else {
            let known = templates.map(\.name)
            throw TemplateError(
                description: "unknown template '\(visible(name))'"
                    + suggestion(for: name, among: known) + "; known are "
                    + (known.isEmpty ? "none" : known.map { visible($0) }.joined(separator: " ")))
        }
        return found
    }

    /// A program of any template, at any level, and whether it ends soon on a target that has no
    /// bug. There must be a template.
    package func program(using random: inout RandomStream) -> (program: Program, ends: Bool) {
        let template = random.element(of: templates)
        do throws(TemplateError) {
            let values = try template.values(using: &random)
            return (
                template.program(with: values, fileExtension: fileExtension),
                template.endsSoon(with: values)
            )
        } catch {
            preconditionFailure("what a parameter draws it takes: \(error)")
        }
    }

    /// The program again that provenance tells of: these values in the template of this name.
    ///
    /// - Throws: where there is no such template any more, or it takes other values now.
    package func program(
        named name: String, values: [String: String]
    ) throws(TemplateError) -> Program {
        let template = try template(named: name)
        return template.program(
            with: try template.values(values), fileExtension: fileExtension)
    }
}
