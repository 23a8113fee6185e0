internal import WringerModel

/// What the frames of an exhausted stack say in numbers.
struct RecursionFacts {
    /// Frames in one turn; nil where the recursion has no fixed turn.
    let cycleLength: Int?
    /// Bytes of stack for one turn, or for one frame where there is no turn.
    let bytes: UInt64
    /// The functions of the cycle, as in the signature.
    let cycle: [String]
    /// Of frames that are guesses, how many levels were seen; nil for others.
    let seenLevels: Int?

    /// Nil where nothing comes again, or the stack pointers are not known.
    init?(_ stack: StackTrace) {
        let frames = stack.frames
        cycle = Recursion.cycle(of: stack)
        guard !cycle.isEmpty else { return nil }
        if frames.contains(where: \.isGuess) {
            // How many frames a level has is not known, and without a constant distance neither
            // is its size.
            guard let periodic = PeriodicFrames(frames) else { return nil }
            cycleLength = nil
            bytes = periodic.stride
            seenLevels = periodic.levelCount
            return
        }
        seenLevels = nil
        if let (start, period) = Recursion.turn(frames.map(\.address)) ?? Self.turnByName(frames),
            let inner = frames[start].stackPointer,
            let outer = frames[start + period].stackPointer, outer > inner
        {
            cycleLength = period
            bytes = outer - inner
            return
        }
        let known = frames.dropFirst(frames.count / 4).dropLast(frames.count / 4)
        guard let inner = known.first?.stackPointer, let outer = known.last?.stackPointer,
            outer > inner, known.count > 1
        else { return nil }
        cycleLength = nil
        bytes = max(1, (outer - inner) / UInt64(known.count - 1))
    }

    private static func turnByName(_ frames: [StackFrame]) -> (start: Int, period: Int)? {
        Recursion.turn(FrameName.names(of: frames).map(\.function))
    }

    /// `about 104,900 frames of a 3-frame cycle, 80 bytes a level`, or where the frames are guesses
    /// `at least 900 levels of a recursion, 80 bytes a level (about 34,950 if it fills the stack)`.
    ///
    /// - Parameter used: how many bytes of the stack were in use.
    func text(used: UInt64) -> String {
        if let seenLevels {
            let whole = max(used / bytes, UInt64(seenLevels))
            return "at least \(grouped(UInt64(seenLevels))) levels of a recursion, "
                + "\(bytes) bytes a level (about \(grouped(whole)) if it fills the stack)"
        }
        guard let cycleLength else {
            return "about \(grouped(used / bytes)) frames of a recursion through "
                + "\(cycle.joined(separator: ", ")), \(bytes) bytes a frame"
        }
        let frames = used / bytes * UInt64(cycleLength)
        let article = [8, 11, 18].contains(cycleLength) ? "an" : "a"
        return "about \(grouped(frames)) frames of \(article) \(cycleLength)-frame cycle, "
            + "\(bytes) bytes a level"
    }

    /// To four digits, with commas: it is an estimate.
    private func grouped(_ count: UInt64) -> String {
        var scale: UInt64 = 1
        while count / scale >= 10_000 { scale *= 10 }
        let rounded = (count / scale + (count % scale * 2 >= scale && scale > 1 ? 1 : 0)) * scale
        var text = ""
        for (place, digit) in String(rounded).reversed().enumerated() {
            if place > 0, place % 3 == 0 { text = "," + text }
            text = String(digit) + text
        }
        return text
    }
}

/// A number of bytes as people say it: `8 MiB`, `1.5 KiB`, `80 bytes`.
func binaryText(_ bytes: UInt64) -> String {
    for (unit, shift) in [("GiB", 30), ("MiB", 20), ("KiB", 10)] as [(String, UInt64)]
    where bytes >= 1 << shift {
        let isWhole = bytes % (1 << shift) == 0
        return decimal(Double(bytes) / Double(UInt64(1) << shift), places: isWhole ? 0 : 1)
            + " \(unit)"
    }
    return "\(bytes) bytes"
}
