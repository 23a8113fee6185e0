package import WringerModel
internal import WringerSystem

/// A fault plan, compiled for this machine: which filter a target gets, and what each rule looks
/// at.
package struct FaultProgram: Sendable {
    /// Why a plan cannot be done on this machine; names the rule.
    package struct Unsupported: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// What is said of faults in a trial that is not traced.
    static let needsTracing = Unsupported(
        description: "faults in system calls need ptrace: leave out --no-trace")

    /// A rule and where a call of a number has what it looks at.
    struct Rule: Sendable {
        let source: FaultRule
        let places: [Int32: CallFacts]
    }

    let plan: FaultPlan
    let rules: [Rule]
    let filter: CallFilter
    /// The rules that look at a call, by its number, in their order.
    let rulesByCall: [Int32: [Int]]
    /// Whether calls count from the first instruction of the dynamic loader.
    let beginsAtExec: Bool
    /// Whether a rule waits for the program to be opened.
    let watchesProgram: Bool

    /// Compiles a plan that has rules.
    package init(_ plan: FaultPlan) throws(Unsupported) {
        precondition(!plan.isEmpty, "a plan to compile has rules")
        var rules: [Rule] = []
        var handlings: [Int32: CallHandling] = [:]
        var rulesByCall: [Int32: [Int]] = [:]
        for (index, source) in plan.rules.enumerated() {
            var places: [Int32: CallFacts] = [:]
            for name in source.calls {
                guard let number = SystemCalls.number(of: name) else { continue }
                places[number] = CallFacts.named(name)
                try Self.handle(number, name, source, index, &handlings)
                if !source.isUncounted { rulesByCall[number, default: []].append(index) }
            }
            guard !places.isEmpty else {
                throw Unsupported(
                    description: "rule \(index + 1) (\(visible(source.text))): "
                        + "\(source.calls.joined(separator: ", ")): the libseccomp that is "
                        + "installed knows no such system call on this architecture")
            }
            rules.append(Rule(source: source, places: places))
        }
        watchesProgram = plan.rules.contains { $0.arming == .program }
        if watchesProgram {
            for name in Self.callsThatOpenOrRead {
                guard let number = SystemCalls.number(of: name) else { continue }
                if handlings[number] == nil { handlings[number] = .notified }
                if rulesByCall[number] == nil { rulesByCall[number] = [] }
            }
        }
        self.plan = plan
        self.rules = rules
        self.rulesByCall = rulesByCall
        beginsAtExec = plan.rules.contains { $0.arming == .exec }
        do throws(SystemError) {
            filter = try CallFilter(handlings)
        } catch { throw Unsupported(description: "the filter for these rules: \(error)") }
    }

    /// The calls by which a target can come to its program.
    static let callsThatOpenOrRead = ["open", "openat", "openat2", "read", "readv", "pread64"]

    /// Decides who handles a call, so that all rules for it can be kept.
    private static func handle(
        _ number: Int32, _ name: String, _ rule: FaultRule, _ index: Int,
        _ handlings: inout [Int32: CallHandling]
    ) throws(Unsupported) {
        let wanted = try handling(of: rule, name, index)
        switch (handlings[number], wanted) {
        case (nil, _): handlings[number] = wanted
        case (.failing?, _), (_?, .failing):
            throw Unsupported(
                description: "rule \(index + 1) (\(visible(rule.text))): \(name) has another rule, "
                    + "and where one is uncounted the kernel alone handles the call")
        case (_?, .traced): handlings[number] = .traced
        case (_?, .notified): break
        }
    }

    private static func handling(
        of rule: FaultRule, _ name: String, _ index: Int
    ) throws(Unsupported) -> CallHandling {
        let isLifelike = needsItsCall(name)
        if rule.isUncounted {
            guard !isLifelike else {
                throw Unsupported(
                    description: "rule \(index + 1) (\(visible(rule.text))): \(name) cannot be "
                        + "uncounted: when it fails the kernel does more than give an error")
            }
            switch rule.effect {
            case .error(let error): return .failing(error)
            case .returnValue(0): return .failing(nil)
            default:
                throw Unsupported(
                    description: "rule \(index + 1) (\(visible(rule.text))): the kernel alone can "
                        + "only fail a call or give 0")
            }
        }
        if rule.delayOnExit != nil {
            guard !callsWithoutReturn.contains(name) else {
                throw Unsupported(
                    description: "rule \(index + 1) (\(visible(rule.text))): \(name) does not "
                        + "return to its caller, and cannot return late")
            }
            return .traced
        }
        switch rule.effect {
        case .short, .flip: return .traced
        case .error, .anyError: return isLifelike ? .traced : .notified
        case .returnValue, nil: return .notified
        }
    }

    private static let callsWithoutReturn: Set<String> = [
        "execve", "execveat", "exit", "exit_group", "rt_sigreturn",
    ]

    /// Whether a failure of a call is more than an error without the call: brk(2) fails by giving
    /// the old break, and close(2) gives the descriptor back even where it fails.
    static func needsItsCall(_ name: String) -> Bool { name == "brk" || name == "close" }
}
