import Testing
import WringerModel

@Suite struct TrialTests {
    private static let target = Target(
        name: "t", command: ["t", "@@"], fileExtension: "x", input: .file)

    private static func both(_ value: UInt64) -> Limit {
        Limit(soft: .finite(value), hard: .finite(value))
    }

    @Test(
        arguments: [
            (.captured, "captured"), (.full, "full"), (.closed, "closed"), (.brokenPipe, "pipe"),
            (.slow(bytesPerSecond: 100), "slow:100"),
        ] as [(OutputSink, String)])
    func `an output sink is a word`(_ sink: OutputSink, _ text: String) throws {
        #expect(sink.text == text)
        #expect(OutputSink(text: text) == sink)
        #expect(try JSON.text([sink]) == "[\"\(text)\"]")
        #expect(try JSON.roundTrip(sink) == sink)
    }

    @Test(arguments: [
        "", "slow", "slow:", "slow:0", "slow:x", "slow:2G", "full:", "full:1", "pipes", "Full",
        "slow:1:2",
    ])
    func `what is no output sink is refused`(_ text: String) {
        #expect(OutputSink(text: text) == nil)
        #expect(throws: DecodingError.self) { try JSON.value(OutputSink.self, "\"\(text)\"") }
    }

    @Test func `the rate of a slow sink may have a suffix`() {
        #expect(OutputSink(text: "slow:1K") == .slow(bytesPerSecond: 1024))
        #expect(OutputSink(text: "slow:1G") == .slow(bytesPerSecond: 1 << 30))
    }

    @Test func `captured and slow sinks are kept`() {
        let sinks: [OutputSink] = [
            .captured, .full, .closed, .brokenPipe, .slow(bytesPerSecond: 1),
        ]
        #expect(sinks.map(\.isKept) == [true, false, false, false, true])
    }

    @Test(
        arguments: [
            ("empty", .empty), ("closed", .closed), ("endless", .endless),
            ("failing:EIO", .failing(.io)),
            ("failing:EAGAIN", .failing(ErrorNumber(11))),
        ] as [(String, StandardInput)])
    func `a state of standard input is a word`(_ text: String, _ input: StandardInput) throws {
        #expect(try StandardInput.state(text) == input)
        #expect(input.text == text)
    }

    @Test func `a failing input fails with EIO where nothing else is said`() throws {
        #expect(try StandardInput.state("failing") == .failing(.io))
    }

    @Test func `anything else is the name of a file`() throws {
        for text in ["input.txt", "Empty", "", "failingEIO", "bytes"] {
            #expect(try StandardInput.state(text) == nil)
        }
        #expect(StandardInput.bytes([1], pace: nil).text == "bytes")
    }

    @Test func `an unknown error of a failing input gives the nearest`() {
        let error = #expect(throws: InputSyntaxError.self) {
            try StandardInput.state("failing:ENOMEN")
        }
        #expect(
            error?.description
                == "--stdin failing: unknown error 'ENOMEN'; did you mean ENOMEM?")
    }

    @Test func `a piece of input is a pair of seconds and bytes`() throws {
        let chunk = InputChunk(time: .milliseconds(1500), byteCount: 7)
        #expect(try JSON.text(chunk) == "[1.5,7]")
        #expect(try JSON.roundTrip(chunk) == chunk)
    }

    @Test func `the time of a piece of input survives to the nanosecond`() throws {
        let chunks = (1...2000).map { InputChunk(time: .nanoseconds($0 * 7919), byteCount: 1) }
        let read = try JSON.roundTrip(chunks)
        #expect(zip(chunks, read).filter { $0 != $1 }.count == 0)
    }

    @Test func `a piece of input with fewer than no bytes is not decoded`() {
        #expect(throws: DecodingError.self) { try JSON.value(InputChunk.self, "[0.5,-3]") }
    }

    /// An edited recording must not end Wringer.
    @Test func `a piece of input at an impossible time is not decoded`() {
        #expect(throws: DecodingError.self) { try JSON.value(InputChunk.self, "[1e300,1]") }
    }

    @Test func `a setup takes its limits and time from the target`() {
        var target = Self.target
        target.limits = Limits([.stack: Self.both(1 << 20)])
        target.timeout = .seconds(3)
        let setup = Setup(
            target: target, executable: "/t", environment: [:], inheritedLimits: Limits())
        #expect(setup.limits == target.limits)
        #expect(setup.timeout == .seconds(3))
        #expect(setup.maximumOutput == .mebibytes(64))
        #expect(setup.standardOutput == .captured)
        #expect(setup.standardError == .captured)
        #expect(setup.addressRandomization == .off)
        #expect(setup.tracing == .on)
        #expect(setup.terminal == nil)
        #expect(setup.writableFolders == [])
        #expect(setup.hostileLimits.isEmpty)
    }

    @Test func `a limit is hostile where neither the target nor the worker has it`() {
        var target = Self.target
        target.limits = Limits([.stack: Self.both(1 << 20), .data: Self.both(64 << 20)])
        var setup = Setup(
            target: target, executable: "/t", environment: [:],
            inheritedLimits: Limits([
                .openFiles: Limit(soft: .finite(1024), hard: .finite(4096)),
                .addressSpace: Limit(soft: .unlimited, hard: .unlimited),
            ]))
        setup.limits = Limits([
            .stack: Self.both(256 << 10), .data: Self.both(64 << 20),
            .openFiles: Self.both(1024), .addressSpace: Self.both(256 << 20),
        ])
        #expect(setup.hostileLimits.map(\.name) == [.addressSpace, .stack])
        #expect(setup.hostileLimits.map(\.limit) == [Self.both(256 << 20), Self.both(256 << 10)])
    }

    @Test func `a setup is encoded and read back`() throws {
        var target = Self.target
        target.prompt = try Pattern("^> ")
        target.input = .repl
        target.environment = ["A": "1"]
        target.panics = [
            EndingRule(
                exit: ExitCodes(text: "134"), signal: nil, stream: .standardError,
                pattern: try Pattern("^p"))
        ]
        target.outOfMemory = target.panics
        target.parseOnly = ["t", "-p", "@@"]
        target.nests = [
            NestingShape(
                name: "parens", prefix: "a", open: "(", core: "1", close: ")", suffix: "\n")
        ]
        target.probe = Probe(program: "print(1)", output: "1\n")
        target.noise = [try Pattern("0x[0-9a-f]+")]
        target.hashSeedVariables = ["SEED"]
        target.install = ["lua5.4"]
        target.timeout = .milliseconds(1234)
        var setup = Setup(
            target: target, executable: "/usr/bin/t", environment: ["PATH": "/bin", "X": "é\n"],
            inheritedLimits: Limits([.stack: Limit(soft: .finite(8 << 20), hard: .unlimited)]))
        setup.limits[.cpu] = Limit(soft: .finite(1), hard: .finite(2))
        setup.timeout = nil
        setup.maximumOutput = ByteCount(77)
        setup.standardOutput = .slow(bytesPerSecond: 9)
        setup.standardError = .full
        setup.addressRandomization = .on
        setup.tracing = .off
        setup.writableFolders = ["/tmp/a"]
        setup.terminal = TerminalSize(columns: 80, rows: 24)
        #expect(try JSON.roundTrip(setup) == setup)
    }
}
