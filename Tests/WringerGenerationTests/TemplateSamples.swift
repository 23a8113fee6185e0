import WringerGeneration
import WringerModel

/// A text whose places are written `<name>`, so that generation is tested without a template
/// language.
struct PlainBody: TemplateBody {
    let pattern: String

    func text(with values: [String: String]) -> String {
        values.reduce(into: pattern) { text, value in
            text = text.replacing("<\(value.key)>", with: value.value)
        }
    }
}

enum TemplateSamples {
    static let scale = IntegerScale(range: 1...1000, low: 2, medium: 10, high: 100, extreme: 900)

    static let count = TemplateParameter(name: "count", kind: .integer(scale), line: 7)
    static let value = TemplateParameter(name: "value", kind: .pool(.integers), line: 8)
    static let order = TemplateParameter(name: "order", kind: .choice(["up", "down"]), line: 9)

    static let loop = template(
        "loop", [count, value, order], "for <count> times <value> <order>")

    static func template(
        _ name: String, _ parameters: [TemplateParameter], _ text: String, ends: Bool = true
    ) -> Template {
        Template(
            name: name, category: .memory, ends: ends, about: "A loop.", parameters: parameters,
            file: "t/\(name).mustache", body: PlainBody(pattern: text))
    }

    static func stream(_ number: UInt64, seed: UInt64 = 1) -> RandomStream {
        RandomStream(seed: seed, stream: "test templates", number: number)
    }
}
