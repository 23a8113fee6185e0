/// Where the programs of a hunt come from; trials and findings are counted by it.
package enum ProgramSource: String, Hashable, Sendable, CaseIterable, Codable, Comparable {
    /// A program of the corpus as it is.
    case seed
    /// A nesting shape at some depth, under some stack limit.
    case nest
    /// A program of the corpus that operators have changed.
    case mutant
    /// A seed or mutant with a fault in one of its system calls.
    case fault
    /// A template with values for its parameters.
    case template
    /// Text that no language allows: NUL, invalid UTF-8, cut short, mixed encodings.
    case malformed
    /// A program that is huge in one dimension.
    case dimension
    /// A program that follows the grammar of the target.
    case grammar
    /// A program of the corpus whose tree of the grammar was changed.
    case tree

    package static func < (left: ProgramSource, right: ProgramSource) -> Bool {
        left.place < right.place
    }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// How much of a hunt each source gets beside the others before anything is learned.
    var weight: Int {
        switch self {
        case .seed, .mutant, .nest: 7
        case .fault: 1
        case .template: 3
        case .grammar, .tree: 4
        case .malformed, .dimension: 2
        }
    }
}
