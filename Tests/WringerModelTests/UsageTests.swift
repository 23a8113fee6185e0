import Testing
import WringerModel

@Suite struct UsageTests {
    @Test func `usage is in seconds and bytes, by the keys of the contract`() throws {
        var usage = Usage()
        usage.wall = .milliseconds(1500)
        usage.user = .milliseconds(250)
        usage.system = .zero
        usage.peakResidentSet = .mebibytes(3)
        usage.minorFaults = 210
        usage.majorFaults = 1
        #expect(
            try JSON.text(usage)
                == #"{"majorFaults":1,"minorFaults":210,"peakRSS":3145728,"system":0,"user":0.25,"#
                + #""wall":1.5}"#)
        #expect(try JSON.roundTrip(usage) == usage)
    }

    @Test func `times survive to the nanosecond`() throws {
        let usages = (1...2000).map { count in
            var usage = Usage()
            usage.wall = .nanoseconds(count * 7919)
            usage.user = .microseconds(count)
            return usage
        }
        let read = try JSON.roundTrip(usages)
        #expect(zip(usages, read).filter { $0.wall != $1.wall }.count == 0)
        #expect(zip(usages, read).filter { $0.user != $1.user }.count == 0)
    }

    /// An edited recording must not end Wringer.
    @Test func `an impossible time is not decoded`() {
        let text =
            #"{"majorFaults":1,"minorFaults":2,"peakRSS":3,"system":0,"user":0,"wall":1e300}"#
        #expect(throws: DecodingError.self) { try JSON.value(Usage.self, text) }
    }

    @Test func `a missing key is not decoded`() {
        #expect(throws: DecodingError.self) { try JSON.value(Usage.self, #"{"wall":1}"#) }
    }
}
