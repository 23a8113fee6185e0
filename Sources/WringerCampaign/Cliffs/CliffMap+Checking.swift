internal import WringerModel

extension CliffMap {
    /// The first place that makes no sense, and why; nil where there is none. What was read from a
    /// file may have any type-correct value.
    package var problem: String? {
        for (index, cell) in cliffs.enumerated() {
            let place = "cliffs.\(index)"
            if let problem = Self.problem(of: cell.first) { return "\(place).first: \(problem)" }
            if cell.searchedDepth < 0 {
                return "\(place).searchedDepth: \(cell.searchedDepth) is no depth"
            }
            for (number, boundary) in cell.boundaries.enumerated() {
                if let problem = boundary.problem {
                    return "\(place).boundaries.\(number).\(problem)"
                }
            }
        }
        return nil
    }

    fileprivate static func problem(of name: String) -> String? {
        guard name != CliffClass.timedOut.name, Verdict(rawValue: name) == nil else { return nil }
        return "\(visible(name)) is no verdict"
    }
}

extension CliffBoundary {
    fileprivate var problem: String? {
        if let from, let problem = CliffMap.problem(of: from) { return "from: \(problem)" }
        if let problem = CliffMap.problem(of: to) { return "to: \(problem)" }
        if let lastBefore, lastBefore < 0 { return "lastBefore: \(lastBefore) is no depth" }
        if firstAfter < 1 { return "firstAfter: \(firstAfter) is no depth" }
        if let lastBefore, firstAfter <= lastBefore {
            return "firstAfter: \(firstAfter) does not come after \(lastBefore)"
        }
        return nil
    }
}
