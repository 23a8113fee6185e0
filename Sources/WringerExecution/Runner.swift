internal import Logging
package import WringerModel
internal import WringerSystem

/// Runs cases of one setup by plain spawning.
package final class Runner {
    package let setup: Setup
    private let worker: Worker
    private var plan: LaunchPlan
    /// The program for which the arguments of the plan were made.
    private var argumentsFor: String
    private let containment: Containment
    /// Who targets run as; nil for our own user.
    private let user: TargetUser?
    private var filters: [SeccompFilter.Refusals: SeccompFilter] = [:]
    /// What a person should know of how targets are held in, and of what they run without.
    private let notes: [String]
    /// The last plan of faults, compiled.
    private var faultProgram: FaultProgram?
    /// How long the steps of the last trial took.
    package private(set) var steps = StepTimes(start: .now())
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// What a run is to do beside running.
    package struct Options {
        /// Notes every executable and what it maps, by stops at exec and exit.
        package var identifies = false
        /// Notes all system calls and what they give; dear, at two stops a call.
        package var tracesCalls = false
        /// Passes the person's terminal through. Needs a setup with a terminal.
        package var isLive = false
        /// Takes the state of the target at its fatal signal, where it is traced.
        package var capturesCrashes = true
        /// What keeps a long trial while it runs.
        package var journal: (any TrialJournal)?

        package init() {}
    }

    init(_ setup: Setup, worker: Worker) throws(SystemError) {
        user = worker.enclosure.user(for: setup)
        let withoutLeakCheck = LeakCheck.environmentWithout(setup)
        notes = [
            worker.enclosure.note(for: setup, user: user),
            withoutLeakCheck.map { _ in LeakCheck.note },
        ].compactMap(\.self)
        containment = try worker.enclosure.containment(
            for: setup, scratch: worker.scratch.path, user: user)
        self.setup = setup
        self.worker = worker
        var environment = withoutLeakCheck ?? setup.environment
        for name in ["HOME", "PWD", "TMPDIR"] { environment[name] = worker.scratch.path }
        let first = Program(
            bytes: [], fileExtension: setup.target.fileExtension, provenance: .check(name: "none"))
        argumentsFor = first.fileName
        plan = LaunchPlan(
            executable: setup.executable,
            arguments: CStringArray(Self.arguments(of: setup.target, for: first)),
            environment: CStringArray(
                environment.map { "\($0.key)=\($0.value)" }.sorted().map { Array($0.utf8) }),
            workingFolder: worker.scratch.path, limits: Self.limits(of: setup), filter: nil,
            addressRandomization: setup.addressRandomization, tracing: setup.tracing)
        plan.controlsTerminal = setup.terminal != nil
        if let ceiling = worker.enclosure.processCeiling(for: setup, user: user) {
            plan.limits[.processes] = ceiling
        }
    }

    /// The limits to set: the trial's, and those inherited ones that this worker has otherwise.
    /// A soft limit above our hard one cannot be had; then ours stays, as a person would expect.
    private static func limits(of setup: Setup) -> Limits {
        var limits = setup.limits
        let own = OwnLimits.current()
        for (name, recorded) in setup.inheritedLimits.sorted where setup.limits[name] == nil {
            guard let present = own[name], present.soft != recorded.soft,
                recorded.soft <= present.hard
            else { continue }
            limits[name] = Limit(soft: recorded.soft, hard: present.hard)
        }
        return limits
    }

    /// The arguments under which a target runs a program. A file is named relative to the scratch
    /// folder, so that messages which name it are the same in every run and on every machine.
    private static func arguments(of target: Target, for program: Program) -> [[UInt8]] {
        let replacement = target.input == .argument ? program.bytes : Array(program.fileName.utf8)
        return target.command.map { word in
            let (before, after) = word.splitOnce(at: "@@")
            guard let after else { return Array(word.utf8) }
            return Array(before.utf8) + replacement + Array(after.utf8)
        }
    }

    /// Runs one trial to its end; nothing of it is left when this returns.
    ///
    /// - Throws: failures of the harness. What the target does is the observation.
    package func run(
        _ trialCase: Case, options: Options = Options()
    ) throws(ExecutionError) -> Observation {
        // RLIMIT_NPROC binds no process of uid 0 (fork(2)): a limit without effect is none.
        if setup.limits[.processes] != nil, user == nil, ProcessTree.runsAsRoot {
            return Observation(
                outcome: .notStarted(
                    LaunchFailure(step: .limit(.processes), error: .notPermitted)))
        }
        if let failure = unfitForArgument(trialCase.program) {
            return Observation(outcome: .notStarted(failure))
        }
        let faults = try compiled(trialCase.faults)
        steps = StepTimes(start: .now())
        try harness { () throws(SystemError) in
            try worker.scratch.empty()
            worker.scratch.use()
            try worker.scratch.give(to: user)
            try place(trialCase)
        }
        steps.end(.placing)
        let streams = try harness { () throws(SystemError) in
            try TrialStreams(setup, trialCase, scratch: worker.scratch.path)
        }
        steps.end(.opening)
        let descriptors = streams.childDescriptors
        let launched = try start(descriptors)
        let start = Instant.now()
        steps.end(.launching)
        // The stop at exec was announced, and is no news for the loop.
        worker.noteSignals()
        log("launched", ["placing": steps[.placing], "launching": steps[.launching]])
        switch consume launched {
        case .failed(let failure):
            return Observation(outcome: .notStarted(failure))
        case .diedInExec(let signal):
            var observation = Observation(outcome: .signalled(signal))
            observation.reachedStart = false
            return observation
        case .started(let process):
            var loop = TrialLoop(
                setup, trialCase, process: process, streams: streams,
                faults: faults.map { injector($0, trialCase.program, start) }, start: start,
                options: options, worker: worker)
            var observation = try loop.run(buffer: &buffer)
            steps.end(.running)
            observation.notes += notes
            for (index, count) in observation.faults.counts.enumerated() {
                worker.log.debug(
                    "faults",
                    metadata: [
                        "rule": "\(index + 1)", "matched": "\(count.matched)",
                        "fired": "\(count.fired)",
                    ])
            }
            observation.files = try clear(trialCase)
            steps.end(.clearing)
            log("cleared", ["running": steps[.running], "clearing": steps[.clearing]])
            return observation
        }
    }

    /// Looks at what a trial left in the scratch folder, and removes it.
    private func clear(_ trialCase: Case) throws(ExecutionError) -> [WrittenFile] {
        if worker.enclosure.hasNamespaces { OwnIPC.clear() }
        let hasFile = setup.target.input == .file || setup.target.input == .stdin
        let isFirstKept = worker.keepsScratch && worker.keptFolder == nil
        if !isFirstKept, worker.scratch.takeUnchanged(hasFile ? trialCase.program : nil) {
            return []
        }
        let files = worker.scratch.writtenFiles(except: trialCase.program)
        try harness { () throws(SystemError) in
            if isFirstKept { worker.keptFolder = try worker.scratch.setAside() }
            try worker.scratch.empty()
        }
        return files
    }

    private func compiled(_ plan: FaultPlan) throws(ExecutionError) -> FaultProgram? {
        guard !plan.isEmpty else { return nil }
        guard setup.tracing == .on else { throw .unsupportedFaults(FaultProgram.needsTracing) }
        if let known = faultProgram, known.plan == plan { return known }
        do throws(FaultProgram.Unsupported) {
            faultProgram = try FaultProgram(plan)
        } catch { throw .unsupportedFaults(error) }
        return faultProgram
    }

    private func injector(
        _ faults: FaultProgram, _ program: Program, _ start: Instant
    ) -> FaultInjector {
        let isFile = setup.target.input == .file
        return FaultInjector(
            faults, programPath: isFile ? worker.scratch.path + "/" + program.fileName : "",
            programIsInput: setup.target.input == .stdin || setup.target.input == .repl,
            start: start)
    }

    private func log(
        _ message: @autoclosure () -> Logger.Message,
        _ times: @autoclosure () -> KeyValuePairs<String, Duration>
    ) {
        worker.log.debug(
            message(),
            metadata: Logger.Metadata(
                uniqueKeysWithValues: times().map { ($0.key, "\($0.value.text)") }))
    }

    private func start(
        _ descriptors: StandardDescriptors
    ) throws(ExecutionError) -> Launch {
        do throws(SystemError) {
            return try launch(plan, descriptors, containment: containment)
        } catch {
            let isRefused = setup.tracing == .on && error.error == .notPermitted
            throw isRefused ? .notTraceable(error) : .system(error)
        }
    }

    /// Why a program cannot be an argument: a NUL ends every argument, and execve(2) takes no more
    /// than 32 pages (MAX_ARG_STRLEN).
    private func unfitForArgument(_ program: Program) -> LaunchFailure? {
        guard setup.target.input == .argument else { return nil }
        if program.bytes.contains(0) { return LaunchFailure(step: .execute, error: .invalid) }
        guard program.bytes.count >= 128 << 10 else { return nil }
        return LaunchFailure(step: .execute, error: .argumentsTooLong)
    }

    /// Puts the program where the target will find it, and the filter where a fault needs it.
    private func place(_ trialCase: Case) throws(SystemError) {
        switch setup.target.input {
        case .file, .stdin:
            let name = trialCase.program.fileName
            try worker.scratch.write(trialCase.program.bytes, as: name)
            if name != argumentsFor {
                plan.arguments = CStringArray(
                    Self.arguments(of: setup.target, for: trialCase.program))
                argumentsFor = name
            }
        case .argument:
            plan.arguments = CStringArray(
                Self.arguments(of: setup.target, for: trialCase.program))
        case .repl: break
        }
        var refusals = worker.enclosure.refusals(for: setup)
        if case .failing(let error) = trialCase.standardInput { refusals.standardInput = error }
        guard !refusals.isEmpty else {
            plan.filter = nil
            return
        }
        if filters[refusals] == nil { filters[refusals] = try SeccompFilter.refusing(refusals) }
        plan.filter = filters[refusals]
    }
}
