import Testing
import WringerModel

@testable import WringerGeneration

@Suite struct TemplateTests {
    private let loop = TemplateSamples.loop

    private func error(_ body: () throws(TemplateError) -> Void) -> String? {
        do throws(TemplateError) {
            try body()
            return nil
        } catch {
            return error.description
        }
    }

    private func error(given: [String: String]) -> String? {
        error { () throws(TemplateError) in
            var random = TemplateSamples.stream(0)
            _ = try loop.values(given: given, using: &random)
        }
    }

    @Test func `given values stand in the program and in its provenance`() throws {
        let values = try loop.values(["count": "0012", "value": "-5", "order": "up"])
        let program = loop.program(with: values, fileExtension: "x")
        #expect(program.text == "for 12 times -5 up")
        #expect(program.fileExtension == "x")
        #expect(
            program.provenance
                == .template(
                    name: "loop", values: ["count": "12", "value": "-5", "order": "up"],
                    endsSoon: false))
    }

    @Test(arguments: zip(Intensity.allCases, ["2", "10", "100", "900"]))
    func `a level gives its numbers, and draws the rest`(
        _ intensity: Intensity, _ number: String
    ) throws {
        var drawn: Set<String> = []
        for index in 0..<40 as Range<UInt64> {
            var random = TemplateSamples.stream(index)
            let values = try loop.values(intensity: intensity, using: &random)
            #expect(values.shown["count"] == number)
            drawn.insert("\(values.shown["value"] ?? "") \(values.shown["order"] ?? "")")
        }
        #expect(drawn.count > 20)
    }

    @Test func `what is drawn does not depend on what is given`() throws {
        for index in 0..<50 as Range<UInt64> {
            var random = TemplateSamples.stream(index)
            var other = random
            let free = try loop.values(using: &random)
            let given = try loop.values(given: ["count": "77"], using: &other)
            #expect(given.shown["count"] == "77")
            #expect(
                free.shown.filter { $0.key != "count" } == given.shown.filter { $0.key != "count" })
        }
    }

    @Test func `all that is drawn lies in its range, and all levels are`() throws {
        var numbers: Set<Int> = []
        for index in 0..<500 as Range<UInt64> {
            var random = TemplateSamples.stream(index)
            let values = try loop.values(using: &random)
            numbers.insert(try #require(values.shown["count"].flatMap { Int($0) }))
        }
        #expect(numbers.isSuperset(of: [2, 10, 100, 900]))
        #expect(numbers.count > 20)
        #expect(numbers.allSatisfy { (1...900).contains($0) })
    }

    @Test(arguments: [
        IntegerScale(range: .min ... .max, low: .min, medium: 0, high: 1, extreme: .max),
        IntegerScale(range: 0...0, low: 0, medium: 0, high: 0, extreme: 0),
        IntegerScale(range: 1 ... .max, low: .max, medium: 9, high: 2, extreme: 1),
    ])
    func `any scale can be drawn from`(_ scale: IntegerScale) {
        for index in 0..<200 as Range<UInt64> {
            var random = TemplateSamples.stream(index)
            for intensity in Intensity.allCases {
                #expect(scale.range.contains(scale.number(near: intensity, using: &random)))
            }
        }
    }

    @Test(arguments: [
        (["count": "0"], "t/loop.mustache:7: count: 0 lies outside of the range 1 to 1000"),
        (["count": "1001"], "t/loop.mustache:7: count: 1001 lies outside of the range 1 to 1000"),
        (
            ["count": "many"],
            "t/loop.mustache:7: count: expected a whole number from 1 to 1000, found 'many'"
        ),
        (
            ["value": "1.5"],
            "t/loop.mustache:8: value: expected a whole number, found '1.5'"
        ),
        (
            ["value": "@nines-10"],
            "t/loop.mustache:8: value: the pool integers has no value '@nines-10'; did you mean "
                + "@nines-100?; it has @nines-100 @nines-1000 @nines-10000 @nines-100000"
        ),
        (
            ["order": "dawn"],
            "t/loop.mustache:9: order: expected one of up, down, found 'dawn'; did you mean down?"
        ),
        (
            ["cuont": "1"],
            "t/loop.mustache: template loop has no parameter 'cuont'; did you mean count?; it has "
                + "count, value, order"
        ),
        (
            ["order": "\u{1b}"],
            "t/loop.mustache:9: order: expected one of up, down, found '\\x1b'; did you mean up?"
        ),
    ])
    func `a value that may not be names file, line and what may`(
        _ given: [String: String], _ message: String
    ) {
        #expect(error(given: given) == message)
    }

    @Test func `values without one of them are refused`() {
        let message = error { () throws(TemplateError) in
            _ = try loop.values(["count": "1", "order": "up"])
        }
        #expect(message == "t/loop.mustache:8: value: no value is given")
    }

    @Test(arguments: [
        ("10", true), ("11", false), ("1", true), ("900", false),
    ])
    func `only modest numbers promise an end`(_ number: String, _ promise: Bool) throws {
        let template = TemplateSamples.template("t", [TemplateSamples.count], "<count>")
        let values = try template.values(["count": number])
        #expect(template.endsSoon(with: values) == promise)
        #expect(template.program(with: values, fileExtension: "").provenance.endsSoon == promise)
        let endless = TemplateSamples.template(
            "t", [TemplateSamples.count], "<count>", ends: false)
        #expect(!endless.endsSoon(with: values))
    }

    @Test func `where levels fall, larger numbers are modest`() throws {
        let falling = IntegerScale(range: 1...99, low: 90, medium: 50, high: 9, extreme: 1)
        #expect(falling.isModest(50) && falling.isModest(99) && !falling.isModest(49))
    }

    @Test(arguments: ValuePool.allCases)
    func `a pool of counts promises no end`(_ pool: ValuePool) throws {
        let parameter = TemplateParameter(name: "p", kind: .pool(pool), line: 1)
        let template = TemplateSamples.template("t", [parameter], "<p>")
        let values = try template.values(["p": try #require(pool.values.first).name])
        let isHarmless = [ValuePool.negatives, .floats, .unicode].contains(pool)
        #expect(template.endsSoon(with: values) == isHarmless)
    }
}
