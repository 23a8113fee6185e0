internal import WringerModel
internal import WringerSystem

/// What one trial is doing, and what each event means for it. Pure: it is driven with literal
/// events and instants, and gives back what the loop is to do.
///
/// ```
/// running ──deadline──▶ examining ──▶ killing ──ended──▶ sweeping ──all gone──▶ finished
///    │ └──too much output──────────────▲                    ▲
///    └──ended──▶ draining ──all gone and streams at their end──▶ finished
///                    └──grace is over: survivors────────────┘
/// ```
///
/// Every phase but a live session without a deadline ends by time.
struct TrialMachine {
    enum Event: Equatable, CustomStringConvertible {
        /// The instant of `nextDeadline` has come.
        case deadline
        /// The target printed more than the trial allows.
        case outputLimit
        /// Somebody wants the trial ended now.
        case interrupt
        /// The target itself ended; its descendants may not have.
        case ended(Outcome)
        /// No process of the trial is left.
        case allGone
        /// All output streams are at their end.
        case streamsClosed

        /// What happened, for a log.
        var description: String {
            switch self {
            case .deadline: "a deadline has come"
            case .outputLimit: "too much output"
            case .interrupt: "asked to end the trial"
            case .ended(let outcome): "the target ended: \(outcome)"
            case .allGone: "no process is left"
            case .streamsClosed: "all output is read"
            }
        }
    }

    struct Actions: OptionSet {
        let rawValue: Int
        /// Look at the threads and the processor time, for the evidence of a stall.
        static let examine = Actions(rawValue: 1)
        /// Send SIGKILL to the target and its group.
        static let kill = Actions(rawValue: 2)
        /// Note who is still alive.
        static let noteSurvivors = Actions(rawValue: 4)
        /// Send SIGKILL to all that is left.
        static let sweep = Actions(rawValue: 8)
        /// A killed process does not end: the worker cannot go on.
        static let giveUp = Actions(rawValue: 16)
    }

    private enum Phase {
        case running(until: Instant?)
        case examining(until: Instant)
        case killing(Outcome, until: Instant)
        case draining(Outcome, until: Instant, isExtended: Bool)
        case sweeping(Outcome, until: Instant, next: Instant)
        case finished(Outcome)
    }

    /// How long two looks at a stalled target are apart: ten clock ticks, so that a share of the
    /// processor means something.
    static let examination = Duration.milliseconds(100)
    /// How long descendants may outlive the target before they count as left behind.
    static let grace = Duration.milliseconds(100)
    /// How late a deadline may be handled before it is our lateness that is measured.
    static let lateness = Duration.milliseconds(20)
    /// How long killed processes may take to go. A fork bomb of 550 took 42 ms.
    static let patience = Duration.seconds(20)
    /// The pause between two sweeps.
    static let sweepPause = Duration.milliseconds(1)

    private var phase: Phase
    private var streamsAreClosed = false
    private var allAreGone = false

    init(start: Instant, timeout: Duration?) {
        phase = .running(until: timeout.map { start + $0 })
    }

    /// How the trial ended, once it has.
    var outcome: Outcome? {
        if case .finished(let outcome) = phase { return outcome }
        return nil
    }

    /// When the machine wants a `deadline` event at the latest.
    var nextDeadline: Instant? {
        switch phase {
        case .running(let until): until
        case .examining(let until), .killing(_, let until), .draining(_, let until, _): until
        case .sweeping(_, _, let next): next
        case .finished: nil
        }
    }

    mutating func handle(_ event: Event, at now: Instant) -> Actions {
        switch event {
        case .deadline: return handleDeadline(at: now)
        case .outputLimit: return kill(.outputLimit, at: now)
        case .interrupt: return kill(.timedOut, at: now)
        case .ended(let outcome): return handleEnd(outcome, at: now)
        case .allGone:
            allAreGone = true
            finishIfDone()
            return []
        case .streamsClosed:
            streamsAreClosed = true
            finishIfDone()
            return []
        }
    }

    private mutating func handleDeadline(at now: Instant) -> Actions {
        guard let due = nextDeadline, due <= now else { return [] }
        switch phase {
        case .running:
            phase = .examining(until: now + Self.examination)
            return .examine
        case .examining:
            return kill(.timedOut, at: now).union(.examine)
        case .killing:
            return .giveUp
        case .draining(let outcome, let until, false) where now > until + Self.lateness:
            // We were late ourselves: what ended meanwhile has not been seen yet.
            phase = .draining(outcome, until: now + Self.grace, isExtended: true)
            return []
        case .draining(let outcome, _, _):
            // A stream that stays open with nobody left was handed to a stranger: not our wait.
            guard !allAreGone else {
                phase = .finished(outcome)
                return []
            }
            return sweep(outcome, at: now).union(.noteSurvivors)
        case .sweeping(let outcome, let until, _):
            guard now < until else { return .giveUp }
            phase = .sweeping(outcome, until: until, next: now + Self.sweepPause)
            return .sweep
        case .finished:
            return []
        }
    }

    private mutating func handleEnd(_ outcome: Outcome, at now: Instant) -> Actions {
        switch phase {
        case .running, .examining:
            // Ended by itself, even while it was examined: its own ending counts.
            phase = .draining(outcome, until: now + Self.grace, isExtended: false)
            finishIfDone()
            return []
        case .killing(let outcome, _):
            return sweep(outcome, at: now)
        case .draining, .sweeping, .finished:
            preconditionFailure("a target ends once")
        }
    }

    private mutating func kill(_ outcome: Outcome, at now: Instant) -> Actions {
        switch phase {
        case .running, .examining:
            phase = .killing(outcome, until: now + Self.patience)
            return .kill
        case .draining(let ended, _, _):
            // The target is gone; what still prints is a descendant.
            return sweep(outcome == .outputLimit ? outcome : ended, at: now)
        case .killing, .sweeping, .finished:
            return []
        }
    }

    private mutating func sweep(_ outcome: Outcome, at now: Instant) -> Actions {
        phase = .sweeping(outcome, until: now + Self.patience, next: now + Self.sweepPause)
        finishIfDone()
        return .sweep
    }

    private mutating func finishIfDone() {
        switch phase {
        case .draining(let outcome, _, _) where allAreGone && streamsAreClosed,
            .sweeping(let outcome, _, _) where allAreGone:
            phase = .finished(outcome)
        case .running, .examining, .killing, .draining, .sweeping, .finished:
            break
        }
    }
}
