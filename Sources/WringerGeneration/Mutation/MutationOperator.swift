internal import WringerModel

/// One way to change a program.
struct MutationOperator: Sendable {
    /// Notes a change in the draft; false where the operator does not suit the program or would
    /// make it too large. Another one is tried then.
    typealias Change = @Sendable (inout MutationDraft, inout RandomStream) -> Bool

    /// As provenance names it.
    let name: String
    /// How often it is chosen before anything is learned, beside the others.
    let weight: Int
    /// Whether it takes parts of another program.
    let takesFromDonor: Bool
    /// Whether it takes words of the dictionary.
    let takesWords: Bool
    let change: Change

    init(
        _ name: String, weight: Int, takesFromDonor: Bool = false, takesWords: Bool = false,
        _ change: @escaping Change
    ) {
        self.name = name
        self.weight = weight
        self.takesFromDonor = takesFromDonor
        self.takesWords = takesWords
        self.change = change
    }

    /// All operators. Changed bytes seldom get past a lexer, so about three of four changes keep
    /// tokens whole.
    static let all: [MutationOperator] =
        TokenOperators.all + WordOperators.all + NumberOperators.all + BracketOperators.all
        + LineOperators.all + FusionOperators.all + ByteOperators.all + UnicodeOperators.all

    /// The places of the operators in `all`, by their names.
    static let places: [String: Int] = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })

    /// The weight of an operator that keeps tokens whole, and of one that does not.
    static let tokenWeight = 12
    static let byteWeight = 6

    /// As deep as a stutter goes, and as long as a repetition gets: beyond what recursive
    /// interpreters with small stacks survive, yet quick to run. Nesting shapes go deeper.
    static let greatestRepetition = 2000
}
