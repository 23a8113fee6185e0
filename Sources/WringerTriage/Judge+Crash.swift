internal import WringerModel

extension Judge {
    /// A crash, explained by all that is known of it.
    func crash(_ signal: Signal, _ trial: Trial, _ evidence: Evidence) -> Ruling {
        let observation = evidence.observation
        let line = Self.lastLine(of: observation.standardError)
        guard let fatal = observation.fatalSignal else {
            let unseen =
                trial.setup.tracing == .off
                ? "not traced: who sent the signal, and the address, are not known"
                : "the signal was not seen: who sent it is not known"
            return Ruling(
                verdict: .crashed,
                cause: Cause(.unknown, "died of \(signal)", evidence: [unseen]), mark: line)
        }
        let fault = MemoryFault(fatal, observation.crash)
        let exhausted = [.segmentation, .bus].contains(fatal.signal) ? fault?.exhaustedStack : nil
        let (kind, text) = Self.explanation(fatal, fault, exhausted, line, trial, observation)
        var facts = Self.facts(of: fatal, fault, line, observation)
        var cause = (kind: kind, text: text)
        if let failure = AllocationFailure(trial, evidence) {
            if exhausted == nil, failure.explains(kind, fatal, fault) {
                cause = (.allocationFailure, failure.text(after: text))
            }
            facts.append(failure.evidence)
        }
        facts += Self.failedCalls(evidence)
        var ruling = Ruling(
            verdict: .crashed, cause: Cause(cause.kind, cause.text, evidence: facts), mark: line)
        let stackKind: StackKey.Kind =
            exhausted != nil ? .exhausted : fatal.signal == .abort ? .call : .fault
        ruling.stack = observation.crash?.stack.flatMap { StackKey($0, stackKind) }
        // What the address says, and not what a further run adds to it: that run may fail.
        ruling.signatureKind = kind
        return ruling
    }

    private static func explanation(
        _ fatal: FatalSignal, _ fault: MemoryFault?, _ exhausted: MemoryFault.Stack?,
        _ line: String?, _ trial: Trial, _ observation: Observation
    ) -> (CauseKind, String) {
        switch fatal.signal {
        case .abort:
            let isAssertion = line?.contains("ssertion") ?? false
            let said = line.map { ": \(visible($0, limit: 200))" } ?? " without a word"
            return (isAssertion ? .assertion : .abort, "aborted\(said)")
        case .floatingPoint:
            // FPE_INTDIV and FPE_INTOVF; x86-64 says the first also for a quotient that is too
            // large.
            switch fatal.code {
            case 1 where observation.crash != nil:
                return (.arithmetic, "integer division by zero, or one that overflows")
            case 2: return (.arithmetic, "integer overflow")
            default:
                return (
                    .arithmetic, "arithmetic fault, such as a division that overflows or by zero"
                )
            }
        case .illegalInstruction: return (.illegalInstruction, "illegal instruction")
        case .segmentation, .bus:
            guard let fault else { return (.unknown, "died of \(fatal.signal)") }
            if let exhausted {
                return (.stackExhausted, stackText(fault, exhausted, trial, observation.crash))
            }
            return memoryText(fault)
        default: return (.unknown, "died of \(fatal.signal)")
        }
    }

    private static func memoryText(_ fault: MemoryFault) -> (CauseKind, String) {
        let shown = "0x" + String(fault.address, radix: 16)
        // si_code 128: the address is not canonical, and the kernel does not tell it (x86).
        if fault.signal.code == 128 {
            return (.wildAccess, "access to an address that cannot exist")
        }
        if fault.isNull {
            return fault.isJump
                ? (.nullAccess, "call through a null pointer")
                : (.nullAccess, "null access: address \(shown)")
        }
        if fault.isJump { return (.wildAccess, "jump to \(shown), where no code is") }
        if fault.isMinusOne {
            return (.wildAccess, "access to \(shown), which is -1 or MAP_FAILED and a bit")
        }
        return (.wildAccess, "access to \(shown), which is not its own")
    }

