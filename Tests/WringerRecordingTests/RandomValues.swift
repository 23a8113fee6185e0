import WringerModel
import WringerRecording

/// Random values of what a recording can hold, all of them within its bounds.
struct RandomValues {
    private var stream: RandomStream

    init(_ number: Int) { stream = RandomStream(seed: UInt64(number), stream: "recordings") }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &stream) }

    private mutating func maybe<Value>(_ value: (inout RandomValues) -> Value) -> Value? {
        below(3) == 0 ? nil : value(&self)
    }

    private mutating func list<Value>(
        _ most: Int, _ value: (inout RandomValues) -> Value
    ) -> [Value] {
        (0..<below(most + 1)).map { _ in value(&self) }
    }

    private mutating func number() -> UInt64 {
        [0, 1, .max, 1 << 53 + 1, UInt64.random(in: 0 ... .max, using: &stream)][below(5)]
    }

    /// Whole microseconds: exact as a number of seconds.
    mutating func time() -> Duration { .microseconds(below(100_000_000)) }

    private mutating func word() -> String {
        let letters = Array("abcAZ09_ /\"\\\u{1b}\u{0}\u{202e}é😀\n{}[]")
        return String((0..<below(12)).map { _ in letters[below(letters.count)] })
    }

    private mutating func error() -> ErrorNumber { ErrorNumber(Int32(1 + below(4095))) }

    mutating func plan(_ count: Int? = nil) -> FaultPlan {
        let texts = [
            "mmap,brk:error=ENOMEM:when=3+", "write:error=ENOSPC", "openat:error=EMFILE:when=7",
            "read:error=EIO:uncounted",
        ]
        let rules = (0..<(count ?? below(5))).compactMap { _ in
            try? FaultRule(parsing: texts[below(texts.count)])
        }
        return FaultPlan(rules: rules, seed: rules.isEmpty ? 0 : number())
    }

    mutating func report(on plan: FaultPlan) -> FaultReport {
        var report = FaultReport()
        guard !plan.isEmpty else { return report }
        report.counts = plan.rules.map { _ in
            let fired = below(1000)
            return FaultCount(matched: fired + below(1000), fired: fired)
        }
        report.fired = list(20) { values in
            FiredFault(
                rule: values.below(plan.rules.count), time: values.time(),
                thread: Int32(values.below(99999)), call: values.word(),
                arguments: (0..<6).map { _ in values.number() },
                occurrence: 1 + values.below(100_000), effect: values.word(),
                error: values.maybe { $0.error() })
        }
        return report
    }

    mutating func stack() -> StackTrace {
        StackTrace(
            frames: list(30) { values in
                StackFrame(
                    address: values.number(), stackPointer: values.maybe { $0.number() },
                    module: values.maybe { $0.word() }, buildID: values.maybe { $0.word() },
                    offset: values.number(), symbol: values.maybe { $0.word() },
                    symbolOffset: values.number(), isInterrupted: values.below(2) == 0,
                    isGuess: values.below(2) == 0)
            },
            end: [.complete, .frameLimit, .timeLimit, .lost][below(4)])
    }

    mutating func signal() -> FatalSignal {
        FatalSignal(
            signal: Signal(Int32(1 + below(64))), code: Int32(below(200) - 100),
            sender: [.kernel, .itself, .another][below(3)], faultAddress: maybe { $0.number() },
            stackPointer: number(), instructionPointer: number(), stackLow: number(),
            stackHigh: number(), isMainProcess: below(2) == 0)
    }

    mutating func thread() -> ThreadState {
        ThreadState(
            thread: Int32(below(99999)), state: word(), name: word(), call: maybe { $0.word() },
            used: maybe { $0.time() }, stack: maybe { $0.stack() })
    }

    mutating func crash() -> CrashDetail {
        CrashDetail(
            signal: signal(), thread: Int32(below(99999)),
            registers: list(17) { Register(name: $0.word(), value: $0.number()) },
            threads: list(5) { $0.thread() },
            mappings: list(9) { values in
                let ends = [values.number(), values.number()].sorted()
                return Mapping(
                    start: ends[0], end: ends[1], permissions: "r-xp", offset: values.number(),
                    name: values.word())
            },
            headroom: list(4) { values in
                Headroom(
                    name: LimitName.allCases[values.below(LimitName.allCases.count)],
                    used: values.number(), limit: values.maybe { $0.number() })
            },
            descriptors: list(5) {
                OpenDescriptor(number: Int32($0.below(1024)), target: $0.word())
            })
    }

    mutating func calls(under plan: FaultPlan) -> CallTrace {
        var trace = CallTrace(outcome: [.timedOut, .exited(code: 3), .outputLimit][below(3)])
        trace.calls = list(40) { values in
            TracedCall(
                time: values.time(), thread: Int32(values.below(99999)), name: values.word(),
                arguments: (0..<6).map { _ in values.number() },
                result: values.maybe { Int64(bitPattern: $0.number()) },
                error: values.maybe { $0.error() },
                rule: plan.isEmpty ? nil : values.maybe { $0.below(plan.rules.count) },
                path: values.maybe { $0.word() })
        }
        trace.callCount = trace.calls.count + below(100_000)
        trace.failures = list(6) { values in
            let injected = values.below(50)
            return CallFailures(
                call: values.word(), error: values.error(),
                descriptor: values.maybe { Int32($0.below(99)) },
                count: injected + values.below(50), injected: injected)
        }
        trace.stackAtFault = maybe { $0.stack() }
        trace.fatalTime = maybe { $0.time() }
        return trace
    }

    /// A recording with all of them, or without some.
    mutating func recording() -> Recording {
        var observation = Samples.observation
        let plan = plan()
        observation.faults = report(on: plan)
        observation.crash = maybe { $0.crash() }
        observation.calls = maybe { $0.calls(under: plan) }
        observation.stall = Stall(
            threads: list(3) { values in
                StalledThread(
                    state: "S", waitsOnFutex: values.below(2) == 0,
                    detail: values.maybe { $0.thread() })
            }, processorShare: 0.25)
        // Mostly the signal of the crash; sometimes another one, or none.
        observation.fatalSignal =
            below(2) == 0 ? observation.crash?.signal : maybe { $0.signal() }
        return Samples.recording(observation: observation, faults: plan)
    }
}
