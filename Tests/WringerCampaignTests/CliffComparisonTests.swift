import Testing
import WringerCampaign
import WringerModel
import WringerReport

/// What moved between two maps.
@Suite struct CliffComparisonTests {
    private func boundary(
        _ to: Verdict, _ depth: Int, _ detail: String? = "sig", isExact: Bool = true
    ) -> CliffBoundary {
        var boundary = CliffBoundary(
            from: CliffClass(verdict: .passed, detail: nil), depth - 1,
            to: CliffClass(verdict: to, detail: detail), depth)
        boundary.isExact = isExact
        return boundary
    }

    private func map(
        _ boundaries: [CliffBoundary], shape: String = "s", searchedDepth: Int = 1000
    ) -> CliffMap {
        var map = CliffMap(target: "t", identity: nil)
        map.cliffs = [
            CliffCell(
                shape: shape, limit: CliffLimit(stack: .finite(1 << 20)), first: "passed",
                boundaries: boundaries, searchedDepth: searchedDepth, end: .depth,
                isMonotone: true, trialCount: 1)
        ]
        return map
    }

    private func moves(_ old: [CliffBoundary], _ new: [CliffBoundary]) -> [CliffMove] {
        CliffComparison(from: map(old), to: map(new)).moves
    }

    @Test func `equal maps have no moves`() {
        let same = [boundary(.rejected, 10, "deep"), boundary(.crashed, 20)]
        let comparison = CliffComparison(from: map(same), to: map(same))
        #expect(comparison.moves.isEmpty && !comparison.isWorse)
        #expect(comparison.comparedCount == 1)
        #expect(comparison.text(Style(isColored: false)).hasPrefix("Nothing moved"))
    }

    @Test func `a failure that comes earlier is worse, one that comes later is not`() {
        let earlier = moves([boundary(.crashed, 20)], [boundary(.crashed, 19)])
        #expect(earlier.map(\.isWorse) == [true])
        #expect(earlier.first?.oldDepth == 20 && earlier.first?.newDepth == 19)
        let later = moves([boundary(.crashed, 20)], [boundary(.crashed, 40)])
        #expect(later.map(\.isWorse) == [false])
    }

    @Test func `a new failure is worse, a gone one and a new refusal are not`() {
        #expect(moves([], [boundary(.crashed, 20)]).map(\.isWorse) == [true])
        #expect(moves([boundary(.crashed, 20)], []).map(\.isWorse) == [false])
        let refusal = moves([boundary(.crashed, 20)], [boundary(.rejected, 20, "deep")])
        #expect(refusal.map(\.isWorse) == [false, false])
        #expect(refusal.map(\.newDepth) == [20, nil])
    }

    @Test func `what lies deeper than was looked is not gone`() {
        let comparison = CliffComparison(
            from: map([boundary(.crashed, 900)]), to: map([], searchedDepth: 500))
        #expect(comparison.moves.isEmpty)
    }

    @Test func `another signature at the same depth is said and is not worse`() {
        let move = moves([boundary(.crashed, 20, "a")], [boundary(.crashed, 20, "b")])
        #expect(move.map(\.isWorse) == [false])
        #expect(move.first?.oldSignature == "a" && move.first?.newSignature == "b")
    }

    @Test func `a boundary of time that moved a little did not move`() {
        let old = boundary(.rejected, 1000, isExact: false)
        #expect(moves([old], [boundary(.rejected, 1600, isExact: false)]).isEmpty)
        #expect(moves([old], [boundary(.rejected, 2100, isExact: false)]).count == 1)
    }

    @Test func `places of a map that make no sense are named`() {
        #expect(map([boundary(.crashed, 20)]).problem == nil)
        var wrong = map([boundary(.crashed, 20)])
        wrong.cliffs[0].boundaries[0].firstAfter = 19
        #expect(wrong.problem == "cliffs.0.boundaries.0.firstAfter: 19 does not come after 19")
        wrong.cliffs[0].boundaries[0].lastBefore = -1
        #expect(wrong.problem == "cliffs.0.boundaries.0.lastBefore: -1 is no depth")
        wrong = map([boundary(.crashed, 20)])
        wrong.cliffs[0].boundaries[0].to = "crushed"
        #expect(wrong.problem == "cliffs.0.boundaries.0.to: crushed is no verdict")
    }

