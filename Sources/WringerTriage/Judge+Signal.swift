internal import WringerModel

extension Judge {
    /// Rules on a target that ended by a signal.
    func ruleSignal(_ signal: Signal, _ trial: Trial, _ observation: Observation) -> Ruling {
        if trial.limitsMemory, let line = rules.outOfMemoryLine(of: observation) {
            let text = "out of memory, said cleanly: \(visible(line, limit: 200))"
            return Ruling(verdict: .exhausted, cause: Cause(.outOfMemory, text))
        }
        let isTimeUp = signal == .cpuLimit && isLimited(.cpu, trial)
        if isTimeUp || (signal == .kill && usedItsTime(trial, observation)) {
            let used = (observation.usage.user + observation.usage.system).text
            let text = "used \(used) of processor time, its limit"
            return Ruling(verdict: .exhausted, cause: Cause(.cpuLimit, text))
        }
        if signal == .fileSizeLimit, isLimited(.fileSize, trial) {
            let text = "wrote a file up to the limit fsize"
            return Ruling(verdict: .exhausted, cause: Cause(.fileSizeLimit, text))
        }
        guard Signal.fatalFaults.contains(signal) else {
            let text =
                signal == .pipe
                ? "wrote to a pipe that nobody reads" : "ended by \(signal), which it was sent"
            return Ruling(verdict: .killed, cause: Cause(.unknown, text))
        }
        if let detail = observation.fatalSignal, let ruling = sentSignal(detail) { return ruling }
        return crash(signal, trial, observation)
    }

    /// Whether a limit is set at all: without one its signal was sent by somebody.
    private func isLimited(_ name: LimitName, _ trial: Trial) -> Bool {
        let limit = trial.setup.limits[name] ?? trial.setup.inheritedLimits[name]
        return limit.map { $0.soft != .unlimited } ?? false
    }

    private func usedItsTime(_ trial: Trial, _ observation: Observation) -> Bool {
        guard case .finite(let hard) = trial.setup.limits[.cpu]?.hard else { return false }
        return observation.usage.user + observation.usage.system >= .milliseconds(900 * hard)
    }

    /// Whether a fatal signal tells of a fault of the process itself. abort(3) sends SIGABRT by
    /// tgkill, code -6: that is a crash; `kill -ABRT $$` sends it by kill, code 0.
    func isOwnFault(_ detail: FatalSignal) -> Bool {
        switch detail.sender {
        case .kernel: true
        case .itself: detail.signal == .abort && detail.code == -6
        case .another: false
        }
    }

    private func sentSignal(_ detail: FatalSignal) -> Ruling? {
        guard !isOwnFault(detail) else { return nil }
        switch detail.sender {
        case .kernel: return nil
        case .itself:
            return Ruling(
                verdict: .killed,
                cause: Cause(
                    .selfInflicted, "the program sent \(detail.signal) to its own process",
                    evidence: ["si_code \(detail.code)"]))
        case .another:
            return Ruling(
                verdict: .killed,
                cause: Cause(.unknown, "another process sent \(detail.signal)"))
        }
    }

    /// A crash, explained as far as the signal, its address and the stack pointer go.
    func crash(_ signal: Signal, _ trial: Trial, _ observation: Observation) -> Ruling {
        let line = Self.lastLine(of: observation.standardError)
        let cause: Cause
        if let detail = observation.fatalSignal {
            cause = Self.cause(of: detail, line, trial)
        } else {
            cause = Cause(
                .unknown, "died of \(signal)",
                evidence: [
                    trial.setup.tracing == .off
                        ? "not traced: who sent the signal, and the address, are not known"
                        : "the signal was not seen: who sent it is not known"
                ])
        }
        return Ruling(verdict: .crashed, cause: cause, mark: line)
    }

    private static func cause(of detail: FatalSignal, _ line: String?, _ trial: Trial) -> Cause {
        var evidence = ["\(detail.signal), si_code \(detail.code)"]
        if !detail.isMainProcess { evidence.append("in a descendant of the command") }
        if let line { evidence.append("last line of standard error: \(visible(line, limit: 160))") }
        switch detail.signal {
        case .abort:
            let isAssertion = line?.contains("ssertion") ?? false
            let said = line.map { ": \(visible($0, limit: 200))" } ?? " without a word"
            return Cause(isAssertion ? .assertion : .abort, "aborted\(said)", evidence: evidence)
        case .floatingPoint:
            return Cause(
                .arithmetic, "arithmetic fault, such as a division that overflows or by zero",
                evidence: evidence)
        case .illegalInstruction:
            return Cause(.illegalInstruction, "illegal instruction", evidence: evidence)
        case .segmentation, .bus:
            return memoryCause(detail, trial, evidence)
        default:
            return Cause(.unknown, "died of \(detail.signal)", evidence: evidence)
        }
    }

    private static func memoryCause(
        _ detail: FatalSignal, _ trial: Trial, _ evidence: [String]
    ) -> Cause {
        guard let address = detail.faultAddress else {
            return Cause(.unknown, "died of \(detail.signal)", evidence: evidence)
        }
        let shown = "0x" + String(address, radix: 16)
        let facts =
            evidence + [
                "fault address \(shown), stack pointer 0x\(String(detail.stackPointer, radix: 16))"
            ]
        if isStackExhausted(detail, address), !isOnMainStack(detail) {
            return Cause(
                .stackExhausted, "the stack of a thread is exhausted: the fault is next to its end",
                evidence: facts)
        }
        if isStackExhausted(detail, address) {
            let size = ByteCount.kibibytes((detail.stackHigh - detail.stackLow) >> 10)
            let limit = (trial.setup.limits[.stack] ?? trial.setup.inheritedLimits[.stack]).map {
                " under a limit of \(LimitName.stack.text(of: $0.soft))"
            }
            return Cause(
                .stackExhausted, "stack exhausted: it had grown to \(size)\(limit ?? "")",
                evidence: facts)
        }
        // si_code 128: the address is not canonical, and the kernel does not tell it (x86).
        if detail.code == 128 {
            return Cause(.wildAccess, "access to an address that cannot exist", evidence: facts)
        }
        if address < 64 << 10 {
            return Cause(.nullAccess, "null access: address \(shown)", evidence: facts)
        }
        return Cause(.wildAccess, "access to \(shown), which is not its own", evidence: facts)
    }

    /// Whether the stack pointer is in the main stack, or in what it would have grown to.
    private static func isOnMainStack(_ detail: FatalSignal) -> Bool {
        detail.stackPointer &+ (1 << 20) >= detail.stackLow
            && detail.stackPointer <= detail.stackHigh
    }

    /// A fault close to the stack pointer and below the main stack. The distances are those of
    /// frames of 300 KB and of a red zone, tested on 19 crashes.
    private static func isStackExhausted(_ detail: FatalSignal, _ address: UInt64) -> Bool {
        guard detail.stackLow > 0, address < detail.stackLow else { return false }
        let (pointer, mebibyte) = (detail.stackPointer, UInt64(1) << 20)
        return address &+ mebibyte >= pointer && address <= pointer &+ (64 << 10)
    }
}
