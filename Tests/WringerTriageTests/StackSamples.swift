import WringerModel

/// Stacks by hand.
extension Samples {
    /// A stack from `retain+3/8 evaluate+186/64 libc.so.6:abort+1/16 t:+0x1d/48`, the innermost
    /// first: a module, a function, the place in it and the bytes of its frame.
    static func stack(
        _ text: String, end: StackTrace.End = .complete, slide: UInt64 = 0x5555_5555_0000
    ) -> StackTrace {
        var pointer: UInt64 = 0x7fff_ff80_0000
        var frames: [StackFrame] = []
        for word in text.split(separator: " ") {
            let (name, size) = (
                word.split(separator: "/")[0], word.split(separator: "/").dropFirst()
            )
            let module = name.firstIndex(of: ":").map { String(name[..<$0]) }
            let rest = name.split(separator: ":").last ?? ""
            let parts = rest.split(separator: "+", omittingEmptySubsequences: false)
            let place = parts.count > 1 ? number(parts[1]) : 0
            let hasName = !parts[0].isEmpty
            // The same function is always at the same place in its module.
            let start = hasName ? parts[0].utf8.reduce(0) { $0 &* 31 &+ UInt64($1) } % 65_536 : 0
            frames.append(
                StackFrame(
                    address: slide + start * 4096 + place, stackPointer: pointer,
                    module: "/usr/bin/" + (module ?? "t"), buildID: nil,
                    offset: start * 4096 + place, symbol: hasName ? String(parts[0]) : nil,
                    symbolOffset: hasName ? place : 0, isInterrupted: frames.isEmpty))
            pointer += size.first.flatMap { UInt64($0) } ?? 64
        }
        return StackTrace(frames: frames, end: end)
    }

    private static func number(_ text: Substring) -> UInt64 {
        text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) ?? 0 : UInt64(text) ?? 0
    }

    static func detail(
        _ fatal: FatalSignal, _ stack: StackTrace? = nil, mappings: [Mapping] = [],
        headroom: [Headroom] = [], descriptors: [OpenDescriptor] = []
    ) -> CrashDetail {
        CrashDetail(
            signal: fatal, thread: 7, registers: [],
            threads: [
                ThreadState(
                    thread: 7, state: "t", name: "t", call: nil, used: nil, stack: stack)
            ],
            mappings: mappings, headroom: headroom, descriptors: descriptors)
    }

    static func crash(
        _ fatal: FatalSignal, _ stack: StackTrace, err: String = "", mappings: [Mapping] = []
    ) -> Observation {
        var observation = crash(fatal, err: err)
        observation.crash = detail(fatal, stack, mappings: mappings)
        return observation
    }

    static func mapping(
        _ start: UInt64, _ end: UInt64, _ permissions: String, _ name: String = ""
    ) -> Mapping {
        Mapping(start: start, end: end, permissions: permissions, offset: 0, name: name)
    }

    static func call(
        _ name: String, at milliseconds: Double, error: String? = nil, result: Int64? = 0,
        arguments: [UInt64] = [], rule: Int? = nil, path: String? = nil
    ) -> TracedCall {
        TracedCall(
            time: .microseconds(Int(milliseconds * 1000)), thread: 7, name: name,
            arguments: arguments, result: error == nil ? result : -1,
            error: error.flatMap(ErrorNumber.init(name:)), rule: rule, path: path)
    }

    static func rule(_ calls: String, _ change: (inout FaultRule) -> Void = { _ in }) -> FaultRule {
        var rule = FaultRule(
            selection: calls, calls: calls.split(separator: ",").map(String.init).sorted())
        change(&rule)
        return rule
    }

    static func failing(_ calls: String, _ error: String, when first: UInt32? = nil) -> FaultRule {
        rule(calls) {
            $0.effect = ErrorNumber(name: error).map(FaultEffect.error)
            if let first { $0.occurrences = Occurrences(first: first, last: nil, step: 1) }
        }
    }

    static func fired(
        _ rule: Int, _ call: String, _ error: String, occurrence: Int = 1,
        arguments: [UInt64] = []
    ) -> FiredFault {
        FiredFault(
            rule: rule, time: .milliseconds(1), thread: 7, call: call, arguments: arguments,
            occurrence: occurrence, effect: error, error: ErrorNumber(name: error))
    }

    static func faulty(_ rules: [FaultRule], limits: [LimitName: Limit] = [:]) -> Trial {
        let trial = trial(limits: limits)
        var trialCase = trial.trialCase
        trialCase.faults = FaultPlan(rules: rules, seed: 5)
        return Trial(setup: trial.setup, trialCase: trialCase)
    }

    static func report(_ counts: [(Int, Int)], _ fired: [FiredFault] = []) -> FaultReport {
        var report = FaultReport()
        report.counts = counts.map { FaultCount(matched: $0.0, fired: $0.1) }
        report.fired = fired
        return report
    }
}
