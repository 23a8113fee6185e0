/// The known name that is closest to a wrong one, for "did you mean"; nil where none is close.
///
/// Distance counts insertions, deletions, replacements and swaps of neighbours (optimal string
/// alignment); a name is close within two, or a third of its length.
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
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
        var row = [i + 1]
        for j in right.indices {
            let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
            var best = min(replaced, row[j] + 1, last[j + 1] + 1)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                best = min(best, beforeLast[j - 1] + 1)
            }
            row.append(best)
        }
        (beforeLast, last) = (last, row)
    }
    return last[right.count]
}
