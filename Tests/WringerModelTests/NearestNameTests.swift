import Testing
import WringerModel

@Suite struct NearestNameTests {
    private let known = ["stack", "data", "core", "memlock", "sigpending"]

    @Test(arguments: [
        ("stakc", "stack"), ("stck", "stack"), ("STACK", "stack"), ("dta", "data"),
        ("sigpnding", "sigpending"), ("sigpendign", "sigpending"), ("pending", "sigpending"),
        ("core", "core"), ("cor", "core"),
    ])
    func `a name within two edits or a third of its length is close`(
        _ wrong: String, _ name: String
    ) {
        #expect(nearestName(to: wrong, among: known) == name)
    }

    @Test(arguments: ["wonderful", "kcats", "xyz", "", "xxmexxck"])
    func `a name farther away is not guessed`(_ wrong: String) {
        #expect(nearestName(to: wrong, among: known) == nil)
    }

    @Test func `of equally close names the first in the alphabet is taken`() {
        #expect(nearestName(to: "ax", among: ["ac", "ab"]) == "ab")
        #expect(nearestName(to: "ax", among: ["ab", "ac"]) == "ab")
    }

    @Test func `a suggestion is empty where nothing is close`() {
        #expect(suggestion(for: "dtaa", among: known) == "; did you mean data?")
        #expect(suggestion(for: "wonderful", among: known) == "")
        #expect(suggestion(for: "x", among: [String]()) == "")
    }

    @Test func `a very long wrong name costs no more than its beginning`() {
        let long = String(repeating: "a", count: 1_000_000)
        #expect(nearestName(to: long, among: known) == nil)
    }
}
