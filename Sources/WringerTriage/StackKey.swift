internal import WringerModel

/// What two stacks of one bug have in common.
///
/// An interpreter under one bug has other callers in every program: its evaluator calls itself by
/// many ways. So a key ends at the first function that comes again further out, leaves out the
/// outermost frames, which are those of every run, and is short; what tells two bugs in one
/// function apart are the places in the functions, which are the same in every run of one build.
struct StackKey: Hashable {
    let text: String

    /// How a stack came to be.
    enum Kind {
        /// A fault of the innermost frame: the place itself tells most.
        case fault
        /// A call that ends the program, or failed: its callers tell what it was about.
        case call
        case exhausted
    }

    /// The outermost frames of a complete stack that are left out: main and what it drives.
    private static let outermost = 3
    private static let longestOfFault = 2
    private static let longestOfCall = 3
    /// The largest frame of a function that calls nothing, in bytes: its return address and a
    /// frame pointer. Such a function helps many, and its caller tells more.
    private static let leafFrame: UInt64 = 16

    /// The frames that a runtime reported, as `Traceback.key` gives them.
    init(reported: String) { text = visible(reported, limit: 400) }

    /// Nil for a stack without frames, and for one that is exhausted, shows no recursion and was
    /// not followed to its end.
    init?(_ stack: StackTrace, _ kind: Kind) {
        guard !stack.frames.isEmpty else { return nil }
        var useful = RuntimeFrames.without(stack.frames)
        if useful.isEmpty { useful = stack.frames }
        let names = FrameName.names(of: useful)
        if kind == .exhausted {
            let cycle = Recursion.cycle(of: stack)
            if !cycle.isEmpty {
                text = "cycle(\(cycle.joined(separator: " ")))"
                return
            }
            // The innermost function is where the stack happened to end.
            if stack.end != .complete { return nil }
        }
        let isSkipped = stack.frames[0] != useful[0]
        let isFault = kind != .call && !isSkipped
        let count = Self.length(
            useful, names, isComplete: stack.end == .complete, isFault: isFault)
        // Where the innermost place says it all, that of its caller only differs from program to
        // program.
        let isPrecise = isFault && !Self.isLeaf(useful)
        text = names.prefix(count).enumerated().map { depth, name in
            isPrecise && depth > 0 ? name.function : name.text
        }.joined(separator: " < ")
    }

    private static func length(
        _ frames: [StackFrame], _ names: [FrameName], isComplete: Bool, isFault: Bool
    ) -> Int {
        var counts: [String: Int] = [:]
        for name in names { counts[name.function, default: 0] += 1 }
        let untilRecursion =
            names.firstIndex { (counts[$0.function] ?? 0) > 1 }.map { $0 + 1 } ?? names.count
        let driver = isComplete ? (names.count > outermost ? outermost : 1) : 0
        let longest: Int
        if names[0].hasFunction {
            longest = isFault ? longestOfFault : longestOfCall
        } else {
            // Without functions nothing shows where the recursion begins.
            longest = isFault && !isLeaf(frames) ? 1 : 2
        }
        return max(1, min(longest, untilRecursion, names.count - driver))
    }

    private static func isLeaf(_ frames: [StackFrame]) -> Bool {
        guard frames.count > 1, let own = frames[0].stackPointer,
            let outer = frames[1].stackPointer
        else { return true }
        return outer >= own && outer - own <= leafFrame
    }
}
