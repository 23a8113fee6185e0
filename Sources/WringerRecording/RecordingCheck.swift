internal import WringerModel

/// Whether the parts of a recording fit together. Whoever can edit a file can seal it again: an
/// index, a count or a length in it is believed only within these bounds.
///
/// Each check gives what is wrong, or nil.
enum RecordingCheck {
    /// The most rules of a plan.
    static let maximumRuleCount = 1000
    /// The most frames of one stack.
    static let maximumFrameCount = 65_536
    /// The most sizes of a law of growth.
    private static let maximumSizeCount = 1000
    /// The largest program that a replay makes, in bytes.
    private static let maximumProgramSize = 512 << 20
    /// The registers of a call (syscall(2)).
    private static let maximumArgumentCount = 6

    static func problem(of plan: FaultPlan) -> String? {
        plan.rules.count > maximumRuleCount ? "more than \(maximumRuleCount) rules" : nil
    }

    static func problem(of report: FaultReport, _ plan: FaultPlan) -> String? {
        guard report.counts.isEmpty || report.counts.count == plan.rules.count else {
            return "its faults are counted for \(report.counts.count) rules, and it has "
                + "\(plan.rules.count)"
        }
        guard report.counts.allSatisfy({ $0.fired >= 0 && $0.fired <= $0.matched }) else {
            return "more faults fired than calls matched"
        }
        guard report.fired.count <= FaultReport.maximumDescribed else {
            return "more than \(FaultReport.maximumDescribed) faults are described"
        }
        for fault in report.fired {
            guard plan.rules.indices.contains(fault.rule) else {
                return "a fault of rule \(fault.rule), and it has \(plan.rules.count)"
            }
            guard fault.occurrence >= 1 else { return "a fault at call \(fault.occurrence)" }
            guard fault.arguments.count <= maximumArgumentCount else { return tooManyArguments }
        }
        return nil
    }

    static func problem(of crash: CrashDetail) -> String? {
        guard crash.threads.count <= CrashDetail.maximumThreadCount else {
            return "more than \(CrashDetail.maximumThreadCount) threads"
        }
        guard crash.mappings.count <= CrashDetail.maximumMappingCount else {
            return "more than \(CrashDetail.maximumMappingCount) mappings"
        }
        guard crash.mappings.allSatisfy({ $0.start <= $0.end }) else {
            return "a mapping ends before it starts"
        }
        guard crash.descriptors.count <= CrashDetail.maximumDescriptorCount else {
            return "more than \(CrashDetail.maximumDescriptorCount) descriptors"
        }
        return problem(of: crash.threads.compactMap(\.stack))
    }

    static func problem(of proof: GrowthProof) -> String? {
        let dimension = proof.dimension
        guard !dimension.unit.isEmpty else { return "a dimension that does not grow" }
        guard (1...maximumSizeCount).contains(proof.samples.count) else {
            return "a law of growth from \(proof.samples.count) sizes"
        }
        let unit = dimension.unit.utf8.count + dimension.separator.utf8.count
        for sample in proof.samples {
            let (bytes, overflows) = sample.size.multipliedReportingOverflow(by: unit)
            guard sample.size >= 1, !overflows, bytes <= maximumProgramSize else {
                return "a program of size \(sample.size)"
            }
        }
        return nil
    }

    static func problem(of stall: Stall) -> String? {
        guard stall.processorShare >= 0, stall.processorShare.isFinite else {
            return "a processor share of \(stall.processorShare)"
        }
        return problem(of: stall.threads.compactMap { $0.detail?.stack })
    }

    static func problem(of calls: CallTrace, _ plan: FaultPlan) -> String? {
        guard calls.callCount >= calls.calls.count else {
            return "\(calls.calls.count) calls of \(calls.callCount)"
        }
        for call in calls.calls {
            if let rule = call.rule, !plan.rules.indices.contains(rule) {
                return "a call under rule \(rule), and it has \(plan.rules.count)"
            }
            guard call.arguments.count <= maximumArgumentCount else { return tooManyArguments }
        }
        guard calls.failures.allSatisfy({ $0.injected >= 0 && $0.injected <= $0.count }) else {
            return "more failures were injected than there were"
        }
        return problem(of: [calls.stackAtFault].compactMap(\.self))
    }

    private static func problem(of stacks: [StackTrace]) -> String? {
        stacks.contains { $0.frames.count > maximumFrameCount }
            ? "more than \(maximumFrameCount) frames" : nil
    }

    private static let tooManyArguments = "a call with more than \(maximumArgumentCount) arguments"
}
