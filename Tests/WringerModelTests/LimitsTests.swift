import Foundation
import Testing
import WringerModel

@Suite struct LimitsTests {
    private func parsed(_ text: String) throws -> Limit { try Limits.parse(text).limit }

    private func message(_ text: String) -> String {
        do {
            return "no error but \(try Limits.parse(text))"
        } catch { return error.description }
    }

    private static func both(_ value: UInt64) -> Limit {
        Limit(soft: .finite(value), hard: .finite(value))
    }

    @Test(
        arguments: [
            ("stack=256K", .stack, both(262_144)), ("as=1G", .addressSpace, both(1 << 30)),
            ("nofile=64", .openFiles, both(64)), ("fsize=0", .fileSize, both(0)),
            ("data=unlimited", .data, Limit(soft: .unlimited, hard: .unlimited)),
            ("core=4096", .core, both(4096)), ("memlock=64K", .lockedMemory, both(65_536)),
            ("nproc=10", .processes, both(10)), ("sigpending=3", .pendingSignals, both(3)),
        ] as [(String, LimitName, Limit)])
    func `a single value sets both sides`(_ text: String, _ name: LimitName, _ limit: Limit) throws
    {
        let found = try Limits.parse(text)
        #expect(found.name == name)
        #expect(found.limit == limit)
    }