    private static func stackText(
        _ fault: MemoryFault, _ stack: MemoryFault.Stack, _ trial: Trial, _ detail: CrashDetail?
    ) -> String {
        let name =
            switch stack {
            case .main: "stack exhausted"
            case .thread: "the stack of a thread is exhausted"
            case .own: "a stack that the program made for itself is exhausted"
            }
        let limit = (trial.setup.limits[.stack] ?? trial.setup.inheritedLimits[.stack])?.soft
        if let recursion = detail?.stack.flatMap(RecursionFacts.init), let used = fault.used(stack)
        {
            var text = "\(name): \(recursion.text(used: used))"
            if stack != .main {
                text += ", \(binaryText(used)) used"
            } else if case .finite(let bytes) = limit {
                text += ", stack limit \(binaryText(bytes))"
            } else if limit == .unlimited {
                text += ", no stack limit"
            }
            return text
        }
        guard stack == .main else { return "\(name): the fault is next to its end" }
        let size = ByteCount.kibibytes((fault.signal.stackHigh - fault.signal.stackLow) >> 10)
        let under = limit.map { " under a limit of \(LimitName.stack.text(of: $0))" } ?? ""
        return "\(name): it had grown to \(size)\(under)"
    }

    // MARK: - Evidence

    private static func facts(
        of fatal: FatalSignal, _ fault: MemoryFault?, _ line: String?, _ observation: Observation
    ) -> [String] {
        var facts = ["\(fatal.signal), si_code \(fatal.code)"]
        if !fatal.isMainProcess { facts.append("in a descendant of the command") }
        if let line { facts.append("last line of standard error: \(visible(line, limit: 160))") }
        if let fault, [.segmentation, .bus].contains(fatal.signal) {
            facts.append(
                "fault address 0x\(String(fault.address, radix: 16)), "
                    + "stack pointer 0x\(String(fatal.stackPointer, radix: 16))")
            if let place = fault.place { facts.append("the address is \(place)") }
        }
        guard let detail = observation.crash else { return facts }
        if let stack = detail.stack, !stack.frames.isEmpty { facts.append(frames(of: stack)) }
        for room in detail.headroom {
            guard let limit = room.limit, limit > 0, room.used >= limit / 10 * 9 else { continue }
            let name = room.name
            facts.append(
                "\(name.text(of: .finite(room.used))) of \(name.rawValue)="
                    + "\(name.text(of: .finite(limit))) used")
        }
        return facts
    }

    /// The innermost frames that say something, for people.
    private static func frames(of stack: StackTrace) -> String {
        let useful = RuntimeFrames.without(stack.frames)
        let shown = (useful.isEmpty ? stack.frames : useful).prefix(8)
            .map { FrameName($0).text + ($0.isGuess ? "?" : "") }
        let more = useful.count > 8 ? " < …" : ""
        let end =
            switch stack.end {
            case .complete: ""
            case .frameLimit: " (only the innermost \(stack.frames.count) frames were taken)"
            case .timeLimit: " (more frames than could be taken in time)"
            case .lost: " (then the unwinder was lost)"
            }
        let guesses =
            stack.frames.contains(where: \.isGuess)
            ? "; ? marks what was looked for on the stack, since no table tells the callers" : ""
        return "stack: " + shown.joined(separator: " < ") + more + end + guesses
    }

    /// The calls that failed shortly before the end of the traced run.
    static func failedCalls(_ evidence: Evidence) -> [String] {
        guard let trace = evidence.calls, trace.outcome == evidence.observation.outcome else {
            return []
        }
        let failed = trace.calls.suffix(64).filter { $0.error != nil }.suffix(3)
        return failed.map { call in
            let path = call.path.map { " of \(visible($0, limit: 80))" } ?? ""
            let rule = call.rule.map { ", injected by rule \($0 + 1)" } ?? ""
            return "in a traced run: \(visible(call.name, limit: 40))\(path) failed with "
                + "\(call.error?.name ?? "")\(rule)"
        }
    }
}
