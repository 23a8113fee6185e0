internal import WringerModel

/// One way to change a program.
struct MutationOperator: Sendable {
    /// The changed bytes, or nil where the operator does not suit the program or would make it
    /// too large; another one is tried then.
    typealias Change = @Sendable (inout MutationSubject, inout RandomStream) -> [UInt8]?

    /// As provenance names it.
    let name: String
    let change: Change

    init(_ name: String, _ change: @escaping Change) {
        self.name = name
        self.change = change
    }
}
