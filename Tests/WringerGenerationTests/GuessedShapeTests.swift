import Testing
import WringerGeneration
import WringerModel

@Suite struct GuessedShapeTests {
    private func text(_ shapes: [NestingShape], _ name: String, depth: Int) throws -> String {
        let shape = try #require(shapes.first { $0.name == name }, "\(shapes.map(\.name))")
        return shape.program(depth: depth, fileExtension: "").text
    }

    @Test func `brackets nest in the line that they stand in`() throws {
        let seeds = [Samples.seed("a", "skip\n  show(1, [x]);\nmore\n")]
        let shapes = NestingShape.guessed(from: seeds)
        #expect(try text(shapes, "guessed-round", depth: 1) == "show(1, [x]);\n")
        #expect(try text(shapes, "guessed-round", depth: 3) == "show(((1, [x])));\n")
        #expect(try text(shapes, "guessed-round-show", depth: 2) == "show(show(1, [x]));\n")
        #expect(try text(shapes, "guessed-square", depth: 2) == "show(1, [[x]]);\n")
        #expect(
            try text(shapes, "guessed-round-show-around-square", depth: 2)
                == "show(1, show(1, [x]));\n")
    }

    @Test func `a bracket over several lines takes them whole, and no half of one`() throws {
        let seeds = [Samples.seed("a", "while x {\n  f(y)\n}\nz\n")]
        let shapes = NestingShape.guessed(from: seeds)
        #expect(try text(shapes, "guessed-curly", depth: 1) == "while x {\n  f(y)\n}\n")
        #expect(try text(shapes, "guessed-round-f", depth: 2) == "f(f(y))\n")
        let closed = NestingShape.guessed(from: [Samples.seed("b", "} f(y) {\n")])
        #expect(closed.isEmpty)
    }

    @Test func `what nests by the same texts is one shape, in words of several seeds`() throws {
        let seeds = [
            Samples.seed("a", "hidden(1)\nprint((2 + 3))\n"), Samples.seed("b", "print(4)\n"),
        ]
        let shapes = NestingShape.guessed(from: seeds)
        #expect(shapes.filter { $0.open == "(" && $0.close == ")" }.count == 1)
        #expect(try text(shapes, "guessed-round", depth: 1) == "print(4)\n")
        #expect(Set(shapes.map(\.name)).count == shapes.count)
    }

    @Test func `what is known already is not guessed`() {
        let known = Samples.shape("mine", open: "(", core: "x", close: ")")
        let shapes = NestingShape.guessed(from: Samples.seeds, besides: [known])
        #expect(!shapes.isEmpty)
        #expect(!shapes.contains { $0.open == "(" && $0.close == ")" })
        #expect(shapes.allSatisfy { $0.isGuess })
        #expect(!known.isGuess)
    }

    @Test func `a target has its nests, and guesses where it has none`() {
        var target = Target(name: "x", command: ["x"], fileExtension: "x", input: .file)
        #expect(NestingShape.all(of: target, seeds: Samples.seeds).allSatisfy { $0.isGuess })
        target.nests = [Samples.parentheses]
        #expect(NestingShape.all(of: target, seeds: Samples.seeds) == [Samples.parentheses])
    }

    @Test func `the same seeds give the same shapes, few enough and nesting exactly`() {
        let seeds =
            Samples.seeds
            + (0..<40).map { number in
                Program(
                    bytes: Samples.bytes(seed: UInt64(number), count: 600), fileExtension: "",
                    provenance: .seed(name: "\(number)"))
            }
        let shapes = NestingShape.guessed(from: seeds)
        #expect(shapes == NestingShape.guessed(from: seeds))
        #expect((1...NestingShape.maximumGuessCount).contains(shapes.count))
        for shape in shapes {
            #expect(!shape.nestsAtRunTime)
            let size = shape.byteCount(depth: 5)
            #expect(size == shape.program(depth: 5, fileExtension: "").bytes.count)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a line of many brackets takes no quadratic time`() {
        let text =
            String(repeating: "f([{", count: 40_000) + String(repeating: "}])", count: 40_000)
        #expect(
            !NestingShape.guessed(from: [Samples.seed("a", text), Samples.seed("b", "f(1)")])
                .isEmpty)
    }
}