    @Test func `a baseline of another binary is said`() {
        func made(_ sha256: String) -> CliffMap {
            let binary = TargetIdentity.File(path: "/bin/old", sha256: sha256, buildID: nil)
            return CliffMap(
                target: "t",
                identity: TargetIdentity(
                    command: [], binary: binary, libraries: [], scripts: []))
        }
        let text = CliffComparison(from: made("a"), to: made("b")).text(Style(isColored: false))
        #expect(text.contains("another binary, then /bin/old"))
        #expect(CliffComparison(from: made("a"), to: made("a")).otherBinary == nil)
    }

    @Test func `a failure of a cell that only the new map has is new`() {
        let comparison = CliffComparison(
            from: map([boundary(.crashed, 20)]), to: map([boundary(.crashed, 9)], shape: "other"))
        #expect(comparison.isWorse && comparison.moves.map(\.newDepth) == [9])
        #expect(comparison.addedCount == 1 && comparison.missingCount == 1)
        let text = comparison.text(Style(isColored: false))
        #expect(text.contains("1 not in the baseline, 1 only in the baseline"))
    }

    @Test func `a map is the same after it was written and read`() throws {
        var map = map([boundary(.crashed, 20), boundary(.rejected, 30, "deep")])
        map.cliffs[0].boundaries[0].band = JitterBand()
        map.leftOut = []
        map.cliffs.append(
            CliffCell(
                shape: "s", limit: CliffLimit(stack: .unlimited), first: "passed",
                boundaries: [], searchedDepth: 5, end: .slow, isMonotone: false, trialCount: 2))
        let object = try JSON.object(map)
        let cells = try #require(object["cliffs"] as? [[String: Any]])
        #expect((cells[0]["limit"] as? [String: Any])?["stack"] as? Int == 1 << 20)
        #expect((cells[1]["limit"] as? [String: Any])?["stack"] as? String == "unlimited")
        let first = try #require((cells[0]["boundaries"] as? [[String: Any]])?.first)
        #expect(first["from"] as? String == "passed" && first["to"] as? String == "crashed")
        #expect(first["lastBefore"] as? Int == 19 && first["firstAfter"] as? Int == 20)
        #expect(first["signature"] as? String == "sig")
        let again = try JSON.decoded(map)
        #expect(CliffComparison(from: map, to: again).moves.isEmpty)
        #expect(CliffComparison(from: again, to: map).comparedCount == 2)
    }

    @Test func `the table groups limits under which the same comes, and explains its marks`() {
        var map = map([boundary(.crashed, 3850)])
        var other = map.cliffs[0]
        other = CliffCell(
            shape: "s", limit: CliffLimit(stack: .unlimited), first: "passed",
            boundaries: other.boundaries, searchedDepth: 1000, end: .depth, isMonotone: true,
            trialCount: 1)
        map.cliffs.append(other)
        map.cliffs[0].boundaries[0].confirmed = 3
        map.cliffs[1].boundaries[0].confirmed = 3
        let text = CliffReport(map, Style(isColored: false)).text(
            conditions: "as=1G", times: 3)
        #expect(text.contains("3,849 | 3,850"))
        #expect(text.contains("all "))
        #expect(text.contains("passed → crashed [1]"))
        #expect(text.contains("[1] crashed: sig"))
        map.cliffs[1].boundaries[0].confirmed = 1
        let split = CliffReport(map, Style(isColored: false)).text(
            conditions: "", times: 3)
        #expect(split.contains("seen again 1 of 3 times"))
        #expect(split.contains("unlimited"))
    }
}
