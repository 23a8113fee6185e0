/// A number with its noun: `1 finding`, `2 findings`, `2 entries`.
///
/// - Parameter noun: in the singular, with a regular plural.
package func counted(_ number: Int, _ noun: String) -> String {
    if number == 1 { return "1 \(noun)" }
    guard noun.hasSuffix("y"), let before = noun.dropLast().last, !"aeiou".contains(before) else {
        return "\(number) \(noun)s"
    }
    return "\(number) \(noun.dropLast())ies"
}
