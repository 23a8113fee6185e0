package import WringerModel

/// Words that mean something to a language: keywords, operators, names of its library.
package struct TokenDictionary: Hashable, Sendable {
    /// The words, each once, in the order in which they were found; none is empty.
    package let words: [[UInt8]]

    /// A dictionary of `words`; what is empty or there already is left out.
    package init(words: [[UInt8]] = []) {
        var known: Set<[UInt8]> = [[]]
        self.words = words.filter { known.insert($0).inserted }
    }

    /// These words and then those of `other`.
    package func merged(with other: TokenDictionary) -> TokenDictionary {
        TokenDictionary(words: words + other.words)
    }

    /// The names, strings, operators and brackets that the programs are written with.
    ///
    /// Numbers are left out, since mutation has its own, and so are long tokens. A huge program
    /// of distinct names must not fill the memory: at most `greatestLearnedCount` are kept.
    package static func learned(from programs: [Program]) -> TokenDictionary {
        var known: Set<[UInt8]> = []
        var words: [[UInt8]] = []
        for program in programs {
            for token in Tokenizer.tokens(of: program.bytes) where isLearned(token) {
                let word = Array(program.bytes[token.range])
                if known.insert(word).inserted { words.append(word) }
                if words.count == greatestLearnedCount { return TokenDictionary(words: words) }
            }
        }
        return TokenDictionary(words: words)
    }

    /// More words than any language has, and still picked from in no time.
    package static let greatestLearnedCount = 4096

    /// The longest token in bytes that is taken for a word; longer ones are text or data.
    package static let greatestLearnedByteCount = 32

    private static func isLearned(_ token: Token) -> Bool {
        guard token.range.count <= greatestLearnedByteCount else { return false }
        switch token.kind {
        case .name, .string, .opener, .closer, .punctuation: return true
        case .number, .space, .lineEnd, .other: return false
        }
    }
}
