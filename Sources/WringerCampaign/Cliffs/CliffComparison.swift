internal import WringerModel

/// What moved between two searches of the cliffs of one target.
package struct CliffComparison: Sendable {
    /// What moved, in the order of the cells.
    package let moves: [CliffMove]
    /// Pairs of shape and limit that both have.
    package let comparedCount: Int
    /// Pairs that only the new one has.
    package let addedCount: Int
    /// Pairs that only the old one has.
    package let missingCount: Int
    /// The path of the binary that the old one was made with, where its content is another.
    package let otherBinary: String?

    /// Whether a failure is new or comes at a smaller depth.
    package var isWorse: Bool { moves.contains(where: \.isWorse) }

    package init(from old: CliffMap, to new: CliffMap) {
        func key(_ cell: CliffCell) -> CellKey { CellKey(shape: cell.shape, limit: cell.limit) }
        var known: [CellKey: CliffCell] = [:]
        for cell in old.cliffs { known[key(cell)] = cell }
        var moves: [CliffMove] = []
        var compared: Set<CellKey> = []
        for cell in new.cliffs {
            guard let former = known[key(cell)] else {
                // Of what was never looked at every failure is new.
                for boundary in cell.boundaries where boundary.isFailure {
                    moves.append(CliffMove(cell.shape, cell.limit, from: nil, to: boundary))
                }
                continue
            }
            guard compared.insert(key(cell)).inserted else { continue }
            moves += Self.moves(from: former, to: cell)
        }
        self.moves = moves
        comparedCount = compared.count
        addedCount = new.cliffs.count - compared.count
        missingCount = known.count - compared.count
        otherBinary = old.identity.flatMap { former in
            guard let now = new.identity, now.binary.sha256 != former.binary.sha256 else {
                return nil
            }
            return former.binary.path
        }
    }

    private struct CellKey: Hashable {
        let shape: String
        let limit: CliffLimit
    }

    /// Boundaries of one kind belong together in their order; a line by which a target says why
    /// may be worded anew.
    private static func moves(from old: CliffCell, to new: CliffCell) -> [CliffMove] {
        var rest = old.boundaries
        var moves: [CliffMove] = []
        for boundary in new.boundaries {
            let place =
                rest.firstIndex { isSame($0, boundary) && $0.signature == boundary.signature }
                ?? rest.firstIndex { isSame($0, boundary) }
            guard let place else {
                moves.append(CliffMove(new.shape, new.limit, from: nil, to: boundary))
                continue
            }
            let former = rest.remove(at: place)
            if isMoved(former, boundary) {
                moves.append(CliffMove(new.shape, new.limit, from: former, to: boundary))
            }
        }
        for former in rest {
            // What lies deeper than was looked this time is not known to be gone.
            guard former.firstAfter <= new.searchedDepth else { continue }
            moves.append(CliffMove(new.shape, new.limit, from: former, to: nil))
        }
        return moves
    }

    private static func isSame(_ one: CliffBoundary, _ other: CliffBoundary) -> Bool {
        one.from == other.from && one.to == other.to
    }

    private static func isMoved(_ old: CliffBoundary, _ new: CliffBoundary) -> Bool {
        if old.signature != new.signature { return true }
        guard old.isExact, new.isExact else {
            // One of time is not sharp.
            let (less, more) = (
                min(old.firstAfter, new.firstAfter), max(old.firstAfter, new.firstAfter)
            )
            return less * 2 < more
        }
        return old.firstAfter != new.firstAfter
    }
}

/// One boundary that moved, came or went.
package struct CliffMove: Sendable, Codable {
    package let shape: String
    package let limit: CliffLimit
    package let from: String?
    package let to: String
    /// The first depth behind it, then; nil where there was none.
    package let oldDepth: Int?
    /// The first depth behind it, now; nil where it is gone.
    package let newDepth: Int?
    package let oldSignature: String?
    package let newSignature: String?
    /// Whether a failure is new, or comes at a smaller depth.
    package let isWorse: Bool

    init(
        _ shape: String, _ limit: CliffLimit, from old: CliffBoundary?, to new: CliffBoundary?
    ) {
        self.shape = shape
        self.limit = limit
        from = new?.from ?? old?.from
        to = new?.to ?? old?.to ?? ""
        oldDepth = old?.firstAfter
        newDepth = new?.firstAfter
        oldSignature = old?.signature
        newSignature = new?.signature
        guard let new, new.isFailure else {
            isWorse = false
            return
        }
        isWorse = old.map { !$0.isFailure || new.firstAfter < $0.firstAfter } ?? true
    }
}
