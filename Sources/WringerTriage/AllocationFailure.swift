internal import WringerModel

/// The last call for memory before the end, where it failed: what a crash soon after may rest on.
struct AllocationFailure {
    private let call: TracedCall
    /// How many calls returned after it; those by which a process ends are not counted.
    private let callsAfter: Int
    private let span: Duration?
    private let origin: String

    private static let allocating: Set<String> = ["mmap", "mremap", "brk", "mprotect", "mlock"]
    /// What abort(3) and a handler of its message call before the signal.
    private static let ending: Set<String> = [
        "rt_sigprocmask", "rt_sigaction", "gettid", "getpid", "tgkill", "write", "writev",
        "futex", "munmap", "rt_sigreturn",
    ]
    /// More calls than this, and the program has done other things in between.
    private static let mostCallsAfter = 8

    /// Nil where the traced run ended otherwise, or the last call for memory succeeded.
    init?(_ trial: Trial, _ evidence: Evidence) {
        guard let trace = evidence.calls, trace.outcome == evidence.observation.outcome,
            let place = trace.calls.lastIndex(where: { Self.allocating.contains($0.name) }),
            Self.error(of: trace.calls[place]) != nil
        else { return nil }
        call = trace.calls[place]
        callsAfter = trace.calls[(place + 1)...].count { !Self.ending.contains($0.name) }
        span = trace.fatalTime.map { $0 - trace.calls[place].time }
        origin = Self.origin(of: call, trial, evidence)
    }

    /// The error of a call for memory: brk(2) fails by returning the old end.
    private static func error(of call: TracedCall) -> ErrorNumber? {
        if let error = call.error { return error }
        guard call.name == "brk", let result = call.result, let wanted = call.arguments.first,
            wanted != 0, UInt64(bitPattern: result) < wanted
        else { return nil }
        return ErrorNumber(12)
    }

    private static func origin(
        of call: TracedCall, _ trial: Trial, _ evidence: Evidence
    ) -> String {
        if let rule = call.rule {
            let fired = evidence.observation.faults.fired.last {
                $0.rule == rule && $0.call == call.name
            }
            let number = fired.map { ", \(ordinal($0.occurrence)) call" } ?? ""
            return "injected, rule \(rule + 1)\(number)"
        }
        let limits = [LimitName.addressSpace, .data, .lockedMemory].compactMap { name in
            trial.setup.limits[name].map { "\(name.rawValue)=\(name.text(of: $0))" }
        }
        return limits.isEmpty ? "of itself" : "under \(limits.joined(separator: " "))"
    }

    /// Whether the crash is what comes of not checking the call.
    ///
    /// A null pointer or MAP_FAILED with an offset, or an abort, with little in between. More than
    /// that would be a guess.
    func explains(_ kind: CauseKind, _ fatal: FatalSignal, _ fault: MemoryFault?) -> Bool {
        guard callsAfter <= Self.mostCallsAfter else { return false }
        switch kind {
        case .nullAccess: return true
        case .wildAccess:
            return fault?.isMinusOne == true || (fatal.code == 128 && callsAfter == 0)
                || fault.map { isInWanted($0.address) } == true
        case .abort: return true
        default: return false
        }
    }

    /// Whether an address is in the memory that was asked for, as if it began at null or, as
    /// MAP_FAILED does, one below: a copy may begin at its far end.
    private func isInWanted(_ address: UInt64) -> Bool {
        let size: UInt64
        switch (call.name, call.arguments.count) {
        case ("mmap", 2...): size = call.arguments[1]
        case ("mremap", 3...): size = call.arguments[2]
        default: return false
        }
        // Programs lie above 4 GiB but for those that do not move: more would be a guess.
        return address &+ 1 <= size && size < 1 << 32
    }

    private var failed: String {
        let time = span.map { "\(Self.short($0)) after " } ?? "soon after "
        let error = Self.error(of: call)?.name ?? "an error"
        return "\(time)\(call.name) failed with \(error) (\(origin))"
    }

    func text(after crash: String) -> String {
        let isAbort = crash.hasPrefix("aborted")
        let what = crash.hasPrefix("null access") ? "null access" : crash
        return isAbort
            ? "\(crash), \(failed): allocation failure ends in abort"
            : "\(what) \(failed): unchecked allocation failure"
    }

    var evidence: String { "in a traced run it ended \(failed), with \(callsAfter) calls between" }

    private static func short(_ span: Duration) -> String {
        span < .milliseconds(10) ? "\(decimal(span.seconds * 1000, places: 1)) ms" : span.text
    }
}

/// `1st`, `2nd`, `11th`.
func ordinal(_ number: Int) -> String {
    let suffix =
        switch (number % 100, number % 10) {
        case (11...13, _): "th"
        case (_, 1): "st"
        case (_, 2): "nd"
        case (_, 3): "rd"
        default: "th"
        }
    return "\(number)\(suffix)"
}
