import Testing
import WringerModel
import WringerTargets

@Suite struct DimensionFileTests {
    private func parse(_ lines: String) throws -> TargetFile {
        try TargetFile.parse(
            Array(("name: lua\ncommand: [lua5.4, \"@@\"]\n" + lines).utf8), file: "f")
    }

    /// The error of lines after a name and a command; the first of them is line 3.
    private func error(_ lines: String) -> String? {
        do {
            _ = try parse(lines)
            return nil
        } catch { return "\(error)" }
    }

    @Test func `dimensions are read in their order, with their defaults`() throws {
        let file = try parse(
            #"""
            dimensions:
              locals: {prefix: "do ", unit: "local v{{i}}", separator: "; ", suffix: " end\n"}
              endless: {unit: "x", ends: false, exponent: 2.5}
            growth: {exponent: 1.25}
            """#)
        var locals = Dimension(name: "locals", unit: "local v{{i}}")
        locals.prefix = "do "
        locals.separator = "; "
        locals.suffix = " end\n"
        var endless = Dimension(name: "endless", unit: "x")
        endless.ends = false
        endless.exponent = 2.5
        #expect(file.dimensions == [locals, endless])
        #expect(file.growthExponent == 1.25)
    }

    @Test func `without the keys there are no dimensions, and the default growth`() throws {
        let file = try parse("")
        #expect(file.dimensions == [])
        #expect(file.growthExponent == Dimension.defaultExponent)
    }

    @Test(arguments: [
        ("dimensions: {a: {unit: ''}}\n", "3: dimensions.a.unit: an empty text does not grow"),
        ("dimensions: {a: {prefix: x}}\n", "3: dimensions.a: the key 'unit' is missing"),
        (
            "dimensions:\n  a: {unit: x, sufix: y}\n",
            "4: unknown key 'sufix'; did you mean suffix?"
        ),
        ("dimension: {}\n", "3: unknown key 'dimension'; did you mean dimensions?"),
        ("dimensions: []\n", "3: dimensions: expected a map, found a list"),
        (
            "dimensions: {a: {unit: x, ends: maybe}}\n",
            "3: dimensions.a.ends: expected true or false, found the text 'maybe'"
        ),
        (
            "dimensions: {a: {unit: x, ends: 'true'}}\n",
            "3: dimensions.a.ends: expected true or false, found the text 'true'"
        ),
        (
            "dimensions: {a: {unit: x, suffix: '{{i}}'}}\n",
            "3: dimensions.a.suffix: {{i}} is the number of a unit, and stands in the unit alone"
        ),
        (
            "growth: {exponent: fast}\n",
            "3: growth.exponent: 'fast' is no exponent; write a number above 0, such as 1.5"
        ),
        (
            "growth: {exponent: 0}\n",
            "3: growth.exponent: '0' is no exponent; write a number above 0, such as 1.5"
        ),
        (
            "growth: {exponent: nan}\n",
            "3: growth.exponent: 'nan' is no exponent; write a number above 0, such as 1.5"
        ),
        ("growth: {}\n", "3: growth: the key 'exponent' is missing"),
    ])
    func `what is wrong is named with its place`(lines: String, message: String) {
        #expect(error(lines) == "f:\(message)")
    }
}
