internal import WringerModel

/// The recursion in a stack of functions: what comes again and again, in a form that does not
/// depend on where it began, nor on how it ended.
enum Recursion {
    /// The longest cycle that is looked for, in frames.
    static let maximumPeriod = 64
    /// Frames that are looked at: the recursion is in any thousand of them.
    private static let reach = 2048

    /// The cycle of a recursion that fills a stack: its shortest period, without the loops in it,
    /// from its lexicographically least start. Empty where nothing comes again.
    ///
    /// - Parameter functions: the innermost first. The leaf at which the stack ran out, and the
    ///   beginning of the recursion, are not part of it: they are chance.
    static func cycle(_ functions: [String]) -> [String] {
        let recurring = recurring(Array(functions.prefix(reach)))
        guard !recurring.isEmpty else { return [] }
        if let period = period(of: recurring) { return withoutLoops(period) }
        // No order in it: what each turn passes through, in its order.
        let counts = counts(of: recurring)
        let most = counts.values.max() ?? 0
        let hubs = recurring.filter { (counts[$0] ?? 0) * 10 >= most * 9 }
        if let period = period(of: hubs) { return withoutLoops(period) }
        return counts.filter { $0.value * 10 >= most * 9 }.keys.min().map { [$0] } ?? []
    }

    /// The cycle of a recursion that fills a stack. Of frames that are guesses those count that
    /// come again at a constant distance, where there are such.
    static func cycle(of stack: StackTrace) -> [String] {
        var frames = stack.frames
        if frames.contains(where: \.isGuess), let periodic = PeriodicFrames(frames) {
            frames = periodic.frames
        }
        return cycle(frames.filter { !RuntimeFrames.contains($0) }.map { FrameName($0).function })
    }

    /// How many frames one turn has, and where a turn begins, in the middle of the stack; nil
    /// where there is no such number.
    static func turn<Element: Hashable>(_ frames: [Element]) -> (start: Int, period: Int)? {
        let start = frames.count / 4
        let middle = frames[start..<(frames.count - start)]
        guard middle.count >= 3 else { return nil }
        for period in 1...min(maximumPeriod, max(1, middle.count / 3))
        where zip(middle, middle.dropFirst(period)).allSatisfy({ $0 == $1 }) {
            return (start, period)
        }
        return nil
    }

    private static func period(of functions: [String]) -> [String]? {
        guard let (start, period) = turn(functions) else { return nil }
        return Array(functions[start..<(start + period)])
    }

    private static func counts(of functions: [String]) -> [String: Int] {
        functions.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// The functions that come at least three times, and not far less often than the most
    /// frequent one.
    private static func recurring(_ functions: [String]) -> [String] {
        let counts = counts(of: functions)
        let least = max(3, (counts.values.max() ?? 0) / 20)
        return functions.filter { (counts[$0] ?? 0) >= least }
    }

    /// The longest way through one turn on which no function comes twice: loops within a turn,
    /// such as an evaluator that calls itself for an operand, differ from program to program.
    static func withoutLoops(_ turn: [String]) -> [String] {
        var best: [String] = []
        for start in turn.indices {
            var path: [String] = []
            for function in turn[start...] + turn[..<start] {
                if let seen = path.firstIndex(of: function) {
                    path.removeSubrange((seen + 1)...)
                } else {
                    path.append(function)
                }
            }
            let rotated = leastRotation(path)
            if rotated.count > best.count
                || (rotated.count == best.count && rotated.lexicographicallyPrecedes(best))
            {
                best = rotated
            }
        }
        return best
    }

    /// The rotation that comes first in the order of strings.
    static func leastRotation(_ cycle: [String]) -> [String] {
        cycle.indices.map { Array(cycle[$0...] + cycle[..<$0]) }
            .min { $0.lexicographicallyPrecedes($1) } ?? []
    }
}
