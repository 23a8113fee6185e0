internal import WringerModel
internal import WringerSystem

/// What rules look at in a call.
extension FaultInjector {
    /// Whether all predicates of a rule hold for a call.
    func holds(_ rule: FaultRule, _ facts: CallFacts, _ call: PendingCall) -> Bool {
        rule.predicates.allSatisfy { predicate in
            switch predicate {
            case .descriptor(let number):
                guard let place = facts.descriptorIndex else { return false }
                return Int32(truncatingIfNeeded: call.argument(place)) == number
            case .number(_, let index, let comparison, let value):
                return comparison.holds(call.argument(index), value)
            case .path(let pattern):
                return paths(of: call, facts).contains { glob(pattern, matches: $0) }
            }
        }
    }

    /// The paths that a call is about: those that it names, as written and made absolute, and the
    /// file behind its descriptor.
    private func paths(of call: PendingCall, _ facts: CallFacts) -> [String] {
        if facts.pathIndices.isEmpty {
            guard let place = facts.descriptorIndex else { return [] }
            let number = Int32(truncatingIfNeeded: call.argument(place))
            return [Tracee.file(behind: number, of: call.thread)].compactMap(\.self)
        }
        return facts.pathIndices.flatMap { place in
            [
                Tracee.text(at: call.argument(place), of: call.thread),
                path(of: call, facts, place),
            ].compactMap(\.self)
        }
    }

    private func path(of call: PendingCall, _ facts: CallFacts, _ place: Int) -> String? {
        let folder = facts.directoryIndex(ofPathAt: place).map {
            Int32(truncatingIfNeeded: call.argument($0))
        }
        return Tracee.path(at: call.argument(place), relativeTo: folder, of: call.thread)
    }

    /// Whether a call opens the program of the trial, or reads it from standard input.
    func comesToProgram(_ call: PendingCall) -> Bool {
        guard let name = SystemCalls.name(of: call.number),
            FaultProgram.callsThatOpenOrRead.contains(name), let facts = CallFacts.named(name)
        else { return false }
        guard let place = facts.pathIndices.first else {
            guard programIsInput, let place = facts.descriptorIndex else { return false }
            return Int32(truncatingIfNeeded: call.argument(place)) == 0
        }
        guard !programPath.isEmpty, let named = path(of: call, facts, place) else { return false }
        return named == programPath || Files.realPath(named) == Files.realPath(programPath)
    }
}

extension ArgumentPredicate.Comparison {
    /// Compares an argument with the value of a rule, without sign.
    func holds(_ argument: UInt64, _ value: UInt64) -> Bool {
        switch self {
        case .equal: argument == value
        case .different: argument != value
        case .atLeast: argument >= value
        case .atMost: argument <= value
        case .above: argument > value
        case .below: argument < value
        case .anyBit: argument & value != 0
        }
    }
}

/// Whether a text fits a pattern of `*`, which stands for any characters, and `?`, for one.
func glob(_ pattern: String, matches text: String) -> Bool {
    let (pattern, text) = (Array(pattern.unicodeScalars), Array(text.unicodeScalars))
    var (place, at) = (0, 0)
    // Where the last star stands, and what it has swallowed so far: to try again with one more.
    var star: (place: Int, at: Int)?
    while at < text.count {
        if place < pattern.count, pattern[place] == "*" {
            star = (place, at)
            place += 1
        } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[at] {
            place += 1
            at += 1
        } else if let last = star {
            star = (last.place, last.at + 1)
            place = last.place + 1
            at = last.at + 1
        } else {
            return false
        }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
}
