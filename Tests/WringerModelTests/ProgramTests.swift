import Testing
import WringerModel

@Suite struct ProgramTests {
    @Test(
        arguments: [
            (.file(path: "a/b.lua"), #"{"kind":"file","path":"a/b.lua"}"#, "file a/b.lua"),
            (.seed(name: "s.lua"), #"{"kind":"seed","name":"s.lua"}"#, "seed s.lua"),
            (
                .nest(shape: "parens", depth: 4096),
                #"{"depth":4096,"kind":"nest","shape":"parens"}"#, "parens nested 4096 deep"
            ),
            (
                .dimension(name: "locals", size: 200),
                #"{"kind":"dimension","name":"locals","size":200}"#, "locals of 200 units"
            ),
            (
                .mutation(seed: "s.lua", operators: ["a", "b"]),
                #"{"kind":"mutation","operators":["a","b"],"seed":"s.lua"}"#,
                "s.lua mutated by a, b"
            ),
            (
                .template(name: "t", values: ["b": "1", "a": "x"], endsSoon: true),
                #"{"endsSoon":true,"kind":"template","name":"t","values":{"a":"x","b":"1"}}"#,
                "template t with a=x, b=1"
            ),
            (
                .template(name: "t", values: [:], endsSoon: false),
                #"{"endsSoon":false,"kind":"template","name":"t","values":{}}"#, "template t"
            ),
            (
                .grammar(name: "Lua", seed: 1, number: .max, tokens: 9, depth: 4),
                #"{"depth":4,"kind":"grammar","name":"Lua","number":"18446744073709551615","#
                    + #""seed":"1","tokens":9}"#,
                "program 18446744073709551615 of grammar Lua with seed 1, at most 9 tokens and 4 "
                    + "rules deep"
            ),
            (
                .malformed(seed: "s.lua", kind: "crlf", variant: .max),
                #"{"kind":"malformed","malformation":"crlf","seed":"s.lua","#
                    + #""variant":"18446744073709551615"}"#,
                "s.lua made crlf (18446744073709551615)"
            ),
            (.check(name: "probe"), #"{"kind":"check","name":"probe"}"#, "probe"),
        ] as [(Provenance, String, String)])
    func `a provenance is encoded by its kind and read back`(
        _ provenance: Provenance, _ json: String, _ text: String
    ) throws {
        #expect(try JSON.text(provenance) == json)
        #expect(try JSON.value(Provenance.self, json) == provenance)
        #expect(provenance.description == text)
    }

    @Test(arguments: [
        #"{"kind":"dream"}"#, #"{"kind":"nest","shape":"x"}"#, #"{"path":"x"}"#,
        #"{"kind":"malformed","malformation":"crlf","seed":"s","variant":"-1"}"#,
        #"{"kind":"template","name":"t","values":{}}"#,
    ])
    func `a provenance that makes no sense is not decoded`(_ text: String) {
        #expect(throws: DecodingError.self) { try JSON.value(Provenance.self, text) }
    }

    @Test func `only a nest has a shape`() {
        #expect(Provenance.nest(shape: "parens", depth: 1).shape == "parens")
        #expect(Provenance.seed(name: "parens").shape == nil)
    }

    @Test func `only a template promises an end, and only where it can`() {
        #expect(Provenance.template(name: "t", values: [:], endsSoon: true).endsSoon)
        #expect(!Provenance.template(name: "t", values: [:], endsSoon: false).endsSoon)
        #expect(!Provenance.seed(name: "t").endsSoon)
    }

    @Test func `the file name does not depend on the program`() {
        func name(_ fileExtension: String) -> String {
            Program(bytes: [1], fileExtension: fileExtension, provenance: .file(path: "x")).fileName
        }
        #expect(name("lua") == "program.lua")
        #expect(name("") == "program")
    }
}
