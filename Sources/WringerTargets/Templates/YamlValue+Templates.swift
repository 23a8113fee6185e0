internal import WringerGeneration
internal import WringerModel
internal import Yams

private enum ParameterKey: String, FieldKey {
    case type, range, low, medium, high, extreme, pool, values
}

private enum ParameterType: String, CaseIterable {
    case integer, pool, choice

    /// The keys that a parameter of this type has; all of them.
    var keys: [ParameterKey] {
        switch self {
        case .integer: [.range, .low, .medium, .high, .extreme]
        case .pool: [.pool]
        case .choice: [.values]
        }
    }
}

extension YamlValue {
    /// The parameters of a template by their names, in the order of the file.
    func templateParameters() throws(TargetFileError) -> [TemplateParameter] {
        var parameters: [TemplateParameter] = []
        for entry in try entries() {
            guard entry.name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
                throw entry.error(
                    "'\(visible(entry.name))' is no name of a parameter: a letter, and then"
                        + " letters, digits and '_'")
            }
            parameters.append(
                TemplateParameter(
                    name: entry.name, kind: try entry.value.parameterKind(), line: entry.line))
        }
        return parameters
    }

    private func parameterKind() throws(TargetFileError) -> TemplateParameter.Kind {
        let fields = try YamlFields<ParameterKey>(self)
        let type = try fields.required(.type).word(of: ParameterType.self)
        for key in ParameterKey.allCases where key != .type && !type.keys.contains(key) {
            if let value = fields[key] {
                throw value.error("it has no meaning for a parameter of type \(type.rawValue)")
            }
        }
        switch type {
        case .integer: return .integer(try integerScale(fields))
        case .pool: return .pool(try fields.required(.pool).word(of: ValuePool.self))
        case .choice:
            let value = try fields.required(.values)
            let texts = try value.texts()
            guard !texts.isEmpty else { throw value.error("an empty list leaves no choice") }
            if let twice = texts.first(where: { text in texts.count { $0 == text } > 1 }) {
                throw value.error("'\(visible(twice))' is there more than once")
            }
            return .choice(texts)
        }
    }

    private func integerScale(
        _ fields: YamlFields<ParameterKey>
    ) throws(TargetFileError) -> IntegerScale {
        let rangeValue = try fields.required(.range)
        let bounds = try rangeValue.list("a range such as [1, 1000]")
        guard bounds.count == 2 else {
            throw rangeValue.error("expected a range of two numbers such as [1, 1000]")
        }
        let first = try bounds[0].wholeNumber()
        let last = try bounds[1].wholeNumber()
        guard first <= last else {
            throw rangeValue.error("the range ends before it begins: \(first) to \(last)")
        }
        let range = first...last
        func level(_ key: ParameterKey) throws(TargetFileError) -> Int {
            let value = try fields.required(key)
            let number = try value.wholeNumber()
            guard range.contains(number) else {
                throw value.error("\(number) lies outside of the range \(first) to \(last)")
            }
            return number
        }
        return IntegerScale(
            range: range, low: try level(.low), medium: try level(.medium),
            high: try level(.high), extreme: try level(.extreme))
    }

    private func wholeNumber() throws(TargetFileError) -> Int {
        let text = try text("a whole number")
        guard let number = Int(text) else {
            throw error(
                "expected a whole number of 64 bits, found '\(visible(text))';"
                    + " a pool has larger ones")
        }
        return number
    }

    /// `true` or `false`, unquoted.
    func truth() throws(TargetFileError) -> Bool {
        guard case .scalar(let scalar) = node, scalar.tag.rawValue.isEmpty,
            let truth = Bool(scalar.string)
        else {
            throw wrongType(expected: "true or false")
        }
        return truth
    }
}
