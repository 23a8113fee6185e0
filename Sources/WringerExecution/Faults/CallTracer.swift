internal import WringerModel
internal import WringerSystem

/// Notes the calls of a trial that is stopped at each of them: all failures by their kind, and the
/// last calls whole.
struct CallTracer {
    private struct Entered {
        let call: PendingCall
        let time: Duration
        let path: String?
    }

    private struct Kind: Hashable {
        let number: Int32
        let error: Int32
        let descriptor: Int32?
    }

    /// What is asked of the facts of a call each time.
    private struct Known {
        let name: String
        let pathIndex: Int?
        let descriptorIndex: Int?
    }

    private let start: Instant
    private var known: [Int32: Known] = [:]
    private var entered: [Int32: Entered] = [:]
    private var recent: [TracedCall] = []
    /// Where the next call goes, once `recent` is full.
    private var oldest = 0
    private var failures: [Kind: (count: Int, injected: Int, path: String?)] = [:]
    private var callCount = 0
    private var stackAtFault: StackTrace?
    private var hasSeenFault = false
    /// How long the target was held for its stack, which is not its time.
    private var paused = Duration.zero
    private var fatalTime: Duration?

    /// The most kinds of failures that are told apart.
    private static let maximumKindCount = 1024
    /// How often a descriptor that fails alike is looked up.
    private static let maximumLookUpCount = 16

    init(start: Instant) { self.start = start }

    /// The time of the target, since its start.
    private var elapsed: Duration { .now() - start - paused }

    /// A task is at the entry of a call.
    mutating func enter(_ call: PendingCall) {
        var path: String?
        if let place = facts(of: call.number).pathIndex {
            path = Tracee.text(at: call.argument(place), of: call.thread)
        }
        entered[call.thread] = Entered(call: call, time: elapsed, path: path)
    }

    /// A call returns.
    ///
    /// - Parameter rule: the place of the rule that hit it; nil for none.
    mutating func leave(_ thread: Int32, _ result: Int64, rule: Int?) {
        guard let before = entered.removeValue(forKey: thread) else { return }
        callCount += 1
        let error: ErrorNumber? =
            (-4095 ... -1).contains(result) ? ErrorNumber(Int32(-result)) : nil
        var path = before.path
        if let error {
            let descriptor = facts(of: before.call.number).descriptorIndex.map {
                Int32(truncatingIfNeeded: before.call.argument($0))
            }
            let kind = Kind(
                number: before.call.number, error: error.number, descriptor: descriptor)
            let isKnown = failures[kind] != nil || failures.count < Self.maximumKindCount
            var so = failures[kind, default: (0, 0, nil)]
            if path == nil, let descriptor {
                // One that fails for ever is looked up a few times; it stays what it was.
                if so.count < Self.maximumLookUpCount {
                    so.path = Tracee.file(behind: descriptor, of: thread)
                }
                path = so.path
            }
            if isKnown {
                failures[kind] = (so.count + 1, so.injected + (rule == nil ? 0 : 1), so.path)
            }
        }
        note(before, result, error, rule, path)
    }

    private mutating func note(
        _ before: Entered, _ result: Int64?, _ error: ErrorNumber?, _ rule: Int?, _ path: String?
    ) {
        let call = TracedCall(
            time: result == nil ? before.time : elapsed, thread: before.call.thread,
            name: facts(of: before.call.number).name, arguments: before.call.arguments,
            result: result,
            error: error, rule: rule, path: path)
        if recent.count < CallTrace.maximumCallCount {
            recent.append(call)
        } else {
            recent[oldest] = call
            oldest = (oldest + 1) % recent.count
        }
    }

    /// A task has ended: it was in a call that never returned, such as exit_group.
    mutating func sawEnd(of thread: Int32) {
        guard let before = entered.removeValue(forKey: thread) else { return }
        callCount += 1
        note(before, nil, nil, nil, before.path)
    }

    /// The main process gets its fatal signal.
    mutating func sawFatalSignal() { if fatalTime == nil { fatalTime = elapsed } }

    /// The first fault has fired, in a call from which the thread is returning.
    mutating func sawFault(of thread: Int32) {
        guard !hasSeenFault else { return }
        hasSeenFault = true
        let began = Instant.now()
        defer { paused = paused + (.now() - began) }
        stackAtFault =
            Stacks.take(
                of: [thread], in: ProcessTree.process(of: thread),
                maximumFrames: Self.maximumFrameCount, time: Stacks.crashTime
            ).first ?? nil
    }

    /// The most frames of the stack at a fault.
    private static let maximumFrameCount = 256

    /// All that was noted, of a trial that ended so.
    mutating func trace(_ outcome: Outcome) -> CallTrace {
        for thread in entered.keys.sorted() { sawEnd(of: thread) }
        var trace = CallTrace(outcome: outcome)
        trace.callCount = callCount
        trace.calls = Array(recent[oldest...] + recent[..<oldest])
        trace.failures = failures.map { kind, counts in
            CallFailures(
                call: facts(of: kind.number).name, error: ErrorNumber(kind.error),
                descriptor: kind.descriptor, count: counts.count, injected: counts.injected)
        }.sorted { ($1.count, $0.call, $0.error.number) < ($0.count, $1.call, $1.error.number) }
        trace.stackAtFault = stackAtFault
        trace.fatalTime = fatalTime
        return trace
    }

    private mutating func facts(of number: Int32) -> Known {
        if let known = known[number] { return known }
        let name = SystemCalls.name(of: number) ?? "syscall_\(number)"
        let facts = CallFacts.named(name)
        let made = Known(
            name: name, pathIndex: facts?.pathIndices.first,
            // The folder of a path says less than the path.
            descriptorIndex: facts?.pathIndices.isEmpty ?? false ? facts?.descriptorIndex : nil)
        known[number] = made
        return made
    }
}
