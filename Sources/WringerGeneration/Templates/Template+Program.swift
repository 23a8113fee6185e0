package import WringerModel

/// A value for every parameter of one template.
package struct TemplateValues: Hashable, Sendable {
    /// As `--set` takes them and provenance keeps them: short, whatever the texts are.
    package let shown: [String: String]
    /// As the program has them.
    let texts: [String: String]
}

/// Why a template cannot be filled in so, or is not there.
package struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One line that names the file, and the line of the parameter where it is about one.
    package let description: String
    /// The parameter that may not have the value it was given, where it is about that.
    package let parameter: String?
    /// The same without the place and the parameter.
    package let message: String
    /// The file, and the line of the parameter where it is about one; nil where it is about none.
    package let place: String?

    /// An error that says this.
    package init(description: String) {
        self.init(description, place: nil, message: description)
    }

    init(place: String, parameter: String? = nil, message: String) {
        let named = parameter.map { "\($0): " } ?? ""
        self.init(
            "\(place): \(named)\(message)", place: place, parameter: parameter, message: message)
    }

    private init(
        _ description: String, place: String?, parameter: String? = nil, message: String
    ) {
        self.description = description
        self.place = place
        self.parameter = parameter
        self.message = message
    }
}

extension Template {
    /// A value for every parameter: those that are `given`, by names, and for the others what the
    /// level of intensity means; texts and choices are drawn, and without a level that as well.
    ///
    /// What is drawn for one parameter does not depend on what is given for others.
    ///
    /// - Throws: where there is no such parameter, or it may not have the value.
    package func values(
        given: [String: String] = [:], intensity: Intensity? = nil,
        using random: inout RandomStream
    ) throws(TemplateError) -> TemplateValues {
        let level: DrawnIntensity =
            intensity.map { .exactly($0) } ?? .near(random.element(of: Self.intensities))
        var all: [String: String] = [:]
        for parameter in parameters {
            all[parameter.name] = parameter.draw(level, using: &random)
        }
        return try values(all.merging(given) { _, given in given })
    }

    /// Three of ten programs are at low and four at medium intensity: most of what a hunt has time
    /// for.
    private static let intensities: [Intensity] =
        [.low, .low, .low, .medium, .medium, .medium, .medium, .high, .high, .extreme]

    /// These values, of which there must be one for every parameter.
    ///
    /// - Throws: where one is missing, there is no such parameter, or it may not have the value.
    package func values(_ given: [String: String]) throws(TemplateError) -> TemplateValues {
        let names = parameters.map(\.name)
        for name in given.keys.sorted() where !names.contains(name) {
            let known = names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"
            throw TemplateError(
                place: visible(file, limit: 4096),
                message: "template \(visible(self.name)) has no parameter '\(visible(name))'"
                    + "\(suggestion(for: name, among: names)); \(known)")
        }
        var shown: [String: String] = [:]
        var texts: [String: String] = [:]
        for parameter in parameters {
            let place = "\(visible(file, limit: 4096)):\(parameter.line)"
            guard let text = given[parameter.name] else {
                throw TemplateError(
                    place: place, parameter: parameter.name, message: "no value is given")
            }
            do throws(TemplateProblem) {
                (shown[parameter.name], texts[parameter.name]) = try parameter.value(of: text)
            } catch {
                throw TemplateError(
                    place: place, parameter: parameter.name, message: error.message)
            }
        }
        return TemplateValues(shown: shown, texts: texts)
    }

    /// The program with these values, which must be of this template.
    package func program(with values: TemplateValues, fileExtension: String) -> Program {
        Program(
            bytes: Array(body.text(with: values.texts).utf8), fileExtension: fileExtension,
            provenance: .template(
                name: name, values: values.shown, endsSoon: endsSoon(with: values)))
    }

    /// Whether the program ends, and not only after hours: no number is above the medium level, and
    /// no count is from a pool. So where it does not end, that tells something of the target.
    package func endsSoon(with values: TemplateValues) -> Bool {
        ends
            && parameters.allSatisfy { parameter in
                switch parameter.kind {
                case .choice: return true
                case .pool(let pool): return !pool.holdsCounts
                case .integer(let scale):
                    guard let number = values.texts[parameter.name].flatMap({ Int($0) }) else {
                        preconditionFailure("the values are those of another template")
                    }
                    return scale.isModest(number)
                }
            }
    }
}
