internal import FoundationEssentials
internal import WringerCampaign
internal import WringerExecution
internal import WringerGeneration
internal import WringerModel
internal import WringerRecording
internal import WringerSystem
internal import WringerTargets

/// What `wringer cliffs` was asked for, read and checked before anything runs.
struct CliffMaterial {
    let settings: CliffMapper.Settings
    let baseline: CliffMap?
    private let description: TargetDescription?

    /// What a target may take by default, so that a stack without a limit does not take the whole
    /// machine. It counts as the target's own.
    private static let safetyLimits = Limits([
        .addressSpace: Limit(soft: .finite(1 << 30), hard: .finite(1 << 30)),
        .fileSize: Limit(soft: .finite(64 << 20), hard: .finite(64 << 20)),
    ])
    private static let defaultTimeout = "1s"
    private static let defaultStacks = ["64K", "256K", "1M", "8M", "unlimited"]
    /// The scratch folder of a worker holds 1 GiB.
    private static let largestProgram = ByteCount.mebibytes(512)

    init(_ command: CliffsCommand) throws {
        try Self.checkOptions(command)
        let (target, known) = try command.targetOptions.resolve(TargetLibrary.ofThisProcess())
        let shapes = try Self.shapes(command.shapes, of: target, known)
        description = known
        var searched = target
        searched.limits = Self.safetyLimits.overlaid(by: target.limits)
        var options = command.trialOptions
        options.timeout = options.timeout ?? Self.defaultTimeout
        let setup = try options.setup(for: searched, .ofThisProcess())
        var settings = CliffMapper.Settings(
            setup: setup, shapes: shapes, stacks: try Self.stacks(command.stacks),
            host: Session.host)
        settings.created = Session.now
        settings.greatestDepth = command.maxDepth
        settings.maximumProgramSize = try Self.size(command.maxSize)
        settings.times = command.times
        settings.time = try command.time.map { try TrialOptions.duration($0, "--time") }
        if !command.noRecord {
            settings.writer = RecordingWriter(folder: command.record ?? "recordings")
        }
        self.settings = settings
        baseline = try command.baseline.map { try Self.baseline($0, for: target) }
    }

    private static func checkOptions(_ command: CliffsCommand) throws {
        let options = command.trialOptions
        guard options.rules.isEmpty else {
            throw CommandFailure.badInput("--inject: cliffs are looked for without faults")
        }
        guard !options.aslr else {
            throw CommandFailure.badInput(
                "--aslr: with addresses at random a cliff is a coin; the band tells how wide")
        }
        guard !options.limits.contains(where: { $0.hasPrefix("stack=") }) else {
            throw CommandFailure.badInput(
                "--limit stack: give it as --stack, which can be repeated")
        }
        guard (1...10_000_000).contains(command.maxDepth) else {
            throw CommandFailure.badInput(
                "--max-depth \(command.maxDepth): expected 1 to 10000000")
        }
        guard (1...1000).contains(command.times) else {
            throw CommandFailure.badInput("--times \(command.times): expected 1 to 1000")
        }
        guard command.record == nil || !command.noRecord else {
            throw CommandFailure.badInput("give either --record or --no-record")
        }
        guard command.record != "" else { throw CommandFailure.badInput("--record needs a folder") }
    }

    /// The shapes to search: those of the grammar only where the target takes them at depth 2.
    func screenedShapes(_ session: Session) throws -> [NestingShape] {
        guard let description else { return settings.shapes }
        return try SyntaxOracle(description, setup: settings.setup, session)
            .screened(settings.shapes, of: description.target, session)
    }

    /// The shapes of these names, or all: those of the description and of its grammar, or guesses
    /// from the seeds.
    private static func shapes(
        _ names: [String], of target: Target, _ description: TargetDescription?
    ) throws -> [NestingShape] {
        let seeds: [Program]
        do throws(TargetContentError) {
            seeds = try description?.loadSeeds() ?? []
        } catch { throw CommandFailure.badInput(error.description) }
        let grammar = try description.flatMap { try GrammarMaterial(of: $0) }
        let all = NestingShape.all(
            of: target, seeds: seeds, made: grammar?.nestingShapes(besides: target.nests) ?? [])
        guard !all.isEmpty else {
            throw CommandFailure.badInput(
                "target \(visible(target.name)) has no shapes: name at least one under nests in "
                    + "its target.yaml, or give it seeds (wringer target new NAME makes one)")
        }
        guard !names.isEmpty else { return all }
        var shapes: [NestingShape] = []
        for name in names {
            guard let shape = all.first(where: { $0.name == name }) else {
                let known = all.map(\.name)
                throw CommandFailure.badInput(
                    "--shape \(visible(name)): target \(visible(target.name)) has no such shape"
                        + suggestion(for: name, among: known)
                        + "; it has \(visible(known.joined(separator: ", "), limit: 1000))")
            }
            if !shapes.contains(shape) { shapes.append(shape) }
        }
        return shapes
    }

    /// The limits from the smallest to the largest, each once.
    private static func stacks(_ texts: [String]) throws -> [LimitValue] {
        var stacks: Set<LimitValue> = []
        for text in texts.isEmpty ? defaultStacks : texts {
            let limit: Limit
            do throws(LimitSyntaxError) {
                limit = try Limits.parse(value: text, of: .stack)
            } catch { throw CommandFailure.badInput("--stack: \(error.description)") }
            guard limit.soft == limit.hard, limit.soft != .finite(0) else {
                throw CommandFailure.badInput(
                    "--stack \(visible(text)): expected one size, such as 256K or unlimited")
            }
            stacks.insert(limit.soft)
        }
        return stacks.sorted()
    }

    static func size(_ text: String) throws -> Int {
        guard let count = ByteCount(text: text), count.bytes > 0, count <= largestProgram else {
            throw CommandFailure.badInput(
                "--max-size \(visible(text)): expected 1 to \(largestProgram), such as 16M")
        }
        return Int(count.bytes)
    }

    private static func baseline(_ path: String, for target: Target) throws -> CliffMap {
        guard Files.kind(path) != nil else {
            throw CommandFailure.badInput("--baseline \(visible(path)): it does not exist")
        }
        let bytes = try ProgramFile.bytes(of: path, "baseline")
        let map: CliffMap
        do {
            map = try JSONDecoder().decode(CliffMap.self, from: Data(bytes))
        } catch {
            throw CommandFailure.badInput(
                "--baseline \(visible(path)): it is not what wringer cliffs --json prints: "
                    + explain(error))
        }
        guard map.version == CliffMap.currentVersion else {
            throw CommandFailure.badInput(
                "--baseline \(visible(path)): version \(map.version), and this Wringer reads "
                    + "\(CliffMap.currentVersion)")
        }
        guard map.target == target.name else {
            throw CommandFailure.badInput(
                "--baseline \(visible(path)): it is of target \(visible(map.target)), not of "
                    + visible(target.name))
        }
        if let problem = map.problem {
            throw CommandFailure.badInput("--baseline \(visible(path)): \(problem)")
        }
        return map
    }

    private static func explain(_ error: any Error) -> String {
        func place(_ path: [any CodingKey]) -> String {
            guard !path.isEmpty else { return "the top: an object is expected" }
            return path.map { $0.intValue.map { "\($0)" } ?? visible($0.stringValue) }
                .joined(separator: ".")
        }
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            return "no key \(place(context.codingPath + [key]))"
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context):
            return "wrong type at \(place(context.codingPath))"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "no sense at \(place(context.codingPath))"
        default: return "no JSON, or cut short"
        }
    }
}
