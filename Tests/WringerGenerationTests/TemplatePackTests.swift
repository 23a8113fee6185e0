import Testing
import WringerGeneration
import WringerModel

@Suite struct TemplatePackTests {
    private let pack = TemplatePack(
        templates: [
            TemplateSamples.loop,
            TemplateSamples.template("deep", [TemplateSamples.count], "deep <count>"),
        ], fileExtension: "lua")

    @Test func `a stream gives one program, other streams give others`() {
        var programs: Set<Program> = []
        for number in 0..<200 as Range<UInt64> {
            var random = TemplateSamples.stream(number)
            var again = random
            let made = pack.program(using: &random)
            #expect(made.program == pack.program(using: &again).program)
            #expect(made.ends == made.program.provenance.endsSoon)
            programs.insert(made.program)
        }
        #expect(programs.count > 100)
    }

    /// Catches what a comparison within one process cannot. When it changes, seeds in older reports
    /// mean other trials: say so.
    @Test func `programs are the same from run to run and build to build`() {
        var digest = Samples.emptyDigest
        for number in 0..<200 as Range<UInt64> {
            var random = TemplateSamples.stream(number)
            let program = pack.program(using: &random).program
            Samples.digest(&digest, program.bytes)
            Samples.digest(&digest, program.provenance.description.utf8)
        }
        #expect(digest == 13_027_554_597_450_291_038)
    }

    @Test func `provenance is enough to make a program again`() throws {
        for number in 0..<200 as Range<UInt64> {
            var random = TemplateSamples.stream(number)
            let program = pack.program(using: &random).program
            guard case .template(let name, let values, _) = program.provenance else {
                Issue.record("\(program.provenance) is no template")
                continue
            }
            #expect(try pack.program(named: name, values: values) == program)
            // Also where the text is long, what is kept of it is not.
            #expect(program.provenance.description.utf8.count < 200)
        }
    }

    @Test func `an unknown template names the nearest`() {
        #expect(
            throws: TemplateError(
                description: "unknown template 'lop'; did you mean loop?; known are deep loop")
        ) { try pack.template(named: "lop") }
    }

    @Test func `templates are sorted, and every one is drawn`() {
        #expect(pack.templates.map(\.name) == ["deep", "loop"])
        var random = TemplateSamples.stream(1)
        let texts = (0..<50).map { _ in pack.program(using: &random).program.text.prefix(3) }
        #expect(Set(texts) == ["dee", "for"])
    }
}
