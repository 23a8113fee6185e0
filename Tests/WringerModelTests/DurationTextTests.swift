import Testing
import WringerModel

@Suite struct DurationTextTests {
    @Test(
        arguments: [
            ("10s", .seconds(10)), ("10", .seconds(10)), ("500ms", .milliseconds(500)),
            ("8h", .seconds(28_800)), ("5m", .seconds(300)), ("1.5s", .milliseconds(1500)),
            ("0.5h", .seconds(1800)), ("250us", .microseconds(250)), ("1us", .microseconds(1)),
            ("87599h", .seconds(315_356_400)),
        ] as [(String, Duration)])
    func `a duration is read with its unit`(_ text: String, _ duration: Duration) {
        #expect(Duration(text: text) == duration)
    }

    @Test(arguments: [
        "", "s", "ms", "0", "0s", "-1s", "+1s", " 1s", "1 s", "1d", "ten", "nan", "inf", "infs",
        ".5s", "1s2", "87600h", "1e300", "99999999999999999999h",
    ])
    func `what is no duration is refused`(_ text: String) {
        #expect(Duration(text: text) == nil)
    }

    @Test func `every whole number of milliseconds is read exactly`() {
        let wrong = (1...20_000).filter { Duration(text: "\($0)ms") != .milliseconds($0) }
        #expect(Array(wrong.prefix(3)) == [], "and \(wrong.count) in all")
    }

    @Test func `every number of seconds with three places is read exactly`() {
        let wrong = (1...20_000).filter { count in
            let text = "\(decimal(Double(count) / 1000, places: 3))s"
            return Duration(text: text) != .milliseconds(count)
        }
        #expect(Array(wrong.prefix(3)) == [], "and \(wrong.count) in all")
    }

    @Test(
        arguments: [
            (.zero, "0.00 ms"), (.microseconds(1234), "1.23 ms"), (.milliseconds(9), "9.00 ms"),
            (.milliseconds(10), "10 ms"), (.milliseconds(250), "250 ms"),
            (.milliseconds(999), "999 ms"), (.seconds(1), "1.00 s"),
            (.milliseconds(1500), "1.50 s"),
            (.milliseconds(59_990), "59.99 s"), (.seconds(60), "1 min 00 s"),
            (.seconds(125), "2 min 05 s"), (.seconds(3599), "59 min 59 s"),
            (.seconds(3600), "1 h 00 min"), (.seconds(7500), "2 h 05 min"),
            (.seconds(360_000), "100 h 00 min"),
        ] as [(Duration, String)])
    func `a duration is written as a person writes it`(_ duration: Duration, _ text: String) {
        #expect(duration.text == text)
    }

    @Test func `seconds and nanoseconds are those of the duration`() {
        #expect(Duration.milliseconds(1500).seconds == 1.5)
        #expect(Duration.milliseconds(-1500).seconds == -1.5)
        #expect(Duration.milliseconds(1500).nanoseconds == 1_500_000_000)
        #expect(Duration.nanoseconds(-7).nanoseconds == -7)
    }

    @Test(
        arguments: [
            (0, 0, "0"), (0, 2, "0.00"), (1.5, 0, "2"), (1.25, 1, "1.3"), (12.345678, 3, "12.346"),
            (0.05, 1, "0.1"), (0.04, 1, "0.0"), (-0.04, 1, "0.0"), (-0.4, 0, "0"),
            (-2.5, 1, "-2.5"),
            (.infinity, 2, "inf"), (-.infinity, 0, "-inf"), (.nan, 3, "nan"), (1e30, 1, "1e+30"),
            (99.996, 2, "100.00"), (1.000_001, 6, "1.000001"), (0.000_1, 4, "0.0001"),
        ] as [(Double, Int, String)])
    func `a number is written with a fixed count of places`(
        _ value: Double, _ places: Int, _ text: String
    ) {
        #expect(decimal(value, places: places) == text)
    }
}
