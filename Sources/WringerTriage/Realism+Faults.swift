internal import WringerModel

extension Realism {
    /// How likely a rule's effect is to be met in use, on the calls that it hit.
    ///
    /// - Parameter isLegal: whether a call can give an error at all.
    init(
        of rule: FaultRule, fired: [FiredFault], _ observation: Observation?,
        isLegal: (_ call: String, _ error: ErrorNumber) -> Bool = FaultLikelihood.isLegal
    ) {
        switch rule.effect {
        case .flip, .returnValue: self = .absurd
        case .short, nil: self = .plausible
        case .anyError, .error:
            // Where it is known what was hit, that counts; else what it would hit.
            var hits = fired.compactMap { fault in
                fault.error.map {
                    FaultLikelihood.Hit(
                        call: fault.call, error: $0,
                        file: FaultLikelihood.file(of: fault, rule, observation),
                        isStandardStream: fault.arguments.first.map { $0 <= 2 } ?? false)
                }
            }
            if hits.isEmpty, case .error(let error) = rule.effect {
                let file = FaultLikelihood.path(of: rule)
                hits = rule.calls.map { FaultLikelihood.Hit(call: $0, error: error, file: file) }
            }
            // One of many calls for which it is natural does not excuse the others.
            self =
                hits.contains { !isLegal($0.call, $0.error) || !$0.isNatural }
                ? .absurd : .plausible
        }
    }
}

/// What is known of errors that calls give in life.
enum FaultLikelihood {
    /// A call that is made to fail.
    struct Hit {
        let call: String
        let error: ErrorNumber
        /// What the descriptor that it uses refers to, as `/proc/PID/fd` shows it; nil where that
        /// is not known.
        let file: String?

        /// Whether it uses a standard stream, which people connect to anything.
        var isStandardStream = false

        /// A read or write of a regular file is neither interrupted nor asked to wait (signal(7),
        /// open(2)). Only a file takes room on a disk, and only a pipe or a socket has another end
        /// that can be gone (write(2), socket(7)).
        var isNatural: Bool {
            guard FaultLikelihood.onFiles.contains(call), let file else { return true }
            switch error.name {
            case "EINTR", "EAGAIN": return !FaultLikelihood.isRegular(file)
            case "ENOSPC", "EDQUOT", "EFBIG":
                return isStandardStream || !FaultLikelihood.isConnection(file)
            case "EPIPE", "ECONNRESET", "ENOTCONN", "ETIMEDOUT":
                return isStandardStream || !FaultLikelihood.isRegular(file)
            default: return true
            }
        }
    }

    private static let onFiles: Set<String> = [
        "read", "write", "readv", "writev", "pread64", "pwrite64", "preadv", "pwritev", "preadv2",
        "pwritev2", "fsync", "fdatasync", "ftruncate", "lseek", "getdents64", "fallocate",
    ]

    /// `pipe:[1]`, `socket:[1]` and `anon_inode:…` have no path; devices and `/proc` can wait.
    private static func isRegular(_ file: String) -> Bool {
        file.hasPrefix("/") && !file.hasPrefix("/dev/") && !file.hasPrefix("/proc/")
    }

    private static func isConnection(_ file: String) -> Bool {
        file.hasPrefix("pipe:") || file.hasPrefix("socket:")
    }

    /// The file that a fault hit: the one in the rule, else the descriptor at the crash, else the
    /// path of that call in the traced run.
    static func file(
        of fault: FiredFault, _ rule: FaultRule, _ observation: Observation?
    ) -> String? {
        if let path = path(of: rule) { return path }
        guard onFiles.contains(fault.call), let argument = fault.arguments.first,
            let number = Int32(exactly: argument), let observation
        else { return nil }
        let traced = observation.calls?.calls.last {
            $0.rule == fault.rule && $0.arguments.first == argument && $0.path != nil
        }
        return traced?.path ?? observation.crash?.descriptors.first { $0.number == number }?.target
    }

    /// The path that a rule asks for; nil where it asks for none.
    static func path(of rule: FaultRule) -> String? {
        for predicate in rule.predicates {
            if case .path(let pattern) = predicate {
                return pattern.hasPrefix("/") ? pattern : "/" + pattern
            }
        }
        return nil
    }

    /// Whether a call can give an error to a correct caller; a call that is not known counts as one
    /// that can. Of those without an entry in the table of errors most cannot fail at all.
    static func isLegal(_ call: String, _ error: ErrorNumber) -> Bool {
        CallFacts.named(call)?.canGive(error) ?? true
    }
}
