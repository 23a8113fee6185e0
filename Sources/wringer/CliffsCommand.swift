internal import ArgumentParser
internal import WringerCampaign
internal import WringerExecution
internal import WringerModel
internal import WringerRecording
internal import WringerReport
internal import WringerSystem
internal import WringerTargets

/// `wringer cliffs`: the depths at which the outcome of nests changes.
struct CliffsCommand: ParsableCommand, TakesTargetCommand, RunsTrials {
    static let configuration = CommandConfiguration(
        commandName: "cliffs",
        abstract: "Finds the exact depths at which a target refuses or fails, for every shape and "
            + "stack limit.",
        usage: "wringer cliffs [options] (--target NAME | -- CMD @@)",
        discussion: """
            Each nesting shape of the target is tried at depths 1, 2, 4, … and every change of the \
            outcome is cut down to two neighbouring depths, both of which are run again. Addresses \
            are not random; the band tells at which depths the outcome is a coin where they are. \
            From several limits come the bytes of stack that a level takes, and the depth under \
            limits that were not tried. The failure behind a boundary is recorded.

            With --growth it measures instead how CPU time and memory grow with the size of \
            programs, and finds where they grow faster than the target.yaml allows.

            Examples:
              wringer cliffs --target tcl
              wringer cliffs --target lua --shape tables --stack 128K --stack 256K
              wringer cliffs --target tcl --json >before.json
              wringer cliffs --target tcl --baseline before.json
              wringer cliffs --growth --target tcl --dimension appending

            Exit status: 0 nothing fails, 1 something fails under at least one limit; with \
            --baseline, 1 only where a failure is new or comes at a smaller depth than there. With \
            --growth, 1 at least one finding. 2 bad arguments or input, 3 Wringer itself failed \
            (what was found is kept).
            """)

    @OptionGroup var targetOptions: TargetOptions
    @OptionGroup var trialOptions: TrialOptions
    @OptionGroup var outputOptions: OutputOptions
    @OptionGroup var growthOptions: GrowthOptions

    @Option(
        name: .customLong("shape"), parsing: .singleValue,
        help: ArgumentHelp(
            "A shape of the target; can be repeated. All of them by default.", valueName: "NAME"))
    var shapes: [String] = []

    @Option(
        name: .customLong("stack"), parsing: .singleValue,
        help: ArgumentHelp(
            "A stack limit, such as 256K or unlimited; can be repeated. By default 64K, 256K, 1M, "
                + "8M and unlimited.", valueName: "SIZE"))
    var stacks: [String] = []

    @Option(help: "The greatest depth, 1 to 10000000.")
    var maxDepth = CliffMapper.defaultDepth

    @Option(help: "The largest program, such as 16M; at most 512M.")
    var maxSize = "16M"

    @Option(help: "How many times each side of a boundary is run again, 1 to 1000.")
    var times = 3

    @Option(help: "The most time, such as 5m; what is known then is printed.")
    var time: String?

    @Option(help: "Compare with what an earlier run printed under --json.")
    var baseline: String?

    @Option(help: "Where to keep the recordings of failures; the folder recordings by default.")
    var record: String?

    @Flag(help: "Keep no recordings.")
    var noRecord = false

    func run() throws {
        if growthOptions.growth { return try GrowthRun(self).run() }
        guard growthOptions.dimensions.isEmpty, growthOptions.budget == nil else {
            let given = growthOptions.dimensions.isEmpty ? "--budget" : "--dimension"
            let both = !growthOptions.dimensions.isEmpty && growthOptions.budget != nil
            throw CommandFailure.badInput(
                (both ? "--dimension and --budget" : given) + ": only with --growth")
        }
        let material = try CliffMaterial(self)
        var settings = material.settings
        let (session, identity) = try Session.ofMany(
            settings.setup, trialOptions, outputOptions)
        settings.identity = identity
        settings.shapes = try material.screenedShapes(session)
        do throws(RecordingError) {
            try settings.writer?.checkFolder()
        } catch { throw CommandFailure.harness(error.description) }
        let teller = CliffTeller(outputOptions)
        let mapper = CliffMapper(settings, examiner: session.examiner) { teller.tell($0) }
        let map = try session.execute { () throws(ExecutionError) in try mapper.run() }
        let comparison = material.baseline.map { CliffComparison(from: $0, to: map) }
        teller.summarize(map, comparison, settings)
        session.endIfInterrupted()
        if !noRecord, map.failures.contains(where: { $0.boundary.isUnrecorded }) {
            throw CommandFailure.harness("a failure could not be recorded")
        }
        if map.cliffs.isEmpty {
            throw CommandFailure.badInput("nothing was searched: " + reason(map, settings))
        }
        let isBad = comparison.map(\.isWorse) ?? !map.failures.isEmpty
        if isBad { throw ExitCode(ExitStatus.finding) }
    }

    private func reason(_ map: CliffMap, _ settings: CliffMapper.Settings) -> String {
        if map.ended == .time {
            return "the time was over before one shape was done; give more --time"
        }
        if map.leftOut.count == settings.stacks.count {
            return "no stack limit leaves room for a program that does nothing; give a larger one "
                + "with --stack"
        }
        return "not one level of a shape fits into the largest program; give a larger --max-size"
    }
}

extension CliffBoundary {
    /// Whether it was seen again and yet has no recording.
    fileprivate var isUnrecorded: Bool { recording == nil && realism != nil }
}
