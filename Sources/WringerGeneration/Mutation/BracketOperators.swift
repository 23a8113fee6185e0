internal import WringerModel

/// Operators on what brackets enclose.
enum BracketOperators {
    static let all = [
        MutationOperator("stutter-brackets", stutter),
        MutationOperator("delete-brackets", delete),
        MutationOperator("splice-brackets", splice),
    ]

    /// Nests without a grammar: puts a bracketed range into itself again and again, in place of
    /// its content or of a range inside, with or without the name before. `f(1, g(2))` becomes
    /// `f(((1, g(2))))` as well as `f(1, f(1, f(1, g(2))))`.
    private static func stutter(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.brackets.isEmpty else { return nil }
        let index = random.below(subject.brackets.count)
        let outer = subject.brackets[index]
        let outerStart = random.chance(1, in: 2) ? outer.headStart : outer.range.lowerBound
        var inner = outer.content
        if outer.descendantCount > 0, random.chance(1, in: 2) {
            let descendant = subject.brackets[index - 1 - random.below(outer.descendantCount)]
            let start = random.chance(1, in: 2) ? descendant.headStart : descendant.range.lowerBound
            inner = start..<descendant.range.upperBound
        }
        let opening = subject.bytes[outerStart..<inner.lowerBound]
        let closing = subject.bytes[inner.upperBound..<outer.range.upperBound]
        let wanted = random.geometric(upTo: TokenOperators.greatestRepetition)
        let depth = min(wanted, subject.room / (opening.count + closing.count))
        guard depth > 0 else { return nil }
        var nested: [UInt8] = []
        nested.append(opening, times: depth)
        nested += subject.bytes[inner]
        nested.append(closing, times: depth)
        return subject.replacing(inner, with: nested)
    }

    /// Deletes a bracketed range, or only what it encloses.
    private static func delete(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        guard !subject.brackets.isEmpty else { return nil }
        let bracketed = random.element(of: subject.brackets)
        let keepsBrackets = random.chance(1, in: 2)
        return subject.replacing(keepsBrackets ? bracketed.content : bracketed.range, with: [])
    }

    /// Puts a bracketed range of another seed, if it can be of the same brackets, in place of one.
    private static func splice(
        _ subject: inout MutationSubject, _ random: inout RandomStream
    ) -> [UInt8]? {
        let donor = subject.otherSeed(using: &random)
        guard !subject.brackets.isEmpty, !donor.brackets.isEmpty else { return nil }
        let range = random.element(of: subject.brackets).range
        let bracket = subject.bytes[range.lowerBound]
        let alike = donor.brackets.filter { donor.bytes[$0.range.lowerBound] == bracket }
        let replacement = random.element(of: alike.isEmpty ? donor.brackets : alike)
        return subject.replacing(range, with: donor.bytes[replacement.range])
    }
}
