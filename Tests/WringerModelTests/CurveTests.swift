import Foundation
import Testing

@testable import WringerModel

@Suite struct CurveTests {
    /// Deterministic noise, nearly normal, with a standard deviation of 1.
    private struct Noise {
        var state: UInt64

        mutating func next() -> Double {
            var sum = 0.0
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                sum += Double(state >> 11) / Double(1 << 53)
            }
            return sum - 6
        }
    }

    /// A curve of two seconds, with a start in which something is loaded and relative noise.
    private static func curve(
        count: Int = 200, noise: Double = 0, seed: UInt64 = 1, peak: Double = 50e6,
        loads: Bool = true, _ shape: (Double) -> Double
    ) -> Curve {
        var random = Noise(state: seed)
        let times = (0..<count).map { 2 * Double($0) / Double(count - 1) }
        let values = times.map { time in
            let start = loads ? min(1, time / 0.02) : 1
            return 4e6 * start + peak * (shape(time / 2) + noise * random.next())
        }
        return Curve(times: times, values: values)
    }

    private static let shapes: [(SeriesShape, @Sendable (Double) -> Double)] = [
        (.flat, { _ in 0.5 }),
        (.linear, { $0 }),
        (.linear, { 1 - $0 }),
        (.quadratic, { $0 * $0 }),
        (.quadratic, { 0.2 * $0 + 0.8 * $0 * $0 }),
        (.exponential, { exp(6 * ($0 - 1)) }),
        (.exponential, { exp(12 * ($0 - 1)) }),
        (.step, { $0 < 0.4 ? 0.1 : 0.9 }),
        (.step, { $0 < 0.6 ? 0.9 : 0.2 }),
        (.plateau, { min($0, 0.4) * 2.5 }),
        (.plateau, { min($0, 0.7) }),
        (.sawtooth, { ($0 * 7).truncatingRemainder(dividingBy: 1) }),
        (.sawtooth, { 0.2 + 0.8 * ($0 * 3.5).truncatingRemainder(dividingBy: 1) }),
    ]

    @Test(arguments: shapes.indices, [0, 0.01, 0.03])
    func `a shape is found through noise`(index: Int, noise: Double) {
        let (shape, function) = Self.shapes[index]
        for seed in 1...4 as ClosedRange<UInt64> {
            for count in [40, 200, 1000] {
                let curve = Self.curve(count: count, noise: noise, seed: seed, function)
                #expect(
                    curve.trend(ofLeast: 131_072).shape == shape, "seed \(seed), \(count) points")
            }
        }
    }

    @Test func `a slope is right within three per cent through noise`() {
        for seed in 1...20 as ClosedRange<UInt64> {
            let slope = Self.curve(noise: 0.03, seed: seed) { $0 }.trend(ofLeast: 0.1).slope ?? 0
            #expect((slope / 25e6 - 1).magnitude < 0.03, "seed \(seed): \(slope)")
        }
    }

    @Test func `a few odd points do not move a slope`() {
        let plain = Self.curve { $0 }
        var values = plain.values
        for index in stride(from: 50, to: 200, by: 20) { values[index] *= 5 }
        let slope = Curve(times: plain.times, values: values).trend(ofLeast: 0.1).slope ?? 0
        #expect((slope / 25e6 - 1).magnitude < 0.02)
    }

    @Test func `what is given back at the end is no part of the shape`() {
        let curve = Self.curve { $0 < 0.9 ? $0 : 0.9 - ($0 - 0.9) * 8 }
        #expect(curve.trend(ofLeast: 131_072).shape == .linear)
        #expect(((curve.trend(ofLeast: 0.1).slope ?? 0) / 25e6 - 1).magnitude < 0.05)
    }

    @Test func `growth that begins late is linear, and its slope is that of the growth`() {
        let curve = Self.curve { max(0, $0 - 0.5) }
        #expect(curve.trend(ofLeast: 131_072).shape == .linear)
        #expect(((curve.trend(ofLeast: 0.1).slope ?? 0) / 25e6 - 1).magnitude < 0.05)
    }

    @Test func `the slope of a plateau is that of the growth before it`() {
        let curve = Self.curve { min($0, 0.5) }
        #expect(curve.trend(ofLeast: 131_072).shape == .plateau)
        #expect(((curve.trend(ofLeast: 0.1).slope ?? 0) / 25e6 - 1).magnitude < 0.05)
    }

    @Test func `a change that means nothing is flat`() {
        #expect(
            Self.curve(peak: 200_000, loads: false) { $0 }.trend(ofLeast: 131_072).shape == .flat)
        let one = Self.curve(peak: 0, loads: false) { _ in 0 }
        #expect(one.trend(ofLeast: 1).shape == .flat)
        let descriptors = Curve(
            times: (0..<50).map(Double.init), values: (0..<50).map { $0 < 20 ? 3 : 4 })
        #expect(descriptors.trend(ofLeast: 1).shape == .flat)
    }

    @Test func `what has no shape gets none`() {
        let curve = Self.curve { sin($0 * 9) }
        #expect(curve.trend(ofLeast: 131_072).shape == nil)
    }

    @Test func `too few points have no shape, and fewer no slope`() {
        let some = Curve(times: [0, 1, 2, 3, 4, 5], values: [0, 1, 2, 3, 4, 5])
        #expect(some.trend(ofLeast: 0.1).shape == nil)
        #expect(some.trend(ofLeast: 0.1).slope == 1)
        let few = Curve(times: [0, 1], values: [0, 1])
        #expect(few.trend(ofLeast: 0.1).shape == nil)
        #expect(few.trend(ofLeast: 0.1).slope == nil)
        let none = Curve(times: [], values: [])
        #expect(none.trend(ofLeast: 0.1).slope == nil && none.mean == 0 && none.peak == 0)
    }

    @Test func `a mean is weighted by time`() {
        #expect(Curve(times: [0, 1, 2, 10], values: [0, 0, 10, 10]).mean == 8.5)
        #expect(Curve(times: [0, 0.1, 0.3], values: [3, 3, 3]).mean == 3)
        #expect(Curve(times: [5], values: [7]).mean == 7)
        #expect(Curve(times: [5, 5], values: [7, 8]).mean == 7)
    }

    @Test func `points at one moment do no harm`() {
        let same = Curve(
            times: [Double](repeating: 1, count: 20), values: (0..<20).map(Double.init))
        #expect(same.trend(ofLeast: 0.1).slope == nil)
        #expect(same.trend(ofLeast: 1).shape == nil)
    }

    @Test(arguments: [1e-12, 0.001, 0.5, 1, 2, 10, 12_345.678, 1e300])
    func `logarithms and powers are those of the C library`(x: Double) {
        #expect((logarithm(x) - log(x)).magnitude <= 1e-12 * max(1, log(x).magnitude))
        let small = log(x) / 50
        #expect((exponential(small) / exp(small) - 1).magnitude < 1e-8)
    }
}
