internal import WringerModel

/// A program with places that are filled in: text of one language, and what may stand in it.
package struct Template: Sendable {
    /// What commands and provenance call it; the name of its file without `.mustache`.
    package let name: String
    /// What it loads or abuses.
    package let category: TemplateCategory
    /// Whether its program ends for every value that its parameters may have, however late.
    package let ends: Bool
    /// One sentence for people.
    package let about: String
    /// In the order of the file.
    package let parameters: [TemplateParameter]
    /// The path of the file that it was read from, for errors.
    package let file: String
    let body: any TemplateBody

    /// A template; every parameter that the body needs is among `parameters`, each name once.
    package init(
        name: String, category: TemplateCategory, ends: Bool, about: String,
        parameters: [TemplateParameter], file: String, body: any TemplateBody
    ) {
        precondition(
            Set(parameters.map(\.name)).count == parameters.count, "a parameter has one name")
        self.name = name
        self.category = category
        self.ends = ends
        self.about = about
        self.parameters = parameters
        self.file = file
        self.body = body
    }
}

/// The text of a template, parsed. What its places look like is the matter of who parses it, so
/// that generation needs no template language.
package protocol TemplateBody: Sendable {
    /// The text with a value in every place: the texts by the names of parameters, all of them.
    /// Equal values give equal texts.
    func text(with values: [String: String]) -> String
}

/// What a template loads or abuses.
package enum TemplateCategory: String, Hashable, Sendable, CaseIterable {
    case memory, computation, concurrency, io
    /// A steady state that is held for long.
    case longRunning = "long-running"
    /// What lies at the border of what a language defines; the target may refuse it as it runs.
    case edge
}

/// How hard a template is at its target.
package enum Intensity: String, Hashable, Sendable, CaseIterable {
    /// Every target copes, and soon.
    case low
    /// Every target copes in a few seconds.
    case medium
    case high
    /// As far as the range of a parameter goes.
    case extreme
}
