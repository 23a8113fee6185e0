import Testing
import WringerCampaign
import WringerModel

/// The search of cliffs against functions whose steps are known.
@Suite struct CliffSearchTests {
    /// Runs a search to its end; the outcome of a depth is a function of it.
    private func search(
        to greatest: Int, slow: (Int) -> Bool = { _ in false }, _ outcome: (Int) -> String
    ) -> (search: CliffSearch<String>, asked: [Int]) {
        var search = CliffSearch<String>(greatestDepth: greatest)
        var asked: [Int] = []
        while let depth = search.next {
            asked.append(depth)
            search.note(outcome(depth), isSlow: slow(depth))
        }
        return (search, asked)
    }

    private func depths(_ search: CliffSearch<String>) -> [Int] {
        search.boundaries.map(\.after.depth)
    }

    private func isExact(_ search: CliffSearch<String>) -> Bool {
        search.boundaries.allSatisfy { $0.isExact }
    }

    /// The outcome behind each of some steps, in order: `0`, `1`, `2`, …
    private func steps(_ steps: [Int]) -> (Int) -> String {
        { depth in "\(steps.count { $0 <= depth })" }
    }

    @Test func `every step is found at its exact depth, wherever it is`() {
        for step in 2...300 {
            let (search, asked) = search(to: 300, steps([step]))
            #expect(depths(search) == [step])
            #expect(isExact(search))
            #expect(search.end == .complete)
            #expect(search.isMonotone)
            #expect(asked.count <= 10 + 8 + 8)
        }
    }

    @Test func `steps that random functions have are found, in few trials and none twice`() {
        var random = RandomStream(seed: 11, stream: "steps")
        for _ in 0..<400 {
            let greatest = 1000 + random.below(10_000_000)
            // Behind different powers of two, so that the probe sees each.
            var found: Set<Int> = []
            for power in [3, 6, 8] where random.below(3) > 0 {
                found.insert((1 << power) + 1 + random.below(1 << power))
            }
            let expected = found.sorted()
            let (search, asked) = search(to: greatest, steps(expected))
            #expect(depths(search) == expected)
            #expect(Set(asked).count == asked.count)
            #expect(asked.count <= 26 + 8 + 9 * expected.count)
            let isWithin = asked.allSatisfy { (1...greatest).contains($0) }
            #expect(isWithin)
            #expect(asked.contains(greatest))
        }
    }

    @Test func `two steps between two probes are both found where the middle differs from both`() {
        let (search, _) = search(to: 1 << 20, steps([70_000, 120_000]))
        #expect(depths(search) == [70_000, 120_000])
    }

    @Test func `what comes back at a greater depth is found and said`() {
        let (search, _) = search(to: 100_000) { depth in
            (100..<3000).contains(depth) ? "crashed" : "passed"
        }
        #expect(depths(search) == [100, 3000])
        #expect(!search.isMonotone)
        #expect(search.boundaries.map(\.before.outcome) == ["passed", "crashed"])
    }

    @Test func `a hole between two equal probes is found where a check falls into it`() {
        // Both 4096 and 8192 pass; the middle does not.
        let (search, _) = search(to: 8192) { depth in
            (5000..<7000).contains(depth) ? "crashed" : "passed"
        }
        #expect(depths(search) == [5000, 7000])
    }

    @Test func `a function without any order ends the search, and that is said`() {
        var random = RandomStream(seed: 5, stream: "noise")
        let (search, asked) = search(to: 1 << 24) { _ in "\(random.below(1000))" }
        #expect(asked.count == CliffSearch<String>.maximumCount)
        #expect(search.end == .tooMany)
        #expect(!isExact(search))
    }

    @Test func `what takes too long ends the probe and is not cut down to one level`() {
        let (search, asked) = search(to: 1 << 24, slow: { $0 >= 50_000 }) {
            $0 >= 50_000 ? "timedOut" : $0 >= 777 ? "rejected" : "passed"
        }
        #expect(search.end == .slow)
        #expect(search.searchedDepth == 131_072)
        #expect(search.boundaries.map(\.isExact) == [true, false])
        #expect(depths(search)[0] == 777)
        let slowCount = asked.count { $0 >= 50_000 }
        #expect(slowCount <= 5)
        let timed = search.boundaries[1]
        #expect(timed.before.depth < 50_000 && timed.after.depth >= 50_000)
        #expect(timed.after.depth - timed.before.depth <= timed.before.depth / 8)
    }

    @Test func `a target that is slow once and then fails fast is probed on`() {
        let (search, _) = search(to: 1 << 20, slow: { (2000..<3000).contains($0) }) {
            $0 >= 3000 ? "crashed" : $0 >= 2000 ? "timedOut" : "passed"
        }
        #expect(search.end == .complete)
        #expect(search.searchedDepth == 1 << 20)
        #expect(search.boundaries.map(\.after.outcome) == ["timedOut", "crashed"])
    }

    @Test func `one level is searched too`() {
        let (search, asked) = search(to: 1) { _ in "passed" }
        #expect(asked == [1])
        #expect(search.boundaries.isEmpty)
        #expect(search.end == .complete)
        let (two, _) = self.search(to: 2) { $0 == 1 ? "passed" : "crashed" }
        #expect(depths(two) == [2])
    }

    @Test func `the greatest depth of all does not overflow the probe`() {
        let (search, asked) = search(to: .max, steps([1 << 40]))
        #expect(depths(search) == [1 << 40])
        #expect(asked.count <= 64 + 8 + 41)
    }
}
