internal import Mustache
internal import WringerGeneration
internal import WringerModel

/// The text of a template in the language of mustache(5): `{{count}}` is a place for a value, and
/// what stands between `{{#order.up}}` and `{{/order.up}}` is there for that choice alone.
///
/// Values are put in as they are: programs are no HTML.
struct MustacheBody: TemplateBody {
    private let template: MustacheTemplate
    /// For each parameter that is one, its choices.
    private let choices: [String: [String]]

    /// Makes values stand as they are. It takes a line of its own, of which nothing is left.
    private static let plainText = "{{% CONTENT_TYPE:TEXT}}\n"

    /// Reads the text, which begins at the line `firstLine` of its file.
    ///
    /// - Throws: where it is no mustache, names what is no parameter, or leaves one out.
    init(
        _ text: String, firstLine: Int, parameters: [TemplateParameter], file: String
    ) throws(TargetFileError) {
        var choices: [String: [String]] = [:]
        for parameter in parameters {
            if case .choice(let texts) = parameter.kind { choices[parameter.name] = texts }
        }
        self.choices = choices
        // Before mustache sees it: its parser calls itself for every section.
        try MustacheTags(text, firstLine: firstLine, file: file).check(against: parameters)
        do {
            template = try MustacheTemplate(string: Self.plainText + text)
        } catch let error as MustacheTemplate.ParserError {
            throw TargetFileError(
                file: file, line: firstLine + error.context.lineNumber - 2,
                message: "not valid mustache: \(Self.words(for: error.error))")
        } catch {
            throw TargetFileError(
                file: file, line: firstLine, message: "not valid mustache: \(visible("\(error)"))")
        }
    }

    private static func words(for error: any Error) -> String {
        switch error as? MustacheTemplate.Error {
        case .sectionCloseNameIncorrect: "a section is ended by another name than it began with"
        case .unfinishedName: "a tag has no end, or its name holds what no name may"
        case .expectedSectionEnd: "a section has no end"
        // A type of its own that is not public says that the text ended.
        case nil: "a tag has no end"
        case .invalidSetDelimiter, .transformAppliedToInheritanceSection,
            .illegalTokenInsideInheritSection, .textInsideInheritSection,
            .invalidConfigVariableSyntax, .unrecognisedConfigVariable:
            visible("\(error)")
        }
    }

    func text(with values: [String: String]) -> String {
        var places: [String: any Sendable] = values
        for (name, texts) in choices {
            places[name] = Choice(texts: texts, chosen: values[name] ?? "")
        }
        return template.render(places)
    }
}

/// A choice: its text, and for a section over one of the texts whether it is that.
private struct Choice: MustacheParent, MustacheCustomRenderable {
    let texts: [String]
    let chosen: String

    var renderText: String { chosen }
    var isNull: Bool { false }

    func child(named name: String) -> Any? { texts.contains(name) ? name == chosen : nil }
}
