internal import WringerModel
internal import Yams

private enum DimensionKey: String, FieldKey { case prefix, unit, separator, suffix, ends, exponent }
private enum GrowthKey: String, FieldKey { case exponent }

extension YamlValue {
    /// Families of programs by their names, in the order of the file.
    func dimensions() throws(TargetFileError) -> [Dimension] {
        var dimensions: [Dimension] = []
        for entry in try entries() {
            let fields = try YamlFields<DimensionKey>(entry.value)
            let unit = try fields.required(.unit)
            let text = try unit.text()
            guard !text.isEmpty else { throw unit.error("an empty text does not grow") }
            var dimension = Dimension(name: entry.name, unit: text)
            dimension.prefix = try fields[.prefix]?.text() ?? ""
            dimension.separator = try fields[.separator]?.text() ?? ""
            dimension.suffix = try fields[.suffix]?.text() ?? ""
            dimension.ends = try fields[.ends]?.truth() ?? true
            dimension.exponent = try fields[.exponent]?.exponent()
            for key in [DimensionKey.prefix, .separator, .suffix] {
                guard let value = fields[key], try value.text().contains("{{i}}") else { continue }
                throw value.error("{{i}} is the number of a unit, and stands in the unit alone")
            }
            dimensions.append(dimension)
        }
        return dimensions
    }

    /// What a target allows its cost to grow with.
    func growthExponent() throws(TargetFileError) -> Double {
        try YamlFields<GrowthKey>(self).required(.exponent).exponent()
    }

    /// An exponent of n.
    private func exponent() throws(TargetFileError) -> Double {
        let text = try text("a number")
        guard let number = Double(text), number > 0, number <= 10 else {
            throw error("'\(visible(text))' is no exponent; write a number above 0, such as 1.5")
        }
        return number
    }
}
