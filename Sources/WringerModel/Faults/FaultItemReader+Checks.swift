extension FaultItemReader {
    /// The rule, once its items agree with each other and with its calls.
    func checked() throws(FaultSyntaxError) -> FaultRule {
        var rule = rule
        if parser.isFault, rule.effect == nil { rule.effect = .error(.notImplemented) }
        let isDelayed = rule.delayOnEntry != nil || rule.delayOnExit != nil
        if rule.effect == nil, rule.signal == nil, !isDelayed {
            throw parser.wrong(
                at: parser.text.endIndex,
                """
                nothing is injected; add error=, retval=, short=, flip=, signal=, delay_enter= or \
                delay_exit=
                """)
        }
        try checkCalls(of: rule)
        if rule.isUncounted { try checkUncounted(rule) }
        return rule
    }

    /// Whether every call can have the effect.
    private func checkCalls(of rule: FaultRule) throws(FaultSyntaxError) {
        let facts = rule.calls.compactMap { CallFacts.named($0) }
        switch rule.effect {
        case .short:
            for call in facts where call.countIndex == nil {
                throw wrong(
                    at: "short",
                    "'\(call.name)' transfers no count of bytes that can be cut; these do: "
                        + names { $0.countIndex != nil })
            }
        case .flip:
            for call in facts where call.bufferIndex == nil {
                throw wrong(
                    at: "flip",
                    "'\(call.name)' gives no bytes in a buffer; these do: "
                        + names { $0.bufferIndex != nil })
            }
        case .anyError:
            for call in facts where call.errors.isEmpty {
                throw wrong(
                    at: "error",
                    "the table of errors has none that '\(call.name)' can give; name one, such as "
                        + "error=EIO")
            }
        default: break
        }
    }

    /// What the kernel does alone, by SECCOMP_RET_ERRNO (seccomp(2)), is the same for every call
    /// of a name.
    private func checkUncounted(_ rule: FaultRule) throws(FaultSyntaxError) {
        switch rule.effect {
        case .error, .returnValue(0): break
        default:
            throw wrong(at: "uncounted", "'uncounted' goes with error=NAME or retval=0 only")
        }
        if let other = ["when", "prob", "signal", "delay_enter", "delay_exit"]
            .first(where: { places[$0] != nil })
        {
            throw wrong(
                at: "uncounted", "'uncounted' goes without '\(other)=', which needs a count")
        }
        if !rule.predicates.isEmpty {
            throw wrong(at: "uncounted", "'uncounted' goes without predicates")
        }
        if rule.arming == .program {
            throw wrong(
                at: "uncounted",
                "'uncounted' goes without after=program: the kernel alone knows no programs"
            )
        }
        // A brk that fails gives the old break, which the kernel alone cannot be told to give.
        if rule.calls.contains("brk") {
            throw wrong(
                at: "uncounted",
                "'uncounted' goes without brk, which fails by giving the old break")
        }
    }

    private func wrong(at item: String, _ message: String) -> FaultSyntaxError {
        parser.wrong(at: places[item] ?? parser.text.endIndex, message)
    }

    private func names(of isMeant: (CallFacts) -> Bool) -> String {
        CallFacts.all.filter(isMeant).map(\.name).joined(separator: ", ")
    }
}
