package import WringerCampaign
internal import WringerModel

extension CliffComparison {
    /// What moved, for a person: what is worse first.
    package func text(_ style: Style) -> String {
        var scope = "\(counted(comparedCount, "pair")) of shape and limit compared"
        if addedCount > 0 { scope += ", \(addedCount) not in the baseline" }
        if missingCount > 0 { scope += ", \(missingCount) only in the baseline" }
        if let otherBinary {
            scope += "; the baseline is of another binary, then \(visible(otherBinary))"
        }
        guard !moves.isEmpty else {
            return style.bold(comparedCount > 0 ? "Nothing moved" : "Nothing to compare")
                + " (\(scope))"
        }
        let ordered = moves.filter(\.isWorse) + moves.filter { !$0.isWorse }
        return
            ([style.bold("Moved since the baseline") + " (\(scope)):"]
            + ordered.map { "  " + Self.line($0, style) }).joined(separator: "\n")
    }

    private static func line(_ move: CliffMove, _ style: Style) -> String {
        let change = "\(move.from.map { "\($0) → " } ?? "")\(move.to)"
        let place = "\(visible(move.shape)) stack \(move.limit.text)  \(visible(change))  "
        let word = move.isWorse ? style.failure("worse") : "     "
        return "\(word)  \(place)\(movement(move))"
    }

    private static func movement(_ move: CliffMove) -> String {
        switch (move.oldDepth, move.newDepth) {
        case (let old?, let new?) where old == new:
            return "at \(grouped(new)) as before, with another signature: "
                + visible(move.newSignature ?? "none", limit: 200)
        case (let old?, let new?):
            let percent = (Double(new) / Double(max(1, old)) - 1) * 100
            let sign = percent < 0 ? "" : "+"
            let signature = move.oldSignature == move.newSignature ? "" : ", another signature"
            return "from \(grouped(old)) to \(grouped(new)) "
                + "(\(sign)\(decimal(percent, places: 1)) %)\(signature)"
        case (nil, let new?): return "new, at \(grouped(new))"
        case (let old?, nil): return "gone, was at \(grouped(old))"
        case (nil, nil): return ""
        }
    }
}
