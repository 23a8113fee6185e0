internal import ArgumentParser
internal import WringerExecution
internal import WringerModel
internal import WringerSystem

/// The conditions of a trial.
struct TrialOptions: ParsableArguments {
    @Option(
        name: .customLong("limit"), parsing: .singleValue,
        help: ArgumentHelp(
            "A resource limit; can be repeated. Names as in prlimit(1): as core cpu data fsize "
                + "memlock nofile nproc sigpending stack. Values such as 256K, 8M, 2s, unlimited; "
                + "soft and hard as SOFT:HARD.",
            valueName: "NAME=VALUE"))
    var limits: [String] = []

    @Option(help: "Wall time, such as 10s or 500ms; the default is the target's.")
    var timeout: String?

    @Option(help: "The most bytes of output, such as 64M.")
    var maxOutput: String?

    @Option(
        name: .customLong("env"), parsing: .singleValue,
        help: ArgumentHelp("A variable for the target; can be repeated.", valueName: "K=V"))
    var variables: [String] = []

    @Option(
        name: .customLong("stdout"),
        help: ArgumentHelp(
            "What standard output is: full (no space left), closed, pipe (its reader has gone), "
                + "slow:BYTES_PER_SECOND.", valueName: "STATE"))
    var standardOutput: String?

    @Option(
        name: .customLong("stderr"),
        help: ArgumentHelp("What standard error is; as --stdout.", valueName: "STATE"))
    var standardError: String?

    @Option(
        name: .customLong("allow-write"), parsing: .singleValue,
        help: ArgumentHelp(
            "A folder in which the target may write, beside its scratch folder; can be repeated.",
            valueName: "DIR"))
    var writableFolders: [String] = []

    @Flag(help: "Leave the network of this machine to the target; it has none by default.")
    var network = false

    @Flag(help: "Run the target as root where Wringer does; it has a user of its own by default.")
    var asRoot = false

    @Flag(help: "Fail where this machine cannot hold targets in completely; see wringer doctor.")
    var requireContainment = false

    @Flag(help: "Keep address space randomisation on; it is off by default.")
    var aslr = false

    @Flag(help: "Do not trace the target: who sent a fatal signal, and why, is then not known.")
    var noTrace = false

    @Option(
        name: .customLong("inject"), parsing: .singleValue,
        help: ArgumentHelp(
            "A fault in system calls, as strace's inject=, extended; can be repeated. Such as "
                + "mmap,brk:error=ENOMEM:when=3+ or openat@path=*.lua:error=EMFILE; see "
                + "docs/FAULTS.md.", valueName: "RULE"))
    var rules: [String] = []

    /// The faults of a trial.
    ///
    /// - Parameter seed: decides what they leave to chance.
    func faults(seed: UInt64) throws -> FaultPlan {
        var plan = FaultPlan(seed: seed)
        for text in rules {
            do throws(FaultSyntaxError) {
                plan.rules.append(try FaultRule(parsing: text))
            } catch { throw CommandFailure.badInput(error.description) }
        }
        guard !plan.isEmpty else { return plan }
        guard !noTrace else {
            throw CommandFailure.badInput(
                "--inject needs ptrace, by which faults are put into a target: leave out --no-trace"
            )
        }
        // What this machine cannot do is said before anything is started.
        do throws(FaultProgram.Unsupported) {
            _ = try FaultProgram(plan)
        } catch { throw CommandFailure.badInput("--inject: \(error)") }
        return plan
    }

    /// The setup of a target under these conditions.
    func setup(for target: Target, _ resolver: TargetResolver) throws -> Setup {
        let executable: String
        do throws(TargetUnavailable) {
            executable = try resolver.executable(of: target)
        } catch { throw CommandFailure.badInput(error.description) }
        var setup = Setup(
            target: target, executable: executable,
            environment: resolver.environment(of: target, additions: try additions()),
            inheritedLimits: OwnLimits.current())
        setup.limits = target.limits.overlaid(by: try parsedLimits())
        if let timeout { setup.timeout = try Self.duration(timeout, "--timeout") }
        if let maxOutput {
            guard let count = ByteCount(text: maxOutput), count.bytes > 0, count.bytes <= 1 << 32
            else {
                throw CommandFailure.badInput(
                    "--max-output \(visible(maxOutput)): expected 1 to 4G, such as 64M")
            }
            setup.maximumOutput = count
        }
        setup.standardOutput = try Self.sink(standardOutput, "--stdout")
        setup.standardError = try Self.sink(standardError, "--stderr")
        for folder in writableFolders {
            guard let path = Files.realPath(folder), Files.kind(path) == .folder else {
                throw CommandFailure.badInput("--allow-write \(visible(folder)): no such folder")
            }
            guard path != "/" else {
                throw CommandFailure.badInput("--allow-write /: name a folder, not all of them")
            }
            setup.writableFolders.append(path)
        }
        guard !asRoot || ProcessTree.runsAsRoot else {
            throw CommandFailure.badInput("--as-root: Wringer does not run as root itself")
        }
        setup.allowances.network = network
        setup.allowances.ownUser = asRoot
        setup.addressRandomization = aslr ? .on : .off
        setup.tracing = noTrace ? .off : .on
        return setup
    }

    static func duration(_ text: String, _ option: String) throws -> Duration {
        guard let duration = Duration(text: text) else {
            throw CommandFailure.badInput(
                "\(option) \(visible(text)): expected a time such as 10s, 500ms, 5m or 8h")
        }
        return duration
    }

    private static func sink(_ text: String?, _ option: String) throws -> OutputSink {
        guard let text else { return .captured }
        guard let sink = OutputSink(text: text) else {
            let known = OutputSink.knownNames
            throw CommandFailure.badInput(
                "\(option) \(visible(text))\(suggestion(for: text, among: known)); known are "
                    + known.joined(separator: ", "))
        }
        return sink
    }

    private func parsedLimits() throws -> Limits {
        var parsed = Limits()
        for text in limits {
            do throws(LimitSyntaxError) {
                let (name, limit) = try Limits.parse(text)
                parsed[name] = limit
            } catch { throw CommandFailure.badInput("--limit: \(error.description)") }
        }
        return parsed
    }

    private func additions() throws -> [String: String] {
        var additions: [String: String] = [:]
        for text in variables {
            let (name, value) = text.splitOnce(at: "=")
            guard let value, !name.isEmpty else {
                throw CommandFailure.badInput("--env \(visible(text)): expected NAME=VALUE")
            }
            guard !["HOME", "PWD", "TMPDIR"].contains(name) else {
                throw CommandFailure.badInput(
                    "--env \(name): it is the scratch folder of the trial and cannot be set")
            }
            additions[name] = value
        }
        return additions
    }
}
