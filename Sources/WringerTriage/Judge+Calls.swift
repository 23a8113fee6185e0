internal import WringerModel

extension Judge {
    /// Whether a finding gains from a run in which its calls are traced.
    func isExplainedByCalls(_ trial: Trial, _ evidence: Evidence) -> Bool {
        guard trial.setup.tracing == .on else { return false }
        let ruling = self.ruling(trial, evidence)
        switch ruling.verdict {
        case .crashed:
            guard let kind = ruling.cause?.kind, evidence.observation.fatalSignal != nil else {
                return false
            }
            return [.nullAccess, .wildAccess, .abort, .assertion].contains(kind)
        case .hung: return true
        case .degraded: return true
        case .panicked, .leaked: return !trial.trialCase.faults.isEmpty
        case .passed, .rejected, .endless, .exhausted, .diverged, .slow, .killed, .invalid:
            return false
        }
    }

    /// The calls that failed so often in the traced run that they are what a target spins on.
    static func spinning(on evidence: Evidence) -> (text: String, mark: String)? {
        guard let trace = evidence.calls, trace.outcome == .timedOut,
            let worst = trace.failures.max(by: { $0.count < $1.count }),
            worst.count >= leastSpins, worst.count * 4 >= trace.callCount
        else { return nil }
        let name = visible(worst.call, limit: 40)
        return (
            "\(name) returned \(worst.error.name) \(rounded(worst.count)) times",
            "\(name) \(worst.error.name)"
        )
    }

    /// Fewer failures than this a program can make that waits and tries again.
    private static let leastSpins = 1000

    /// `1,200` or `1.2 million`: of a count that differs from run to run.
    private static func rounded(_ count: Int) -> String {
        count >= 1_000_000
            ? "\(decimal(Double(count) / 1e6, places: 1)) million"
            : "\(count / 1000),\(String(1000 + count % 1000).dropFirst())"
    }

    /// The error with which writing to standard output failed, and how often.
    static func lostWrites(_ evidence: Evidence) -> CallFailures? {
        guard let trace = evidence.calls, trace.outcome == evidence.observation.outcome else {
            return nil
        }
        return trace.failures.first {
            $0.descriptor == 1 && ["write", "writev", "pwrite64", "pwritev"].contains($0.call)
        }
    }
}
