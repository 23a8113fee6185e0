import Foundation
import Testing
import WringerModel
import WringerTriage

/// Laws of growth from points whose law is known.
@Suite struct GrowthFitTests {
    /// 14 sizes from 100 to a million.
    private static let sizes = (0..<14).map { Int(100 * pow(10, Double($0) * 4 / 13)) }

    /// Points of a law with noise: a share of the cost, always more and sometimes much more, as
    /// times are, and the least of three repeats, as it is measured.
    private func points(
        noise: Double, seed: UInt64, sizes: [Int] = sizes, _ cost: (Double) -> Double
    ) -> [GrowthPoint] {
        var random = RandomStream(seed: seed, stream: "growth")
        func unit() -> Double { Double(random.below(1 << 30)) / Double(1 << 30) }
        return sizes.map { size in
            let repeats = (0..<3).map { _ in
                let normal = (0..<12).reduce(0.0) { sum, _ in sum + unit() } - 6
                let burst = random.chance(1, in: 10) ? unit() : 0
                return exp(noise * normal) * (1 + burst)
            }
            return GrowthPoint(size: size, cost: cost(Double(size)) * (repeats.min() ?? 1))
        }
    }

    /// Laws, and the exponent that they have at the largest sizes.
    static let laws: [(name: String, exponent: Double, cost: @Sendable (Double) -> Double)] = [
        ("linear", 1, { 0.002 + 1e-6 * $0 }),
        ("linear without a fixed cost", 1, { 1e-6 * $0 }),
        ("quadratic", 2, { 0.002 + 1e-12 * $0 * $0 }),
        ("cubic", 3, { 0.002 + 1e-18 * $0 * $0 * $0 }),
        ("root", 0.5, { 0.002 + 1e-3 * $0.squareRoot() }),
    ]

    @Test(arguments: laws.indices)
    func `the exponent of a power is found, and its interval holds it`(index: Int) throws {
        let law = Self.laws[index]
        var covered = 0
        for seed in 1...40 as ClosedRange<UInt64> {
            let growth = GrowthFit.growth(of: points(noise: 0.03, seed: seed, law.cost))
            let found = try #require(growth.law, "\(law.name) \(seed)")
            #expect(abs(found.exponent - law.exponent) < 0.15, "\(law.name) \(seed): \(found)")
            if found.interval.contains(law.exponent) { covered += 1 }
        }
        #expect(covered >= 35, "\(law.name): the interval held it in \(covered) of 40")
    }

    @Test func `n log n is little more than linear`() throws {
        for seed in 1...25 as ClosedRange<UInt64> {
            let growth = GrowthFit.growth(
                of: points(noise: 0.03, seed: seed) { 0.002 + 1e-7 * $0 * log($0) })
            let law = try #require(growth.law)
            #expect((1.0...1.3).contains(law.exponent), "\(law)")
            #expect(!growth.isAbove(1.5))
        }
    }

    @Test func `what does not grow is constant`() {
        for seed in 1...40 as ClosedRange<UInt64> {
            #expect(
                GrowthFit.growth(of: points(noise: 0.05, seed: seed) { _ in 0.002 }) == .constant)
        }
    }

    @Test func `a break from linear to quadratic is found where it is`() throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            let growth = GrowthFit.growth(
                of: points(noise: 0.03, seed: seed) { n in
                    0.0002 + (n < 10_000 ? 1e-6 * n : 1e-10 * n * n)
                })
            let law = try #require(growth.law)
            let bend = try #require(law.bend, "\(seed): \(law)")
            #expect((3_000...30_000).contains(bend.size), "\(law)")
            #expect(abs(bend.exponentBefore - 1) < 0.3, "\(law)")
            #expect(abs(law.exponent - 2) < 0.15, "\(law)")
            #expect(growth.isAbove(1.5))
        }
    }

    @Test func `a quadratic part that takes over shows at the largest sizes`() throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            let growth = GrowthFit.growth(
                of: points(noise: 0.02, seed: seed) { 0.002 + 1e-6 * $0 + 1e-10 * $0 * $0 })
            let law = try #require(growth.law)
            #expect((1.85...2.15).contains(law.exponent), "\(law)")
            #expect(growth.isAbove(1.5))
        }
    }

    @Test func `a linear family is never above 1.5, however it is measured`() {
        for seed in 1...120 as ClosedRange<UInt64> {
            let noise = [0.01, 0.05, 0.15, 0.3][Int(seed % 4)]
            let fixed = [0, 1e-3, 0.05][Int(seed % 3)]
            let count = [8, 12, 16][Int(seed / 4 % 3)]
            let top = [3e3, 1e5, 1e7][Int(seed / 12 % 3)]
            let sizes = (0..<count).map { Int(10 * pow(top / 10, Double($0) / Double(count - 1))) }
            let growth = GrowthFit.growth(
                of: points(noise: noise, seed: seed, sizes: sizes) { fixed + 0.3 / top * $0 })
            #expect(!growth.isAbove(1.5), "seed \(seed), noise \(noise): \(growth)")
        }
    }

    @Test func `a quadratic family is above 1.5 in nearly all measurements`() {
        var found = 0
        for seed in 1...40 as ClosedRange<UInt64> {
            let growth = GrowthFit.growth(
                of: points(noise: 0.05, seed: seed) { 0.01 + 1e-12 * $0 * $0 })
            if growth.isAbove(1.5) { found += 1 }
        }
        #expect(found >= 39, "\(found) of 40")
    }

    @Test func `a law says what a size costs, and which size costs that`() throws {
        let growth = GrowthFit.growth(of: points(noise: 0, seed: 1) { 0.1 + 1e-10 * $0 * $0 })
        let law = try #require(growth.law)
        #expect(abs(law.cost(ofSize: 1e5) - 1.1) < 0.02)
        #expect(abs((law.size(costing: 1.1) ?? 0) / 1e5 - 1) < 0.02)
        #expect(law.size(costing: 0.05) == nil)
    }

    @Test func `too few sizes, or too little between them, say nothing`() {
        let few = points(noise: 0, seed: 1, sizes: [1, 10, 100, 1000, 10_000]) { $0 }
        #expect(GrowthFit.growth(of: few) == .unknown)
        let narrow = points(noise: 0, seed: 1, sizes: Array(100..<120)) { $0 }
        #expect(GrowthFit.growth(of: narrow) == .unknown)
    }
}
