import Foundation
import Logging
import Testing
import WringerCampaign
import WringerExecution
import WringerModel
import WringerSystem

/// Runs trials in this process, where the whole observation can be seen: of what is taken at a
/// fatal signal the command line shows a part.
///
/// The worker belongs to one thread, on which a test that does not wait stays. Other threads of the
/// test run take its SIGCHLD away, so that it sees a stop when it next samples: some milliseconds
/// for each, which only a target with many threads feels.
final class Observatory {
    let lab: Lab
    private let worker: Worker
    private let examiner: Examiner

    init() throws {
        lab = try Lab()
        try #require(Lab.leftProcesses() == [])
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        worker = try Worker(log: log)
        examiner = Examiner(
            worker: worker,
            resolver: TargetResolver(searchPath: "/usr/bin:/bin", currentFolder: "/"),
            log: log)
    }

    deinit { worker.removeScratch() }

    /// Compiles a C program; gives its path.
    func compile(_ source: String, _ name: String, options: [String]) throws -> String {
        let file = try lab.write(source, to: name + ".c")
        let path = lab.folder + "/" + name
        let words = (["-pthread", "-o", path, file] + options).joined(separator: " ")
        let ended = try lab.shell("cc \(words) || clang \(words)")
        try #require(ended.status == 0, "\(ended.error)")
        // Targets run as another user.
        chmod(lab.folder, 0o755)
        return path
    }

    /// Runs and judges a program by a command, with all that the verdict needs.
    func examine(
        _ program: String, by command: [String], _ faults: [String] = [],
        _ change: (inout Setup) -> Void = { _ in }
    ) throws -> Examiner.Examination {
        let target = Target(name: "test", command: command, fileExtension: "brt", input: .file)
        var setup = Setup(
            target: target, executable: command[0], environment: ["PATH": "/usr/bin:/bin"],
            inheritedLimits: Limits([.stack: Limit(soft: .finite(8 << 20), hard: .unlimited)]))
        setup.timeout = .seconds(5)
        change(&setup)
        let text = Program(
            bytes: Array(program.utf8), fileExtension: "brt", provenance: .check(name: "none"))
        let plan = FaultPlan(rules: try faults.map { try FaultRule(parsing: $0) })
        let trial = Trial(setup: setup, trialCase: Case(program: text, faults: plan))
        let examination = try examiner.examine(trial)
        #expect(Lab.leftProcesses() == [], "no process is left of \(command)")
        return examination
    }

    /// Runs a command without input.
    func observe(
        _ command: [String], limits: Limits = Limits(), timeout: Duration = .seconds(20),
        environment: [String: String] = [:], _ change: (inout Setup) -> Void = { _ in }
    ) throws -> Observation {
        let target = Target(name: "test", command: command, fileExtension: "txt", input: .stdin)
        var setup = Setup(
            target: target, executable: command[0],
            environment: environment.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own },
            inheritedLimits: Limits())
        setup.limits = limits
        setup.timeout = timeout
        change(&setup)
        let program = Program(bytes: [], fileExtension: "txt", provenance: .check(name: "none"))
        let runner = try worker.prepare(setup)
        let observation = try runner.run(Case(program: program))
        #expect(Lab.leftProcesses() == [], "no process is left of \(command)")
        return observation
    }
}