    @Test func `soft and hard are read apart`() throws {
        #expect(try parsed("stack=1M:2M") == Limit(soft: .finite(1 << 20), hard: .finite(2 << 20)))
        #expect(
            try parsed("stack=1M:unlimited") == Limit(soft: .finite(1 << 20), hard: .unlimited))
        #expect(try parsed("nofile=8:8") == Self.both(8))
    }

    @Test func `the hard side of a processor limit is a second later`() throws {
        #expect(try parsed("cpu=2s") == Limit(soft: .finite(2), hard: .finite(3)))
        #expect(try parsed("cpu=2") == Limit(soft: .finite(2), hard: .finite(3)))
        #expect(try parsed("cpu=1m") == Limit(soft: .finite(60), hard: .finite(61)))
        #expect(try parsed("cpu=0") == Limit(soft: .finite(0), hard: .finite(1)))
        #expect(try parsed("cpu=2s:2s") == Self.both(2))
        #expect(try parsed("cpu=unlimited") == Limit(soft: .unlimited, hard: .unlimited))
    }

    @Test(arguments: ["cpu=1.5s", "cpu=500ms", "cpu=0.5", "cpu=-1", "cpu=x", "cpu="])
    func `a processor limit counts whole seconds`(_ text: String) {
        let value = text.dropFirst(4)
        #expect(
            message(text)
                == "limit cpu=\(value): expected a value such as 2s (whole seconds: the kernel "
                + "counts no finer) or unlimited")
    }

    @Test func `a value that is none is refused with an example`() {
        #expect(
            message("stack=big")
                == "limit stack=big: expected a value such as 256K, 8M, 1G or unlimited")
        #expect(
            message("nofile=-1") == "limit nofile=-1: expected a value such as 64 or unlimited")
        #expect(
            message("as=18446744073709551615")
                == "limit as=18446744073709551615: expected a value such as 256K, 8M, 1G or "
                + "unlimited")
        #expect(
            message("as=1M:")
                == "limit as=: expected a value such as 256K, 8M, 1G or unlimited")
    }

    @Test func `the resident set is refused because Linux ignores it`() {
        #expect(
            message("rss=1M")
                == "limit rss has no effect: Linux ignores RLIMIT_RSS since 2.4.30; use as or data")
    }

    @Test func `an unknown name gives the nearest and all known ones`() {
        #expect(
            message("stakc=1M")
                == "unknown limit 'stakc'; did you mean stack?; known are as core cpu data fsize "
                + "memlock nofile nproc sigpending stack")
        #expect(
            message("wonderful=1M")
                == "unknown limit 'wonderful'; known are as core cpu data fsize memlock nofile "
                + "nproc sigpending stack")
    }

    @Test func `the unknown name is shown without its control characters`() {
        #expect(message("\u{1b}[2J=1").hasPrefix(#"unknown limit '\x1b[2J'"#))
    }

    @Test func `a limit without a value is refused`() {
        #expect(message("stack") == "limit 'stack' is not NAME=VALUE, as in stack=256K")
    }

    @Test func `soft above hard is refused`() {
        #expect(message("stack=2M:1M") == "limit stack=2M:1M: soft is above hard")
        #expect(message("as=unlimited:1G") == "limit as=unlimited:1G: soft is above hard")
    }

    @Test(arguments: [
        "stack=256K", "as=1G", "nofile=64", "nofile=1024", "cpu=2s", "cpu=2s:2s", "cpu=2s:9s",
        "stack=1M:unlimited", "fsize=1000:2K", "data=unlimited", "cpu=unlimited", "core=0",
    ])
    func `a limit is written as it is read`(_ text: String) throws {
        let (name, limit) = try Limits.parse(text)
        #expect("\(name.rawValue)=\(name.text(of: limit))" == text)
    }

    @Test func `limits are written in the order of their names`() throws {
        let limits = Limits([
            .stack: Self.both(8 << 20), .addressSpace: Self.both(256 << 20),
            .cpu: Limit(soft: .finite(1), hard: .finite(2)),
        ])
        #expect(limits.description == "as=256M cpu=1s stack=8M")
        #expect(Limits().description == "")
        #expect(Limits().isEmpty)
    }

    @Test func `limits are encoded as an object of texts`() throws {
        let limits = Limits([
            .stack: Self.both(262_144), .openFiles: Limit(soft: .finite(8), hard: .unlimited),
        ])
        #expect(try JSON.text(limits) == #"{"nofile":"8:unlimited","stack":"256K"}"#)
        #expect(try JSON.roundTrip(limits) == limits)
    }

    /// A replay must read back whatever the recording worker had.
    @Test(
        arguments: [
            (.cpu, Limit(soft: .finite(0), hard: .finite(1))),
            (.cpu, Limit(soft: .finite(1_000_000_000), hard: .finite(2_000_000_000))),
            (.cpu, Limit(soft: .finite(3), hard: .finite(3))),
            (.addressSpace, Limit(soft: .finite(1 << 63), hard: .unlimited)),
            (.openFiles, Limit(soft: .finite(1024), hard: .finite(524_288))),
            (.pendingSignals, Limit(soft: .finite(15_123), hard: .finite(15_123))),
        ] as [(LimitName, Limit)])
    func `any limit of the kernel is encoded and read back`(
        _ name: LimitName, _ limit: Limit
    ) throws {
        let limits = Limits([name: limit])
        #expect(try JSON.roundTrip(limits) == limits)
    }

    @Test(arguments: [
        #"{"rss":"1M"}"#, #"{"stakc":"1M"}"#, #"{"stack":"much"}"#, #"{"stack":5}"#,
        #"{"stack":"2M:1M"}"#,
    ])
    func `limits that make no sense are not decoded`(_ text: String) {
        #expect(throws: DecodingError.self) { try JSON.value(Limits.self, text) }
    }

    @Test func `limits laid over others replace them by name`() {
        let below = Limits([.stack: Self.both(1), .data: Self.both(2)])
        let above = Limits([.stack: Self.both(3), .core: Self.both(4)])
        #expect(
            below.overlaid(by: above)
                == Limits([.stack: Self.both(3), .data: Self.both(2), .core: Self.both(4)]))
    }

    @Test func `no limit is above every finite one`() {
        #expect(LimitValue.finite(.max) < .unlimited)
        #expect(LimitValue.finite(1) < .finite(2))
        #expect(!(LimitValue.unlimited < .unlimited))
        #expect(LimitValue.unlimited.raw == .max)
        #expect(LimitValue.finite(5).raw == 5)
    }

    @Test func `every limit has the resource number of Linux`() {
        let numbers = LimitName.allCases.map { "\($0.rawValue) \($0.resource)" }
        #expect(
            numbers == [
                "as 9", "core 4", "cpu 0", "data 2", "fsize 1", "memlock 8", "nofile 7", "nproc 6",
                "rss 5", "sigpending 11", "stack 3",
            ])
    }
}
