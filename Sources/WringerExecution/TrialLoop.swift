internal import Logging
internal import WringerModel
internal import WringerSystem

/// Runs one started target to its end: waits, turns what became ready into events for the
/// machine, and does what the machine asks for.
struct TrialLoop: ~Copyable {
    private let setup: Setup
    let worker: Worker
    let options: Runner.Options
    private let process: StartedProcess
    let start: Instant
    var streams: TrialStreams
    private var machine: TrialMachine
    var capture: OutputCapture
    var feed: InputFeed?
    var slowReaders: [OutputStream: SlowReader] = [:]
    private var supervisor: Supervisor
    var poll = PollSet()
    private var streamsWereClosed = false
    private var inputHasEnded = false
    private var isTyping: Bool
    private var nextUpdate: Instant?

    init(
        _ setup: Setup, _ trialCase: Case, process: consuming StartedProcess,
        streams: consuming TrialStreams, faults: FaultInjector?, start: Instant,
        options: Runner.Options, worker: Worker
    ) {
        self.setup = setup
        self.worker = worker
        self.options = options
        self.start = start
        supervisor = Supervisor(
            mainProcess: process.processID, options.identifies,
            FatalSignals(
                mainProcess: process.processID, capturesCrashes: options.capturesCrashes),
            ResourceSampler(mainProcess: process.processID, setup.tracing, start: start))
        if let faults {
            supervisor.interceptor = Interceptor(faults, tracesCalls: options.tracesCalls)
        }
        if options.tracesCalls { supervisor.tracer = CallTracer(start: start) }
        self.process = process
        self.streams = streams
        machine = TrialMachine(start: start, timeout: setup.timeout)
        capture = OutputCapture(limit: setup.maximumOutput)
        feed = .feed(for: trialCase, setup, isLive: options.isLive, start: start)
        slowReaders[.standardOutput] = Self.slowReader(setup.standardOutput, start)
        slowReaders[.standardError] = Self.slowReader(setup.standardError, start)
        isTyping = options.isLive
        nextUpdate = options.journal.map { start + $0.start }
    }

    /// How long a target with faults is waited for alone: most loaders take a millisecond, and
    /// what a library does before the program begins must not be left waiting.
    private static let loadingTime = Duration.milliseconds(10)

    private static func slowReader(_ sink: OutputSink, _ start: Instant) -> SlowReader? {
        guard case .slow(let rate) = sink else { return nil }
        return SlowReader(bytesPerSecond: rate, start: start)
    }

    /// Runs to the end. Nothing of the trial is left when this returns or throws.
    mutating func run(buffer: inout [UInt8]) throws(ExecutionError) -> Observation {
        if setup.tracing == .on, supervisor.begin(process) != nil {
            // It has not run and never will.
            process.send(.kill)
        }
        // Not before: the target waits for us.
        streams.closeChildSide()
        if supervisor.awaitsEntry, Children.awaitChange(within: Self.loadingTime) {
            try handleChildren(into: &buffer, at: .now())
        }
        while true {
            if let outcome = machine.outcome {
                // A live session is ended by its first request; a second one changes nothing.
                guard options.isLive || !worker.isCutShort else { throw .interrupted }
                return observation(outcome)
            }
            try waitAndAnswer()
            let now = Instant.now()
            supervisor.sampleIfDue(at: now)
            try handleSignals(at: now)
            readOutput(into: &buffer, at: now)
            writeInput(at: now)
            if options.isLive { passTyping(into: &buffer) }
            // No task is left that has the filter: the listener would be ready for ever.
            if poll.hasEnded(.calls) { supervisor.interceptor?.stopListening() }
            supervisor.handleCalls(at: now, isReady: poll.isReady(.calls))
            try handleChildren(into: &buffer, at: now)
            try handle(.deadline, at: now)
            updateJournal(at: now)
        }
    }

    private mutating func updateJournal(at now: Instant) {
        guard let journal = options.journal, let next = nextUpdate, next <= now else { return }
        journal.update(observation(.unfinished))
        nextUpdate = now + journal.pause
    }

    /// Waits for something to happen. Calls that wait for an answer get it here as long as nothing
    /// else happens: a round of the whole loop costs about as much as an answer does.
    private mutating func waitAndAnswer() throws(ExecutionError) {
        let deadline = watch()
        repeat {
            do throws(SystemError) {
                try poll.wait(until: deadline)
            } catch { throw .system(error) }
        } while poll.isOnlyReadable(.calls) && supervisor.answerOne()
            && deadline.map { .now() < $0 } ?? true
    }

