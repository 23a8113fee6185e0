internal import WringerCampaign
internal import WringerExecution
internal import WringerGeneration
internal import WringerGrammar
internal import WringerModel
internal import WringerTargets

/// What a check found out about the grammar of a target.
struct GrammarCheckResult: Encodable {
    /// A shape that the target does not take.
    struct RefusedShape: Encodable {
        let name: String
        /// The least of the depths that were tried at which it is refused for its syntax.
        let depth: Int
        let message: String
    }

    let facts: GrammarFacts
    /// Whether syntax can be told from other refusals.
    let tellsSyntax: Bool
    /// The seeds that are not of the grammar, and where.
    var unparsedSeeds: [String] = []
    /// Distinct programs that are not blank.
    var programCount = 0
    /// How many of them came to each end; see `SyntaxAnswer`.
    var answers: [String: Int] = [:]
    /// Examples of refusals for syntax, or of unclear ones: the command that makes the program
    /// again, and what the target said.
    var refusals: [String] = []
    /// The same of programs that failed as they ran.
    var failures: [String] = []
    /// The same of findings, and of trials that say nothing.
    var others: [String] = []
    var refusedShapes: [RefusedShape] = []

    mutating func note(_ answer: SyntaxAnswer, _ program: Program, _ message: String) {
        programCount += 1
        answers[answer.rawValue, default: 0] += 1
        let line = "\(program.provenance.description): \(message)"
        switch answer {
        case .ran, .endless: break
        case .syntax, .refused: Self.add(line, to: &refusals)
        case .failedRunning: Self.add(line, to: &failures)
        case .other: Self.add(line, to: &others)
        }
    }

    private static let greatestExampleCount = 20

    private static func add(_ line: String, to lines: inout [String]) {
        if lines.count < greatestExampleCount { lines.append(line) }
    }

    private func count(_ answer: SyntaxAnswer) -> Int { answers[answer.rawValue] ?? 0 }

    private func share(_ count: Int) -> String {
        guard programCount > 0 else { return "0" }
        let thousandths = (count * 1000 + programCount / 2) / programCount
        return "\(count) (\(thousandths / 10).\(thousandths % 10) %)"
    }

    /// A few lines for a person.
    var text: String {
        var lines = [facts.summary]
        if !unparsedSeeds.isEmpty {
            lines.append("  \(unparsedSeeds.count) seeds are not of the grammar:")
            lines += unparsedSeeds.map { "    " + $0 }
        }
        guard programCount > 0 else { return lines.joined(separator: "\n") }
        let refused = tellsSyntax ? "refused for syntax" : "refused, nothing tells for what"
        var parts = ["\(share(count(.syntax) + count(.refused))) \(refused)"]
        parts.append("\(share(count(.ran))) ran without error")
        if count(.failedRunning) > 0 { parts.append("\(share(count(.failedRunning))) failed") }
        if count(.endless) > 0 { parts.append("\(share(count(.endless))) did not end") }
        if count(.other) > 0 { parts.append("\(share(count(.other))) findings or unclear") }
        lines.append("  of \(programCount) programs " + parts.joined(separator: ", "))
        lines += (refusals.prefix(3) + others.prefix(3)).map { "    \(visible($0, limit: 400))" }
        let total = facts.shapes.count
        let early = refusedShapes.count { $0.depth < TargetCheck.deepest }
        let late = refusedShapes.count - early
        lines.append(
            "  of \(total) shapes \(early) are refused for syntax at depth 2 or 10, and \(late) "
                + "first at \(TargetCheck.deepest)")
        lines += refusedShapes.map {
            "    \(visible($0.name)) at \($0.depth): \(visible($0.message))"
        }
        let notes = facts.notes.filter { $0.hasPrefix("warning") }
        lines += notes.prefix(5).map { "  " + $0 }
        if facts.notes.count > 0 {
            lines.append(
                "  \(facts.notes.count) notes on the grammar: wringer generate --grammar FILE "
                    + "--list")
        }
        return lines.joined(separator: "\n")
    }
}

extension TargetCheck {
    /// The depths at which each shape of a grammar is tried.
    private static let depths = [2, 10, deepest]
    static let deepest = 50

    /// Runs programs and shapes of the grammar, where the target names one.
    func checkGrammar(
        _ seeds: [Program], _ session: Session, _ result: inout Result
    ) throws {
        let material: GrammarMaterial
        do {
            guard let found = try GrammarMaterial(of: found) else { return }
            material = found
        } catch let failure as CommandFailure {
            result.problems.append(failure.message)
            return
        }
        let shapes = GrammarShapes(material.grammar)
        var checked = GrammarCheckResult(
            facts: material.facts(shapes),
            tellsSyntax: !found.syntaxErrors.isEmpty || found.target.parseOnly != nil)
        let parser = GrammarParser(material.grammar)
        checked.unparsedSeeds = seeds.compactMap { seed in
            parser.parse(seed.bytes).complaint.map {
                "\(visible(seed.provenance.seedName)):\($0)"
            }
        }
        if programCount > 0 {
            let oracle = SyntaxOracle(found, setup: setup, session)
            try runPrograms(of: material.grammar, oracle, session, &checked)
            try run(shapes.shapes, oracle, session, &checked)
            line.close()
        }
        result.grammar = checked
    }

    private func runPrograms(
        of grammar: Grammar, _ oracle: SyntaxOracle, _ session: Session,
        _ checked: inout GrammarCheckResult
    ) throws {
        let programs = GrammarPrograms(
            grammar, seed: seed, fileExtension: found.target.fileExtension)
        var seen: Set<[UInt8]> = []
        // A small language has few programs.
        for number in 0..<(programCount * 10) where checked.programCount < programCount {
            guard let program = programs.program(number, budget: GrammarPrograms.usualBudget),
                seen.insert(program.bytes).inserted
            else { continue }
            let answer = try session.execute { () throws(ExecutionError) in
                try oracle.answer(to: program)
            }
            session.endIfInterrupted()
            checked.note(answer, program, oracle.message)
            let done = checked.programCount
            line.show { "program \(done) of \(programCount)" }
        }
    }

    private func run(
        _ shapes: [GrammarShape], _ oracle: SyntaxOracle, _ session: Session,
        _ checked: inout GrammarCheckResult
    ) throws {
        for (number, shape) in shapes.enumerated() {
            line.show { "shape \(number + 1) of \(shapes.count)" }
            for depth in Self.depths {
                let program = shape.programText(depth: depth).program(
                    fileExtension: found.target.fileExtension,
                    provenance: .nest(shape: shape.name, depth: depth))
                let answer = try session.execute { () throws(ExecutionError) in
                    try oracle.answer(to: program)
                }
                session.endIfInterrupted()
                guard answer == .syntax || answer == .refused else { continue }
                checked.refusedShapes.append(
                    GrammarCheckResult.RefusedShape(
                        name: shape.name, depth: depth, message: oracle.message))
                break
            }
        }
    }
}
