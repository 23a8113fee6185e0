/// What a fault costs one call, measured by the target itself. All processes of a lane share one
/// processor, in each lane the same, so that no row gains by handing over to an idle one.
struct CallCosts {
    let bench: Bench

    private static let failing = "getppid:error=EPERM"
    /// Rows that are shorter than the time that the scheduler gives to others.
    private static let rowCount = 20
    private static let failingCallCount = 50
    private static let freeCallCount = 5000

    private static let goalToStrace = 2.5
    private static let freeMicroseconds = 0.1

    // MARK: - A call that is made to fail

    func failingCalls() -> Section {
        var section = Section(
            "one call that is made to fail", unit: "call",
            ratio: "calls per second to those of the faster strace")
        do {
            section.rows = try measureFailing()
        } catch {
            var row = Row("calls that fail", command: Self.failing)
            row.failure = bench.text(of: error)
            section.rows = [row]
        }
        return section
    }

    private func measureFailing() throws -> [Row] {
        let options = [[], ["--seccomp-bpf"]]
        let subject = Subject.calls(Self.failingCallCount, rows: Self.rowCount)
        var lanes = try options.map { try strace($0, subject) }
        var task = Variant.full.task(subject)
        task.processor = bench.processor
        task.faults = FaultTask(rule: Self.failing, fires: Self.failingCallCount * Self.rowCount)
        lanes.append(try bench.lane(task))
        let turns = try bench.measure(lanes, Turn(trials: 1), rounds: bench.effort.rounds)
        let times = turns.map { turns in turns.map { $0.printed / 1000 } }
        let spreads = times.map(Spread.init(of:))
        let faster = spreads[0].median <= spreads[1].median ? 0 : 1
        let names = ["strace", "strace --seccomp-bpf", "Wringer"]
        return names.indices.map { index in
            var row = Row(names[index], command: "\(Self.failing) \(subject.shown)")
            row.microseconds = spreads[index]
            row.rate = 1e6 / spreads[index].median
            // Turns of one round lie close together: what disturbs one often disturbs the other.
            row.ratio = Spread(of: zip(times[faster], times[index]).map { $0 / $1 }).median
            row.ratioAtP10 = spreads[faster].p10 / spreads[index].p10
            row.goal = index == 2 ? Self.goalToStrace : nil
            return row
        }
    }

    private func strace(_ options: [String], _ subject: Subject) throws -> Lane {
        let command =
            ["strace"] + options + ["-f", "-o", "/dev/null", "-e", "trace=getppid"]
            + ["-e", "inject=\(Self.failing)"] + subject.command
        var task = LaneTask(
            work: .baseline, isInWorker: false,
            subject: Subject(
                name: "strace", command: command, fileExtension: "", program: subject.program,
                output: nil, package: "strace"))
        _ = try bench.executable(of: subject)
        task.processor = bench.processor
        return try bench.lane(task)
    }

    // MARK: - A call that no rule is about

    func freeCalls() -> Section {
        var section = Section(
            "one call that no rule is about", unit: "call",
            ratio: "calls per second to those without faults")
        let subject = Subject.calls(Self.freeCallCount, rows: Self.rowCount)
        do {
            var task = Variant.full.task(subject)
            task.processor = bench.processor
            let plain = try bench.lane(task)
            task.faults = .idle
            let turns = try bench.measure(
                [plain, try bench.lane(task)], Turn(trials: 1), rounds: bench.effort.rounds)
            let times = turns.map { turns in turns.map { $0.printed / 1000 } }
            let names = ["Wringer, no faults", "Wringer, a rule on another call"]
            section.rows = names.indices.map { index in
                var row = Row(names[index], command: subject.shown)
                let spread = Spread(of: times[index])
                row.microseconds = spread
                row.rate = 1e6 / spread.median
                row.ratio = Spread(of: zip(times[0], times[index]).map { $0 / $1 }).median
                return row
            }
            var added = Row("  what the rule adds", command: subject.shown)
            added.microseconds = Spread(of: zip(times[1], times[0]).map { $0 - $1 })
            added.ceiling = Self.freeMicroseconds
            section.rows.append(added)
        } catch {
            var row = Row("calls that are free", command: subject.shown)
            row.failure = bench.text(of: error)
            section.rows = [row]
        }
        return section
    }
}