    /// Says what is waited for; gives until when.
    private mutating func watch() -> Instant? {
        let now = Instant.now()
        // A piece that is due and not taken waits for room in the pipe, not for time.
        let nextPiece = feed?.nextTime.flatMap { inputNumber != nil && $0 > now ? $0 : nil }
        var deadlines = [
            machine.nextDeadline, nextPiece, supervisor.nextSample, nextUpdate,
            supervisor.nextDelay,
        ]
        let listener = supervisor.interceptor?.listenerNumber
        poll.watch(.calls, listener ?? -1, for: listener == nil ? .none : .reading)
        poll.watch(.signals, worker.signals.descriptor.number, for: .reading)
        poll.watch(
            .targetEnd, process.descriptor.number, for: supervisor.mainHasEnded ? .none : .reading)
        if streams.controller.isOpen {
            poll.watch(.standardOutput, streams.controller.number, for: .reading)
        } else if supervisor.isExitingAlone, slowReaders.isEmpty {
            // Each pipe that the kernel closes for it would cost a turn; what is in them is read
            // when it has ended.
            poll.watch(.standardOutput, -1, for: .none)
            poll.watch(.standardError, -1, for: .none)
        } else {
            deadlines.append(watch(.standardOutput, streams.output.openNumber, now))
            deadlines.append(watch(.standardError, streams.error.openNumber, now))
        }
        let hasInput = feed.map { !$0.piece(at: now).isEmpty } ?? false
        poll.watch(
            .standardInput, inputNumber ?? -1,
            for: inputNumber != nil && hasInput ? .writing : .none)
        // Who types faster than the target reads has to wait, as at any terminal.
        let hasRoom = (feed?.pendingCount ?? 0) < 1 << 16
        poll.watch(.typing, 0, for: isTyping && hasRoom ? .reading : .none)
        return deadlines.compactMap(\.self).min()
    }

    /// Where input is written: a terminal, a pipe, or nowhere.
    private var inputNumber: Int32? {
        streams.controller.openNumber ?? streams.input.openNumber
    }

    /// Watches an output stream unless its rate forbids it; then gives when it may be read again.
    private mutating func watch(
        _ stream: OutputStream, _ descriptor: Int32?, _ now: Instant
    ) -> Instant? {
        let slow = slowReaders[stream]
        let pausesUntil = slow.flatMap { $0.nextRead > now ? $0.nextRead : nil }
        let isWatched = descriptor != nil && pausesUntil == nil
        let slot = stream == .standardOutput ? PollSet.Slot.standardOutput : .standardError
        poll.watch(slot, descriptor ?? -1, for: isWatched ? .reading : .none)
        return descriptor == nil ? nil : pausesUntil
    }

    private mutating func handle(
        _ event: TrialMachine.Event, at now: Instant
    ) throws(ExecutionError) {
        let actions = machine.handle(event, at: now)
        if event != .deadline || !actions.isEmpty {
            worker.log.debug("\(event)", metadata: ["after": "\((now - start).text)"])
        }
        if actions.contains(.examine) { supervisor.examine(at: now) }
        if actions.contains(.kill) {
            supervisor.describeTarget()
            process.send(.kill)
            Children.killGroup(process.processID)
        }
        if actions.contains(.noteSurvivors) { supervisor.noteSurvivors() }
        if actions.contains(.sweep) { _ = Children.killDirectChildren() }
        if actions.contains(.giveUp) { throw .unkillable(processID: process.processID) }
    }

    // MARK: - Input

    private mutating func writeInput(at now: Instant) {
        guard let number = inputNumber, let piece = feed?.piece(at: now) else { return }
        if poll.isReady(.standardInput), !piece.isEmpty {
            switch Streams.write(number, piece) {
            case .bytes(let count): feed?.took(count, at: now)
            case .wouldBlock: break
            case .ended: streams.input.close()
            }
        }
        guard !inputHasEnded, feed?.isOver ?? false else { return }
        inputHasEnded = true
        // A terminal has no end to close: end of file is a character (termios(3), VEOF).
        if streams.controller.isOpen { _ = Streams.write(number, [4]) }
        streams.input.close()
    }

    private mutating func passTyping(into buffer: inout [UInt8]) {
        guard isTyping, poll.isReady(.typing) else { return }
        switch Streams.read(0, into: &buffer, limit: buffer.count) {
        case .bytes(let count): feed?.type(buffer[..<count])
        case .wouldBlock: break
        case .ended:
            isTyping = false
            feed?.endTyping()
        }
    }

    // MARK: - Processes

    private mutating func handleSignals(at now: Instant) throws(ExecutionError) {
        guard poll.isReady(.signals) else { return }
        worker.noteSignals()
        // A live session ends at the first request: its trial has no other end.
        let isAsked = worker.isCutShort || (options.isLive && worker.interruption != nil)
        guard isAsked, !supervisor.mainHasEnded else { return }
        try handle(.interrupt, at: now)
    }

    private mutating func handleChildren(
        into buffer: inout [UInt8], at now: Instant
    ) throws(ExecutionError) {
        while let event = supervisor.nextEvent(process) {
            try handle(event, at: now)
            if event == .allGone { drain(into: &buffer, at: now) }
        }
        if capture.isOverLimit { try handle(.outputLimit, at: now) }
        let isOpen = streams.output.isOpen || streams.error.isOpen || streams.controller.isOpen
        if !isOpen, !streamsWereClosed {
            streamsWereClosed = true
            try handle(.streamsClosed, at: now)
        }
    }

    private mutating func observation(_ outcome: Outcome) -> Observation {
        if let failure = supervisor.interceptor?.failure {
            return Observation(outcome: .notStarted(failure))
        }
        var observation = supervisor.observation(outcome)
        observation.usage.wall = (supervisor.endTime ?? .now()) - start
        observation.standardOutput = capture.standardOutput
        observation.standardError = capture.standardError
        observation.outputChunks = capture.chunks
        if let feed = feed {
            observation.inputChunks = feed.chunks
            observation.inputBytes = feed.takenBytes
            if feed.neverSawItsPrompt {
                observation.notes.append("the prompt of target.yaml never appeared")
            }
        }
        return observation
    }
}
