internal import WringerModel
internal import WringerSystem

/// Decides for each call of a trial whether a rule hits it, and counts.
struct FaultInjector {
    /// What a rule does to a call.
    struct Hit {
        /// The place of the rule in the plan.
        let rule: Int
        let name: String
        let effect: Effect
        let signal: Signal?
        let delayOnEntry: Duration?
        let delayOnExit: Duration?
    }

    enum Effect {
        case none
        case error(ErrorNumber)
        case value(Int64)
        /// The call is made with another argument, its count.
        case short(index: Int, count: UInt64)
        /// Bits of what the call gives are turned, at the address in this argument.
        case flip(bufferIndex: Int, count: UInt64)
    }

    let program: FaultProgram
    private(set) var report = FaultReport()
    /// Whether the target has come to its program.
    private(set) var hasProgram: Bool
    let programPath: String
    let programIsInput: Bool
    private let start: Instant
    private var chances: [RandomStream]

    /// - Parameters:
    ///   - programPath: the file of the program; empty where it is none.
    ///   - programIsInput: whether the program is what standard input gives.
    init(_ program: FaultProgram, programPath: String, programIsInput: Bool, start: Instant) {
        self.program = program
        self.programPath = programPath
        self.programIsInput = programIsInput
        self.start = start
        hasProgram = programPath.isEmpty && !programIsInput
        report.counts = program.rules.map { _ in FaultCount() }
        chances = program.rules.indices.map {
            RandomStream(seed: program.plan.seed, stream: "faults", number: UInt64($0))
        }
    }

    /// Counts a call, and gives what is to be done to it; nil where it is just to be made.
    ///
    /// - Parameter isLoading: whether its process is in its dynamic loader.
    mutating func decide(_ call: PendingCall, isLoading: Bool) -> Hit? {
        var hit: Hit?
        for index in program.rulesByCall[call.number] ?? [] {
            let rule = program.rules[index]
            guard isArmed(rule.source.arming, isLoading: isLoading),
                let facts = rule.places[call.number], holds(rule.source, facts, call)
            else { continue }
            report.counts[index].matched += 1
            let occurrence = report.counts[index].matched
            guard hit == nil, isDue(index, rule.source, occurrence),
                let effect = effect(of: rule.source, facts, call, index)
            else { continue }
            hit = Hit(
                rule: index, name: facts.name, effect: effect, signal: rule.source.signal,
                delayOnEntry: rule.source.delayOnEntry, delayOnExit: rule.source.delayOnExit)
            note(index, rule.source, facts, call, occurrence, effect)
        }
        if program.watchesProgram, !hasProgram, !isLoading { hasProgram = comesToProgram(call) }
        return hit
    }

    private func isArmed(_ point: ArmingPoint, isLoading: Bool) -> Bool {
        switch point {
        case .exec: true
        case .start: !isLoading
        case .program: !isLoading && hasProgram
        }
    }

    private mutating func isDue(_ index: Int, _ rule: FaultRule, _ occurrence: Int) -> Bool {
        guard rule.occurrences.contains(occurrence) else { return false }
        guard let probability = rule.probability, probability < 1 else { return true }
        // 53 bits, as many as a Double holds exactly.
        return Double(chances[index].next() >> 11) < probability * 0x1p53
    }

    private mutating func effect(
        of rule: FaultRule, _ facts: CallFacts, _ call: PendingCall, _ index: Int
    ) -> Effect? {
        // A break of 0 asks where the break is, and cannot fail.
        let cannotFail = facts.name == "brk" && call.argument(0) == 0
        switch rule.effect {
        case nil: return Effect.none
        case .error where cannotFail, .anyError where cannotFail: return nil
        case .error(let error): return .error(error)
        case .anyError:
            precondition(!facts.errors.isEmpty, "the parser knows which calls have errors")
            return .error(chances[index].element(of: facts.errors))
        case .returnValue(let value): return .value(value)
        case .short(let count):
            // A call that asks for no more is not shortened.
            guard let place = facts.countIndex, call.argument(place) > count else { return nil }
            return .short(index: place, count: count)
        case .flip(let count):
            return facts.bufferIndex.map { .flip(bufferIndex: $0, count: count) }
        }
    }

    /// A fault came to nothing: the call that was to be changed gave no bytes.
    mutating func takeBack(_ rule: Int, _ thread: Int32) {
        report.counts[rule].fired -= 1
        let place = report.fired.lastIndex { $0.rule == rule && $0.thread == thread }
        // Beyond the most that are described the last one that is, is another.
        guard let place, report.fired.count < FaultReport.maximumDescribed else { return }
        report.fired.remove(at: place)
    }

    /// The place of a byte to turn, among `count`, and the bit of it.
    mutating func place(among count: Int, for rule: Int) -> (byte: Int, bit: Int) {
        (chances[rule].below(count), chances[rule].below(8))
    }

    private mutating func note(
        _ index: Int, _ rule: FaultRule, _ facts: CallFacts, _ call: PendingCall,
        _ occurrence: Int, _ effect: Effect
    ) {
        report.counts[index].fired += 1
        guard report.fired.count < FaultReport.maximumDescribed else { return }
        var error: ErrorNumber?
        if case .error(let given) = effect { error = given }
        report.fired.append(
            FiredFault(
                rule: index, time: .now() - start, thread: call.thread, call: facts.name,
                arguments: call.arguments, occurrence: occurrence,
                effect: Self.text(of: rule, effect), error: error))
    }

    private static func text(of rule: FaultRule, _ effect: Effect) -> String {
        var parts: [String] = []
        switch effect {
        case .none: break
        case .error(let error): parts.append(error.name)
        case .value(let value): parts.append("returned \(value)")
        case .short(_, let count): parts.append("short \(count)")
        case .flip(_, let count): parts.append("flip \(count)")
        }
        if let signal = rule.signal { parts.append(signal.name) }
        if let delay = rule.delayOnEntry { parts.append("delayed \(delay.text)") }
        if let delay = rule.delayOnExit { parts.append("returned late by \(delay.text)") }
        return parts.joined(separator: ", ")
    }
}
