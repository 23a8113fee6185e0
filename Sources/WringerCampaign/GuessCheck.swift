package import WringerExecution
internal import WringerGeneration
package import WringerModel

/// Finds out which guessed shapes a target refuses before many trials are spent on them.
package struct GuessCheck {
    private let examiner: Examiner
    private let setup: Setup

    /// Deep enough that the guess nests, and nothing is deep.
    private static let depth = 2

    /// A check with trials of this setup.
    package init(examiner: Examiner, setup: Setup) {
        self.examiner = examiner
        self.setup = setup
    }

    /// The names of the guesses whose programs the target refuses, in their order; a trial for each
    /// guess. What dies of so little is worth a hunt.
    ///
    /// - Throws: failures of the harness.
    package func refused(of shapes: [NestingShape]) throws(ExecutionError) -> [String] {
        var refused: [String] = []
        for shape in shapes where shape.isGuess {
            let program = shape.program(
                depth: Self.depth, fileExtension: setup.target.fileExtension)
            let trial = Trial(setup: setup, trialCase: Case(program: program))
            let verdict = try examiner.examine(trial).judgement.verdict
            if verdict == .rejected { refused.append(shape.name) }
        }
        return refused
    }
}
