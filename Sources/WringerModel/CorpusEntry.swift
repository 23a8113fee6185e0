/// A program of a corpus, named by its content.
package struct CorpusEntry: Hashable, Sendable {
    package let program: Program
    /// SHA-256 of the bytes of the program, in 64 hexadecimal digits.
    package let contentHash: String

    /// An entry; the caller computes the hash.
    package init(program: Program, contentHash: String) {
        self.program = program
        self.contentHash = contentHash
    }
}

/// With the operators of a mutant, all that is needed to make its bytes again. What it was made
/// from is named by content: under feedback a seed and a number reproduce nothing.
package struct MutationRecipe: Hashable, Sendable, Codable {
    /// What all random choices of the operators come from.
    @InHexadecimal package var key: UInt64
    /// The hash of the program that was changed.
    package let parent: String
    /// The hash of the program that parts were taken from; nil where none was.
    package let donor: String?
    /// The hash of the text of the dictionary that words were taken from; nil where none was.
    package let dictionary: String?
    /// The most bytes that the mutant was allowed, above 0; of a larger parent the beginning was
    /// taken.
    package let maximumByteCount: Int

    /// A recipe for a mutant of `parent`.
    package init(
        key: UInt64, parent: String, donor: String?, dictionary: String?, maximumByteCount: Int
    ) {
        self.key = key
        self.parent = parent
        self.donor = donor
        self.dictionary = dictionary
        self.maximumByteCount = maximumByteCount
    }
}
