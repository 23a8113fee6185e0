/// The known name that is closest to a wrong one, for "did you mean"; nil where none is close.
///
/// Distance is Levenshtein's; a name is close within two edits, or a third of its length.
package func nearestName(to wrong: String, among known: some Sequence<String>) -> String? {
    let best = known.map { (name: $0, distance: editDistance(wrong.lowercased(), $0.lowercased())) }
        .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best, best.distance <= max(2, best.name.count / 3) else { return nil }
    return best.name
}

/// `; did you mean X?`, or nothing where no known name is close.
package func suggestion(for wrong: String, among known: some Sequence<String>) -> String {
    nearestName(to: wrong, among: known).map { "; did you mean \($0)?" } ?? ""
}

private func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left.utf8.prefix(64))
    let right = Array(right.utf8.prefix(64))
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, b) in right.enumerated() {
            let replaced = diagonal + (a == b ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
        }
    }
    return row[right.count]
}
