internal import WringerModel

/// Operators that keep tokens whole.
enum TokenOperators {
    static let all = [
        MutationOperator("delete-token", deleteToken),
        MutationOperator("duplicate-token", duplicateToken),
        MutationOperator("swap-tokens", swapTokens),
        MutationOperator("replace-token", replaceToken),
        MutationOperator("insert-token", insertToken),
        MutationOperator("extreme-number", replaceNumber),
    ]

    /// As deep as a stutter goes, and as long as a repetition gets: beyond what recursive
    /// interpreters with small stacks survive, yet quick to run. Nesting shapes go deeper.
    static let greatestRepetition = 2000

    private static func deleteToken(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.words.isEmpty else { return nil }
        return subject.replacing(random.element(of: subject.words).range, with: [])
    }

    /// Half of the time once, else many times: a prefix operator that is repeated nests.
    private static func duplicateToken(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.words.isEmpty else { return nil }
        let token = random.element(of: subject.words)
        let isWord = token.kind == .name || token.kind == .number
        // Without a space two names would be one.
        let piece = (isWord ? [UInt8(ascii: " ")] : []) + subject.bytes[token.range]
        let wanted = random.chance(1, in: 2) ? 1 : random.geometric(upTo: greatestRepetition)
        let count = min(wanted, subject.room / piece.count)
        guard count > 0 else { return nil }
        var pieces: [UInt8] = []
        pieces.append(piece, times: count)
        return subject.inserting(pieces, at: token.range.upperBound)
    }

    private static func swapTokens(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard subject.words.count > 1 else { return nil }
        let (first, second) = random.pair(below: subject.words.count)
        return subject.swapping(subject.words[first].range, subject.words[second].range)
    }

    private static func replaceToken(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        let known = subject.material.dictionary.words
        guard !subject.words.isEmpty, !known.isEmpty else { return nil }
        let token = random.element(of: subject.words)
        return subject.replacing(token.range, with: random.element(of: known))
    }

    private static func insertToken(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        let known = subject.material.dictionary.words
        guard !known.isEmpty else { return nil }
        let place = random.below(subject.tokens.count + 1)
        let offset = place == 0 ? 0 : subject.tokens[place - 1].range.upperBound
        let word = random.element(of: known)
        let space = random.chance(2, in: 3) ? [UInt8(ascii: " ")] : []
        return subject.inserting(space + word + space, at: offset)
    }

    private static func replaceNumber(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        let numbers = subject.words.filter { $0.kind == .number }
        guard !numbers.isEmpty else { return nil }
        let number = random.element(of: numbers)
        return subject.replacing(number.range, with: random.element(of: extremes).utf8)
    }

    /// Each side of the powers of two where machine numbers end, and what overflows in parsing,
    /// printing or converting.
    private static let extremes: [String] = {
        var texts: [String] = []
        for power: UInt64 in [7, 8, 15, 16, 24, 31, 32, 53, 63] {
            let bound = UInt64(1) << power
            for value in [bound - 1, bound, bound + 1] { texts += ["\(value)", "-\(value)"] }
        }
        texts += ["18446744073709551615", "18446744073709551616", "-18446744073709551616"]
        texts += ["170141183460469231731687303715884105728"]
        texts += ["0", "-0", "-0.0", "-1", "00000000", "1e308", "1e309", "-1e309", "1e-400"]
        texts += ["1.7976931348623157e308", "4.9e-324", "0.1e1000000000", "1e99999999999999999999"]
        texts += ["1e-99999999999999999999", "1e", "1.", "1.2.3", "0x", "0xffffffffffffffff"]
        texts += ["0x7fffffffffffffff", "0b102", "08", "1_000", "nan", "NaN", "-nan", "inf"]
        texts += ["Infinity", "-Infinity", "(0/0)"]
        texts.append(String(repeating: "9", count: 400))
        texts.append("0." + String(repeating: "0", count: 400) + "1")
        return texts
    }()
}
