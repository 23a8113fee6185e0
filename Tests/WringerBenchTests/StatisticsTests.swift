import Testing

@testable import WringerBench

@Suite struct StatisticsTests {
    @Test func `the median lies in the middle, between two numbers in proportion`() {
        #expect(Spread(of: [3, 1, 2]).median == 2)
        #expect(Spread(of: [4, 1, 3, 2]).median == 2.5)
        #expect(Spread(of: [7]).median == 7)
    }

    @Test func `tenths are bounds of the lowest and the highest numbers`() {
        let spread = Spread(of: (0...100).map(Double.init).reversed())
        #expect(spread.p10 == 10)
        #expect(spread.p90 == 90)
        #expect(Spread(of: [7]).p10 == 7)
        #expect(Spread(of: [7]).p90 == 7)
    }

    @Test func `the whole range has its ends`() {
        #expect(percentile(0, ofSorted: [1, 2, 4]) == 1)
        #expect(percentile(100, ofSorted: [1, 2, 4]) == 4)
        #expect(percentile(75, ofSorted: [1, 2, 4]) == 3)
    }

    @Test func `in each round every lane has one turn`() {
        let plan = RoundPlan(lanes: 5, rounds: 40)
        #expect(plan.orders.count == 40)
        for order in plan.orders { #expect(order.sorted() == [0, 1, 2, 3, 4]) }
    }

    @Test func `the order changes, and every lane is first at times`() {
        let plan = RoundPlan(lanes: 3, rounds: 60)
        #expect(Set(plan.orders).count == 6)
        #expect(Set(plan.orders.map { $0[0] }) == [0, 1, 2])
    }

    @Test func `a plan is a function of its seed`() {
        #expect(RoundPlan(lanes: 4, rounds: 9).orders == RoundPlan(lanes: 4, rounds: 9).orders)
        let other = RoundPlan(lanes: 4, rounds: 9, seed: 2)
        #expect(RoundPlan(lanes: 4, rounds: 9).orders != other.orders)
    }
}
