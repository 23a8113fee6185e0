import Testing

@testable import WringerCampaign

@Suite struct FloorSearchTests {
    /// What a search does against a threshold; it is stopped where it does not end by itself.
    private func search(
        from start: UInt64, isCount: Bool, threshold: UInt64
    ) -> (tried: [UInt64], floor: UInt64?, ended: Bool) {
        var search = FloorSearch(from: start, isCount: isCount)
        var tried: [UInt64] = []
        while let candidate = search.next {
            guard tried.count < 200 else { return (tried, nil, false) }
            tried.append(candidate)
            search.note(candidate, isEnough: candidate >= threshold)
        }
        return (tried, search.floor, true)
    }

    @Test func `a count is found exactly`() {
        for start in [0, 1, 2, 3, 7, 16] as [UInt64] {
            for threshold in UInt64(1)...70 {
                let found = search(from: start, isCount: true, threshold: threshold)
                #expect(found.floor == threshold, "from \(start) to \(threshold)")
                #expect(found.tried.count <= 16)
            }
        }
    }

    @Test(arguments: [4096, 65_536, 1 << 20, 16 << 20] as [UInt64])
    func `bytes are found to a sixteenth or a page`(_ start: UInt64) throws {
        for threshold in [
            1, 4096, 4097, 10_000, 65_536, 100_000, 1 << 20, 5_000_000, 300 << 20,
        ] as [UInt64] {
            let found = search(from: start, isCount: false, threshold: threshold)
            let floor = try #require(found.floor)
            #expect(floor >= threshold)
            #expect(floor - min(floor, max(4096, floor / 16)) < threshold)
            #expect(found.tried.count <= 40)
        }
    }

    @Test func `the search doubles until it is enough`() {
        let found = search(from: 8192, isCount: false, threshold: 60_000)
        #expect(found.tried.prefix(4) == [8192, 16_384, 32_768, 65_536])
        #expect(found.floor == 61_440)
    }

    @Test func `what is enough at the start is searched below it`() {
        #expect(search(from: 64, isCount: true, threshold: 3).floor == 3)
        #expect(search(from: 1, isCount: true, threshold: 1).tried == [1])
    }

    @Test func `a search from nothing starts at a page or one`() {
        #expect(FloorSearch(from: 0, isCount: false).next == 4096)
        #expect(FloorSearch(from: 0, isCount: true).next == 1)
        #expect(FloorSearch(from: 100, isCount: false).next == 4096)
    }

    @Test func `the floor is not known before the search is over`() {
        var search = FloorSearch(from: 8, isCount: true)
        #expect(search.floor == nil)
        search.note(8, isEnough: true)
        #expect(search.floor == nil)
    }

    @Test func `a search gives up where no machine has that much`() {
        let found = search(from: 4096, isCount: false, threshold: .max)
        #expect(found.ended)
        #expect(found.floor == nil)
        #expect(found.tried.last == 4096 << 48)
    }

    /// The values come from `--limit`, and people write 6000.
    @Test func `a search from any size ends`() {
        for start in stride(from: UInt64(4097), to: 40_000, by: 97) {
            for threshold in stride(from: UInt64(1000), to: 80_000, by: 1013) {
                let found = search(from: start, isCount: false, threshold: threshold)
                if !found.ended {
                    Issue.record("from \(start) to \(threshold) it tries \(found.tried.suffix(3))")
                    return
                }
            }
        }
    }

    @Test func `a search from a huge size never wraps around`() {
        let found = search(from: 1 << 62, isCount: false, threshold: .max)
        #expect(found.ended)
        #expect(found.tried == found.tried.sorted())
        #expect(!found.tried.contains(0))
    }
}
