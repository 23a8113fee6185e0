import Testing
import WringerModel

@testable import WringerReport

@Suite struct StackTextTests {
    private func frame(_ symbol: String?, offset: UInt64 = 0x40) -> StackFrame {
        StackFrame(
            address: 0x5555_0000 + offset, stackPointer: nil, module: "/usr/bin/lua5.4",
            buildID: nil, offset: offset, symbol: symbol, symbolOffset: 0x12, isInterrupted: false)
    }

    private func lines(
        _ names: [String?], end: StackTrace.End = .complete, verbose: Bool = false
    ) -> [String] {
        StackText(StackTrace(frames: names.map { frame($0) }, end: end)).lines(isVerbose: verbose)
    }

    @Test func `frames are told from the innermost, by symbol or by place`() {
        #expect(
            lines(["luaV_execute", nil, "main"]) == [
                "#0   luaV_execute+0x12 in lua5.4", "#1   lua5.4+0x40", "#2   main+0x12 in lua5.4",
            ])
    }

    @Test func `recursion is told once`() {
        let body = (0..<5000).flatMap { _ in ["f", "g"] }
        #expect(
            lines(["top"] + body + ["main"]) == [
                "#0   top+0x12 in lua5.4", "#1   f+0x12 in lua5.4", "#2   g+0x12 in lua5.4",
                "     these 2 frames 5000 times, down to #10000", "#10001 main+0x12 in lua5.4",
            ])
        #expect(
            lines(Array(repeating: "f", count: 7), end: .frameLimit) == [
                "#0   f+0x12 in lua5.4", "     this frame 7 times, down to #6",
                "more frames were not taken",
            ])
        #expect(lines(["f", "f", "main"]).count == 3)
    }

    @Test func `one function at several places is one recursion, unknown code is not`() {
        let known = (0..<9).map { frame("f", offset: UInt64($0)) }
        let unknown = (0..<9).map { frame(nil, offset: UInt64($0)) }
        #expect(
            StackText(StackTrace(frames: known, end: .complete)).lines(isVerbose: true).count == 2)
        #expect(
            StackText(StackTrace(frames: unknown, end: .complete)).lines(isVerbose: true).count == 9
        )
    }

    @Test func `at most twelve lines are told where not all is asked for`() {
        let names = (0..<40).map { "f\($0)" }
        #expect(lines(names).count == 12)
        #expect(lines(names).last == "and 29 more lines, see --verbose")
        #expect(lines(names, verbose: true).count == 40)
        #expect(lines(Array(names.prefix(12))).count == 12)
        #expect(lines(Array(names.prefix(12))).last == "#11  f11+0x12 in lua5.4")
    }

    @Test func `a stack of any size and shape is told in little time`() {
        let deep = (0..<65_536).map { "f\(($0 * $0) % 13)" }
        #expect(lines(deep).count <= 12)
        #expect(lines([]).isEmpty)
        #expect(lines([], end: .lost) == ["the stack could not be followed further"])
    }

    @Test func `names of a target are escaped`() {
        let shown = lines(["a\u{1b}[2J\nb"]).joined()
        #expect(shown == "#0   a\\x1b[2J\\nb+0x12 in lua5.4")
    }

    @Test func `threads at a deadline are told with state, call and innermost frame`() {
        func thread(_ number: Int32, _ state: String, _ call: String?) -> StalledThread {
            StalledThread(
                state: state, waitsOnFutex: false,
                detail: ThreadState(
                    thread: number, state: state, name: "lua", call: call,
                    used: .milliseconds(9800),
                    stack: StackTrace(frames: [frame("f"), frame("main")], end: .complete)))
        }
        let stall = Stall(
            threads: [
                thread(12, "R", nil), thread(13, "S", "futex(0x7f00)"),
                StalledThread(state: "S", waitsOnFutex: true),
            ], processorShare: 1)
        #expect(
            ThreadText(stall).lines(isVerbose: false) == [
                "12 lua runs, f+0x12 in lua5.4, 9.80 s of processor time",
                "13 lua sleeps, in futex(0x7f00), f+0x12 in lua5.4, 9.80 s of processor time",
            ])
        #expect(ThreadText(stall).lines(isVerbose: true).count == 6)
    }

    private func crash(_ stack: StackTrace?) -> Observation {
        var observation = Observation(outcome: .signalled(.segmentation))
        let signal = FatalSignal(
            signal: .segmentation, code: 1, sender: .kernel, faultAddress: 8, stackPointer: 1,
            instructionPointer: 2, stackLow: 3, stackHigh: 4, isMainProcess: true)
        observation.fatalSignal = signal
        observation.crash = CrashDetail(
            signal: signal, thread: 77, registers: [],
            threads: [
                ThreadState(
                    thread: 77, state: "t", name: "lua", call: nil, used: nil, stack: stack)
            ], mappings: [], headroom: [], descriptors: [])
        return observation
    }

    @Test func `the report of a crash has its stack`() {
        let stack = StackTrace(frames: [frame("f"), frame("main")], end: .complete)
        let report = RunReport(Samples.finding(observation: crash(stack)), recording: nil)
        #expect(
            report.text(Style(isColored: false)).contains(
                """
                \n  stack      #0   f+0x12 in lua5.4
                             #1   main+0x12 in lua5.4
                  output     0 bytes
                """))
    }

    @Test func `the object of a crash has its first frames and says how many there are`() throws {
        func json(_ observation: Observation) throws -> String {
            try JSON.text(
                RunReport(Samples.finding(observation: observation), recording: nil)
                    .object(programDigest: ""))
        }
        let stack = StackTrace(
            frames: Array(repeating: frame("f"), count: 100), end: .frameLimit)
        let text = try json(crash(stack))
        #expect(text.contains(#""crash":{"address":"0x8","end":"frameLimit","frameCount":100,"#))
        #expect(text.split(separator: #""symbol":"f""#).count == 65)
        #expect(text.contains(#""signal":"SIGSEGV","thread":77}"#))
        var bare = crash(nil)
        bare.crash = nil
        #expect(
            try json(bare).contains(
                #""crash":{"address":"0x8","end":null,"frameCount":null,"frames":null,"#
                    + #""signal":"SIGSEGV","thread":null}"#))
    }

    @Test func `the object has what a traced run says of failures`() throws {
        var observation = Observation(outcome: .exited(code: 1))
        observation.calls = CallTrace(outcome: .exited(code: 1))
        observation.calls?.callCount = 40
        observation.calls?.failures = [
            CallFailures(
                call: "read", error: .io, descriptor: 3, count: 2, injected: 1)
        ]
        let json = try JSON.text(
            RunReport(Samples.finding(observation: observation), recording: nil)
                .object(programDigest: ""))
        #expect(
            json.contains(
                #""calls":{"callCount":40,"failures":[{"call":"read","count":2,"descriptor":3,"#
                    + #""error":"EIO","injected":1}],"outcome":{"code":1,"kind":"exited"}}"#))
    }

    @Test func `guesses are marked, and said to be such`() {
        var frames = [frame("f"), frame(nil)]
        frames[1].isGuess = true
        #expect(
            StackText(StackTrace(frames: frames, end: .lost)).lines(isVerbose: false) == [
                "#0   f+0x12 in lua5.4", "#1   ? lua5.4+0x40",
                "the stack could not be followed further",
                "? is a guess: no table tells the callers, and they were looked for",
            ])
    }
}
