internal import WringerGeneration
internal import WringerGrammar
internal import WringerModel
internal import WringerSystem
internal import WringerTargets

/// How fast programs of a grammar are made, beside Grammarinator with the same grammar and the same
/// budget, and how long the deepest of its shapes takes.
struct GrammarSpeed {
    let bench: Bench

    private static let rival = "grammarinator"
    private static let goal = 50.0
    private static let depth = 1_000_000
    private static let deepMicroseconds = 1e6

    func section() -> Section {
        var section = Section(
            "programs of a grammar", unit: "program",
            ratio: "tokens per second to those of Grammarinator")
        do {
            section.rows.append(try compare(&section))
            section.rows.append(try deepest(&section))
        } catch {
            var row = Row("programs of a grammar", command: "")
            row.failure = bench.text(of: error)
            section.rows.append(row)
        }
        return section
    }

    // MARK: - Tokens per second

    private func compare(_ section: inout Section) throws -> Row {
        var task = LaneTask(work: .derive, isInWorker: false, subject: .derivations)
        task.processor = bench.processor
        let own = try Lane(task)
        let other = try rivalLane(&section)
        let turn = Turn(milliseconds: bench.effort.mutationMilliseconds)
        var (speeds, others, times): ([Double], [Double], [Double]) = ([], [], [])
        for _ in 0..<bench.effort.fuzzerRounds {
            if let other { others.append(try other.run(Turn(trials: 1)).printed) }
            let measured = try own.run(turn)
            speeds.append(measured.printed)
            times.append(measured.microseconds)
        }
        let speed = Spread(of: speeds).median
        var row = Row("Wringer, programs", command: DerivationServer.grammarPath)
        row.microseconds = Spread(of: times)
        row.rate = 1e6 / Spread(of: times).median
        section.remarks.append("Wringer made \(Self.thousands(speed)) on one processor")
        guard !others.isEmpty else { return row }
        let rivalSpeed = Spread(of: others).median
        guard rivalSpeed > 0 else { throw BenchFailure("\(Self.rival) made nothing") }
        row.ratio = speed / rivalSpeed
        row.goal = Self.goal
        section.remarks.append("Grammarinator made \(Self.thousands(rivalSpeed))")
        return row
    }

    private static func thousands(_ speed: Double) -> String {
        "\(decimal(speed / 1000, places: 0)) thousand tokens a second, in programs of at most "
            + "\(DerivationServer.tokens) tokens and \(DerivationServer.depth) rules deep"
    }

    /// A lane that makes programs with Grammarinator; nil, with a remark, where it is not there.
    private func rivalLane(_ section: inout Section) throws -> Lane? {
        guard bench.effort.installsRivals else {
            section.remarks.append("not compared with \(Self.rival) under --quick")
            return nil
        }
        guard let rival = try PythonRival(Self.rival, bench) else {
            section.remarks.append(PythonRival.absence(of: Self.rival))
            return nil
        }
        let grammar = bench.folder + "/Lua.g4"
        try DurableFiles.write(try DerivationServer.grammarText(), to: grammar)
        let output = bench.folder + "/generator"
        try DurableFiles.createFolder(output)
        let process =
            "\(rival.programs)/grammarinator-process \(grammar) -o \(output) --no-actions "
            + ">/dev/null 2>&1 && echo 1 || echo 0"
        guard try bench.number(printedBy: ["/bin/sh", "-c", process]) == 1 else {
            throw BenchFailure("grammarinator-process refuses the grammar")
        }
        return try rival.lane(
            running: Self.script(output, bench.effort.mutationMilliseconds), called: "generate")
    }

    /// Makes trees and their texts, as it does for programs, and prints the tokens a second.
    private static func script(_ folder: String, _ milliseconds: Int) -> String {
        """
        import random, sys, time
        sys.path.insert(0, "\(folder)")
        sys.setrecursionlimit(100000)
        from LuaGenerator import LuaGenerator
        from grammarinator.runtime import DefaultModel, RuleSize, UnlexerRule
        def tokens(root):
            count, rest = 0, [root]
            while rest:
                node = rest.pop()
                if isinstance(node, UnlexerRule):
                    count += node.name != "EOF"
                else:
                    rest += node.children
            return count
        random.seed(1)
        made, spent = 0, 0.0
        while spent < \(milliseconds) / 1000:
            start = time.perf_counter()
            limit = RuleSize(depth=\(DerivationServer.depth), tokens=\(DerivationServer.tokens))
            tree = LuaGenerator(model=DefaultModel(), limit=limit).\(DerivationServer.start)()
            str(tree)
            spent += time.perf_counter() - start
            made += tokens(tree)
        print(made / spent)

        """
    }

    // MARK: - Depth

    private func deepest(_ section: inout Section) throws -> Row {
        let grammar = try DerivationServer.grammar()
        let shapes = ShapeFinder(DerivationMaker(grammar, seed: 1)).find().shapes
        guard !shapes.isEmpty else { throw BenchFailure("the grammar has no shapes") }
        var slowest = (name: "", seconds: 0.0)
        for shape in shapes {
            let start = Instant.now()
            var size = 0
            // As wringer generate writes it: in pieces.
            shape.programText(depth: Self.depth).forEachChunk { size += $0.count }
            let seconds = (.now() - start).seconds
            guard size >= Self.depth else { throw BenchFailure("\(shape.name) is too small") }
            if seconds > slowest.seconds { slowest = (shape.name, seconds) }
        }
        var row = Row("a shape 1,000,000 deep", command: slowest.name)
        row.microseconds = Spread(of: [slowest.seconds * 1e6])
        row.ceiling = Self.deepMicroseconds
        section.remarks.append("the slowest of \(shapes.count) shapes of the grammar")
        return row
    }
}

/// Makes programs of a grammar for a lane.
struct DerivationServer {
    /// The budget of each program.
    static let (tokens, depth) = (1000, 30)
    static let grammarPath = "lua/grammar/Lua.g4"
    /// The rule of a whole program.
    static let start = "chunk"

    private let maker: DerivationMaker

    init() throws { maker = DerivationMaker(try Self.grammar(), seed: 1) }

    static func grammar() throws -> Grammar {
        let text = try grammarText()
        return try GrammarReader.read("Lua.g4", start: start) { $0 == "Lua.g4" ? text : nil }
    }

    static func grammarText() throws -> [UInt8] {
        let folder = try TargetLibrary.ofThisBench().find("lua").folder
        return try Files.read(folder + "/grammar/Lua.g4")
    }

    func run(_ turn: Turn) -> TurnResult {
        let budget = DerivationBudget(tokens: Self.tokens, depth: Self.depth)
        let start = Instant.now()
        let deadline = start + .milliseconds(turn.milliseconds)
        var (count, bytes, made, end) = (0, 0, 0, start)
        while count == 0 || (count < turn.trials && end < deadline) {
            if let derivation = maker.derivation(number: UInt64(count), budget: budget) {
                bytes += derivation.text.count
                made += derivation.tokenCount
            }
            count += 1
            end = .now()
        }
        let seconds = (end - start).seconds
        return TurnResult(
            nanoseconds: (end - start).nanoseconds, trials: count, outputBytes: bytes,
            printed: seconds > 0 ? Double(made) / seconds : 0)
    }
}
