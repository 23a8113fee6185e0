internal import WringerCampaign
internal import WringerExecution
internal import WringerGeneration
internal import WringerModel
internal import WringerTargets

extension SyntaxOracle {
    /// How long a program runs that need not end.
    private static let glance = Duration.milliseconds(500)

    /// A program of a grammar must not take the memory of the machine.
    private static let limits = Limits([
        .addressSpace: Limit(soft: .finite(2 << 30), hard: .finite(2 << 30)),
        .fileSize: Limit(soft: .finite(64 << 20), hard: .finite(64 << 20)),
    ])

    /// The oracle of a target as it is described.
    convenience init(_ found: TargetDescription, setup: Setup, _ session: Session) {
        var limited = setup
        limited.target.limits = Self.limits.overlaid(by: found.target.limits)
        limited.limits = limited.target.limits
        limited.timeout = Self.glance
        var parser: Setup?
        if let command = found.target.parseOnly {
            var parsing = setup
            parsing.target.command = command
            parsing.target.input = .file
            do throws(TargetUnavailable) {
                parsing.executable = try TargetResolver.ofThisProcess()
                    .executable(of: parsing.target)
                parser = parsing
            } catch {
                // Without its parser the target is asked alone.
            }
        }
        self.init(
            session.examiner, setup: limited, syntaxErrors: found.syntaxErrors, parser: parser)
    }

    /// The shapes without those that were made of a grammar and that the target refuses for their
    /// syntax at depth 2; says of these how many there are, and in the log which.
    func screened(
        _ shapes: [NestingShape], of target: Target, _ session: Session
    ) throws -> [NestingShape] {
        let made = shapes.filter(\.isFromGrammar)
        guard !made.isEmpty else { return shapes }
        let (kept, dropped) = try session.execute { () throws(ExecutionError) in
            try screen(made) { shape in
                shape.program(depth: 2, fileExtension: target.fileExtension)
            }
        }
        session.endIfInterrupted()
        if !dropped.isEmpty {
            Output.error(
                "\(dropped.count) of \(made.count) shapes of the grammar are left out, since the "
                    + "target refuses them at depth 2: "
                    + dropped.prefix(3).joined(separator: "; ")
                    + (dropped.count > 3 ? "; and more (see wringer target check)" : ""))
        }
        return shapes.filter { !$0.isFromGrammar } + kept
    }
}
